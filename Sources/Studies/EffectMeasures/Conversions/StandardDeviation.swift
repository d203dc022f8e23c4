import Distributions
import RealModule
import StudyRecords

/// Standard deviations from what papers print instead; `nil` where that says nothing.
///
/// Sources: Cochrane Handbook 6.5, sections 6.5.2.2–6.5.2.10.
public enum StandardDeviation {
  /// Of a group whose mean has a standard error: `se √n`.
  public static func ofGroup(standardError se: Double, n: Double) -> Double? {
    se >= 0 && n > 0 ? se * n.squareRoot() : nil
  }

  /// Of a group whose mean has a confidence interval from a t distribution: `√n (upper − lower)/(2t)`.
  public static func ofGroup(interval: Interval, level: Double = 95, n: Double) -> Double? {
    guard n > 1 else { return nil }
    return SamplingVariance.fromInterval(interval, level: level, degreesOfFreedom: n - 1)
      .map { ($0 * n).squareRoot() }
  }

  /// Common to two groups whose mean difference has a standard error: `se/√(1/n₁ + 1/n₂)`.
  public static func ofGroups(standardError se: Double, n1: Double, n2: Double) -> Double? {
    se >= 0 && n1 > 0 && n2 > 0 ? se / (1 / n1 + 1 / n2).squareRoot() : nil
  }

  /// Common to two groups, from their mean difference and its t value.
  public static func ofGroups(meanDifference: Double, t: Double, n1: Double, n2: Double) -> Double? {
    SamplingVariance.fromStatistic(t, estimate: meanDifference)
      .flatMap { ofGroups(standardError: $0.squareRoot(), n1: n1, n2: n2) }
  }

  /// Of change scores when the correlation of both measurements is known or assumed:
  /// `√(sd₁² + sd₂² − 2 r sd₁ sd₂)`.
  public static func ofChange(sd1: Double, sd2: Double, correlation r: Double) -> Double? {
    guard sd1 >= 0, sd2 >= 0, abs(r) <= 1 else { return nil }
    return ((sd1 - sd2) * (sd1 - sd2) + 2 * (1 - r) * sd1 * sd2).squareRoot()
  }

  /// The correlation of two measurements, from their standard deviations and that of the change:
  /// `(sd₁² + sd₂² − sd_c²)/(2 sd₁ sd₂)`; `nil` when no correlation fits.
  public static func correlation(sd1: Double, sd2: Double, change: Double) -> Double? {
    guard sd1 > 0, sd2 > 0, change >= 0 else { return nil }
    let r = 1 - (change - (sd1 - sd2)) * (change + (sd1 - sd2)) / (2 * sd1 * sd2)
    return abs(r) <= 1 ? r : nil
  }
}

/// The summary of one arm of a trial.
public struct ArmSummary: Hashable, Sendable {
  /// The number of people.
  public var n: Double
  /// Their mean.
  public var mean: Double
  /// Their standard deviation.
  public var sd: Double

  /// The summary of one arm.
  public init(n: Double, mean: Double, sd: Double) {
    (self.n, self.mean, self.sd) = (n, mean, sd)
  }

  /// The summary of several arms taken as one group, exactly what its raw data would give (Cochrane Handbook 6.5,
  /// table 6.5.a, for any number of arms); `nil` without people enough for a standard deviation.
  public init?(combining arms: [ArmSummary]) {
    let n = arms.reduce(0) { $0 + $1.n }
    guard n > 1, arms.allSatisfy({ $0.n > 0 && $0.sd >= 0 }) else { return nil }
    let mean = arms.reduce(0) { $0 + $1.n * $1.mean } / n
    let squares = arms.reduce(0.0) {
      $0 + ($1.n - 1) * $1.sd * $1.sd + $1.n * ($1.mean - mean) * ($1.mean - mean)
    }
    self.init(n: n, mean: mean, sd: (squares / (n - 1)).squareRoot())
  }
}
