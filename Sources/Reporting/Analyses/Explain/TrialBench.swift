import MetaAnalysis

/// Fits sets of changes by themselves, every distinct computation once.
///
/// What the numbers hang on is the data, the options of the effect sizes and the model; most sets share all three with
/// another, since a convention matters only beside certain others. Effect sizes of whole tables are kept for all sets; of a
/// table in which single studies are changed, only these are computed anew, where no effect size hangs on another study.
struct TrialBench: Sendable {
  private let prepared: PreparedAnalysis
  private let numbers: [CheckedAnalysis.Number]
  private let runs: [Run]
  /// For each number the position of its run.
  private let runOfNumber: [Int]
  private let usedTable: StudyTable
  /// The last settings of every run: what the numbers do not need is not computed.
  private let closing: [AnalysisSetting]
  private let needsTable: Bool
  private var plans: [[AnalysisSetting]: Plan] = [:]
  private var effects: [EffectsPlace: Result<EffectSizes, Failed>] = [:]
  private var known: [Key: [Double?]?] = [:]

  /// The choices in which the analysis of some numbers differs from the file's, and the study that it leaves out.
  private struct Run: Hashable, Sendable {
    var settings: [AnalysisSetting]
    var without: String?
    var omitted: [Int] = []
    /// Whether the study to be left out exists.
    var isPossible = true
  }

  private struct Failed: Error {}

  /// An analysis under settings with its choices.
  private struct Plan: Sendable {
    var analysis: Analysis
    /// `nil` where they contradict each other.
    var choices: AnalysisChoices?
  }

  /// Where effect sizes of a whole table are kept: by what of the data is read otherwise, and by their options.
  private struct EffectsPlace: Hashable, Sendable {
    var readings: [Change]
    var key: EffectsKey
  }

  /// What the numbers hang on.
  private struct Key: Hashable, Sendable {
    var models: [Model]
    var data: [Change]
    var scale: PrintedScale?

    struct Model: Hashable, Sendable {
      var effects: EffectsKey
      var model: AnalysisChoices.Model
    }
  }

  init(_ prepared: PreparedAnalysis, _ numbers: [CheckedAnalysis.Number]) {
    self.prepared = prepared
    self.numbers = numbers
    var runs: [Run] = []
    runOfNumber = numbers.map { number in
      let expectation = number.expectation
      var run = Run(settings: expectation.settings, without: expectation.without)
      if let study = expectation.without {
        let found = try? prepared.positions(of: study, at: expectation.place)
        (run.omitted, run.isPossible) = (found ?? [], found != nil)
      }
      if let place = runs.firstIndex(of: run) { return place }
      runs.append(run)
      return runs.count - 1
    }
    self.runs = runs
    usedTable = prepared.table.selectingRows(prepared.rowsUsed)
    // An interval of τ² takes most of the time of a fit.
    let needsTau2Interval = numbers.contains { $0.quantity.hangsOnTau2Interval }
    closing = needsTau2Interval ? [] : [.convention(.tau2Interval, "none")]
    let analysis = prepared.analysis
    needsTable = analysis.moderators != nil || analysis.subgroups != nil || analysis.model[.scale] != nil
  }

  // MARK: Many sets

  /// The numbers on their printed scales under each set of changes, by position; `nil` where no model can be run.
  mutating func values(of sets: [[Change]], threads: Int) -> [[Double?]?] {
    let keys = sets.map { key(of: $0) }
    var wanted: [(key: Key, set: [Change])] = []
    var seen: Set<Key> = []
    for (set, key) in zip(sets, keys) {
      if let key, known[key] == nil, seen.insert(key).inserted { wanted.append((key, set)) }
    }
    keepEffects(for: wanted.map(\.set), threads: threads)
    let bench = self
    let size = 8
    let chunks = stride(from: 0, to: wanted.count, by: size).map { wanted[$0..<min(wanted.count, $0 + size)] }
    let found = Chunks.map(chunks, threads: threads) { chunk in
      chunk.map { ($0.key, bench.values(under: $0.set)) }
    }
    for (key, values) in found.joined() { known[key] = .some(values) }
    return keys.map { key in key.flatMap { known[$0] }.flatMap(\.self) }
  }

  /// What the numbers hang on under changes; `nil` where no run has possible choices.
  private mutating func key(of set: [Change]) -> Key? {
    let settings = set.settings
    var models: [Key.Model] = []
    for run in runs {
      let all = settings + run.settings + closing
      if plans[all] == nil { plans[all] = plan(all) }
      guard let choices = plans[all]?.choices else { return nil }
      models.append(Key.Model(effects: EffectsKey(choices), model: choices.model))
    }
    return Key(models: models, data: set.filter(\.isOfData), scale: set.scale)
  }

  private func plan(_ settings: [AnalysisSetting]) -> Plan {
    let analysis = settings.isEmpty ? prepared.analysis : prepared.analysis.changing(settings)
    return Plan(
      analysis: analysis, choices: try? analysis.choices(for: usedTable, columns: prepared.data.columns))
  }

  /// Computes the effect sizes of whole tables that sets need and that are not kept yet.
  private mutating func keepEffects(for sets: [[Change]], threads: Int) {
    var wanted: [(place: EffectsPlace, plan: Plan)] = []
    var seen: Set<EffectsPlace> = []
    for set in sets {
      for run in runs {
        guard let plan = plans[set.settings + run.settings + closing], let choices = plan.choices,
          let place = place(of: set, choices), effects[place] == nil, seen.insert(place).inserted
        else { continue }
        wanted.append((place, plan))
      }
    }
    let bench = self
    let found = Chunks.map(wanted, threads: threads) { item in
      (item.place, bench.wholeEffects(item.place.readings, item.plan))
    }
    for (place, sizes) in found { effects[place] = sizes }
  }

  // MARK: One set

  /// The numbers on their printed scales under changes; `nil` when no model can be run.
  func values(under changes: [Change]) -> [Double?]? {
    let settings = changes.settings
    var results: [AnalysisResult?] = []
    for run in runs {
      let all = settings + run.settings + closing
      results.append(run.isPossible ? result(under: changes, run, plans[all] ?? plan(all)) : nil)
    }
    guard results.contains(where: { $0 != nil }) else { return nil }
    let scale = changes.scale
    return numbers.indices.map { position in
      let number = numbers[position]
      return results[runOfNumber[position]].flatMap {
        try? $0.value(
          of: number.quantity, at: number.expectation.target,
          scale: number.expectation.printedScale(under: scale)
        )
      }.flatMap(\.self)
    }
  }

  private func result(under changes: [Change], _ run: Run, _ plan: Plan) -> AnalysisResult? {
    guard let choices = plan.choices else { return nil }
    if let place = place(of: changes, choices) {
      guard let whole = try? (effects[place] ?? wholeEffects(place.readings, plan)).get(),
        let sizes = spliced(whole, changes, plan)
      else { return nil }
      let rows = (prepared.rows(under: changes) ?? prepared.rowsUsed).filter { !run.omitted.contains($0) }
      return try? prepared.result(pooling: sizes.selectingRows(rows), plan.analysis, choices)
    }
    guard let variant = prepared.variant(changes) else { return nil }
    var unshared = EffectsOfOptions()
    return try? prepared.result(
      of: variant, changing: run.settings + closing, omitting: run.omitted, effects: &unshared)
  }

  // MARK: Effect sizes

  /// Where the effect sizes of the whole table are kept that a set needs; `nil` where its own must be computed, since they
  /// hang on which studies are used, or since other data take the table's place.
  private func place(of set: [Change], _ choices: AnalysisChoices) -> EffectsPlace? {
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
      ? nil : EffectsPlace(readings: readings, key: EffectsKey(choices))
  }

  /// The effect sizes of all rows, with columns read otherwise.
  private func wholeEffects(_ readings: [Change], _ plan: Plan) -> Result<EffectSizes, Failed> {
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
  private func spliced(_ whole: EffectSizes, _ changes: [Change], _ plan: Plan) -> EffectSizes? {
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

extension TableEditor {
  /// The row of a slip alone; `nil` where the table has no such row.
  init?(_ slip: StudySlip, in data: AnalysisData) {
    guard (1...data.table.rowCount).contains(slip.row) else { return nil }
    self.init(data.table.selectingRows([slip.row - 1]), data.columns)
  }

  /// Makes the slip in a table of its row alone.
  mutating func applyAlone(_ slip: StudySlip) -> Bool {
    var alone = slip
    alone.row = 1
    return apply(alone)
  }
}

extension [Change] {
  /// The choices that are changed.
  fileprivate var settings: [AnalysisSetting] {
    compactMap { if case .setting(let setting, _) = $0 { setting } else { nil } }
  }

  /// The scale on which all effects are read, if another one.
  fileprivate var scale: PrintedScale? {
    compactMap { if case .scale(let scale) = $0 { scale } else { nil } }.last
  }
}

extension Change {
  /// Whether it changes the data or which rows are used.
  fileprivate var isOfData: Bool {
    switch self {
    case .data, .reading, .study, .rows: true
    case .setting, .scale, .misprint: false
    }
  }
}

extension Quantity {
  /// Whether it is an end of an interval that is made from that of τ².
  fileprivate var hangsOnTau2Interval: Bool {
    switch self {
    case .tau2CI, .tau2CILower, .tau2CIUpper, .tauCI, .tauCILower, .tauCIUpper, .i2CI, .i2CILower, .i2CIUpper,
      .h2CI, .h2CILower, .h2CIUpper:
      true
    default: false
    }
  }
}
