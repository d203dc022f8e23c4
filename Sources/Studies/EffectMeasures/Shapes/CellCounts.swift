import StudyRecords

/// Counts that may need something added because of zeros.
protocol CellCounts {
  /// Whether some count is zero.
  var hasZero: Bool { get }
  /// Whether nobody had the event in both groups.
  var isWithoutEvents: Bool { get }
  /// Whether everybody had the event in both groups.
  var isAllEvents: Bool { get }
  /// A number that cannot be, though each role by itself is fine.
  var fault: RawEffect.Fault? { get }
  /// The same counts with something added to each.
  func adding(_ addition: Double) -> Self
}

extension CellCounts {
  var isWithoutEvents: Bool { false }
  var isAllEvents: Bool { false }
  var fault: RawEffect.Fault? { nil }
}

extension EffectConventions {
  /// An effect per study from its counts after dropping and correcting as these conventions say.
  ///
  /// `formula` gets all tables at once, those that are left out with `nil`, so that it can average over studies.
  func effects<Counts: CellCounts>(
    of tables: [Counts], formula: ([Counts?]) -> [RawEffect]
  ) -> [RawEffect] {
    effects(of: tables) { _, corrected in formula(corrected) }
  }

  /// The same with a formula that gets the raw tables beside the corrected ones; `adding` is the correction.
  func effects<Counts: CellCounts>(
    of tables: [Counts], adding: (Counts, Double) -> Counts = { $0.adding($1) },
    formula: (_ raw: [Counts?], _ corrected: [Counts?]) -> [RawEffect]
  ) -> [RawEffect] {
    let dropAllEvents = formulas.dropAllEvents ?? dropDoubleZero
    let faults = tables.map { table in
      table.fault
        ?? (dropDoubleZero && table.isWithoutEvents || dropAllEvents && table.isAllEvents ? .doubleZero : nil)
    }
    let kept = zip(tables, faults).map { $1 == nil ? $0 : nil }
    let someZero = kept.contains { $0?.hasZero ?? false }
    func needsAddition(_ table: Counts) -> Bool {
      switch to {
      case .only0: table.hasZero
      case .all: true
      case .if0all: someZero
      case .none: false
      }
    }
    let corrected = kept.map { add > 0 && ($0.map(needsAddition) ?? false) }
    var effects = formula(
      kept, zip(kept, corrected).map { table, corrected in corrected ? table.map { adding($0, add) } : table })
    for position in effects.indices {
      effects[position].fault = faults[position] ?? effects[position].fault
      effects[position].corrected = corrected[position]
    }
    return effects
  }
}
