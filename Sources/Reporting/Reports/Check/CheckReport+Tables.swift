import Analyses
import MetaAnalysis

extension CheckedAnalysis {
  /// The hints that several numbers have in common, in order, to be said once.
  fileprivate var sharedHints: [String] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for hint in numbers.flatMap(\.hints) {
      if counts.updateValue(counts[hint, default: 0] + 1, forKey: hint) == nil { order.append(hint) }
    }
    return order.filter { counts[$0, default: 0] > 1 }
  }
}

extension CheckReport: Reportable {
  /// A table of verdicts for each analysis that does not pass, or for each with `details` or when there is only one; a
  /// line for all others; a summary.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    var blocks: [Report.Block] = []
    var passed: [Report.Fact] = []
    for entry in entries {
      if let error = entry.error {
        let sentences = (error as? AnalysisFileError)?.sentences ?? [error.description]
        blocks.append(.items(heading: "\(entry.file): not run", sentences))
      } else if let checked = entry.checked {
        guard details || entries.count == 1 || !passes(entry) else {
          passed.append(Report.Fact(entry.file, line(checked)))
          continue
        }
        let shared = checked.sharedHints
        blocks.append(table(checked, file: entry.file, without: shared))
        if !shared.isEmpty {
          blocks.append(.items(heading: "What may explain the numbers of \(entry.file) that fail", shared))
        }
        if !checked.notes.isEmpty {
          blocks.append(
            .items(heading: "Notes on \(entry.file)", checked.notes.map { "\($0.sentence) [\($0.kind.code)]" }))
        }
      }
    }
    if !passed.isEmpty { blocks.insert(.facts(heading: "Analyses that hold", passed), at: 0) }
    blocks.append(.items(heading: "Summary", [summary]))
    return Report(title: passes ? "All printed numbers hold" : "Not all printed numbers hold", blocks: blocks)
  }

  /// `12 printed numbers: 11 hold, 1 truncated`.
  private func line(_ checked: CheckedAnalysis) -> String {
    let one = CheckReport(entries: [Entry(file: "", outcome: .checked(checked))], accepted: accepted)
    return one.summary.split(separator: "; ", maxSplits: 1).last.map(String.init) ?? ""
  }

  private func table(_ checked: CheckedAnalysis, file: String, without shared: [String]) -> Report.Block {
    let remarks = checked.numbers.map { $0.remarks.filter { !shared.contains($0) } }
    let columns: [ReportTable.Column] = [
      .init("", .left), .init("Number", .left, fit: .wraps), .init("Printed"), .init("Computed"),
      .init("Verdict", .left), .init("Difference", .left, fit: .yields),
    ]
    let rows = checked.numbers.map { number -> [ReportTable.Cell] in
      [
        .text(accepts(number) ? "✓" : "✗"), .text(number.label), .text(number.printed.text),
        .text(number.computedText), .text(number.verdict.kind.words), .text(number.differenceText),
      ]
    }
    let title = checked.analysis.title.map { "\(file): \($0)" } ?? file
    return .table(ReportTable(heading: title, columns: columns, rows: rows, rowNotes: remarks))
  }

  /// One row a printed number.
  public var csv: String { csv(hasPlaces: true) }

  /// One row a printed number; a result that is to be the same when repeated has no files and lines.
  func csv(hasPlaces: Bool) -> String {
    var writer = CSVWriter()
    for name in (hasPlaces ? ["file", "line"] : []) + [
      "quantity", "target", "scale", "printed", "computed", "verdict", "accepted", "difference",
      "units",
      "remarks",
    ] { writer.append(text: name) }
    writer.endRow()
    for entry in entries {
      for number in entry.checked?.numbers ?? [] {
        if hasPlaces {
          writer.append(text: entry.file)
          writer.append(text: String(number.expectation.place.line))
        }
        writer.append(text: number.quantity.rawValue)
        writer.append(text: number.expectation.target.json.compactText)
        writer.append(text: number.expectation.scale.rawValue)
        writer.append(text: number.printed.text)
        writer.append(number: number.verdict.computed)
        writer.append(text: number.verdict.kind.rawValue)
        writer.append(text: accepts(number) ? "true" : "false")
        writer.append(number: number.verdict.difference)
        writer.append(number: number.verdict.units)
        writer.append(text: number.remarks.joined(separator: "; "))
        writer.endRow()
      }
      if let error = entry.error {
        writer.append(text: entry.file)
        writer.append(text: (error as? AnalysisFileError)?.place.map { String($0.line) })
        for _ in 0..<5 { writer.append(text: nil) }
        writer.append(text: "error")
        writer.append(text: "false")
        for _ in 0..<2 { writer.append(text: nil) }
        writer.append(text: error.description)
        writer.endRow()
      }
    }
    return writer.text
  }
}
