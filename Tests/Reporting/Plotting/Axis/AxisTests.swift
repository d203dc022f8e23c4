import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

struct AxisTests {
  private let font = Font(size: 8)

  private func labels(_ lower: Double, _ upper: Double, _ transform: BackTransform, length: Double = 200)
    -> [String]
  {
    let scale = NaturalScale(transform)
    let domain = Interval(scale.inverse(lower) ?? lower, scale.inverse(upper) ?? upper)
    return Axis(domain: domain, start: 0, end: length, transform: transform, font: font).ticks.map(\.label)
  }

  @Test func ratiosHaveTicksByFactors() {
    #expect(labels(0.08, 12, .exponential) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
    #expect(labels(0.4, 2.2, .exponential) == ["0.5", "0.7", "1", "1.5", "2"])
    #expect(labels(0.005, 150, .exponential) == ["0.01", "0.1", "1", "10", "100"])
    #expect(labels(0.85, 1.25, .exponential).contains("1.0"))
    #expect(labels(1e-12, 1e12, .exponential).contains("1"))
  }

  @Test func correlationsCrowdTowardsOne() {
    #expect(labels(-0.25, 0.65, .hyperbolicTangent) == ["−0.2", "0.0", "0.2", "0.4", "0.6"])
    #expect(
      labels(-0.6, 0.97, .hyperbolicTangent, length: 240) == ["−0.5", "0", "0.5", "0.8", "0.9", "0.95"])
  }

  @Test func landmarksFillAWideAxisOfABoundedScale() {
    #expect(
      labels(-0.55, 0.9975, .hyperbolicTangent, length: 200)
        == ["−0.5", "0", "0.5", "0.75", "0.9", "0.95", "0.99"])
    #expect(labels(0.2, 0.998, .logistic, length: 200).contains("0.75"))
    #expect(labels(0.2, 0.998, .logistic, length: 200).contains("0.99"))
  }

  @Test func proportionsOnTheLogitScale() {
    #expect(labels(0.1, 0.7, .logistic) == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"])
    #expect(labels(0.0008, 0.93, .logistic) == ["0.001", "0.01", "0.1", "0.25", "0.5", "0.75", "0.9"])
  }

  @Test func proportionsOnTheArcsineScaleReachTheirEnds() {
    #expect(labels(0, 1, .arcsineSquared) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
  }

  @Test func plainScalesHaveEvenTicks() {
    #expect(labels(-1.3, 2.2, .identity) == ["−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5", "2.0"])
    #expect(labels(0, 1e-9, .identity).count >= 2)
    #expect(labels(-3e12, 4e12, .identity).contains("0"))
    #expect(labels(1e9, 1e9 + 1, .identity).count >= 1)
  }

  @Test func inverseIsExactToTheLastDigits() {
    for transform in [BackTransform.exponential, .hyperbolicTangent, .logistic, .arcsineSquared] {
      let scale = NaturalScale(transform)
      for natural in [0.001, 0.1, 0.25, 0.5, 0.9, 0.999] {
        // An error of 2⁻⁵³ in x moves the natural value by at most |x| times that, and the function rounds too.
        expectClose(scale.inverse(natural).map { scale($0) }, natural, relative: 2e-15, "\(transform)")
      }
    }
    #expect(NaturalScale(.exponential).inverse(0) == nil)
    #expect(NaturalScale(.exponential).inverse(-1) == nil)
    #expect(NaturalScale(.hyperbolicTangent).inverse(1) == nil)
    expectClose(NaturalScale(.arcsineSquared).inverse(0), 0, absolute: 1e-17)
    #expect(NaturalScale(.identity).inverse(.infinity) == nil)
  }

  @Test func ticksGivenByTheUser() {
    let axis = Axis(
      domain: Interval(-2, 2), start: 0, end: 100, transform: .exponential, font: font,
      ticks: [4, 0.25, 1, 100, 0, -1])
    #expect(axis.ticks.map(\.label) == ["0.25", "1", "4"])
    expectClose(axis.position(0), 50, absolute: 1e-12)
  }

  /// Over many domains on every scale: finite, ascending, inside, and no two labels touch.
  @Test(arguments: [
    BackTransform.identity, .exponential, .hyperbolicTangent, .logistic, .arcsineSquared,
    .freemanTukeyProportion(n: 31),
  ])
  func ticksNeverCollide(transform: BackTransform) {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<150 {
      let center = (random.uniform() - 0.5) * 4
      let halfWidth = 10 * (1e-4 as Double).squareRoot() * (random.uniform() * random.uniform() * 40)
      let length = 60 + 300 * random.uniform()
      let axis = Axis(
        domain: Interval(center: center, halfWidth: halfWidth), start: 10, end: 10 + length,
        transform: transform,
        font: font)
      for (a, b) in zip(axis.ticks, axis.ticks.dropFirst()) {
        let gap = axis.position(b.value) - axis.position(a.value)
        let needed =
          (TextMetrics.width(of: a.label, font: font) + TextMetrics.width(of: b.label, font: font)) / 2
        #expect(gap >= needed, "\(axis.domain) \(a) \(b)")
      }
      #expect(axis.ticks.allSatisfy { axis.contains($0.value) })
    }
  }

  @Test(arguments: [
    Interval(0, 0), Interval(5, 5), Interval(1, -1), Interval(-.infinity, .infinity), Interval(0, .infinity),
    Interval(-1e308, 1e308), Interval(1e16, 1e16), Interval(-800, 800),
  ])
  func awkwardDomainsDoNotTrap(domain: Interval) {
    for transform in [BackTransform.identity, .exponential, .hyperbolicTangent, .logistic, .arcsineSquared] {
      let axis = Axis(domain: domain, start: 0, end: 200, transform: transform, font: font)
      #expect(axis.domain.lower < axis.domain.upper)
      #expect(axis.ticks.allSatisfy { axis.position($0.value).isFinite })
    }
  }
}
