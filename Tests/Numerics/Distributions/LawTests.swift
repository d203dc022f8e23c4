import Distributions
import RealModule
import Testing
import _TestSupport

/// The laws on every distribution over its range of shapes, and the identities between distributions.
@Suite struct LawTests {
  static let shapes: [Double] = [0.05, 0.3, 0.5, 1, 1.7, 4, 15, 19.9, 20, 33, 250, 1e4, 5e5]

  @Test func normal() {
    expectLaws(Normal.standard, support: (-.infinity, .infinity), "normal")
    expectLaws(Normal(mean: -3, standardDeviation: 0.2), support: (-.infinity, .infinity), "normal(-3, 0.2)")
  }

  @Test(arguments: shapes)
  func oneShape(_ shape: Double) {
    expectLaws(Gamma(shape: shape, scale: 3), support: (0, .infinity), "gamma(\(shape), 3)")
    expectLaws(ChiSquared(degreesOfFreedom: 2 * shape), support: (0, .infinity), "chi-squared(\(2 * shape))")
    expectLaws(StudentT(degreesOfFreedom: 2 * shape), support: (-.infinity, .infinity), "t(\(2 * shape))")
  }

  @Test(arguments: shapes)
  func twoShapes(_ first: Double) {
    for second in Self.shapes {
      expectLaws(Beta(alpha: first, beta: second), support: (0, 1), "beta(\(first), \(second))")
      expectLaws(
        FisherF(numerator: 2 * first, denominator: 2 * second), support: (0, .infinity),
        "F(\(2 * first), \(2 * second))")
    }
  }

  @Test func infiniteDegreesOfFreedom() {
    expectLaws(StudentT(degreesOfFreedom: .infinity), support: (-.infinity, .infinity), "t(inf)")
    expectLaws(FisherF(numerator: 7, denominator: .infinity), support: (0, .infinity), "F(7, inf)")
    let t = StudentT(degreesOfFreedom: .infinity)
    let f = FisherF(numerator: 5, denominator: .infinity)
    let chiSquared = ChiSquared(degreesOfFreedom: 5)
    for x in [0.1, 0.9, 2, 7, 30] {
      #expect(t.upperTail(x) == Normal.standard.upperTail(x))
      #expect(t.density(x) == Normal.standard.density(x))
      expectClose(f.upperTail(x), chiSquared.upperTail(5 * x), relative: 1e-13)
      expectClose(f.density(x), 5 * chiSquared.density(5 * x), relative: 1e-13)
    }
  }

  /// A t of 10¹² degrees of freedom is normal but for 10⁻¹² (1 + t⁴).
  @Test func nearlyNormal() {
    let t = StudentT(degreesOfFreedom: 1e12)
    for x in [0.0, 1e-8, 0.5, 2, 6] {
      expectClose(t.upperTail(x), Normal.standard.upperTail(x), relative: 1e-12 * (1 + x * x * x * x))
    }
  }

  /// Student's t and the normal are symmetric, exactly.
  @Test(arguments: shapes)
  func symmetry(_ shape: Double) {
    let t = StudentT(degreesOfFreedom: shape)
    for x in [1e-9, 0.3, 1.0, 4, 100, 1e12] {
      #expect(t.upperTail(x) == t.lowerTail(-x) && t.density(x) == t.density(-x))
      #expect(Normal.standard.upperTail(x) == Normal.standard.lowerTail(-x))
    }
    for p in [1e-200, 1e-5, 0.2, 0.49] {
      #expect(t.quantile(lowerTail: p) == -t.quantile(upperTail: p))
      #expect(Normal.standard.quantile(lowerTail: p) == -Normal.standard.quantile(upperTail: p))
    }
    #expect(t.quantile(lowerTail: 0.5) == 0 && t.upperTail(0) == 0.5)
  }

  /// t² with ν degrees of freedom is F(1, ν); F with two shapes is a beta's odds; 1/F swaps the shapes.
  @Test(arguments: shapes)
  func identities(_ shape: Double) {
    let t = StudentT(degreesOfFreedom: shape)
    let square = FisherF(numerator: 1, denominator: shape)
    for x in [0.01, 0.4, 1, 2.5, 9] {
      let tolerance = 1e-12
      expectClose(square.upperTail(x * x), 2 * t.upperTail(x), relative: tolerance, "F(1, \(shape)) at \(x)²")
      let f = FisherF(numerator: 2 * shape, denominator: 7)
      let inverse = FisherF(numerator: 7, denominator: 2 * shape)
      expectClose(f.upperTail(1 / x), inverse.lowerTail(x), relative: tolerance * (1 + shape / 100))
      let beta = Beta(alpha: shape, beta: 3.5)
      let odds = 2 * shape * x / 7
      expectClose(f.lowerTail(x), beta.lowerTail(odds / (1 + odds)), relative: tolerance * (1 + shape / 100))
      let mirrored = Beta(alpha: 3.5, beta: shape)
      expectClose(beta.lowerTail(0.25), mirrored.upperTail(0.75), relative: 1e-15)
    }
  }

  /// χ² with 2 degrees of freedom is exponential; a beta(1, 1) is uniform; a t with 1 is Cauchy.
  @Test func closedForms() {
    let exponential = ChiSquared(degreesOfFreedom: 2)
    for x in [1e-20, 0.3, 2, 3, 50, 1300] {
      expectClose(exponential.upperTail(x), Double.exp(-x / 2), relative: 1e-15, "exponential at \(x)")
      expectClose(exponential.lowerTail(x), -Double.expMinusOne(-x / 2), relative: 2e-15, "exponential at \(x)")
    }
    for p in [1e-300, 1e-9, 0.3, 0.5] {
      expectClose(exponential.quantile(upperTail: p), -2 * Double.log(p), relative: 1e-15)
    }
    let uniform = Beta(alpha: 1, beta: 1)
    for x in [1e-300, 1e-7, 0.25, 0.5, 0.9, 1 - 0x1p-53] {
      expectClose(uniform.lowerTail(x), x, relative: 1e-15, "uniform at \(x)")
      expectClose(uniform.upperTail(x), 1 - x, relative: 1e-15, "uniform at \(x)")
      expectClose(uniform.quantile(lowerTail: x), x, relative: 1e-15, "uniform at \(x)")
      expectClose(uniform.density(x), 1, relative: 1e-15, "uniform at \(x)")
    }
    let cauchy = StudentT(degreesOfFreedom: 1)
    for x in [1e-9, 0.1, 1, 30, 1e8, 1e300] {
      expectClose(cauchy.upperTail(x), Double.atan(1 / x) / .pi, relative: 1e-15, "Cauchy at \(x)")
    }
  }

  /// Where the support ends, a density is 0, finite or a pole.
  @Test func densityAtTheEnds() {
    #expect(ChiSquared(degreesOfFreedom: 1).density(0) == .infinity)
    #expect(ChiSquared(degreesOfFreedom: 2).density(0) == 0.5)
    #expect(ChiSquared(degreesOfFreedom: 3).density(0) == 0)
    #expect(FisherF(numerator: 2, denominator: 5).density(0) == 1)
    #expect(Beta(alpha: 1, beta: 4).density(0) == 4)
    #expect(Beta(alpha: 4, beta: 1).density(1) == 4)
    #expect(Beta(alpha: 0.5, beta: 4).logDensity(0) == .infinity)
  }

  /// Far outside the usual range of shapes every call still returns, and returns a probability or a point of the
  /// support: shapes over twenty orders of magnitude, x over the whole range of doubles.
  @Test func extremes() {
    var generator = SeededGenerator(seed: 11)
    func logUniform(_ low: Double, _ high: Double) -> Double {
      Double.pow(10, low + (high - low) * generator.uniform())
    }
    for _ in 0..<1_500 {
      let (a, b) = (logUniform(-8, 12), logUniform(-8, 12))
      let distributions: [any ContinuousDistribution] = [
        Gamma(shape: a), StudentT(degreesOfFreedom: a), Beta(alpha: a, beta: b),
        FisherF(numerator: a, denominator: b),
      ]
      for distribution in distributions {
        for x in [logUniform(-307, 307), logUniform(-4, 4), a / b, a, a / (a + b), generator.uniform()] {
          let (lower, upper) = (distribution.lowerTail(x), distribution.upperTail(x))
          #expect(lower >= 0 && upper >= 0 && abs(lower + upper - 1) < 1e-12, "\(distribution) \(x)")
          #expect(distribution.density(x) >= 0 && !distribution.logDensity(x).isNaN, "\(distribution) \(x)")
        }
        for p in [logUniform(-300, 0), generator.uniform()] {
          let (low, high) = (distribution.quantile(lowerTail: p), distribution.quantile(upperTail: p))
          #expect(p <= 0.5 ? low <= high : low >= high, "\(distribution) \(p)")
        }
      }
    }
  }
}
