import StudyRecords

/// The choices of a bootstrap.
public struct BootstrapSettings: Hashable, Sendable {
  /// What is drawn.
  public enum Scheme: String, CaseIterable, Hashable, Sendable, Codable {
    /// Studies with replacement, moderators with them; nothing is assumed about their distribution.
    case cases
    /// Estimates from the fitted model: y* ~ N(Xb, v + τ²), designs and variances as they are.
    case parametric

    /// Where it comes from.
    public var sources: [Source] {
      switch self {
      case .cases:
        [
          Source("Efron", 1979, doi: "10.1214/aos/1176344552"),
          Source("Davison & Hinkley", 1997, place: "Bootstrap Methods and their Application, ch. 2 and 6"),
        ]
      case .parametric:
        [
          Source("Davison & Hinkley", 1997, place: "Bootstrap Methods and their Application, sec. 2.2"),
          Source("van den Noortgate & Onghena", 2005, doi: "10.3758/BF03206394"),
        ]
      }
    }
  }

  /// What is drawn.
  public var scheme: Scheme
  /// How many samples are drawn.
  public var samples: Int
  /// The seed of the draws.
  public var seed: UInt64

  /// Choices of a bootstrap.
  public init(scheme: Scheme = .cases, samples: Int = 2000, seed: UInt64 = 1) {
    self.scheme = scheme
    self.samples = samples
    self.seed = seed
  }

  /// The most samples of a bootstrap.
  public static let mostSamples = 10_000_000
}
