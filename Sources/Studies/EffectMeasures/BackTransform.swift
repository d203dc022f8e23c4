import RealModule

/// How results are turned from the analysis scale back into one that people read.
public enum BackTransform: String, CaseIterable, Hashable, Sendable, Codable {
  /// The analysis scale is the one people read.
  case identity
  /// Ratios, analysed as logarithms.
  case exponential = "exp"
  /// Correlations, analysed as Fisher's z.
  case hyperbolicTangent = "tanh"
  /// Proportions, analysed as logits.
  case logistic

  /// The value on the natural scale; infinite values map to the scale's ends.
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .exponential: .exp(x)
    case .hyperbolicTangent: .tanh(x)
    case .logistic: 1 / (1 + .exp(-x))
    }
  }
}
