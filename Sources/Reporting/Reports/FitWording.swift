import MetaAnalysis

extension HeterogeneityModel {
  /// `random-effects`, `equal-effects` or `fixed-effects`.
  var name: String {
    switch self {
    case .equalEffects: "equal-effects"
    case .fixedEffects: "fixed-effects"
    case .estimated, .fixed: "random-effects"
    }
  }

  /// Whether the true effects may differ.
  var isRandom: Bool {
    switch self {
    case .equalEffects, .fixedEffects: false
    case .estimated, .fixed: true
    }
  }

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
