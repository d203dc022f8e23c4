import Distributions
import RealModule
import Testing
import _TestSupport

@Suite struct QuadraticFormTests {
  /// Both tails against 50-digit inversions, relative, down to 1e-300 and for weights of either sign.
  ///
  /// 1e-12 as for the other distributions: the exponent of the integrand at the saddle point is a sum of terms of up
  /// to a thousand, each right to an ulp or two.
  @Test func referenceValues() throws {
    let reference = try Reference.file("distributions/quadratic-form.json")
    for item in reference["cases"].list {
      let form = QuadraticForm(weights: item["weights"].numbers.compactMap { $0 })
      for row in item["rows"].list {
        guard let x = row[0].number else { continue }
        if let expected = row[1].number {
          expectClose(form.lowerTail(x), expected, relative: 1e-12, "\(item["name"].text ?? "") lower \(x)")
        }
        if let expected = row[2].number {
          expectClose(form.upperTail(x), expected, relative: 1e-12, "\(item["name"].text ?? "") upper \(x)")
        }
      }
    }
  }

  /// Equal weights are χ², by either road: a change of one part in 10¹³ leaves the special case.
  @Test(arguments: [1, 2, 3, 10, 150])
  func equalWeights(_ count: Int) {
    let chiSquared = ChiSquared(degreesOfFreedom: Double(count))
    let equal = QuadraticForm(weights: Array(repeating: 2, count: count))
    let nearly = QuadraticForm(weights: [2 * (1 + 1e-13)] + Array(repeating: 2, count: count))
    let next = ChiSquared(degreesOfFreedom: Double(count + 1))
    for x in [1e-6, 0.1, 1, 5, 40, 300, 1000] {
      #expect(equal.upperTail(2 * x) == chiSquared.upperTail(x))
      #expect(equal.lowerTail(2 * x) == chiSquared.lowerTail(x))
      let (lower, upper) = (next.lowerTail(x), next.upperTail(x))
      if lower > 1e-290 { expectClose(nearly.lowerTail(2 * x), lower, relative: 1e-10, "\(count) lower \(x)") }
      if upper > 1e-290 { expectClose(nearly.upperTail(2 * x), upper, relative: 1e-10, "\(count) upper \(x)") }
    }
  }

  /// A weight and its negative: symmetric about zero, and for one pair of pairs a Laplace distribution.
  @Test func symmetry() {
    let laplace = QuadraticForm(weights: [1, 1, -1, -1])
    #expect(abs(laplace.lowerTail(0) - 0.5) <= 1e-14)
    for x in [1e-8, 0.3, 2, 20, 900] {
      expectClose(laplace.upperTail(x), 0.5 * Double.exp(-x / 2), relative: 1e-13)
      expectClose(laplace.lowerTail(-x), 0.5 * Double.exp(-x / 2), relative: 1e-13)
    }
    let form = QuadraticForm(weights: [3, 0.1, -0.5])
    let mirrored = QuadraticForm(weights: [0.5, -3, -0.1])
    for x in [-30.0, -1, 0, 0.2, 5, 80] {
      expectClose(form.upperTail(x), mirrored.lowerTail(-x), relative: 1e-13)
      expectClose(form.upperTail(x) + form.lowerTail(x), 1, relative: 1e-15)
    }
  }

  /// Tails never rise with x, scale with the weights and do not depend on their order.
  @Test func laws() {
    var generator = SeededGenerator(seed: 7)
    for count in [2, 5, 30, 300] {
      let weights = (0..<count).map { _ in Double.exp(18 * generator.uniform() - 9) }
      let signed = weights.map { generator.uniform() < 0.3 ? -$0 : $0 }
      for form in [QuadraticForm(weights: weights), QuadraticForm(weights: signed)] {
        let reversed = QuadraticForm(weights: form.weights.reversed())
        let tripled = QuadraticForm(weights: form.weights.map { 3 * $0 })
        let mean = form.weights.reduce(0, +)
        let spread = (2 * form.weights.reduce(0) { $0 + $1 * $1 }).squareRoot()
        var previous = 1.0
        for k in -40...80 {
          let x = mean + 0.2 * Double(k) * spread
          let upper = form.upperTail(x)
          #expect(upper <= previous * (1 + 1e-12) && upper >= 0, "\(count) \(x)")
          expectClose(reversed.upperTail(x), upper, relative: 1e-11, absolute: 1e-300, "\(count) \(x)")
          expectClose(tripled.upperTail(3 * x), upper, relative: 1e-11, absolute: 1e-300, "\(count) \(x)")
          previous = upper
        }
      }
    }
  }

  @Test func edges() {
    let nothing = QuadraticForm(weights: [0, 0])
    #expect(nothing.weights.isEmpty)
    #expect(nothing.lowerTail(0) == 1 && nothing.upperTail(0) == 0 && nothing.lowerTail(-1e-9) == 0)
    let positive = QuadraticForm(weights: [1, 0, 2])
    #expect(positive.weights == [1, 2])
    #expect(positive.upperTail(0) == 1 && positive.upperTail(-3) == 1 && positive.lowerTail(-3) == 0)
    #expect(positive.upperTail(.infinity) == 0 && positive.lowerTail(-.infinity) == 0)
    #expect(positive.upperTail(.nan).isNaN && positive.lowerTail(.nan).isNaN)
    let negative = QuadraticForm(weights: [-1, -2])
    #expect(negative.upperTail(0.5) == 0 && negative.lowerTail(0) == 1)
    expectClose(negative.lowerTail(-4), positive.upperTail(4), relative: 1e-15)
    for weights in [[1, 1e-200], [1e150, 1e-50, -1], [1e300, 1e150, 1e150]] {
      let upper = QuadraticForm(weights: weights).upperTail(0.5)
      #expect(upper > 0 && upper <= 1, "\(weights)")
    }
  }

  @Test(
    "Far beyond the weights the tails are 0 and 1, whatever the ratios",
    arguments: [1e-300, 1e-30, 1e30, 1e200, 1e300])
  func farAway(_ x: Double) {
    for weights in [
      [1.0, 2], [1, 1e12, 1e24], [1e-24, 1e-12, 1, 3], [1e-12, 1e12], [-1, 1e12, 5], [1e-150, 1, 2],
    ] {
      let form = QuadraticForm(weights: weights)
      let (lower, upper) = (form.lowerTail(x), form.upperTail(x))
      #expect((0...1).contains(lower) && (0...1).contains(upper), "\(weights) at \(x): \(lower), \(upper)")
      expectClose(lower + upper, 1, relative: 1e-9)
    }
  }
}
