import Distributions
import RealModule
import StudyRecords

/// Sampling variances from the statements of uncertainty that papers print; `nil` where a statement says nothing.
///
/// With degrees of freedom the statement is taken to rest on a t distribution, without on the normal one.
public enum SamplingVariance {
  /// From a confidence interval: `((upper − lower)/(2q))²`, q the quantile of its level in percent.
  public static func fromInterval(
    _ interval: Interval, level: Double = 95, degreesOfFreedom: Double? = nil
  ) -> Double? {
    guard interval.lower <= interval.upper, level > 0, level < 100 else { return nil }
    let se = (interval.upper - interval.lower) / (2 * quantile((1 - level / 100) / 2, degreesOfFreedom))
    return finite(se * se)
  }

  /// From the ratio of the estimate to its standard error: `(estimate/statistic)²`; `nil` when either is 0.
  public static func fromStatistic(_ statistic: Double, estimate: Double) -> Double? {
    guard statistic != 0, estimate != 0 else { return nil }
    return finite(estimate / statistic * (estimate / statistic))
  }

  /// From a two-sided p value; `nil` for p of 0 or 1 and an estimate of 0.
  public static func fromP(_ p: Double, estimate: Double, degreesOfFreedom: Double? = nil) -> Double? {
    guard abs(p) > 0, abs(p) < 1 else { return nil }
    return fromStatistic(quantile(abs(p) / 2, degreesOfFreedom), estimate: estimate)
  }

  /// From an F value with one numerator degree of freedom, the square of a t value.
  public static func fromF(_ f: Double, estimate: Double) -> Double? {
    f > 0 ? fromStatistic(f.squareRoot(), estimate: estimate) : nil
  }

  /// On another scale by the delta method: `var(g(y)) = g′(y)² var(y)`.
  public static func byDeltaMethod(_ variance: Double, slope: Double) -> Double? {
    finite(slope * slope * variance)
  }

  private static func quantile(_ upperTail: Double, _ degreesOfFreedom: Double?) -> Double {
    guard let degreesOfFreedom else { return Normal.standard.quantile(upperTail: upperTail) }
    return StudentT(degreesOfFreedom: degreesOfFreedom).quantile(upperTail: upperTail)
  }

  private static func finite(_ x: Double) -> Double? { x.isFinite ? x : nil }
}
