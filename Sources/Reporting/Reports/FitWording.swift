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
