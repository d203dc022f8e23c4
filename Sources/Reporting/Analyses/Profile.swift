import MetaAnalysis

/// A named, versioned and frozen bundle of conventions: every choice by which tools differ.
public struct Profile: Hashable, Sendable {
  /// The name with its version, for example `metafor@5.1`.
  public let name: String
  /// What it stands for, and how far its choices are verified.
  public let summary: String
  /// How effect sizes are computed.
  public let effects: EffectOptions
  /// How they are pooled when nothing else is asked for.
  public let model: ModelSettings
  /// The quadrature points of mixed models of counts.
  public var quadrature = QuadraturePoints.automatic
  /// Every choice in words, with its source.
  public let choices: [Choice]

  /// One choice of a profile.
  public struct Choice: Hashable, Sendable {
    /// What is chosen.
    public let topic: String
    /// The value in use.
    public let value: String
    /// Where that is laid down or measured.
    public let source: String
  }

  /// Every profile, in order of name.
  public static let all: [Profile] = [.metafor51, .tutti1]

  /// The profile of that name.
  /// - Throws: ``ProfileError/unknown(name:)``.
  public static func named(_ name: String) throws(ProfileError) -> Profile {
    guard let profile = all.first(where: { $0.name == name }) else { throw .unknown(name: name) }
    return profile
  }
}

/// What can be wrong with a request for a profile.
public enum ProfileError: AnalysisError, Hashable {
  /// There is no profile of that name.
  case unknown(name: String)

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and what exists.
  public var description: String {
    switch self {
    case .unknown(let name):
      let names = Profile.all.map(\.name)
      let guess = nearestName(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
      return "there is no profile '\(name)'; the profiles are \(names.joined(separator: ", "))\(guess)"
    }
  }
}
