import EffectMeasures
import LinearAlgebra
import Optimization
import StudyRecords

/// The result of pooling: everything the table, the plot, the text and the JSON show comes from here.
///
/// Three views, after R's broom: ``coefficients`` (tidy: one row a coefficient), ``summary`` (glance: one row a
/// model) and ``studies`` (augment: one row a study of the data). An undefined number is `nil`.
public struct Fit: Hashable, Sendable {
  /// Every choice that moved a number.
  public var settings: ModelSettings
  /// The measure of the effect sizes, if named.
  public var measure: Measure?
  /// The moderators' formula, `nil` for a common mean.
  public var formula: String?
  /// The number of effect sizes used.
  public var k: Int
  /// The number of coefficients after linearly dependent columns were removed.
  public var p: Int
  /// The coefficients, in the order of the design's columns.
  public var coefficients: [Coefficient]
  /// The covariance matrix of the coefficients, p×p, any Knapp–Hartung factor included.
  public var covariance: Matrix
  /// Between-study heterogeneity.
  public var heterogeneity: Heterogeneity
  /// The omnibus test of all coefficients but the intercept, or of all when there is no other.
  public var moderatorTest: OmnibusTest?
  /// The interval in which the true effect of a new study is expected; intercept-only models.
  public var predictionInterval: PredictionInterval?
  /// Log-likelihood and information criteria; `nil` where no likelihood is defined.
  public var likelihood: Likelihood?
  /// One entry per row of the data, in order; rows not used are empty.
  public var studies: [FittedStudy]
  /// The pooled estimate on the scale that people read; intercept-only models of a measure that is transformed.
  public var backTransformed: BackTransformed?
  /// How the search for τ² ended.
  public var optimization: OptimizationSummary
  /// The test in use: that of the settings unless no degrees of freedom are left for it.
  public var test: CoefficientTest
  /// The Knapp–Hartung variance factor, where one was used.
  public var varianceFactor: Double?
  /// The design as it was used, for predictions and comparisons.
  public var design: FittedDesign
  /// A p×p matrix H with H′H the covariance of the coefficients before any variance factor.
  var covarianceRoot: Matrix
  /// How results are turned back into the scale that people read.
  public var backTransform: BackTransform
  /// How τ² depends on moderators, for location–scale models.
  public var scale: ScaleFit?
  /// What was noticed, from reading the data to the last interval.
  public var notes: [Note]
  /// Tests over the tables, with Mantel–Haenszel pooling of odds ratios and rate ratios.
  public var stratifiedTests: StratifiedTests?
  /// Coefficients the model has but the data say nothing on; they are not among ``coefficients``.
  public var undefinedTerms: [String] = []
  /// What a generalized linear mixed model adds; `nil` for inverse-variance models.
  public var mixedModel: MixedModelResult? = nil
  /// The beta-binomial model, where it was fitted; ``heterogeneity`` then holds no numbers of its own.
  public var betaBinomial: BetaBinomialFit? = nil

  /// The code of the model: `BB`, that of the mixed model, or that of ``settings``.
  public var methodCode: String {
    betaBinomial.map { _ in BetaBinomialModel.code } ?? mixedModel?.model.form.rawValue ?? settings.methodCode
  }

  /// Whether counts were modelled and not effect sizes with their sampling variances.
  public var modelsCounts: Bool { betaBinomial != nil || mixedModel != nil }
}

/// One coefficient with its Wald-type test and interval.
public struct Coefficient: Hashable, Sendable, Codable {
  /// `intercept`, or the moderator's term.
  public var term: String
  /// The estimate on the analysis scale.
  public var estimate: Double
  /// Its standard error.
  public var standardError: Double
  /// Estimate over standard error; `nil` when the standard error is 0.
  public var statistic: Double?
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  public var degreesOfFreedom: Double?
  /// Two-sided p value of the statistic.
  public var pValue: Double?
  /// The confidence interval at the fit's level.
  public var interval: Interval?
}

/// An omnibus test of several coefficients.
public struct OmnibusTest: Hashable, Sendable, Codable {
  /// χ² for normal tests, F otherwise.
  public var statistic: Double
  /// Numerator degrees of freedom: the number of coefficients tested.
  public var df1: Int
  /// Denominator degrees of freedom, `nil` for χ².
  public var df2: Int?
  /// The upper tail probability.
  public var pValue: Double
  /// The positions of the coefficients tested.
  public var coefficients: [Int]
}

/// The interval in which the true effect of a new study is expected.
public struct PredictionInterval: Hashable, Sendable, Codable {
  /// The limits on the analysis scale.
  public var interval: Interval
  /// How it was made.
  public var method: PredictionIntervalMethod
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  public var degreesOfFreedom: Double?
}

/// The pooled estimate with its intervals on the scale that people read.
public struct BackTransformed: Hashable, Sendable {
  /// The transformation from the analysis scale.
  public var transform: BackTransform
  /// The transformed estimate: for ratios the ratio, not its mean; `nil` when it is too large for a number.
  public var estimate: Double?
  /// The transformed confidence limits.
  public var interval: Interval?
  /// The transformed prediction limits.
  public var predictionInterval: Interval?
}

/// Log-likelihood and information criteria at the fitted τ².
public struct Likelihood: Hashable, Sendable, Codable {
  /// The log-likelihood with all constants; restricted: with +½ log|X′X|.
  public var logLikelihood: Double
  /// −2 (ℓ − ℓ_saturated), undefined with a variance of zero; restricted: −2 ℓ.
  public var deviance: Double?
  /// −2 ℓ + 2 m, with m the number of parameters.
  public var aic: Double
  /// −2 ℓ + m log k; restricted: log(k − p).
  public var bic: Double
  /// AIC with Hurvich and Tsai's correction.
  public var aicc: Double
  /// Whether the likelihood is the restricted one.
  public var isRestricted: Bool
}

/// One row of the data as the model sees it; all numbers `nil` when the row was not used.
public struct FittedStudy: Hashable, Sendable, Codable {
  /// The row of the data, counted from 1 without the header.
  public var row: Int
  /// The study's label.
  public var study: String?
  /// The estimate.
  public var yi: Double?
  /// Its sampling variance.
  public var vi: Double?
  /// The study's own confidence interval at the fit's level, normal.
  public var interval: Interval?
  /// Share of the pooled estimate in percent; the shares add to 100.
  public var weightPercent: Double?
  /// The model's mean for the study.
  public var fitted: Double?
  /// yi − fitted.
  public var residual: Double?
  /// The diagonal of the hat matrix.
  public var leverage: Double?

  /// Whether the row entered the model.
  public var isUsed: Bool { fitted != nil }
}

extension FittedStudy {
  /// A row with its own interval, not yet fitted.
  init(_ row: EffectSize, quantile: Double) {
    self.init(
      row: row.row, study: row.study, yi: row.yi, vi: row.vi,
      interval: row.yi.flatMap { yi in row.sei.map { Interval(center: yi, halfWidth: quantile * $0) } })
  }
}
