import MetaAnalysis

/// The effect sizes that sets of changes need: those of whole tables are kept for all sets; of a table in which single
/// studies are changed, only these are computed anew, where no effect size hangs on another study.
struct TrialEffects: Sendable {
  private let prepared: PreparedAnalysis
  private let needsTable: Bool
  private var known: [Place: Result<EffectSizes, Failed>] = [:]

  private struct Failed: Error {}

  /// Where effect sizes of a whole table are kept: by what of the data is read otherwise, and by their options.
  private struct Place: Hashable, Sendable {
    var readings: [Change]
    var key: EffectsKey
  }

  init(_ prepared: PreparedAnalysis) {
    self.prepared = prepared
    let analysis = prepared.analysis
    needsTable = analysis.moderators != nil || analysis.subgroups != nil || analysis.model[.scale] != nil
  }

  /// Computes the effect sizes of whole tables that sets need and that are not kept yet.
  mutating func keep(for sets: [(changes: [Change], plan: TrialPlan)], threads: Int) {
    var wanted: [(place: Place, plan: TrialPlan)] = []
    var seen: Set<Place> = []
    for (changes, plan) in sets {
      guard let choices = plan.choices, let place = place(of: changes, choices), known[place] == nil,
        seen.insert(place).inserted
      else { continue }
      wanted.append((place, plan))
    }
    let effects = self
    let found = Chunks.map(wanted, threads: threads) { item in
      (item.place, effects.whole(item.place.readings, item.plan))
    }
    for (place, sizes) in found { known[place] = sizes }
  }

  /// What a set gives for the effect sizes of the rows that the data have.
  enum Found {
    /// The effect sizes of all rows.
    case sizes(EffectSizes)
    /// A change does not apply, or they cannot be computed.
    case impossible
    /// They hang on which studies are used, or other data take the table's place.
    case unshared
  }

  /// The effect sizes of all rows under changes.
  func sizes(under changes: [Change], _ plan: TrialPlan) -> Found {
    guard let choices = plan.choices, let place = place(of: changes, choices) else { return .unshared }
    guard let whole = try? (known[place] ?? whole(place.readings, plan)).get(),
      let sizes = spliced(whole, changes, plan)
    else { return .impossible }
    return .sizes(sizes)
  }

  /// Where the effect sizes of the whole table are kept that a set needs; `nil` where its own must be computed, since they
  /// hang on which studies are used, or since other data take the table's place.
  private func place(of set: [Change], _ choices: AnalysisChoices) -> Place? {
    guard prepared.analysis.computed.isEmpty, prepared.analysis.model[.weights] == nil,
      prepared.data.columns[.weights] == nil,
      choices.areEffectsSeparate(in: prepared.data.table, prepared.data.columns)
    else { return nil }
    var readings: [Change] = []
    var changesStudies = false
    for change in set {
      switch change {
      case .data: return nil
      case .reading: readings.append(change)
      case .study(let slip): changesStudies = changesStudies || !slip.kind.isSelection
      case .setting, .scale, .rows, .misprint: continue
      }
    }
    // A slip is made in the data as they are read otherwise; where the scale hangs on the sizes, all is computed anew.
    let isSized = ["PFT", "IRFT"].contains(choices.measure?.code ?? "")
    return changesStudies && (!readings.isEmpty || isSized)
      ? nil : Place(readings: readings, key: EffectsKey(choices))
  }

  /// The effect sizes of all rows, with columns read otherwise.
  private func whole(_ readings: [Change], _ plan: TrialPlan) -> Result<EffectSizes, Failed> {
    var editor = TableEditor(prepared.data.table, prepared.data.columns)
    for case .reading(let reading) in readings {
      guard editor.apply(reading) else { return .failure(Failed()) }
    }
    guard let choices = plan.choices,
      var sizes = try? prepared.effects(plan.analysis, choices, of: editor.table, columns: editor.columns)
    else { return .failure(Failed()) }
    sizes.notes = []
    if !needsTable { sizes.table = nil }
    return .success(sizes)
  }

  /// Effect sizes with those of the studies replaced in which changes make slips; `nil` where a slip does not apply.
  private func spliced(_ whole: EffectSizes, _ changes: [Change], _ plan: TrialPlan) -> EffectSizes? {
    var sizes = whole
    for case .study(let slip) in changes where !slip.kind.isSelection {
      guard let choices = plan.choices, var alone = TableEditor(slip, in: prepared.data) else { return nil }
      guard alone.applyAlone(slip),
        let new = try? prepared.effects(plan.analysis, choices, of: alone.table, columns: alone.columns),
        new.rows.count == 1
      else { return nil }
      let position = slip.row - 1
      var row = new.rows[0]
      (row.row, row.study) = (sizes.rows[position].row, sizes.rows[position].study)
      sizes.rows[position] = row
      for column in sizes.inputs.indices {
        let role = sizes.inputs[column].role
        guard let input = new.inputs.first(where: { $0.role == role }) else { continue }
        sizes.inputs[column].values[position] = input.values[0]
      }
      if let table = sizes.table {
        var editor = TableEditor(table, prepared.data.columns)
        guard editor.apply(slip) else { return nil }
        sizes.table = editor.table
      }
    }
    return sizes
  }
}
