import StudyRecords

extension Report {
  /// The report as plain text for a fixed-width display, ending in a newline.
  public var text: String {
    var parts = [onOneLine(title)]
    for block in blocks {
      switch block {
      case .table(let table): parts.append(table.text)
      case .facts(let heading, let facts): parts.append(text(of: facts, heading: heading))
      case .items(let heading, let items):
        parts.append(([heading] + items.map { "  \(onOneLine($0))" }).joined(separator: "\n"))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(of facts: [Fact], heading: String?) -> String {
    let width = facts.map { displayWidth($0.label) }.max() ?? 0
    let indent = heading == nil ? "" : "  "
    let lines = facts.map {
      indent + padded($0.label, to: width, alignment: .left) + "  " + onOneLine($0.value)
    }
    return ((heading.map { [$0] } ?? []) + lines).joined(separator: "\n")
  }
}

extension ReportTable {
  /// The table as aligned text, without a final newline.
  var text: String {
    let shown = columns.indices.filter { !columns[$0].isWide }
    guard shown.count == columns.count else {
      var narrow = self
      narrow.columns = shown.map { columns[$0] }
      narrow.rows = rows.map { row in shown.map { row[$0] } }
      narrow.summaryRows = summaryRows.map { row in shown.map { row[$0] } }
      return narrow.text
    }
    let cells = texts(aligned: true)
    let widths = columns.indices.map { column in
      cells.reduce(displayWidth(columns[column].heading)) { max($0, displayWidth($1[column])) }
    }
    func line(_ texts: [String]) -> String {
      var line = ""
      for (position, text) in texts.enumerated() {
        if position > 0 { line += "  " }
        line += padded(text, to: widths[position], alignment: columns[position].alignment)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * max(0, columns.count - 1))
    var lines = heading.map { [$0] } ?? []
    lines += [line(columns.map(\.heading)), rule]
    lines += cells.prefix(rows.count).map(line)
    if !summaryRows.isEmpty { lines += [rule] + cells.dropFirst(rows.count).map(line) }
    return lines.joined(separator: "\n")
  }
}
