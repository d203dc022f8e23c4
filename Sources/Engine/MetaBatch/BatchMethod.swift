import MetaModels

/// What batches can fit, by the literature's codes.
public enum BatchMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Equal effects: τ² is 0.
  case ee = "EE"
  case dl = "DL"
  case he = "HE"
  case hs = "HS"
  case sj = "SJ"
  case pm = "PM"
  case ml = "ML"
  case reml = "REML"
  case eb = "EB"

  /// The method of a single fit's model, `nil` where batches have none; `FE` is computed like `EE`.
  public init?(_ model: HeterogeneityModel) {
    switch model {
    case .equalEffects, .fixedEffects: self = .ee
    case .estimated(let method):
      guard let batch = BatchMethod(rawValue: method.rawValue) else { return nil }
      self = batch
    case .fixed: return nil
    }
  }

  /// The same choice for a single fit.
  public var heterogeneity: HeterogeneityModel {
    tau2Method.map { .estimated($0) } ?? .equalEffects
  }

  /// The estimator of τ², `nil` for equal effects.
  public var tau2Method: Tau2Method? { Tau2Method(rawValue: rawValue) }

  /// Whether true effects vary.
  public var isRandom: Bool { self != .ee }
}
