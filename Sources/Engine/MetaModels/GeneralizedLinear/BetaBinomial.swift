import EffectMeasures
import LinearAlgebra
import Optimization
import StudyRecords

/// The beta-binomial model of proportions and of two groups.
///
/// Each count is yᵢⱼ ~ BetaBin(nᵢⱼ, μᵢⱼ, ρ): the risks of a group vary among studies by a beta distribution with mean μ
/// and intraclass correlation ρ, so that Var(y) = n μ(1 − μ)(1 + (n − 1)ρ). One group (PLO): logit μᵢ = xᵢ′β. Two groups
/// (OR): logit μᵢ₁ = b₀ + xᵢ′β and logit μᵢ₂ = b₀, the groups of a study taken as independent (Kuss 2015,
/// doi:10.1002/sim.6383; Mathes & Kuss 2018, doi:10.1002/jrsm.1297). Parameters maximize the likelihood; standard
/// errors come from the inverse observed information. Nothing is corrected, and studies without events in both groups
/// are data like any other.
public struct BetaBinomialModel: Hashable, Sendable, Codable {
  /// The model's code on the command line and in results.
  public static let code = "BB"

  /// How coefficients are tested: z, or t with k − p degrees of freedom.
  public var test: CoefficientTest
  /// Confidence level in percent.
  public var level: Double
  /// Whether studies without events, or with nothing but events, in both groups are left out.
  public var dropsDoubleZero: Bool

  /// A model.
  public init(test: CoefficientTest = .t, level: Double = 95, dropsDoubleZero: Bool = false) {
    self.test = test
    self.level = level
    self.dropsDoubleZero = dropsDoubleZero
  }
}

/// The fit of a beta-binomial model.
public struct BetaBinomialFit: Hashable, Sendable {
  /// All choices.
  public var model: BetaBinomialModel
  /// The measure: OR or PLO.
  public var measure: Measure
  /// The studies used.
  public var k: Int
  /// Log odds ratios, or logits of one group, by the terms of the design.
  public var coefficients: [Coefficient]
  /// Their covariance.
  public var covariance: Matrix
  /// b₀, the log odds of the second group; `nil` with one group.
  public var baseline: Coefficient?
  /// ρ, the intraclass correlation.
  public var correlation: Double
  /// Its standard error; `nil` where it lies on the edge of its range.
  public var correlationStandardError: Double?
  /// The likelihood-ratio test of ρ = 0. On that edge the statistic is 0 in half of all samples, so that the p value is
  /// half the upper tail of χ²(1) (Self & Liang 1987, doi:10.1080/01621459.1987.10478472).
  public var overdispersion: ChiSquaredTest
  /// Log-likelihood and information criteria, a count an observation; the deviance is −2 log L.
  public var likelihood: Likelihood
  /// The pooled estimate on the scale that people read, with an intercept alone.
  public var backTransformed: BackTransformed?
  /// The studies left out since they have no events, or nothing but events, in both groups.
  public var doubleZeroDropped: Int
  /// The studies used that have none.
  public var doubleZeroKept: Int
  /// How the search ended.
  public var optimization: OptimizationSummary
  /// What was noticed.
  public var notes: [Note]
}
