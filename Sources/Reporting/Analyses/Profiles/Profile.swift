import MetaAnalysis

/// A named, versioned and frozen bundle of conventions: every choice by which tools differ.
///
/// What a profile holds never changes; a tool that changes its defaults gets a new version.
public struct Profile: Hashable, Sendable {
  /// The tool.
  public let tool: String
  /// The tool's version whose defaults it holds.
  public let version: String
  /// What it stands for.
  private let purpose: String
  /// The choices.
  public let conventions: Conventions
  /// Where the choices come from that have a source of their own.
  let sources: [ConventionKey: Evidence]
  /// Where all others come from.
  let usualSource: Evidence

  /// The name with its version, for example `metafor@5.1`.
  public var name: String { "\(tool)@\(version)" }

  /// What it stands for, and which of its choices could not be verified.
  public var summary: String {
    let assumed = choices.filter { !$0.evidence.isVerified }.map(\.key.rawValue)
    if assumed.isEmpty { return "\(purpose) Every choice is verified." }
    return assumed.count > ConventionKey.allCases.count / 2
      ? "\(purpose) Rests on documentation; \(assumed.count) of \(choices.count) choices are not verified."
      : "\(purpose) Every choice is verified except \(enumerated(assumed)), which \(assumed.count == 1 ? "is" : "are") assumed."
  }

  init(
    _ tool: String, _ version: String, _ summary: String, usualSource: Evidence,
    sources: [ConventionKey: Evidence] = [:], _ choose: (inout Conventions) -> Void = { _ in }
  ) {
    self.tool = tool
    self.version = version
    purpose = summary
    self.sources = sources
    self.usualSource = usualSource
    var conventions = Conventions()
    choose(&conventions)
    self.conventions = conventions
  }

  /// Where a choice of a tool is laid down, and whether that was verified.
  public struct Evidence: Hashable, Sendable, Codable {
    /// Documentation with its address, a publication with its DOI, or `computed with …`.
    public let source: String
    /// Whether the source says so, or the tool's numbers were reproduced; otherwise the choice is an assumption.
    public let isVerified: Bool

    /// A source that says so, or numbers that were reproduced.
    static func verified(_ source: String) -> Evidence { Evidence(source: source, isVerified: true) }
    /// An assumption, with what speaks for it.
    static func assumed(_ source: String) -> Evidence { Evidence(source: source, isVerified: false) }
  }

  /// One choice of a profile.
  public struct Choice: Hashable, Sendable {
    /// What is chosen.
    public let key: ConventionKey
    /// The code of the value.
    public let value: String
    /// What the value means.
    public let label: String
    /// Where that is laid down or measured.
    public let evidence: Evidence
  }

  /// Every choice, in the order of ``ConventionKey``.
  public var choices: [Choice] { ConventionKey.allCases.map { choice(of: $0) } }

  /// One choice.
  public func choice(of key: ConventionKey) -> Choice {
    let value = conventions.value(of: key)
    return Choice(
      key: key, value: value, label: key.label(of: value), evidence: sources[key] ?? usualSource)
  }

  /// Every profile: Tutti's own, then by tool and version.
  public static let all: [Profile] = [
    .tutti1, .metafor38, .metafor48, .metafor51, .meta7, .meta8, .iqwig6, .revman5, .revman2025, .stata18,
    .cma4,
  ]

  /// The profile of that name.
  /// - Throws: ``ProfileError/unknown(name:)``.
  public static func named(_ name: String) throws(ProfileError) -> Profile {
    guard let profile = all.first(where: { $0.name == name }) else { throw .unknown(name: name) }
    return profile
  }
}

extension ConventionKey {
  /// What a value means; numbers not listed mean themselves.
  public func label(of code: String) -> String {
    values.first { $0.code == code }?.label ?? code
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
