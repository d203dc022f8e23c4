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
    var effects = try computedEffects(measure, columns: columns, options: options)
    effects.notes += try DeclaredDesigns(self, columns, options.design, effects).notes
    if options.design.isEmpty, let note = try effects.unusedEstimates(self, columns) {
      effects.notes.append(note)
    }
    effects.notes += try effects.columnRemarks(self, columns)
    return effects
  }

  private func computedEffects(
    _ measure: Measure, columns: ColumnMapping, options: EffectOptions
  ) throws -> EffectSizes {
    // Effects as given have no other forms, and their table may be one that this function wrote.
    if measure == .generic, options.design.isEmpty {
      return try uniformEffects(measure, columns: columns, options: options)
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
      self, measure, columns, codes, assumesCorrelation: options.prePostCorrelation != nil)
    guard plans.hasColumns, plans.isMixed || !options.design.isEmpty && plans.hasOwnColumns else {
      var effects = try uniformEffects(measure, columns: columns, options: options)
      for position in effects.rows.indices where effects.rows[position].yi != nil {
        effects.rows[position].route = plans.ownLabel(at: position)
      }
      effects.noteRoutes()
      return effects
    }
    return try MixedEffects(
      table: self, target: measure, options: options, plans: plans, labels: try studyLabels(in: columns),
      design: options.design.isEmpty ? nil : try DesignColumns(self, columns, options.design)
    )
    .effects()
  }
}
