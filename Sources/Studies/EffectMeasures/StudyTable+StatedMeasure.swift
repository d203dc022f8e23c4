import RealModule
import StudyRecords

extension StudyTable {
  /// The measure that a table says its estimates (`yi`) are in, as `tutti effects` writes it: the code that the rows with
  /// an estimate have in a column `effect_measure`, or else in the role `measure`.
  ///
  /// `nil` without such a column, without estimates, and where rows have different codes or words that are none. A row may
  /// leave its `effect_measure` empty where others name it.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public func statedMeasure(in mapping: ColumnMapping = .init()) throws(StudyTableError) -> Measure? {
    guard let estimates = try column(for: .yi, in: mapping)?.numbers else { return nil }
    let own = mapping[.measure] == nil ? self[Self.measureColumn] : nil
    var column = own
    if column == nil { column = try self.column(for: .measure, in: mapping) }
    guard let codes = column?.texts else { return nil }
    var used = Set(estimates.indices.filter { estimates[$0] != nil }.map { codes[$0] })
    if own != nil { used.remove(nil) }
    guard used.count == 1, let code = used.first.flatMap(\.self) else { return nil }
    return Measure(writtenAs: code)
  }

  /// The effects that a table states in `yi` with their uncertainty, in the measure that it names (``statedMeasure(in:)``).
  ///
  /// Where the table also holds the raw numbers and these give the same effects, to the last digits, under the options
  /// given and the corrections for design that the table says are in them (column `effect_design`), they come with all
  /// that raw numbers bring: counts, sizes, covariances, routes and notes; corrections asked for beyond these are then
  /// made. Otherwise the estimates stand as they are, with a note and without raw numbers, and corrections are made of
  /// rows that do not have them. No correction is made twice. Without a named measure they are effects without one.
  /// - Throws: ``EffectError`` when the table states no effects or its `effect_design` names no correction;
  ///   ``StudyTableError`` for unknown columns and for text among numbers.
  public func statedEffects(
    columns mapping: ColumnMapping = .init(), options: EffectOptions = .init()
  ) throws -> EffectSizes {
    guard let measure = try statedMeasure(in: mapping) else {
      var effects = try effects(.generic, columns: mapping, options: options)
      effects.measure = nil
      return effects
    }
    // What conventions say of the measure's own variances does not concern variances that are given.
    var plain = options
    if let vtype = plain.vtype, !Measure.generic.definition.varianceTypes.contains(vtype) { plain.vtype = nil }
    let written = try WrittenEffects(self, mapping)
    var given = plain
    given.design = .init()
    let asGiven = try computedEffects(.generic, mapping, given, written)
    if let restored = try restored(measure, mapping, options, written, asGiven) { return restored }
    // Estimates alone are turned round 0.
    if options.design.direction, measure.definition.nullValue != 0 {
      throw EffectError.noSign(measure: measure.code)
    }
    var stated = try effects(.generic, columns: mapping, options: plain)
    stated.measure = measure
    stated.inputs = []
    stated.backTransform = measure.definition.backTransform
    stated.notes.append(
      Note(
        .effectStated,
        [
          "rows": .text("all rows"), "role": .text(mapping[.yi] ?? Role.yi.rawValue),
          "name": .text(measure.definition.name), "measure": .text(measure.code),
        ]))
    stated.notes += written?.lostCovariances(of: self, mapping, stated) ?? []
    return stated
  }

  /// The effects made again from the raw numbers beside them, `nil` where these do not give the effects that are stated.
  private func restored(
    _ measure: Measure, _ mapping: ColumnMapping, _ options: EffectOptions, _ written: WrittenEffects?,
    _ asGiven: EffectSizes
  ) throws -> EffectSizes? {
    guard let recorded = written.map({ $0.design }) ?? DesignAdjustments() else { return nil }
    var before = options
    before.design = recorded
    guard var effects = try? designedEffects(measure, mapping, before, written) else { return nil }
    if !asGiven.isSame(as: effects) {
      // Pooling tables leaves out studies without events, which have effects in the file all the same.
      guard before.dropDoubleZero else { return nil }
      var all = before
      (all.dropDoubleZero, all.formulas.dropAllEvents) = (false, nil)
      guard let others = try? computedEffects(measure, mapping, all, written), asGiven.isSame(as: others) else {
        return nil
      }
    }
    // Covariances leave effects as they are, so that a group may still be split or combined.
    var kept = recorded
    if recorded.sharedControl == .covariance, options.design.sharedControl != nil { kept.sharedControl = nil }
    let further = options.design.without(kept)
    var made: [Int: DesignAdjustments] = [:]
    for row in effects.rows where row.design?.overlap(with: options.design.overlap(with: kept)).words != nil {
      made[row.row - 1] = row.design
    }
    if !further.isEmpty || kept != recorded {
      var after = options
      guard let design = kept.joined(with: further) else { return nil }
      after.design = design
      effects = try designedEffects(measure, mapping, after, written)
    }
    // Rows that the file alone has an effect of came to it the way that the file says.
    if let written {
      let routes = writtenColumn("route")?.texts
      for position in effects.rows.indices
      where effects.rows[position].route == StudyFormat.estimate.rawValue && written.isComplete(position) {
        effects.rows[position].route = routes?[position]
      }
    }
    effects.notes.removeAll { $0.kind == .designMadeBefore }
    if written != nil { effects.notes += .madeBefore(options.design.overlap(with: kept), made) }
    effects.notes += asGiven.notes.filter { [.standardErrorUnused, .conflictingUncertainty].contains($0.kind) }
    effects.notes += try effects.columnRemarks(self, mapping)
    return effects
  }
}

extension NoteKind {
  /// Covariances were asked for when the effects of a file were computed, and cannot be made again.
  static let covarianceLost = NoteKind(
    "design.covariance-lost", .warning,
    "{rows} share control groups whose covariances came with the effects and cannot be made again from the file; taken as "
      + "independent they count these groups more than once")
}

extension WrittenEffects {
  /// The note on rows whose effects came with covariances, which a file of effects does not hold.
  fileprivate func lostCovariances(
    of table: StudyTable, _ mapping: ColumnMapping, _ effects: EffectSizes
  ) -> [Note] {
    let rows = effects.rows.filter { $0.isUsable && designs[$0.row - 1].sharedControl == .covariance }.map(
      \.row)
    return rows.count > 1 ? [Note(.covarianceLost, ["rows": .text(rowList(rows))])] : []
  }
}

extension EffectSizes {
  /// Whether the same rows have the same effects, to 1e-12 of their standard errors or of themselves.
  fileprivate func isSame(as other: EffectSizes) -> Bool {
    rows.count == other.rows.count
      && zip(rows, other.rows).allSatisfy { a, b in
        guard let y = a.yi, let v = a.vi, let z = b.yi, let w = b.vi else { return a.isUsable == b.isUsable }
        return (y - z).magnitude <= 1e-12 * max(y.magnitude, v.squareRoot()) && (v - w).magnitude <= 1e-12 * v
      }
  }
}
