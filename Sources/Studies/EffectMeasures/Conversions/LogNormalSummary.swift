import RealModule

extension FiveNumberSummary {
  /// The mean and standard deviation of a sample from a log-normal distribution with this summary.
  ///
  /// The mean μ of the logarithms is Luo et al.'s (2018), their variance σ² Shi et al.'s (2020, "Estimating the mean and
  /// variance from the five-number summary of a log-normal distribution", doi:10.4310/SII.2020.v13.n4.a9), who also take
  /// the small-sample bias out of `exp(μ + σ²/2)` and `exp(2μ + 2σ²) − exp(2μ + σ²)`. The logarithms are tested for
  /// skewness.
  /// - Returns: The estimates, both `nil` for summaries that are inconsistent, not positive, without a median, or skewed
  ///   in logarithms.
  public func logNormalEstimate(skewnessTest: Bool = true) -> Estimate {
    let known = [min, q1, median, q3, max].compactMap(\.self)
    guard isConsistent, known.allSatisfy({ $0 > 0 }) else { return Estimate() }
    func log(_ x: Double?) -> Double? { x.map { .log($0) } }
    let logarithms = FiveNumberSummary(
      min: log(min), q1: log(q1), median: log(median), q3: log(q3), max: log(max), n: n)
    guard let scale = LogNormalScale(logarithms, skewnessTest: skewnessTest) else { return Estimate() }
    return scale.estimate
  }
}

/// Mean and variance of logarithms, with what the back-transformation needs to be unbiased.
private struct LogNormalScale {
  let mu, variance: Double
  /// An estimate of σ⁴.
  let squaredVariance: Double
  /// n var(μ̂)/(2σ²) and n var(σ̂²)/(8σ⁴) in large samples.
  let slopes: (mean: Double, variance: Double)
  let n: Double

  init?(_ logarithms: FiveNumberSummary, skewnessTest: Bool) {
    let normal = logarithms.estimate(skewnessTest: skewnessTest)
    guard let mean = normal.mean, let sd = normal.sd else { return nil }
    n = logarithms.n
    mu = mean
    let square = sd * sd
    let logSquare = Double.log(n) * Double.log(n)
    switch (logarithms.range, logarithms.quartiles) {
    case (_?, nil):
      variance = square / (1.01 + 0.25 / logSquare)
      squaredVariance = square * square / (1 + 2.23 / logSquare)
      slopes = (0.565, 0.37)
    case (nil, _?):
      variance = square / (1 + 1.58 / n)
      squaredVariance = square * square / (1 + 19.2 / Double.pow(n, 1.2))
      slopes = (0.57, 0.75)
    case (_?, _?):
      variance = square / (1 + 0.28 / logSquare)
      squaredVariance = square * square / (1 + 3.93 / n)
      slopes = (0.405, 0.315)
    case (nil, nil): return nil
    }
  }

  /// By how much `exp(aμ̂ + bσ̂²)` exceeds its target on average.
  private func inflation(_ a: Double, _ b: Double) -> Double {
    1 + (a * a * slopes.mean * variance + 4 * b * b * slopes.variance * squaredVariance) / n
  }

  var estimate: FiveNumberSummary.Estimate {
    let mean = Double.exp(mu + variance / 2) / inflation(1, 0.5)
    // exp(2μ + 2σ²)/f − exp(2μ + σ²)/g, the scale taken out
    let (f, g) = (inflation(2, 2), inflation(2, 1))
    let spread = (Double.expMinusOne(variance) * g - (f - g)) / (f * g)
    guard mean.isFinite else { return .init() }
    return .init(mean: mean, sd: spread >= 0 ? Double.exp(mu + variance / 2) * spread.squareRoot() : nil)
  }
}
