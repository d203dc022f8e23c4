import MetaAnalysis

extension Catalogue {
  /// What the lint looks for, and what it cannot see.
  public static var lint: Catalogue {
    let rows = Lint.checks.map { [$0.code, $0.title, $0.rule, $0.limits, citations($0)] }
    let columns: [ReportTable.Column] = [
      .init("Code", .left), .init("Looks for", .left), .init("Speaks when", .left, isWide: true),
      .init("Cannot see", .left, isWide: true), .init("Sources", .left, isWide: true),
    ]
    return Catalogue(
      report: Report(
        title: "Lint: what it looks for and what it cannot see",
        blocks: [
          .items(heading: "In general", Lint.principles),
          .table(
            ReportTable(heading: "Checks", columns: columns, rows: rows.map { $0.map { .text($0) } })),
        ]),
      json: .object([
        "schema": "tutti.lint-checks/1", "engine": Engine.json,
        "principles": .list(Lint.principles.map { .text($0) }), "checks": .list(Lint.checks.map(json)),
      ]), rows: [["code", "title", "rule", "limits", "sources"]] + rows)
  }

  /// One check of the lint.
  public static func check(_ check: any LintCheck) -> Catalogue {
    let facts: [Report.Fact] =
      [
        .init("Code", check.code), .init("Looks for", check.title), .init("Speaks when", check.rule),
        .init("Cannot see", check.limits),
      ] + check.sources.map { .init("Source", $0.citation) }
    return Catalogue(
      report: Report(title: check.title, blocks: [.facts(heading: nil, facts)]), json: json(check),
      rows: [["field", "value"]] + facts.map { [$0.label, $0.value] })
  }

  private static func citations(_ check: any LintCheck) -> String {
    check.sources.map(\.citation).joined(separator: "; ")
  }

  private static func json(_ check: any LintCheck) -> JSONValue {
    .object([
      "code": .text(check.code), "title": .text(check.title), "rule": .text(check.rule),
      "limits": .text(check.limits),
      "sources": .list(
        check.sources.map { .object(["citation": .text($0.citation), "doi": .text($0.doi)]) }),
    ])
  }
}

extension Glossary {
  /// The lint's members, and the codes of its notes.
  static let lint =
    [
      Entry("findings", "What the lint found, by row: each a reason to look the number up"),
      Entry("evidence", "What speaks for a mistake, with its numbers"),
      Entry("fix", "The likely way to mend it"),
      Entry("checks", "What the lint looks for; of a run: the printed numbers with their verdicts"),
      Entry("principles", "What a lint can and cannot see in general"),
      Entry("rule", "When a check of the lint speaks"),
      Entry("limits", "What a check of the lint cannot see"),
    ] + Lint.checks.map { Entry($0.code, "Code of a note by the lint: \($0.title)") }
}
