import StudyRecords

extension Report {
  /// The columns of a line where nothing else is known.
  public static let usualWidth = 100

  /// The report as plain text for a fixed-width display, ending in a newline.
  public var text: String { text(width: nil) }

  /// The report as plain text.
  /// - Parameter width: The columns after which sentences go on in the next line; `nil` leaves each on its line.
  public func text(width: Int?) -> String {
    var parts = [onOneLine(title)]
    for block in blocks {
      switch block {
      case .table(let table): parts.append(table.text(width: width ?? Report.usualWidth))
      case .facts(let heading, let facts): parts.append(text(of: facts, heading: heading))
      case .items(let heading, let items):
        let lines = items.flatMap { item -> [String] in
          let item = onOneLine(item)
          guard let width, !startsWithPlace(item) else { return ["  \(item)"] }
          return wrapped(item, to: width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
        }
        parts.append(([heading] + lines).joined(separator: "\n"))
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
  /// The table as aligned text within so many columns where it can make room, without a final newline.
  func text(width limit: Int) -> String {
    let shown = columns.indices.filter { !columns[$0].isWide }
    guard shown.count == columns.count else {
      var narrow = self
      narrow.columns = shown.map { columns[$0] }
      narrow.rows = rows.map { row in shown.map { row[$0] } }
      narrow.summaryRows = summaryRows.map { row in shown.map { row[$0] } }
      return narrow.text(width: limit)
    }
    let cells = texts(aligned: true)
    var widths = columns.indices.map { column in
      cells.reduce(displayWidth(columns[column].heading)) { max($0, displayWidth($1[column])) }
    }
    let excess = widths.reduce(0, +) + 2 * max(0, columns.count - 1) - limit
    let wrapping = columns.firstIndex { $0.fit == .wraps }
    if excess > 0 {
      let room = wrapping.map { widths[$0] - 28 } ?? 0
      if excess > room, let column = columns.firstIndex(where: { $0.fit == .yields }) {
        return yielding(column).text(width: limit)
      }
      if let wrapping { widths[wrapping] = max(min(28, widths[wrapping]), widths[wrapping] - excess) }
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
    /// A row with what of its cells goes on below, and its notes.
    func rowLines(_ texts: [String], notes: [String]) -> [String] {
      var texts = texts
      var rest: [String] = []
      if let wrapping {
        var parts = wrapped(texts[wrapping], to: widths[wrapping])
        texts[wrapping] = parts.removeFirst()
        let indent = widths[..<wrapping].reduce(0) { $0 + $1 + 2 }
        rest = parts.map { String(repeating: " ", count: indent) + $0 }
      }
      let notes = notes.flatMap { note in
        wrapped(onOneLine(note), to: limit - 7).enumerated().map { ($0 == 0 ? "     - " : "       ") + $1 }
      }
      return [line(texts)] + rest + notes
    }
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * max(0, columns.count - 1))
    var lines = heading.map { [$0] } ?? []
    lines += [line(columns.map(\.heading)), rule]
    for (position, texts) in cells.prefix(rows.count).enumerated() {
      lines += rowLines(texts, notes: rowNotes.indices.contains(position) ? rowNotes[position] : [])
    }
    if !summaryRows.isEmpty { lines += [rule] + cells.dropFirst(rows.count).map(line) }
    return lines.joined(separator: "\n")
  }

  /// The table without a column whose cells have become the first note of their rows.
  private func yielding(_ column: Int) -> ReportTable {
    var table = self
    let texts = texts(aligned: false)
    table.columns.remove(at: column)
    for position in rows.indices { table.rows[position].remove(at: column) }
    for position in summaryRows.indices { table.summaryRows[position].remove(at: column) }
    table.rowNotes = rows.indices.map { position in
      let own = rowNotes.indices.contains(position) ? rowNotes[position] : []
      let cell = texts[position][column]
      return cell.isEmpty ? own : ["\(columns[column].heading): \(cell)"] + own
    }
    return table
  }
}

/// Whether a sentence begins with `file:line:column:`; such a line stays whole, so that editors and terminals find the place.
private func startsWithPlace(_ text: String) -> Bool {
  guard let word = text.split(separator: " ", maxSplits: 1).first, word.last == ":" else { return false }
  let parts = word.dropLast().split(separator: ":")
  return parts.count > 2 && parts.suffix(2).allSatisfy { Int($0) != nil }
}

/// A text in lines of at most so many columns, broken at spaces; a longer word stands alone.
func wrapped(_ text: String, to width: Int) -> [String] {
  var lines = [""]
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let last = lines[lines.count - 1]
    if last.isEmpty {
      lines[lines.count - 1] = String(word)
    } else if displayWidth(last) + 1 + displayWidth(String(word)) <= width {
      lines[lines.count - 1] += " \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
