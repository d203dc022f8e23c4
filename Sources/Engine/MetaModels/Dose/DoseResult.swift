import EffectMeasures
import RealModule
import StudyRecords

/// Which doses reach which mean effects, by several forms of the dose–response curve.
public struct DoseResult: Hashable, Sendable {
  /// Every choice that moved a number.
  public var analysis: DoseAnalysis
  /// The measure of the effect sizes, if named.
  public var measure: Measure?
  /// How effects are turned back into the scale that people read.
  public var backTransform: BackTransform
  /// The number of effect sizes used, the same in every model.
  public var k: Int
  /// The smallest and the largest dose of the rows used.
  public var observed: Interval
  /// How many different doses the rows used have.
  public var distinctDoses: Int
  /// The moderators held at their means, as formula terms; empty without any.
  public var heldTerms: [String]
  /// The model without the dose, to compare the others with.
  public var baseline: DoseComparison
  /// The models, in the order asked for.
  public var models: [DoseModel]
  /// The effect sizes, one for each row of the data, with the dose of the row.
  public var studies: [DoseStudy]
  /// What was noticed.
  public var notes: [Note]

  /// The model with the smallest AICc.
  public var best: DoseModel { models.min { $0.comparison.aicc < $1.comparison.aicc } ?? models[0] }
}

/// One form of the dose–response curve: its fit, and the doses it says are needed.
public struct DoseModel: Hashable, Sendable {
  /// The form of the curve.
  public var shape: DoseShape
  /// The fit reported, by the analysis's own estimator of τ².
  public var fit: Fit
  /// The fit by maximum likelihood beside the others.
  public var comparison: DoseComparison
  /// One entry for each target.
  public var needed: [DoseNeeded]
  /// The mean as a function of the dose.
  let basis: DoseBasis
}

/// How well a model describes the data, by maximum likelihood on the same rows as its rivals.
public struct DoseComparison: Hashable, Sendable {
  /// The number of coefficients.
  public var p: Int
  /// τ² by maximum likelihood.
  public var tau2: Double
  /// The log-likelihood with all constants.
  public var logLikelihood: Double
  /// Akaike's criterion.
  public var aic: Double
  /// Akaike's criterion with Hurvich and Tsai's correction.
  public var aicc: Double
  /// The Bayesian criterion.
  public var bic: Double
  /// AICc less the smallest one, the model without the dose among them.
  public var deltaAICc: Double
  /// Akaike weight: e^(−Δ/2) over its sum, the model without the dose included. Source: Burnham & Anderson (2002),
  /// doi:10.1007/b97636, sec. 2.9.
  public var weight: Double
  /// The likelihood-ratio test against the model without the dose, χ² with as many degrees of freedom as dose terms;
  /// `nil` for that model itself.
  public var test: OmnibusTest?
}

/// What a step of the dose goes with, for models that are lines.
public struct DoseChange: Hashable, Sendable {
  /// What the step is.
  public enum Step: String, CaseIterable, Hashable, Sendable, Codable {
    /// One unit of the dose.
    case unit
    /// Twice the dose.
    case doubling
  }

  /// What the step is.
  public var step: Step
  /// The change of the mean on the analysis scale.
  public var estimate: Double
  /// Its confidence interval at the fit's level.
  public var interval: Interval?
  /// The two-sided p value of no change.
  public var pValue: Double?
}

extension DoseModel {
  /// The change of the mean with a step of the dose: a unit for the linear model, a doubling for the logarithmic one, where
  /// it is b₁ log 2; `nil` for curves.
  public var change: DoseChange? {
    guard shape.isLine, let position = basis.positions.first else { return nil }
    let coefficient = fit.coefficients[position]
    let scale = shape == .logarithmic ? Double.log(2) : 1
    return DoseChange(
      step: shape == .logarithmic ? .doubling : .unit, estimate: scale * coefficient.estimate,
      interval: coefficient.interval.map { Interval(scale * $0.lower, scale * $0.upper) },
      pValue: coefficient.pValue)
  }
}

/// The dose that a model needs to reach a target.
public struct DoseNeeded: Hashable, Sendable {
  /// Where the curve reaches the target.
  public enum Reach: String, CaseIterable, Hashable, Sendable, Codable {
    /// Inside the range of observed doses.
    case within
    /// Already at the lowest observed dose: the dose needed is not above it.
    case atLowest = "at-lowest"
    /// Only above the highest observed dose, if the curve goes on as it is.
    case beyond
    /// Nowhere in the observed range, nor where the curve heads beyond it.
    case notReached = "not-reached"
  }

  /// The target.
  public var target: DoseTarget
  /// Where the curve reaches it.
  public var reach: Reach
  /// The dose at which the mean reaches the target; `nil` where a curve without closed form does so nowhere inside the
  /// observed range. A dose outside that range is an extrapolation.
  public var dose: Double?
  /// The confidence set at the fit's level, without doses that cannot be; `nil` where none was made.
  public var confidence: DoseSet?
  /// Fieller's set before doses below 0 were taken out; lines only.
  public var fieller: DoseSet?
  /// The set of doses that the profile likelihood leaves possible, for comparison; lines only.
  public var profile: DoseSet?
  /// What the bootstrap saw; curves without closed form only.
  public var bootstrap: Bootstrap?

  /// What became of the samples of a parametric bootstrap.
  public struct Bootstrap: Hashable, Sendable {
    /// How many samples could be fitted.
    public var samples: Int
    /// The share, 0 to 1, whose curve reaches the target nowhere in the observed range.
    public var neverReached: Double
    /// The share, 0 to 1, whose curve has reached it at the lowest observed dose.
    public var atLowest: Double
  }

  /// How the confidence set was made: `fieller` or `bootstrap`; `nil` for none.
  public var method: String? { confidence == nil ? nil : bootstrap == nil ? "fieller" : "bootstrap" }
}

/// One row of the data with its dose.
public struct DoseStudy: Hashable, Sendable {
  /// The row of the data, counted from 1 without the header.
  public var row: Int
  /// The study's label.
  public var study: String?
  /// The dose, `nil` where missing.
  public var dose: Double?
}

/// The mean effect at a dose with its uncertainty.
public struct DosePoint: Hashable, Sendable {
  /// The dose.
  public var dose: Double
  /// The mean on the analysis scale, other moderators at their means.
  public var estimate: Double
  /// The confidence interval of the mean.
  public var interval: Interval
  /// Where the true effect of a new study is expected, `nil` where there is no prediction interval.
  public var predictionInterval: Interval?
}
