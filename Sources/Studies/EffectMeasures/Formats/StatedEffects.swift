import StudyRecords

extension RowPlans {
  /// The notes on effects that are taken as stated, one for each scale.
  func statementNotes(for target: Measure, rows: [EffectSize]) -> [Note] {
    let scales: [(format: StudyFormat, role: Role, name: String)] = [
      (.estimate, .yi, target.definition.name), (.natural, .est, target.definition.naturalName),
    ]
    return scales.compactMap { format, role, name in
      let used = (stated[format] ?? []).filter { rows[$0].isUsable }
      guard !used.isEmpty else { return nil }
      let list = used.count == rows.count ? "all rows" : rowList(used.map { $0 + 1 })
      return Note(
        .effectStated,
        [
          "rows": .text(list), "role": .text(names[role] ?? role.rawValue), "name": .text(name),
          "measure": .text(target.code),
        ])
    }
  }
}
