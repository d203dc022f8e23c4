import StudyRecords

extension NoteKind {
  /// Rows state an estimate or its uncertainty too, and it is not what their other numbers give.
  public static let estimateUnused = NoteKind(
    "input.estimate-unused", .information,
    "{rows}: {what} '{column}' is not used, since other numbers of the row come first, and they give another one as "
      + "{measure} ({computed} where {stated} is stated in row {first}); leave {which} to use it")
}

extension EffectSizes {
  /// The note on rows whose stated estimate, variance or standard error is not what was computed from their other numbers.
  func unusedEstimates(
    _ table: StudyTable, _ mapping: ColumnMapping, _ options: EffectOptions, _ written: WrittenEffects?
  ) throws -> Note? {
    guard let measure, !measure.definition.inputs.contains(.yi) else { return nil }
    guard let written else {
      guard options.design.isEmpty else { return nil }
      var columns: [Role: StudyTable.Column] = [:]
      for role in [Role.yi, .vi, .sei] { columns[role] = try table.column(for: role, in: mapping) }
      return unusedEstimates(columns, by: self) { _ in true }
    }
    // What the file says is compared with what its other numbers give as it says they were computed.
    guard let named = written.common, let design = written.design else { return nil }
    var reference = self
    if named != measure || design != options.design {
      var recorded = options
      recorded.design = design
      if let vtype = recorded.vtype, !named.definition.varianceTypes.contains(vtype) { recorded.vtype = nil }
      guard let again = try? table.computedEffects(named, mapping, recorded, written) else { return nil }
      reference = again
    }
    return unusedEstimates(written.columns, by: reference) { written.measure(at: $0) == named }
  }

  /// The note on the first of yi, vi and sei that differs somewhere from the reference.
  private func unusedEstimates(
    _ columns: [Role: StudyTable.Column], by reference: EffectSizes, where isComparable: (Int) -> Bool
  ) -> Note? {
    guard columns[.yi] != nil else { return nil }
    let isWritten = table?[StudyTable.measureColumn] != nil
    let fields: [(role: Role, name: String, value: (EffectSize) -> Double?)] = [
      (.yi, "the estimate", \.yi), (.vi, "the variance", \.vi), (.sei, "the standard error", \.sei),
    ]
    for (role, name, value) in fields {
      guard let column = columns[role], let numbers = column.numbers else { continue }
      let apart = rows.indices.filter { position in
        // A row that takes its stated estimate has used it.
        guard let computed = value(reference.rows[position]), let stated = numbers[position],
          columns[.yi]?.texts[position] != nil, isComparable(position),
          rows[position].route?.hasSuffix(StudyFormat.estimate.rawValue) != true
        else { return false }
        // Effects are written with all their digits: whoever gave one fewer changed it.
        let unit = isWritten ? 0 : column.halfUnit(position)
        return (computed - stated).magnitude > unit + 1e-9 * stated.magnitude
      }
      guard let first = apart.first, let computed = value(reference.rows[first]), let stated = numbers[first]
      else {
        continue
      }
      return Note(
        .estimateUnused, column: column.name,
        [
          "rows": .text(rowList(apart.map { $0 + 1 })), "what": .text(name),
          "measure": .text((reference.measure ?? measure)?.code ?? ""), "computed": .number(computed),
          "stated": .number(stated), "first": .count(first + 1),
          "which": .text(isWritten ? "out the measure (--measure), or the other numbers," : "them out"),
        ])
    }
    return nil
  }
}
