import EffectMeasures
import StudyRecords

/// How a generalized linear mixed model treats the studies' baseline risks, by the literature's codes.
public enum MixedModelForm: String, CaseIterable, Hashable, Sendable, Codable {
  /// Unconditional, an intercept for each study. One-group measures have this form only.
  case fixedStudies = "UM.FS"
  /// Unconditional, intercepts drawn from a normal distribution, independent of the effects.
  case randomStudies = "UM.RS"
  /// Conditional on the events of both groups, by the binomial distribution that holds when events are rare.
  case approximateConditional = "CM.AL"
  /// Conditional on the events of both groups, exact: non-central hypergeometric for OR, binomial for IRR.
  case exactConditional = "CM.EL"

  /// The model in words.
  public var name: String {
    switch self {
    case .fixedStudies: "unconditional, fixed study effects"
    case .randomStudies: "unconditional, random study effects"
    case .approximateConditional: "conditional, approximate likelihood"
    case .exactConditional: "conditional, exact likelihood"
    }
  }

  /// Where it comes from.
  public var sources: [Source] {
    let review = Source("Jackson, Law, Stijnen, Viechtbauer & White", 2018, doi: "10.1002/sim.7588")
    switch self {
    case .fixedStudies:
      return [Source("Simmonds & Higgins", 2016, doi: "10.1177/0962280213507088"), review]
    case .randomStudies:
      return [
        Source(
          "Turner, Omar, Yang, Goldstein & Thompson", 2000,
          doi: "10.1002/1097-0258(20001230)19:24<3417::AID-SIM614>3.0.CO;2-L"), review,
      ]
    case .approximateConditional, .exactConditional:
      return [Source("Stijnen, Hamza & Özdemir", 2010, doi: "10.1002/sim.4040"), review]
    }
  }
}

/// How many nodes integrate over the random effects.
public enum QuadraturePoints: Hashable, Sendable, Codable {
  /// Doubled until the log-likelihood keeps ten digits.
  case automatic
  /// That many for each random effect; 1 is Laplace's approximation.
  case fixed(Int)
  /// Seven for one random effect, Laplace's approximation for two: the defaults of `metafor`.
  case sevenOrLaplace

  /// The most nodes on offer for one random effect.
  public static let most = 256
}

/// A generalized linear mixed model of counts: the studies' events by their exact distribution, their true effects
/// normal with variance τ².
///
/// | form | counts | predictors |
/// |---|---|---|
/// | UM.FS | aᵢ ~ Bin(n₁ᵢ), cᵢ ~ Bin(n₂ᵢ), Poisson for IRR | αᵢ + θᵢ + uᵢ/2, αᵢ − uᵢ/2 |
/// | UM.RS | the same | μ + sᵢ + θᵢ + uᵢ/2, μ + sᵢ − uᵢ/2, sᵢ ~ N(0, σ²) |
/// | CM.AL | aᵢ ~ Bin(aᵢ + cᵢ) | log(n₁ᵢ/n₂ᵢ) + θᵢ + uᵢ |
/// | CM.EL | aᵢ ~ non-central hypergeometric given all margins; IRR: x₁ᵢ ~ Bin(x₁ᵢ + x₂ᵢ) | θᵢ + uᵢ; log(t₁ᵢ/t₂ᵢ) + θᵢ + uᵢ |
/// | PLO, IRLN | xᵢ ~ Bin(nᵢ), xᵢ ~ Poisson(tᵢ e^η) | θᵢ + uᵢ |
///
/// with θᵢ = xᵢ′β and uᵢ ~ N(0, τ²). Coefficients and τ² maximize the likelihood; standard errors come from the
/// inverse observed information. No zero cell is corrected; studies without events, or with nothing but events, in
/// both groups say nothing about the effect and are left out with a note.
public struct MixedModel: Hashable, Sendable, Codable {
  /// The form of the model.
  public var form: MixedModelForm
  /// Whether τ² is left out.
  public var isEqualEffects: Bool
  /// The nodes of the quadrature.
  public var points: QuadraturePoints
  /// How coefficients are tested: z, or t with k − p degrees of freedom.
  public var test: CoefficientTest
  /// Confidence level in percent.
  public var level: Double
  /// How the prediction interval is made.
  public var predictionInterval: PredictionIntervalMethod

  /// A model; the defaults are those of the profile `tutti@1`.
  public init(
    _ form: MixedModelForm, isEqualEffects: Bool = false, points: QuadraturePoints = .automatic,
    test: CoefficientTest = .t, level: Double = 95, predictionInterval: PredictionIntervalMethod = .t
  ) {
    self.form = form
    self.isEqualEffects = isEqualEffects
    self.points = points
    self.test = test
    self.level = level
    self.predictionInterval = predictionInterval
  }

  /// Fits the model to the counts that effect sizes were computed from.
  ///
  /// Rows without counts or with a missing moderator, and studies without information on the effect, are left out with
  /// a note.
  /// - Throws: ``MixedModelError`` when the measure has no such model, the likelihood has no maximum, or counts are not
  ///   whole where they must be; ``ModelError`` when no study can be used.
  public func fit(_ effects: EffectSizes, design: Design? = nil) throws -> Fit {
    try effects.requireIndependence()
    try effects.requireCountsOfEffects()
    var fitting = try MixedModelFitting(self, effects, design)
    return try fitting.fit()
  }

  /// Fits the model with the moderators of a formula, columns of the table the effect sizes were computed from.
  /// - Throws: ``FormulaError`` for a formula that cannot be read or does not suit the table, else as for
  ///   ``fit(_:design:)``.
  public func fit(_ effects: EffectSizes, moderators formula: String) throws -> Fit {
    let formula = try Formula(formula)
    guard let table = effects.table else {
      throw FormulaError.unusable(
        formula: formula.text, term: formula.columns.first ?? "1",
        problem: "the effect sizes carry no table of moderators; compute them from one, or pass a design")
    }
    return try fit(effects, design: formula.design(for: table, eligible: eligibleRows(effects)))
  }

  /// Which rows have counts that say something about the effect.
  /// - Throws: ``MixedModelError`` when the measure has no such model.
  public func eligibleRows(_ effects: EffectSizes) throws(MixedModelError) -> [Bool] {
    let counts = try CountStudies(effects, form: form, isEqualEffects: isEqualEffects)
    return counts.studies.map { $0 != nil }
  }
}

/// What a mixed model's fit has beyond that of any other.
public struct MixedModelResult: Hashable, Sendable {
  /// All choices.
  public var model: MixedModel
  /// The nodes used for each random effect; `nil` where nothing was integrated.
  public var points: Int?
  /// σ², the variance of random study intercepts.
  public var sigma2: Double?
  /// μ, the mean of random study intercepts.
  public var intercept: Double?
  /// Wald's test that the studies' own effects follow the model of equal effects.
  public var wald: ChiSquaredTest
  /// The likelihood-ratio test of the same.
  public var likelihoodRatio: ChiSquaredTest
  /// The studies left out since they say nothing about the effect.
  public var uninformative: Int
}
