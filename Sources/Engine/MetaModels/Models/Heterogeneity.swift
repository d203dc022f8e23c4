import StudyRecords

/// Between-study heterogeneity: its variance, its share, and the test for it.
public struct Heterogeneity: Hashable, Sendable, Codable {
  /// The variance of the true effects; 0 for equal-effects models.
  public var tau2: Double
  /// Its asymptotic standard error, where the estimator has one.
  public var tau2StandardError: Double?
  /// Its confidence interval at the fit's level.
  public var tau2Interval: Interval?
  /// How that interval was made.
  public var tau2IntervalMethod: Tau2IntervalMethod?
  /// Whether the estimate was cut at zero.
  public var isTruncated: Bool
  /// I²: the share of the total variation that is due to heterogeneity, in percent.
  public var i2: Double?
  /// The interval of I², in percent.
  public var i2Interval: Interval?
  /// H²: total variation over sampling variation.
  public var h2: Double?
  /// The interval of H².
  public var h2Interval: Interval?
  /// The share of τ² that the moderators account for, in percent; `nil` without moderators.
  public var r2: Double?
  /// The "typical" sampling variance of Higgins and Thompson (2002).
  public var typicalVariance: Double?
  /// Cochran's Q, for moderators the residual QE; `nil` when a variance is zero.
  public var q: Double?
  /// Its degrees of freedom, k − p.
  public var qDegreesOfFreedom: Int
  /// Its p value from the upper tail of χ².
  public var qPValue: Double?

  /// τ, on the scale of the effect.
  public var tau: Double { tau2.squareRoot() }
}

extension Heterogeneity {
  /// A note where H² lies below its interval: Q/df may be less than 1, but Higgins and Thompson's interval is kept at 1 or
  /// above (2002, doi:10.1002/sim.1186, app. A). From τ², H² = 1 + τ²/ṽ and its interval are both at least 1.
  var notes: [Note] {
    guard let h2, let h2Interval, h2 < h2Interval.lower else { return [] }
    return [Note(.h2BelowOne, ["h2": .number(h2), "df": .count(qDegreesOfFreedom)])]
  }
}
