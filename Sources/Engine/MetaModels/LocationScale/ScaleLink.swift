/// How the scale part of a location–scale model gives a study's τ².
public enum ScaleLink: String, CaseIterable, Hashable, Sendable, Codable {
  /// log τ²ᵢ = zᵢ′α: every α is possible, effects multiply.
  case log
  /// τ²ᵢ = zᵢ′α, with α such that no τ²ᵢ is negative: effects add.
  case identity

  /// The equation in words.
  public var name: String {
    switch self {
    case .log: "log τ² linear in the moderators"
    case .identity: "τ² linear in the moderators"
    }
  }
}
