import MetaAnalysis

extension HeterogeneityModel {
  /// What is assumed of the true effects and where τ² comes from.
  var sentence: String {
    switch self {
    case .equalEffects: "equal: one true effect (\(code))"
    case .fixedEffects: "fixed: the average of the studies' own true effects (\(code))"
    case .estimated(let method): "random, τ² by \(method.estimator().name) (\(code))"
    case .fixed(let tau2): "random, τ² given as \(numberText(tau2))"
    }
  }
}

extension ModelSettings {
  /// `Mantel–Haenszel`, `Peto`, or the name of the assumption on the true effects.
  var modelName: String { isStratified ? pooling.name : heterogeneity.name }

  /// What is assumed of the true effects.
  var effectsSentence: String {
    isStratified
      ? "equal: one true effect (\(methodCode))"
      : heterogeneity.sentence + (pooling == .inverseVariance ? "" : ", Q around the Mantel–Haenszel value")
  }

  /// How the studies are weighted, and what was added to their counts before pooling.
  var weightsSentence: String {
    switch pooling {
    case .mantelHaenszel(let choices) where isStratified: "Mantel–Haenszel" + choices.additionSentence
    case .peto(let choices): "Peto, 1/V" + choices.additionSentence
    default: weighting.code
    }
  }
}

extension StratifiedSettings {
  fileprivate var additionSentence: String {
    add > 0 && to != .none ? ", \(numberText(add)) added to the cells before pooling (\(to.rawValue))" : ""
  }
}
