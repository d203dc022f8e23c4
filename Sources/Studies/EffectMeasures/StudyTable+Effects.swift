import StudyRecords

extension StudyTable {
  /// The effect sizes and sampling variances of a measure, one per row, in order.
  ///
  /// Each row takes the first route for which it has the inputs. A row without a usable effect stays in its place,
  /// with `nil` for what cannot be computed and a note that says why.
  /// - Parameters:
  ///   - measure: The measure.
  ///   - columns: Which column plays which role; columns that bear a role's name need no entry.
  ///   - options: The choices that move effect sizes.
  /// - Throws: ``EffectError`` when no route has all its columns or an option does not fit; ``StudyTableError`` for
  ///   unknown columns and for text among numbers.
  public func effects(
    _ measure: Measure, columns: ColumnMapping = .init(), options: EffectOptions = .init()
  ) throws -> EffectSizes {
    let definition = measure.definition
    let routes = definition.routes
    let conventions = try EffectConventions(options, for: definition)
    let inputs = try inputColumns(of: definition, in: columns)
    let labels = try studyLabels(in: columns)

    var studies = RawStudies(
      Dictionary(uniqueKeysWithValues: inputs.map { ($0.role, $0.values.map { $0 ?? .nan }) }), count: rowCount)
    var faults: [Int: RawEffect.Fault] = [:]
    for input in inputs {
      let range = definition.range(of: input.role)
      for (position, value) in input.values.enumerated() where faults[position] == nil {
        guard let value, !range.contains(value) else { continue }
        faults[position] = .impossible(role: input.role, value: value, rule: range.rule)
      }
    }
    studies = studies.erasing(faults.keys.sorted())

    var effects = EffectSizes(measure: measure, rows: [], inputs: inputs)
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
      if let note = effect.note(row: row, study: study, from: studies[position], routes: routes) {
        effects.notes.append(note)
      } else if effect.corrected {
        correctedRows.append(row)
      }
    }
    if !correctedRows.isEmpty {
      effects.notes.append(
        Note(
          .zeroCellCorrected,
          [
            "add": .number(conventions.add), "count": .count(correctedRows.count), "studies": .count(rowCount),
            "rows": .text(abridged(correctedRows)),
          ]))
    }
    effects.backTransform = definition.backTransform(for: effects.usable(among: studies))
    return effects
  }

  /// The first twenty of some rows, and how many more there are.
  private func abridged(_ rows: [Int]) -> String {
    let shown = rows.prefix(20).map(String.init)
    return rows.count > 20 ? shown.joined(separator: ", ") + " and \(rows.count - 20) more" : enumerated(shown)
  }

  /// The numeric columns that a measure reads, after checking that at least one route has all of its own.
  private func inputColumns(
    of measure: any EffectMeasure, in mapping: ColumnMapping
  ) throws -> [EffectSizes.InputColumn] {
    var present: [Role] = []
    for role in measure.inputs where try column(for: role, in: mapping) != nil { present.append(role) }
    let gaps = measure.routes.map { $0.filter { !present.contains($0) } }
    guard gaps.contains([]) else {
      throw EffectError.missingInputs(
        measure: measure.code, routes: measure.routes, table: name, columns: self.columns.map(\.name),
        missing: gaps.min { $0.count < $1.count } ?? [])
    }
    return try present.map { role in
      EffectSizes.InputColumn(role: role, values: try numbers(for: role, in: mapping) ?? [])
    }
  }
}

extension EffectSizes {
  /// The raw studies with those erased that have no usable effect.
  fileprivate func usable(among studies: RawStudies) -> RawStudies {
    studies.erasing(rows.indices.filter { !rows[$0].isUsable })
  }
}
