import Distributions
import RealModule
import Testing
import _TestSupport

/// The laws every `ContinuousDistribution` obeys, run on one of them.
///
/// - Parameters:
///   - distribution: The distribution.
///   - support: The ends of its support.
///   - name: What failing expectations call it.
func expectLaws<D: ContinuousDistribution>(
  _ distribution: D, support: (low: Double, high: Double), _ name: String
) {
  let probabilities = [1e-300, 1e-120, 1e-30, 1e-9, 1e-4, 0.01, 0.1, 0.25, 0.4, 0.5]

  // The ends, beyond them, and NaN.
  #expect(distribution.quantile(lowerTail: 0) == support.low, "\(name)")
  #expect(distribution.quantile(lowerTail: 1) == support.high, "\(name)")
  #expect(distribution.quantile(upperTail: 0) == support.high, "\(name)")
  #expect(distribution.quantile(upperTail: 1) == support.low, "\(name)")
  for p in [-0.1, 1.1, .nan, .infinity, -.infinity] {
    #expect(distribution.quantile(lowerTail: p).isNaN, "\(name) \(p)")
    #expect(distribution.quantile(upperTail: p).isNaN, "\(name) \(p)")
  }
  for x in [-Double.infinity, support.low - 1, support.low] {
    #expect(distribution.lowerTail(x) == 0 && distribution.upperTail(x) == 1, "\(name) \(x)")
  }
  for x in [support.high, support.high + 1, .infinity] {
    #expect(distribution.lowerTail(x) == 1 && distribution.upperTail(x) == 0, "\(name) \(x)")
  }
  for x in [support.low - 1, support.high + 1] where x.isFinite {
    #expect(distribution.density(x) == 0 && distribution.logDensity(x) == -.infinity, "\(name) \(x)")
  }
  #expect(distribution.density(.infinity) == 0 && distribution.density(-.infinity) == 0, "\(name)")
  #expect(distribution.logDensity(.infinity) == -.infinity, "\(name)")
  for value in [
    distribution.density(.nan), distribution.logDensity(.nan), distribution.lowerTail(.nan),
    distribution.upperTail(.nan),
  ] {
    #expect(value.isNaN, "\(name)")
  }

  // Quantiles invert both tails; both rise with the lower tail.
  var points: [Double] = []
  for p in probabilities {
    let low = distribution.quantile(lowerTail: p)
    let high = distribution.quantile(upperTail: p)
    #expect(low <= high || (p == 0.5 && agrees(low, high, relative: 2e-14)), "\(name) \(p)")
    points += [low, high]
    if interior(low, support) { expectInverse(distribution.lowerTail, at: low, p, distribution, name) }
    if interior(high, support) { expectInverse(distribution.upperTail, at: high, p, distribution, name) }
  }

  // Tails add to one and are monotone; the density is their derivative.
  points = points.filter { interior($0, support) }.sorted()
  var previous = (x: support.low, lower: 0.0, upper: 1.0)
  for x in points {
    let (lower, upper) = (distribution.lowerTail(x), distribution.upperTail(x))
    #expect(abs(lower + upper - 1) <= 4e-15, "\(name) \(x)")
    #expect(lower >= previous.lower * (1 - 1e-14) && upper <= previous.upper * (1 + 1e-14), "\(name) \(x)")
    previous = (x, lower, upper)
    expectDerivative(distribution, at: x, support.high, name)
  }
}

/// Inside the support, and not so near an end that the doubles there are too coarse.
private func interior(_ x: Double, _ support: (low: Double, high: Double)) -> Bool {
  x.isFinite && x > support.low && x < support.high * (1 - 1e-9) && (x == 0 || abs(x) > 1e-290)
}

/// The tail at the quantile is p, up to what one rounding of x can do to it.
private func expectInverse<D: ContinuousDistribution>(
  _ tail: (Double) -> Double, at x: Double, _ p: Double, _ distribution: D, _ name: String
) {
  let conditioning = abs(x) * distribution.density(x) / p
  let tolerance = 1e-12 + 2 * Double.ulpOfOne * conditioning
  expectClose(tail(x), p, relative: tolerance, "\(name): tail of the quantile of \(p)")
}

/// The smaller tail's central difference against the density.
///
/// With steps of 1e-5 in the scale on which the log of the tail changes, the difference is right to 1e-8.
private func expectDerivative<D: ContinuousDistribution>(
  _ distribution: D, at x: Double, _ end: Double, _ name: String
) {
  let density = distribution.density(x)
  if density < 1e-300 || density > 1e300 { return }
  expectClose(
    distribution.logDensity(x), Double.log(density), relative: 1e-12, absolute: 1e-12,
    "\(name): log density \(x)")
  let (lower, upper) = (distribution.lowerTail(x), distribution.upperTail(x))
  let smaller = min(lower, upper)
  guard density > 1e-280, density < 1e280, smaller > 1e-280 else { return }
  var step = 1e-4 * smaller / density
  if x != 0 { step = min(step, 1e-4 * abs(x), 1e-4 * (end - x)) }
  let (above, below) = (x + step, x - step)
  guard above > x, below < x, step > 1e-9 * abs(x) else { return }
  let change =
    lower < upper
    ? distribution.lowerTail(above) - distribution.lowerTail(below)
    : distribution.upperTail(below) - distribution.upperTail(above)
  expectClose(change / (above - below), density, relative: 1e-6, "\(name): derivative at \(x)")
}
