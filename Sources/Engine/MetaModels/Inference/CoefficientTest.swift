import StudyRecords

/// How coefficients are tested.
public enum CoefficientTest: String, CaseIterable, Hashable, Sendable, Codable {
  /// Normal distribution.
  case z
  /// t distribution with k − p degrees of freedom.
  case t
  /// Knapp and Hartung's variance factor, t with k − p degrees of freedom.
  case knha
  /// Knapp–Hartung with the variance factor kept at 1 or above.
  case adhoc
  /// Knapp–Hartung, or the normal distribution where its interval is the wider one.
  case widest = "hk-ci"
  /// Knapp–Hartung, but without the factor where its interval is narrower than the normal one at DerSimonian and
  /// Laird's τ².
  case iqwig6 = "hk-iqwig6"

  /// The name in words.
  public var name: String {
    switch self {
    case .z: "normal (Wald)"
    case .t: "t distribution"
    case .knha: "Knapp–Hartung"
    case .adhoc: "Knapp–Hartung, variance factor at least 1"
    case .widest: "Knapp–Hartung or normal, the wider interval"
    case .iqwig6: "Knapp–Hartung, without the factor where narrower than DerSimonian–Laird"
    }
  }

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .z: [Source("DerSimonian & Laird", 1986, doi: "10.1016/0197-2456(86)90046-2")]
    case .t: [Source("Follmann & Proschan", 1999, doi: "10.1111/j.0006-341X.1999.00732.x")]
    case .knha:
      [
        Source("Hartung", 1999, doi: "10.1002/(SICI)1521-4036(199912)41:8<901::AID-BIMJ901>3.0.CO;2-W"),
        Source("Knapp & Hartung", 2003, doi: "10.1002/sim.1482"),
      ]
    case .adhoc: [Source("Knapp & Hartung", 2003, doi: "10.1002/sim.1482", place: "sec. 3.2")]
    case .widest:
      [Source("Wiksten, Rücker & Schwarzer", 2016, doi: "10.1002/sim.6879")]
    case .iqwig6:
      [
        Source("Wiksten, Rücker & Schwarzer", 2016, doi: "10.1002/sim.6879"),
        Source("IQWiG", 2022, place: "General Methods, version 6.1, sec. 9.3.8"),
      ]
    }
  }

  /// Whether coefficients are compared with a t distribution of k − p degrees of freedom.
  var usesT: Bool { self != .z }

  /// The factor on the coefficients' variances, from q = Σw(y − ŷ)²/(k − p); `nil` where none is used.
  package func varianceFactor(_ q: Double) -> Double? {
    switch self {
    case .z, .t: nil
    case .knha, .widest, .iqwig6: q
    case .adhoc: max(1, q)
    }
  }
}
