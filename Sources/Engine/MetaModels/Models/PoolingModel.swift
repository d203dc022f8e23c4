import EffectMeasures

/// A model that turns effect sizes into a ``Fit``.
public protocol PoolingModel: Sendable {
  /// All its choices.
  var settings: ModelSettings { get }
}

extension PoolingModel {
  /// Fits the model to effect sizes, with a common mean or a design of moderators.
  ///
  /// Rows without an effect size or with a missing moderator are left out with a note.
  /// - Throws: ``ModelError`` when no study can be used, a variance is negative or infinite, effects come with
  ///   covariances, or parameters outnumber studies.
  public func fit(_ effects: EffectSizes, design: Design? = nil) throws(ModelError) -> Fit {
    try settings.fit(effects, design: design)
  }

  /// Fits the model with the moderators of a formula, columns of the table the effect sizes were computed from.
  /// - Throws: ``FormulaError`` for a formula that cannot be read or does not suit the table, ``ModelError`` as for
  ///   ``fit(_:design:)``.
  public func fit(_ effects: EffectSizes, moderators formula: String) throws -> Fit {
    let formula = try Formula(formula)
    guard let table = effects.table else {
      throw FormulaError.unusable(
        formula: formula.text, term: formula.columns.first ?? "1",
        problem: "the effect sizes carry no table of moderators; compute them from one, or pass a design")
    }
    return try fit(effects, design: formula.design(for: table, eligible: effects.rows.map(\.isUsable)))
  }
}

/// Random effects by inverse variance: yᵢ ~ N(μ, vᵢ + τ²).
///
/// The short way to say the most used settings; ``ModelSettings`` holds all of them.
public struct RandomEffects: PoolingModel, Hashable {
  /// All choices.
  public var settings: ModelSettings

  /// A random-effects model; the defaults are those of the profile `tutti@1`.
  public init(tau2: Tau2Method = .reml, test: CoefficientTest = .knha, level: Double = 95) {
    settings = ModelSettings(heterogeneity: .estimated(tau2), test: test, level: level)
  }
}

/// Equal effects by inverse variance: yᵢ ~ N(μ, vᵢ).
public struct EqualEffects: PoolingModel, Hashable {
  /// All choices.
  public var settings: ModelSettings

  /// An equal-effects model.
  public init(test: CoefficientTest = .z, level: Double = 95) {
    settings = ModelSettings(heterogeneity: .equalEffects, test: test, level: level)
  }
}
