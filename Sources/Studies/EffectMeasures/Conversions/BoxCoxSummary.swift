import Distributions
import RealModule
import StudyRecords

extension QuantileMethod {
  /// McGrath et al.'s (2020, doi:10.1177/0962280219889080) Box–Cox method.
  ///
  /// The power λ ≥ 0 is sought that makes the transformed summary `(xᵏ − 1)/λ` symmetric about the transformed median;
  /// on that scale mean and standard deviation are Luo et al.'s and Wan et al.'s; the answer are the moments of the
  /// normal distribution with these, taken back to the scale of x by numerical integration over the part where
  /// `λy + 1 > 0` and as much on the other side. Powers below 0 would give a distribution without moments.
  /// - Returns: The estimates, both `nil` for summaries with a number that is not positive or without a median.
  func boxCoxEstimate(_ s: FiveNumberSummary) -> FiveNumberSummary.Estimate {
    let known = [s.min, s.q1, s.median, s.q3, s.max].compactMap(\.self)
    guard let median = s.median, known.count > 2, known.allSatisfy({ $0 > 0 }) else { return .init() }
    // In units of the median every power stays in range, and means and deviations scale.
    let unit = FiveNumberSummary(
      min: s.min.map { $0 / median }, q1: s.q1.map { $0 / median }, median: 1, q3: s.q3.map { $0 / median },
      max: s.max.map { $0 / median }, n: s.n)
    let power = BoxCoxPower(symmetrizing: unit)
    let transformed = FiveNumberSummary(
      min: unit.min.map(power.callAsFunction), q1: unit.q1.map(power.callAsFunction), median: 0,
      q3: unit.q3.map(power.callAsFunction), max: unit.max.map(power.callAsFunction), n: s.n)
    let scale = transformed.estimate(.wan, skewnessTest: false)
    guard let mu = transformed.estimate(.luoWanShi, skewnessTest: false).mean, let sigma = scale.sd else {
      return .init()
    }
    guard let (mean, sd) = power.moments(mu: mu, sigma: sigma), mean.isFinite, sd.isFinite else {
      return .init()
    }
    return .init(mean: mean * median, sd: sd * median)
  }
}

/// A Box–Cox transformation `(xᵏ − 1)/k`, the logarithm at k = 0.
private struct BoxCoxPower {
  let k: Double

  func callAsFunction(_ x: Double) -> Double { Self.transform(x, k) }

  private static func transform(_ x: Double, _ k: Double) -> Double {
    k == 0 ? .log(x) : .expMinusOne(k * .log(x)) / k
  }

  /// The power from 0 to 10 that brings a summary with median 1 closest to symmetry.
  init(symmetrizing s: FiveNumberSummary) {
    func asymmetry(_ ends: Interval?, _ k: Double) -> Double {
      guard let ends else { return 0 }
      let sum = Self.transform(ends.upper, k) + Self.transform(ends.lower, k)
      return sum * sum
    }
    // A scale-free sum of squares: both asymmetries in units of the transformed width.
    func distance(_ k: Double) -> Double {
      let ends = s.range ?? s.quartiles ?? Interval(1, 1)
      let width = Self.transform(ends.upper, k) - Self.transform(ends.lower, k)
      return (asymmetry(s.range, k) + asymmetry(s.quartiles, k)) / (width * width)
    }
    k = minimum(over: 0...10, scanning: 50, of: distance)
  }

  /// Mean and standard deviation of x when the transformed x is normal.
  func moments(mu: Double, sigma: Double) -> (Double, Double)? {
    guard sigma > 0 else { return sigma == 0 ? (inverse(mu), 0) : nil }
    if k == 0 {
      let mean = Double.exp(mu + sigma * sigma / 2)
      return (mean, mean * Double.expMinusOne(sigma * sigma).squareRoot())
    }
    // The support reaches as far up from μ as down to −1/k; the normal density is negligible beyond 39 σ.
    let reach = Swift.min((mu + 1 / k) / sigma, 39)
    guard reach > 0 else { return nil }
    var (mass, first, second) = (0.0, 0.0, 0.0)
    let centre = inverse(mu)
    // tanh-sinh (Takahasi & Mori 1974, doi:10.2977/prims/1195192451): exact in spite of the root at the end
    let step = 1.0 / 64
    for j in -256...256 {
      let s = Double(j) * step
      let u = Double.pi / 2 * .sinh(s)
      let z = reach * .tanh(u)
      let weight = .cosh(s) / (.cosh(u) * .cosh(u)) * .exp(-z * z / 2)
      guard weight > 0 else { continue }
      let x = inverse(mu + sigma * z) - centre
      guard !x.isNaN else { continue }
      mass += weight
      first += weight * x
      second += weight * x * x
    }
    let mean = first / mass
    return (centre + mean, Swift.max(second / mass - mean * mean, 0).squareRoot())
  }

  private func inverse(_ y: Double) -> Double {
    k == 0 ? .exp(y) : .exp(.log(onePlus: Swift.max(k * y, -1)) / k)
  }
}
