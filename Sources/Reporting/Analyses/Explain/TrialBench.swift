import MetaAnalysis

/// Fits sets of changes by themselves, every distinct computation once.
///
/// What the numbers hang on is the data, the options of the effect sizes and the model; most sets share all three with
/// another, since a convention matters only beside certain others.
struct TrialBench: Sendable {
  private let prepared: PreparedAnalysis
  private var numbers: [CheckedAnalysis.Number]
  private let runs: [TrialRun]
  /// For each number the position of its run.
  private var runOfNumber: [Int]
  private let usedTable: StudyTable
  /// The last settings of every run: what the numbers do not need is not computed.
  private let closing: [AnalysisSetting]
  private var plans: [[AnalysisSetting]: TrialPlan] = [:]
  private var effects: TrialEffects
  private var known: [TrialKey: [Double?]?] = [:]

  init(_ prepared: PreparedAnalysis, _ numbers: [CheckedAnalysis.Number]) {
    self.prepared = prepared
    self.numbers = numbers
    var runs: [TrialRun] = []
    runOfNumber = numbers.map { number in
      let run = TrialRun(number, in: prepared)
      if let place = runs.firstIndex(of: run) { return place }
      runs.append(run)
      return runs.count - 1
    }
    self.runs = runs
    usedTable = prepared.table.selectingRows(prepared.rowsUsed)
    effects = TrialEffects(prepared)
    // An interval of τ² takes most of the time of a fit.
    let needsTau2Interval = numbers.contains { $0.quantity.hangsOnTau2Interval }
    closing = needsTau2Interval ? [] : [.convention(.tau2Interval, "none")]
  }

  /// The bench for some of the numbers, by position, with all that is known of them.
  func narrowed(to positions: [Int]) -> TrialBench {
    var copy = self
    copy.numbers = positions.map { numbers[$0] }
    copy.runOfNumber = positions.map { runOfNumber[$0] }
    copy.known = known.mapValues { values in values.map { values in positions.map { values[$0] } } }
    return copy
  }

  /// The numbers on their printed scales under each set of changes, by position; `nil` where no model can be run.
  mutating func values(of sets: [[Change]], threads: Int) -> [[Double?]?] {
    let keys = sets.map { key(of: $0) }
    var wanted: [(key: TrialKey, set: [Change])] = []
    var seen: Set<TrialKey> = []
    for (set, key) in zip(sets, keys) {
      if let key, known[key] == nil, seen.insert(key).inserted { wanted.append((key, set)) }
    }
    let plans = wanted.flatMap { item in
      let settings = item.set.settings
      return runs.compactMap { run in
        self.plans[settings + run.settings + closing].map { (changes: item.set, plan: $0) }
      }
    }
    effects.keep(for: plans, threads: threads)
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
  private mutating func key(of set: [Change]) -> TrialKey? {
    let settings = set.settings
    var models: [TrialKey.Model] = []
    for run in runs {
      let all = settings + run.settings + closing
      if plans[all] == nil { plans[all] = plan(all) }
      guard let choices = plans[all]?.choices else { return nil }
      models.append(TrialKey.Model(effects: EffectsKey(choices), model: choices.model))
    }
    return TrialKey(models: models, data: set.filter(\.isOfData), scale: set.scale)
  }

  private func plan(_ settings: [AnalysisSetting]) -> TrialPlan {
    let analysis = settings.isEmpty ? prepared.analysis : prepared.analysis.changing(settings)
    return TrialPlan(
      analysis: analysis, choices: try? analysis.choices(for: usedTable, columns: prepared.data.columns))
  }

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
    func value(_ position: Int) -> Double? {
      let number = numbers[position]
      return results[runOfNumber[position]].flatMap {
        try? $0.value(
          of: number.quantity, at: number.expectation.target,
          scale: number.expectation.printedScale(under: scale)
        )
      }.flatMap(\.self)
    }
    var values = numbers.indices.map { numbers[$0].isResampled ? nil : value($0) }
    // Permutations and bootstraps take their time: only where everything else holds.
    let resampled = numbers.indices.filter { numbers[$0].isResampled }
    guard !resampled.isEmpty,
      numbers.indices.allSatisfy({
        numbers[$0].isResampled || numbers[$0].verdict(on: values[$0]).kind.isAcceptedByDefault
      })
    else { return values }
    for position in resampled { values[position] = value(position) }
    return values
  }

  private func result(under changes: [Change], _ run: TrialRun, _ plan: TrialPlan) -> AnalysisResult? {
    guard let choices = plan.choices else { return nil }
    switch effects.sizes(under: changes, plan) {
    case .sizes(let sizes):
      let rows = (prepared.rows(under: changes) ?? prepared.rowsUsed).filter { !run.omitted.contains($0) }
      return try? prepared.result(pooling: sizes.selectingRows(rows), plan.analysis, choices)
    case .impossible: return nil
    case .unshared:
      guard let variant = prepared.variant(changes) else { return nil }
      var unshared = EffectsOfOptions()
      return try? prepared.result(
        of: variant, changing: run.settings + closing, omitting: run.omitted, effects: &unshared)
    }
  }
}

extension [Change] {
  /// The choices that are changed.
  var settings: [AnalysisSetting] {
    compactMap { if case .setting(let setting, _) = $0 { setting } else { nil } }
  }

  /// The scale on which all effects are read, if another one.
  var scale: PrintedScale? {
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
