import StudyRecords

extension NoteKind {
  /// Columns play roles whose names they bear in capitals.
  public static let columnInAnotherCase = NoteKind(
    "input.column-case", .information, "columns are taken by their names in another case: {columns}")
  /// A column called `format` holds no code of a form of data, but words that look like slips of one.
  public static let formatsUnread = NoteKind(
    "input.formats-unread", .warning,
    "column '{column}' names no form of data that is known, so that it steers no row; by '{value}' in row {first} '{guess}' "
      + "may be meant")
  /// No column plays the role `study`.
  public static let unlabelled = NoteKind(
    "study.unlabelled", .information,
    "rows are known by their number, since no column is called study; "
      + "if '{column}' holds the studies' names, say study={column} (--columns)")
}

extension EffectSizes {
  /// Notes on how the columns of the table were found.
  func columnRemarks(_ table: StudyTable, _ mapping: ColumnMapping) throws(StudyTableError) -> [Note] {
    var notes: [Note] = []
    var pairs = inputs.map { (role: $0.role, column: $0.column) }
    let label = try table.column(for: .study, in: mapping)
    if let label { pairs.insert((.study, label.name), at: 0) }
    let renamed = pairs.filter { role, column in
      mapping[role] == nil && column != role.rawValue && column.lowercased() == role.rawValue
    }
    if !renamed.isEmpty {
      let list = enumerated(renamed.map { "'\($0.column)' as \($0.role.rawValue)" })
      notes.append(Note(.columnInAnotherCase, ["columns": .text(list)]))
    }
    if mapping[.format] == nil, let column = try table.column(for: .format, in: mapping) {
      let words = column.texts.map { $0?.lowercased() }
      let codes = StudyFormat.allCases.map(\.rawValue)
      let slip = words.firstIndex { $0.flatMap { nearestName(to: $0, in: codes) } != nil }
      if !words.contains(where: { $0.map(codes.contains) ?? false }), let slip, let word = column.texts[slip] {
        notes.append(
          Note(
            .formatsUnread, column: column.name,
            [
              "value": .text(word), "first": .count(slip + 1),
              "guess": .text(nearestName(to: word, in: codes) ?? ""),
            ]))
      }
    }
    if label == nil, let name = table.likelyLabels(besides: Set(pairs.map(\.column))) {
      notes.append(Note(.unlabelled, column: name, ["column": .text(name)]))
    }
    return notes
  }
}

extension StudyTable {
  /// A column that looks as if it held the studies' names: by its own name, or else the first of words that all differ.
  fileprivate func likelyLabels(besides used: Set<String>) -> String? {
    let usual: Set = [
      "author", "authors", "first_author", "study_id", "studyid", "study_name", "trial", "trials", "label",
      "slab",
      "name", "paper", "reference", "publication", "source",
    ]
    if let named = columns.first(where: { usual.contains($0.name.lowercased()) }) { return named.name }
    guard rowCount > 2 else { return nil }
    let roles = Set(Role.allCases.map(\.rawValue))
    return columns.first { column in
      !column.isNumeric && !used.contains(column.name) && !roles.contains(column.name.lowercased())
        && !column.texts.contains(nil) && Set(column.texts).count == rowCount
    }?.name
  }
}
