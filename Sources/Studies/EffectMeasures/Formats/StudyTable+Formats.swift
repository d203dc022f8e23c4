import StudyRecords

extension StudyTable {
  /// The effect sizes and sampling variances of a measure, one per row, in order.
  ///
  /// Each row takes the first route for which it has the inputs: one of the measure's own, or else another form of data
  /// that can be converted (``StudyFormat``), or else the estimate that it states: `yi` with its uncertainty, in the
  /// measure on its analysis scale, or `est` with its interval on the natural scale. A column in the role `format` says for each row which form it has, one in
  /// the role `measure` which measure its numbers are in, one in the role `vtype` which sampling variance it gets; empty
  /// cells leave the choice open. What each row was computed from stands in ``EffectSize/route``, and conversions are
  /// listed in the notes. A row without a usable effect stays in its place, with `nil` for what cannot be computed and a
  /// note that says why.
  ///
  /// Rows in format `arms` hold one arm each: the effect of a study stands in the first of its rows. Where a row states
  /// no correlation of its measurements before and after, ``EffectOptions/prePostCorrelation`` is taken if there is one.
  ///
  /// Conversions join log odds ratios (as logistic), standardized differences, correlations and Fisher's z; they are
  /// large-sample ones and carry no small-sample correction of their own. Corrections for design
  /// (``EffectOptions/design``) are made on request, row by row, each with a note.
  /// - Parameters:
  ///   - measure: The measure.
  ///   - columns: Which column plays which role; columns that bear a role's name need no entry.
  ///   - options: The choices that move effect sizes.
  /// - Throws: ``EffectError`` when no route has all its columns or an option does not fit; ``StudyTableError`` for
  ///   unknown columns and for text among numbers.
  public func effects(
    _ measure: Measure, columns: ColumnMapping = .init(), options: EffectOptions = .init()
  ) throws -> EffectSizes {
    let written = try WrittenEffects(self, columns)
    var effects = try designedEffects(measure, columns, options, written)
    if let note = try effects.unusedEstimates(self, columns, options, written) { effects.notes.append(note) }
    effects.notes += try effects.columnRemarks(self, columns)
    return effects
  }

  /// The effects with the notes on designs that are declared and not corrected for.
  func designedEffects(
    _ measure: Measure, _ columns: ColumnMapping, _ options: EffectOptions, _ written: WrittenEffects?
  ) throws -> EffectSizes {
    var effects = try computedEffects(measure, columns, options, written)
    effects.notes += try DeclaredDesigns(self, columns, options.design, effects, written).notes
    return effects
  }

  /// The effects of the data half of a file that has effects beside its data, with these where the data give none; effects
  /// as given are those of the file.
  func computedEffects(
    _ measure: Measure, _ columns: ColumnMapping, _ options: EffectOptions, _ written: WrittenEffects?
  ) throws -> EffectSizes {
    guard let written else { return try computedEffects(measure, columns: columns, options: options) }
    var effects =
      measure == .generic
      ? try written.effects.computedEffects(measure, columns: columns, options: options, written: written)
      : try written.data.computedEffects(
        measure, columns: written.dataMapping, options: options, written: written)
    effects.table = self
    return effects
  }

  private func computedEffects(
    _ measure: Measure, columns: ColumnMapping, options: EffectOptions, written: WrittenEffects? = nil
  ) throws -> EffectSizes {
    // Effects as given have no other forms.
    if measure == .generic, options.design.isEmpty {
      var effects = try uniformEffects(measure, columns: columns, options: options)
      if let written { effects.add(written) }
      return effects
    }
    _ = try EffectConventions(options, for: measure.definition)
    if let r = options.prePostCorrelation, !(abs(r) <= 1) {
      throw EffectError.optionOutOfRange(
        option: "pre-post-correlation", value: r, allowed: "a correlation between -1 and 1")
    }
    if options.design.direction, !measure.definition.isDirected {
      throw EffectError.noSign(measure: measure.code)
    }
    let codes = measure == .generic ? RowCodes.none : try RowCodes(self, columns)
    let plans = try RowPlans(
      self, measure, columns, codes, assumesCorrelation: options.prePostCorrelation != nil,
      written: measure == .generic ? nil : written)
    guard plans.hasColumns, plans.isMixed || !options.design.isEmpty && plans.hasOwnColumns else {
      var effects = try uniformEffects(measure, columns: columns, options: options)
      for position in effects.rows.indices where effects.rows[position].yi != nil {
        effects.rows[position].route = plans.ownLabel(at: position)
      }
      effects.noteRoutes()
      return effects
    }
    let made =
      measure == .generic
      ? Dictionary(
        uniqueKeysWithValues: (written?.designs ?? []).enumerated().filter { !$1.isEmpty }.map { ($0, $1) })
      : plans.made
    var effects = try MixedEffects(
      table: self, target: measure, options: options, plans: plans, labels: try studyLabels(in: columns),
      design: options.design.isEmpty ? nil : try DesignColumns(self, columns, options.design), made: made
    )
    .effects()
    if measure == .generic, let written { effects.add(written) }
    return effects
  }
}

extension EffectSizes {
  /// Gives effects that are taken from a file what it says of them: corrections that are in them, and why rows have none.
  fileprivate mutating func add(_ written: WrittenEffects) {
    for position in rows.indices {
      if rows[position].isUsable {
        if rows[position].design == nil, !written.designs[position].isEmpty {
          rows[position].design = written.designs[position]
        }
      } else if let reason = written.reason(at: position, study: rows[position].study),
        let place = notes.firstIndex(where: { $0.row == position + 1 && $0.kind == .missingInput })
      {
        notes[place] = reason
      }
    }
    guard let variances = written.columns[.vi], let errors = written.columns[.sei] else { return }
    // The file's own two statements of one uncertainty agree to the last digit, unless somebody changed one of them.
    let apart = rows.indices.filter { position in
      guard let v = written.vi[position], let se = written.sei[position], v >= 0, se >= 0 else { return false }
      let (root, gap) = (v.squareRoot(), (v.squareRoot() - se).magnitude)
      return gap <= 0.05 * max(root, se) && gap > 1e-9 * se
    }
    guard !apart.isEmpty else { return }
    notes.append(
      Note(
        .standardErrorUnused, column: errors.name,
        ["rows": .text(rowList(apart.map { $0 + 1 })), "sei": .text(errors.name), "vi": .text(variances.name)]))
  }
}

extension StudyTable.Column {
  /// Half a unit of a cell's last digit; 0 without one.
  func halfUnit(_ position: Int) -> Double { texts[position].map { WrittenNumber($0).halfUnit } ?? 0 }
}

extension NoteKind {
  /// Variance and standard error of a file of effect sizes differ a little.
  static let standardErrorUnused = NoteKind(
    "input.sei-unused", .information,
    "{rows}: '{sei}' is not the square root of '{vi}', which is used; leave one of them empty")
}
