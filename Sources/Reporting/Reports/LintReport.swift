import MetaAnalysis

/// What a lint found in some data.
public struct LintReport: Reportable, Sendable {
  /// The findings, by row.
  public var findings: [LintFinding]
  /// The data's name, digest and size.
  public var input: InputSummary
  /// The measure whose effect sizes were looked at too, if any.
  public var measure: Measure?
  /// What was noticed when the data were read and effect sizes computed, which is not counted as a finding.
  public var notes: [Note]

  /// A report on a lint.
  public init(findings: [LintFinding], input: InputSummary, measure: Measure? = nil, notes: [Note] = []) {
    self.findings = findings
    self.input = input
    self.measure = measure
    self.notes = notes
  }

  /// One line a finding: row, study, code, evidence, likely fix.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    let count =
      findings.isEmpty ? "no findings" : findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    let rows = input.rows == 1 ? "1 row" : "\(input.rows) rows"
    let lines = findings.map { finding in
      let row = finding.note.row.map { "row \($0)" } ?? "all rows"
      let place = finding.note.study.map { "\(row) (\($0))" } ?? row
      return "\(place) [\(finding.note.kind.code)]: \(finding.evidence). Likely fix: \(finding.fix)"
    }
    return Report(
      title: "Lint of \(input.name): \(count) in \(rows)",
      blocks: (lines.isEmpty ? [] : [.items(heading: "Findings", lines)])
        + notes.block(limit: details ? .max : 10))
  }

  /// The findings under the schema `tutti.lint/1`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.lint/1", "engine": Engine.json, "input": input.json, "measure": .text(measure?.code),
      "findings": .list(
        findings.map { finding in
          .object([
            "row": .integer(finding.note.row), "study": .text(finding.note.study),
            "code": .text(finding.note.kind.code), "column": .text(finding.note.column),
            "evidence": .text(finding.evidence), "fix": .text(finding.fix),
            "details": finding.note.json["details"] ?? .null,
          ])
        }), "notes": notes.json,
    ])
  }

  /// One row a finding.
  public var csv: String {
    var writer = CSVWriter()
    for name in ["row", "study", "code", "column", "evidence", "fix"] { writer.append(text: name) }
    writer.endRow()
    for finding in findings {
      let note = finding.note
      for cell in [
        note.row.map(String.init), note.study, note.kind.code, note.column, finding.evidence, finding.fix,
      ] { writer.append(text: cell) }
      writer.endRow()
    }
    return writer.text
  }
}
