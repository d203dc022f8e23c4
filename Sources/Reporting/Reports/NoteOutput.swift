import StudyRecords

extension Note {
  /// `{"code","severity","row","study","column","details","message"}`.
  var json: JSONValue {
    .object([
      "code": .text(kind.code), "severity": .text(kind.severity.rawValue), "row": .integer(row),
      "study": .text(study), "column": .text(column),
      "details": .object(details.map { JSONValue.Member(key: $0.name, value: $0.value.json) }),
      "message": .text(sentence),
    ])
  }
}

extension Note.Value {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .count(let count): .integer(count)
    }
  }
}

extension [Note] {
  /// The notes as a JSON list.
  var json: JSONValue { .list(map(\.json)) }

  /// The notes that people must read before the numbers, as a block, or none.
  var foremostBlock: [Report.Block] {
    let foremost = filter(\.kind.comesFirst)
    return foremost.isEmpty
      ? [] : [.items(heading: "Read this first", foremost.map { "\($0.sentence) [\($0.kind.code)]" })]
  }

  /// The other notes as a block, or none. Of each kind the first `limit` are spelled out and the others counted.
  func block(limit: Int = 10) -> [Report.Block] {
    let items = filter { !$0.kind.comesFirst }.lines(limit: limit)
    return items.isEmpty ? [] : [.items(heading: "Notes", items)]
  }

  /// One line a note with its code. Of each kind the first `limit` are spelled out and the others counted.
  public func lines(limit: Int = 10) -> [String] {
    var counts: [NoteKind: Int] = [:]
    var items: [String] = []
    var kinds: [NoteKind] = []
    for note in self {
      let seen = counts[note.kind, default: 0]
      counts[note.kind] = seen + 1
      if seen == 0 { kinds.append(note.kind) }
      if seen < limit { items.append("\(note.kind.severity.label)\(note.sentence) [\(note.kind.code)]") }
    }
    for kind in kinds {
      guard let count = counts[kind], count > limit else { continue }
      items.append("… and \(count - limit) more of [\(kind.code)]; --format json lists them all")
    }
    return items
  }
}

extension NoteKind.Severity {
  fileprivate var label: String {
    switch self {
    case .information: ""
    case .warning: "warning: "
    }
  }
}
