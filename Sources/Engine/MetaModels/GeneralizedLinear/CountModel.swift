import EffectMeasures
import StudyRecords

/// A model of the counts themselves instead of effect sizes with their sampling variances.
public enum CountModel: Hashable, Sendable, Codable {
  /// Normal random effects, or equal ones.
  case mixed(MixedModel)
  /// Risks that vary by a beta distribution.
  case betaBinomial(BetaBinomialModel)

  /// The literature's code: `UM.FS`, `UM.RS`, `CM.AL`, `CM.EL` or `BB`.
  public var code: String {
    switch self {
    case .mixed(let model): model.form.rawValue
    case .betaBinomial: BetaBinomialModel.code
    }
  }

  /// Confidence level in percent.
  public var level: Double { settings.level }

  /// Fits the model to the counts that effect sizes were computed from.
  /// - Throws: ``MixedModelError`` and ``ModelError``, as the models' own fits.
  public func fit(_ effects: EffectSizes, design: Design? = nil) throws -> Fit {
    switch self {
    case .mixed(let model): try model.fit(effects, design: design)
    case .betaBinomial(let model): try model.pool(effects, design: design)
    }
  }

  /// Which rows have counts that the model uses.
  /// - Throws: ``MixedModelError`` when the measure has no such model.
  public func eligibleRows(_ effects: EffectSizes) throws(MixedModelError) -> [Bool] {
    switch self {
    case .mixed(let model): try model.eligibleRows(effects)
    case .betaBinomial(let model): try model.eligibleRows(effects)
    }
  }

  /// The notes on the effect sizes, one for each, as they read for the model.
  func notes(on effects: EffectSizes) throws(MixedModelError) -> [Note] {
    let counts =
      switch self {
      case .mixed(let model):
        try CountStudies(effects, form: model.form, isEqualEffects: model.isEqualEffects)
      case .betaBinomial(let model): try model.counts(of: effects)
      }
    return Array(counts.notes(on: effects).prefix(effects.notes.count))
  }

  /// The choices that the model shares with models of effect sizes.
  var settings: ModelSettings {
    switch self {
    case .mixed(let model): model.settings
    case .betaBinomial(let model): model.settings
    }
  }
}

extension MixedModel {
  /// The choices shared with models of effect sizes.
  var settings: ModelSettings {
    ModelSettings(
      heterogeneity: isEqualEffects ? .equalEffects : .estimated(.ml), test: test, level: level,
      tau2Interval: nil, predictionInterval: predictionInterval)
  }
}

extension BetaBinomialModel {
  /// The choices shared with models of effect sizes.
  var settings: ModelSettings {
    ModelSettings(heterogeneity: .equalEffects, test: test, level: level, tau2Interval: nil)
  }
}
