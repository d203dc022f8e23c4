import StudyRecords

extension Report {
  /// The report as Markdown with pipe tables, ending in a newline.
  public var markdown: String {
    var parts = ["# \(markdownEscaped(title))"]
    for block in blocks {
      switch block {
      case .table(let table): parts.append(table.markdown)
      case .facts(let heading, let facts):
        if let heading { parts.append("## \(markdownEscaped(heading))") }
        let columns = [ReportTable.Column("", .left), ReportTable.Column("", .left)]
        let rows = facts.map { [ReportTable.Cell.text($0.label), .text($0.value)] }
        parts.append(ReportTable(columns: columns, rows: rows).markdown)
      case .items(let heading, let items):
        parts.append("## \(markdownEscaped(heading))")
        parts.append(items.map { "- \(markdownEscaped($0))" }.joined(separator: "\n"))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}

extension ReportTable {
  /// The table as a Markdown pipe table, summary rows in bold, without a final newline.
  var markdown: String {
    var cells = texts(aligned: false).map { $0.map(markdownEscaped) }
    var columns = columns
    if rowNotes.contains(where: { !$0.isEmpty }) {
      columns.append(Column("Remark", .left))
      for position in cells.indices {
        let notes = rowNotes.indices.contains(position) ? rowNotes[position] : []
        cells[position].append(notes.map(markdownEscaped).joined(separator: "<br>"))
      }
    }
    func line(_ texts: [String]) -> String { "| " + texts.joined(separator: " | ") + " |" }
    var lines = heading.map { ["## \(markdownEscaped($0))", ""] } ?? []
    lines.append(line(columns.map { markdownEscaped($0.heading) }))
    lines.append("|" + columns.map { $0.alignment == .left ? " :-- |" : " --: |" }.joined())
    lines += cells.prefix(rows.count).map(line)
    lines += cells.dropFirst(rows.count).map { line($0.map { $0.isEmpty ? "" : "**\($0)**" }) }
    return lines.joined(separator: "\n")
  }
}

/// Text that Markdown shows as it is: the characters that would start markup are escaped.
func markdownEscaped(_ text: String) -> String {
  let text = onOneLine(text)
  let special = "\\`*_|<>"
  guard text.utf8.contains(where: { special.utf8.contains($0) }) else { return text }
  var escaped = ""
  for character in text {
    if "\\`*_|<>".contains(character) { escaped += "\\" }
    escaped.append(character)
  }
  return escaped
}
