import Analyses
import MetaAnalysis

extension Catalogue {
  /// All profiles.
  public static var profiles: Catalogue {
    let rows = Profile.all.map { [$0.name, $0.verification, $0.summary] }
    return Catalogue(
      report: Report(title: "Profiles", blocks: [table(["Name", "Choices verified", "Summary"], rows)]),
      json: .object([
        "schema": "tutti.profiles/1", "engine": Engine.json, "profiles": .list(Profile.all.map(json)),
      ]), rows: [["name", "verified", "summary"]] + rows)
  }

  /// One profile with its choices and their sources.
  public static func profile(_ profile: Profile) -> Catalogue {
    let rows = profile.choices.map {
      [$0.key.rawValue, $0.value, $0.label, $0.evidence.isVerified ? "yes" : "no", $0.evidence.source]
    }
    return Catalogue(
      report: Report(
        title: "\(profile.name): \(profile.summary)",
        blocks: [
          table(["Choice", "Value", "Meaning", "Verified", "Source"], rows),
          .facts(
            heading: "Limits",
            ConventionKey.allCases.compactMap { key in key.limits.map { Report.Fact(key.rawValue, $0) } }),
        ]),
      json: json(profile), rows: [["choice", "value", "meaning", "verified", "source"]] + rows)
  }

  /// The choices in which two profiles differ, with their sources.
  public static func difference(from first: Profile, to second: Profile) -> Catalogue {
    let differences = second.conventions.differences(from: first.conventions)
    let rows = differences.map { difference -> [String] in
      let (key, from, to) = (
        difference.key, first.choice(of: difference.key), second.choice(of: difference.key)
      )
      return [
        key.rawValue, from.value, to.value, from.label, to.label,
        key.quantities.map(\.rawValue).joined(separator: " "), key.measures?.joined(separator: " ") ?? "all",
        from.evidence.text, to.evidence.text,
      ]
    }
    let columns: [ReportTable.Column] = [
      .init("Choice", .left), .init(first.name, .left), .init(second.name, .left),
      .init("Meaning in \(first.name)", .left), .init("Meaning in \(second.name)", .left),
      .init("Moves", .left, isWide: true), .init("Measures", .left, isWide: true),
      .init("Source of \(first.name)", .left, isWide: true),
      .init("Source of \(second.name)", .left, isWide: true),
    ]
    let body: Report.Block =
      rows.isEmpty
      ? .facts(heading: nil, [.init("Differences", "none: the profiles hold the same choices")])
      : .table(ReportTable(columns: columns, rows: rows.map { $0.map { .text($0) } }))
    let header = [
      "choice", "from", "to", "from_meaning", "to_meaning", "moves", "measures", "from_source", "to_source",
    ]
    return Catalogue(
      report: Report(title: "From \(first.name) to \(second.name)", blocks: [body]),
      json: .object([
        "schema": "tutti.profile-difference/1", "engine": Engine.json, "from": .text(first.name),
        "to": .text(second.name),
        "differences": .list(
          differences.map { difference in
            .object([
              "choice": .text(difference.key.rawValue), "title": .text(difference.key.title),
              "from": json(first.choice(of: difference.key)), "to": json(second.choice(of: difference.key)),
              "moves": .list(difference.key.quantities.map { .text($0.rawValue) }),
              "measures": difference.key.measures.map { .list($0.map { .text($0) }) } ?? .null,
            ])
          }),
      ]), rows: [header] + rows)
  }

  private static func json(_ profile: Profile) -> JSONValue {
    .object([
      "name": .text(profile.name), "tool": .text(profile.tool), "version": .text(profile.version),
      "summary": .text(profile.summary), "choices": .list(profile.choices.map(json)),
    ])
  }

  private static func json(_ choice: Profile.Choice) -> JSONValue {
    .object([
      "choice": .text(choice.key.rawValue), "value": .text(choice.value), "meaning": .text(choice.label),
      "source": .text(choice.evidence.source), "verified": .flag(choice.evidence.isVerified),
      "limits": .text(choice.key.limits),
    ])
  }
}

extension Profile {
  /// How many choices are verified: `28 of 28`.
  fileprivate var verification: String {
    "\(choices.count { $0.evidence.isVerified }) of \(choices.count)"
  }
}

extension Profile.Evidence {
  /// The source, with a word when it was not verified.
  fileprivate var text: String { isVerified ? source : "not verified: \(source)" }
}
