import StudyRecords

extension StudyTable {
  /// The effect sizes of a measure by its own formulas alone; each row takes the first route for which it has the
  /// inputs.
  /// - Throws: ``EffectError`` when no route has all its columns or an option does not fit; ``StudyTableError`` for
  ///   unknown columns and for text among numbers.
  func uniformEffects(
    _ measure: Measure, columns: ColumnMapping, options: EffectOptions
  ) throws -> EffectSizes {
    let definition = measure.definition
    let routes = definition.routes
    let conventions = try EffectConventions(options, for: definition)
    let inputs = try inputColumns(of: definition, in: columns)
    let labels = try studyLabels(in: columns)

    let check = InputCheck(inputs, of: definition, rows: rowCount, level: conventions.level)
    let (studies, faults) = (check.studies, check.faults)
    let columnsByRole = Dictionary(inputs.map { ($0.role, $0) }) { first, _ in first }

    var effects = EffectSizes(measure: measure, rows: [], inputs: inputs, notes: check.notes)
    effects.table = self
    effects.rows.reserveCapacity(rowCount)
    var correctedRows: [Int] = []
    for (position, raw) in definition.effects(of: studies, by: conventions).enumerated() {
      var effect = raw
      if !effect.yi.isNaN && !effect.yi.isFinite || !effect.vi.isNaN && !effect.vi.isFinite {
        (effect.yi, effect.vi) = (.nan, .nan)
      }
      effect.fault = faults[position] ?? effect.fault
      let (row, study) = (position + 1, labels[position])
      effects.rows.append(
        EffectSize(
          row: row, study: study, yi: effect.yi.isNaN ? nil : effect.yi, vi: effect.vi.isNaN ? nil : effect.vi))
      if let note = effect.note(
        row: row, study: study, from: studies[position], routes: routes, columns: columnsByRole)
      {
        effects.notes.append(note)
      } else if effect.corrected {
        correctedRows.append(row)
      }
    }
    if !correctedRows.isEmpty {
      effects.notes.append(
        Note(
          correctedRows.count == 1 ? .zeroCellCorrectedOnce : .zeroCellCorrected,
          [
            "add": .number(conventions.add), "count": .count(correctedRows.count), "studies": .count(rowCount),
            "rows": .text(listed(correctedRows)),
            "reason": .text(conventions.to.reason(forOne: correctedRows.count == 1)),
          ]))
    }
    let tables = correctedRows.isEmpty ? [] : effects.twoGroupCounts.compactMap(\.self)
    if !tables.isEmpty, tables.allSatisfy(\.isWithoutEvents) || tables.allSatisfy(\.isAllEvents) {
      let who =
        tables[0].isWithoutEvents
        ? "nobody had the event in any study" : "everybody had the event in every study"
      effects.notes.append(Note(.nothingButAdditions, ["who": .text(who)]))
    }
    effects.backTransform = definition.backTransform(for: effects.usable(among: studies))
    return effects
  }

  /// The numeric columns that a measure reads, after checking that at least one route has all of its own.
  private func inputColumns(
    of measure: any EffectMeasure, in mapping: ColumnMapping
  ) throws -> [EffectSizes.InputColumn] {
    var names: [Role: String] = [:]
    var rolesOfColumns: [String: Role] = [:]
    for role in measure.inputs {
      guard let name = try column(for: role, in: mapping)?.name else { continue }
      if let other = rolesOfColumns.updateValue(role, forKey: name) {
        throw StudyTableError.columnInTwoRoles(table: self.name, column: name, roles: [other, role])
      }
      names[role] = name
    }
    guard measure.routes.contains(where: { $0.allSatisfy { names[$0] != nil } }) else {
      let closest = measure.routes[closestRoute(measure.routes) { names[$0] != nil }]
      // A column that bears the name of the role that is missing and was given another.
      for role in closest where names[role] == nil && columns.contains(where: { $0.name == role.rawValue }) {
        if let other = Role.allCases.first(where: { $0 != role && mapping[$0] == role.rawValue }) {
          throw StudyTableError.columnInTwoRoles(
            table: name, column: role.rawValue, roles: [role, other])
        }
      }
      throw EffectError.missingInputs(
        measure: measure.code, routes: measure.routes, table: name, columns: self.columns.map(\.name),
        missing: closest.filter { names[$0] == nil })
    }
    return try measure.inputs.filter { names[$0] != nil }.map { role in
      EffectSizes.InputColumn(
        role: role, values: try numbers(for: role, in: mapping) ?? [], column: names[role])
    }
  }
}

extension EffectSizes {
  /// The raw studies with those erased that have no usable effect.
  fileprivate func usable(among studies: RawStudies) -> RawStudies {
    studies.erasing(rows.indices.filter { !rows[$0].isUsable })
  }
}
