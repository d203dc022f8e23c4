import MetaAnalysis

/// Tries sets of changes that touch single studies in lanes of a batch: thousands in the time of a few fits.
///
/// The effect size of a study that is changed is computed alone, once for all models that share the conventions of effect
/// sizes; every other study keeps its own. What comes near to explaining every number that batches have is left to the
/// search, which fits it by itself, so that no answer rests on a batch.
struct BatchScreen {
  /// What a set of changes came to.
  struct Outcome {
    /// `nil` when no model can be run.
    var trial: ExplanationRun.Trial?
  }

  private let prepared: PreparedAnalysis
  private let numbers: [CheckedAnalysis.Number]
  /// What is pooled for the numbers.
  private let parts: [PooledPart]
  /// For each number the position of its part; `nil` where batches do not have it.
  private let partOfNumber: [Int?]
  private let table: StudyTable
  private let threads: Int

  /// A screen for printed numbers; `nil` where a batch has none of them.
  init?(_ prepared: PreparedAnalysis, _ numbers: [CheckedAnalysis.Number], threads: Int) {
    // Computed columns may hang on which rows are used.
    guard prepared.analysis.computed.isEmpty else { return nil }
    let hasGroups = prepared.analysis.subgroups != nil
    (parts, partOfNumber) = prepared.pooledParts(of: numbers) { number in
      // With subgroups k counts what the groups have.
      number.isOfBatches && !(hasGroups && number.expectation.target == .model && number.quantity == .k)
    }
    guard !parts.isEmpty else { return nil }
    self.prepared = prepared
    self.numbers = numbers
    self.threads = threads
    table = prepared.data.table
  }

  /// What sets of changes give, by position; sets that touch no single study, or whose model batches do not have, are left
  /// out, and so are those that come near to explaining every number.
  func trials(_ sets: [[Change]]) -> [Int: Outcome] {
    var positions: [[AnalysisSetting]: [Int]] = [:]
    var order: [[AnalysisSetting]] = []
    for (position, set) in sets.enumerated() where set.isOfStudies {
      let settings = set.settings
      if positions[settings] == nil { order.append(settings) }
      positions[settings, default: []].append(position)
    }
    let lanes = order.compactMap { settings -> BatchLanes? in
      guard let own = positions[settings], own.count > 1 else { return nil }
      return BatchLanes(settings, own, prepared, table)
    }
    let studies = changedStudies(sets, lanes)
    let outcomes = Chunks.map(lanes, threads: threads) { lane in
      self.outcomes(lane, sets, studies[lane.effectsKey] ?? [:])
    }
    return Dictionary(uniqueKeysWithValues: outcomes.joined())
  }

  // MARK: Studies

  /// A study changed: its estimate and variance, `nil` where the slip does not apply to it.
  private typealias ChangedStudies = [StudySlip: BatchRow?]

  /// Every slip in the data of a study under every set of options, each computed once.
  private func changedStudies(_ sets: [[Change]], _ lanes: [BatchLanes]) -> [EffectsKey: ChangedStudies] {
    var wanted: [(lanes: BatchLanes, slip: StudySlip)] = []
    var seen: [EffectsKey: Set<StudySlip>] = [:]
    for lane in lanes {
      for position in lane.positions {
        for case .study(let slip) in sets[position] where !slip.kind.isSelection {
          if seen[lane.effectsKey, default: []].insert(slip).inserted { wanted.append((lane, slip)) }
        }
      }
    }
    let chunks = stride(from: 0, to: wanted.count, by: 64).map { wanted[$0..<min(wanted.count, $0 + 64)] }
    let found = Chunks.map(chunks, threads: threads) { chunk in
      chunk.map { (key: $0.lanes.effectsKey, slip: $0.slip, row: changed($0.slip, $0.lanes)) }
    }
    var studies: [EffectsKey: ChangedStudies] = [:]
    for item in found.joined() { studies[item.key, default: [:]][item.slip] = .some(item.row) }
    return studies
  }

  private func changed(_ slip: StudySlip, _ lanes: BatchLanes) -> BatchRow? {
    guard var editor = TableEditor(slip, in: prepared.data), editor.applyAlone(slip) else { return nil }
    return (try? prepared.effects(lanes.analysis, lanes.choices, of: editor.table, columns: editor.columns))
      .map(BatchRow.init)
  }

  // MARK: Lanes

  private func outcomes(_ lanes: BatchLanes, _ sets: [[Change]], _ changed: ChangedStudies) -> [(Int, Outcome)]
  {
    var outcomes: [(Int, Outcome)] = []
    // The first lane of each part is its own, for sets that leave it as it is.
    var rows = parts.map { [lanes.whole.selecting($0.own)] }
    var fitted: [(position: Int, lanes: [Int])] = []
    for position in lanes.positions {
      let set = sets[position]
      var whole = lanes.whole
      var touched: [Int] = []
      var applies = true
      for case .study(let slip) in set where !slip.kind.isSelection {
        guard case let row?? = changed[slip] else {
          applies = false
          continue
        }
        (whole.yi[slip.row - 1], whole.vi[slip.row - 1]) = (row.yi[0], row.vi[0])
        touched.append(slip.row - 1)
      }
      guard applies else {
        outcomes.append((position, Outcome(trial: nil)))
        continue
      }
      let used = prepared.rows(under: set)
      let own = parts.indices.map { place in
        let part = parts[place]
        let selected = used.map { part.rows($0) } ?? part.own
        if selected == part.own, !touched.contains(where: part.has) { return 0 }
        rows[place].append(whole.selecting(selected))
        return rows[place].count - 1
      }
      fitted.append((position, own))
    }
    let results = rows.map { lanes.engine.fit($0) }
    for (position, own) in fitted {
      let found = own.indices.map { place in results[place].map { $0[own[place]] } }
      guard found.allSatisfy({ $0?.status.hasNumbers ?? false }) else { continue }
      let scale = sets[position].scale
      let values = numbers.indices.map { number in
        partOfNumber[number].flatMap { found[$0] }.flatMap {
          value(of: numbers[number], $0, scale, lanes.transform)
        }
      }
      guard !mayHold(values) else { continue }
      let trial = ExplanationRun.Trial(
        sets[position], numbers, values, screened: partOfNumber.map { $0 != nil })
      outcomes.append((position, Outcome(trial: trial)))
    }
    return outcomes
  }

  private func value(
    of number: CheckedAnalysis.Number, _ result: BatchResult, _ scale: PrintedScale?, _ transform: BackTransform
  ) -> Double? {
    let scale = number.expectation.printedScale(under: scale)
    let quantity = scale.turnsRound ? number.quantity.otherEnd : number.quantity
    guard let value = result.number(quantity), !value.isNaN else { return nil }
    let isShown = quantity.isEffect || scale == .negative || scale == .fraction
    return isShown ? scale.value(value, by: transform) : value
  }

  /// Whether every number that batches have lies within two units of print, and what else a batch may be off.
  private func mayHold(_ values: [Double?]) -> Bool {
    numbers.indices.allSatisfy { position in
      guard partOfNumber[position] != nil else { return true }
      let (number, value) = (numbers[position], values[position])
      let verdict = number.verdict(on: value)
      guard !verdict.kind.isAcceptedByDefault, let units = verdict.units, let value else {
        return verdict.kind.isAcceptedByDefault
      }
      return units.magnitude <= 2 + 1e-8 * (value / number.printed.unit).magnitude
    }
  }
}

extension [Change] {
  /// Whether they say which studies count, or change single ones, and nothing else but settings and the scale.
  var isOfStudies: Bool {
    var hasStudies = false
    for change in self {
      switch change {
      case .setting, .scale: continue
      case .study, .rows: hasStudies = true
      case .data, .reading, .misprint: return false
      }
    }
    return hasStudies
  }
}
