import StudyRecords

/// The answer of one analysis of a batch; an undefined number is `nil`.
public struct BatchResult: Hashable, Sendable {
  /// How it ended.
  public var status: BatchStatus
  /// The number of studies used.
  public var k: Int
  /// The pooled effect.
  public var estimate: Double?
  /// Its standard error, any Knapp–Hartung factor included.
  public var se: Double?
  /// Estimate over standard error; `nil` when that is 0.
  public var statistic: Double?
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  public var df: Double?
  /// The two-sided p value.
  public var pValue: Double?
  /// The confidence interval.
  public var interval: Interval?
  /// The between-study variance.
  public var tau2: Double?
  /// I² in percent.
  public var i2: Double?
  /// H².
  public var h2: Double?
  /// Cochran's Q; `nil` when a variance is zero.
  public var q: Double?
  /// The upper tail of χ² with k − 1 degrees of freedom at Q.
  public var qPValue: Double?
  /// The prediction interval; `nil` for equal effects and for one study.
  public var predictionInterval: Interval?
}
