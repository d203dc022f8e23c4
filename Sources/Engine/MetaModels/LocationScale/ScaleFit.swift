import LinearAlgebra
import Optimization
import StudyRecords

/// The scale part of a location–scale model: how τ² depends on moderators.
public struct ScaleFit: Hashable, Sendable {
  /// The formula of τ²'s moderators, `nil` for designs given as numbers.
  public var formula: String?
  /// How they give τ².
  public var link: ScaleLink
  /// The coefficients α, in the order of the design's columns.
  public var coefficients: [ScaleCoefficient]
  /// The covariance of α, the inverse of the observed information; `nil` where the optimum has none.
  public var covariance: Matrix?
  /// The omnibus test of all α but the intercept, or of all when there is no other.
  public var test: OmnibusTest?
  /// The likelihood-ratio test against one τ² for all studies; `nil` for an intercept alone.
  public var likelihoodRatio: LikelihoodRatio?
  /// One entry per row of the data, in order; rows not used are empty.
  public var studies: [StudyTau2]
  /// How the search ended.
  public var optimization: OptimizationSummary
}

/// One coefficient of the scale part.
public struct ScaleCoefficient: Hashable, Sendable, Codable {
  /// `intercept`, or the moderator's term.
  public var term: String
  /// The estimate, for the log link on the scale of log τ²; `nil` where the likelihood rises towards infinity.
  public var estimate: Double?
  /// Its standard error.
  public var standardError: Double?
  /// Estimate over standard error.
  public var statistic: Double?
  /// Degrees of freedom k − q of the t distribution, `nil` for the normal.
  public var degreesOfFreedom: Double?
  /// Two-sided p value of the statistic.
  public var pValue: Double?
  /// The confidence interval at the fit's level.
  public var interval: Interval?
}

/// τ² of a study under the scale part.
public struct StudyTau2: Hashable, Sendable, Codable {
  /// The row of the data, counted from 1 without the header.
  public var row: Int
  /// τ² at the row's moderators.
  public var tau2: Double?
  /// Its confidence interval at the fit's level, made on the link's scale and cut at zero.
  public var interval: Interval?
}

/// A likelihood-ratio test of nested models.
public struct LikelihoodRatio: Hashable, Sendable, Codable {
  /// 2 (ℓ − ℓ₀).
  public var statistic: Double
  /// How many parameters the larger model has more.
  public var degreesOfFreedom: Int
  /// The upper tail of χ².
  public var pValue: Double
  /// ℓ₀, the log-likelihood of the smaller model.
  public var smallerLogLikelihood: Double
}
