import StudyRecords

/// The corrections for design of all rows of a table, with the notes they leave.
struct DesignCorrection {
  private let columns: DesignColumns
  private let target: Measure
  /// What each row's measure reads, `nil` for rows without an effect.
  private(set) var inputs: [[Role: Double]?]
  private var effects: [Int: DesignEffect] = [:]
  private var dropped: Set<Int> = []
  private var turned: Set<Int> = []
  /// The positions of effects that were turned by exchanging the counts of their groups, which models of counts read.
  private(set) var exchanged: Set<Int> = []
  /// The positions of comparisons that were combined with others, whose rows hold the effect.
  private(set) var absorbed: Set<Int> = []
  /// The corrections that are in each row's effect: those of a file that it comes from, and then those made here.
  private(set) var made: [Int: DesignAdjustments]
  private let madeBefore: [Int: DesignAdjustments]
  private var controls = SharedControls({ _ in nil }, inputs: [])
  private(set) var notes: [Note] = []

  /// - Parameter made: The corrections that are in effects taken from a file, which are not made again.
  init(
    _ columns: DesignColumns, _ target: Measure, rows: [[Role: Double]?], made: [Int: DesignAdjustments] = [:]
  ) {
    (self.columns, self.target, inputs) = (columns, target, rows)
    (self.made, madeBefore) = (made, made)
    notes = .madeBefore(columns.rules, made)
  }

  /// Whether a correction is in the row's effect already.
  private func has(_ position: Int, _ correction: (DesignAdjustments) -> Bool) -> Bool {
    madeBefore[position].map(correction) ?? false
  }

  private mutating func mark(_ position: Int, _ change: (inout DesignAdjustments) -> Void) {
    change(&made[position, default: .init()])
  }

  private func note(_ kind: NoteKind, at position: Int, _ details: KeyValuePairs<String, Note.Value>) -> Note {
    Note(kind, row: position + 1, study: columns.labels[position], details)
  }

  // MARK: Before the effects

  /// What each row's measure reads after clusters and shared control groups have changed its sizes.
  mutating func resized(_ rows: [[Role: Double]?]) -> [[Role: Double]?] {
    var rows = rows
    var assumed: [Int] = []
    for position in rows.indices {
      guard let row = rows[position], !has(position, { $0.clusters != nil }) else { continue }
      switch DesignEffect.finding(in: columns, at: position) {
      case .none: break
      case .incomplete(let role):
        notes.append(note(.clusterIncomplete, at: position, ["role": .text(role.rawValue)]))
      case .impossible(let role, let value, let rule):
        dropped.insert(position)
        notes.append(
          note(
            .impossibleInput, at: position,
            ["role": .text(role.rawValue), "value": .number(value), "rule": .text(rule)]))
      case .effect(let effect):
        let rule = columns.rules.clusters
        mark(position) { $0.clusters = rule }
        if columns.number(.icc, position).isNaN {
          let icc = columns.rules.assumedICC
          mark(position) { $0.assumedICC = icc }
          assumed.append(position + 1)
        }
        if columns.rules.clusters == .sizes, let smaller = row.dividingSizes(by: effect.value) {
          rows[position] = smaller
          let what = "counts and sizes were divided"
          notes.append(effect.note(what, row: position + 1, study: columns.labels[position]))
        } else {
          effects[position] = effect
        }
      }
    }
    if !assumed.isEmpty {
      notes.append(
        Note(
          .clusterAssumed,
          ["rows": .text(rowList(assumed)), "icc": .number(columns.rules.assumedICC ?? .nan)]))
    }
    if columns.rules.sharedControl != nil {
      controls = SharedControls(
        { has($0) { $0.sharedControl != nil } ? nil : columns.word(.control, $0) }, inputs: self.inputs)
      notes += controls.differing.map { name, first, others in
        Note(
          .sharedControlDiffers,
          [
            "control": .text(name), "rows": .text(rowList(others.map { $0 + 1 })),
            "first": .text(rowList(first.map { $0 + 1 })),
          ])
      }
    }
    if columns.rules.sharedControl == .split { split(&rows) }
    if columns.rules.sharedControl == .combine { combine(&rows) }
    inputs = rows
    return rows
  }

  private mutating func split(_ rows: inout [[Role: Double]?]) {
    for (name, positions) in controls.groups {
      let count = Double(positions.count)
      for position in positions {
        guard let smaller = rows[position]?.dividingControl(by: count) else {
          let reason = "its effect is not computed from means, counts or a standardized difference"
          notes.append(
            note(.sharedControlNotSplit, at: position, ["control": .text(name), "reason": .text(reason)]))
          continue
        }
        rows[position] = smaller
        mark(position) { $0.sharedControl = .split }
        notes.append(
          note(
            .sharedControlSplit, at: position,
            [
              "control": .text(name), "rows": .text(rowList(positions.map { $0 + 1 })),
              "count": .count(positions.count),
            ]))
      }
    }
  }

  private mutating func combine(_ rows: inout [[Role: Double]?]) {
    for (name, positions) in controls.groups {
      let members = positions.filter { rows[$0].map { !$0.values.contains(where: \.isNaN) } ?? false }
      guard members.count > 1 else { continue }
      let list = rowList(members.map { $0 + 1 })
      guard let combined = CombinedComparisons(members.map { rows[$0] ?? [:] }) else {
        let reason = "\(list) do not all report means, or all report counts, in the same columns"
        notes.append(
          note(.sharedControlNotSplit, at: members[0], ["control": .text(name), "reason": .text(reason)]))
        continue
      }
      rows[members[0]] = combined.inputs
      mark(members[0]) { $0.sharedControl = .combine }
      notes.append(
        note(.comparisonsCombined, at: members[0], ["rows": .text(list), "control": .text(name)]))
      for position in members.dropFirst() {
        rows[position] = nil
        absorbed.insert(position)
        notes.append(
          note(
            .comparisonElsewhere, at: position, ["control": .text(name), "into": .count(members[0] + 1)]))
      }
    }
  }

  // MARK: After the effects

  /// The variance of a crossover or cluster-randomized trial, in the measure that computed it; `code` is that of the row.
  mutating func correctVariance(
    of size: inout EffectSize, in measure: Measure, named code: String, at position: Int
  ) {
    guard !dropped.contains(position) else {
      (size.yi, size.vi) = (nil, nil)
      return
    }
    guard let y = size.yi, let v = size.vi else { return }
    if let word = columns.unknownDesign(position) {
      (size.yi, size.vi) = (nil, nil)
      notes.append(
        .unknownCode(
          word, what: columns.names[.design].map { "design (column '\($0)')" } ?? "design",
          known: StudyDesign.codes,
          row: position + 1, study: columns.labels[position], column: columns.names[.design]))
      return
    }
    let paired = CrossoverVariance(measure: measure, inputs: inputs[position] ?? [:])
    let isPaired = has(position) { $0.crossover }
    switch isPaired ? nil : columns.crossoverCorrelation(at: position, paired) {
    case nil: break
    case .failure(let gap):
      notes.append(note(.crossoverNotCorrected, at: position, ["reason": .text(gap.reason)]))
    case .success(let (r, origin)):
      if let variance = paired(y, r: r) {
        size.vi = variance
        let assumed = columns.rules.assumedCorrelation
        mark(position) {
          $0.crossover = true
          if origin == CrossoverGap.assumed { $0.assumedCorrelation = assumed }
        }
        notes.append(note(.crossoverCorrected, at: position, ["r": .number(r), "origin": .text(origin)]))
      } else {
        let reason =
          measure == .generic && measure.code != code
          ? "its \(code) comes with an uncertainty of its own, which is left as it is; give that of a paired analysis"
          : "there is no paired variance of \(code) for what the row states"
        notes.append(note(.crossoverNotCorrected, at: position, ["reason": .text(reason)]))
      }
    }
    if let effect = effects[position] {
      size.vi = (size.vi ?? v) * effect.value
      notes.append(
        effect.note("the variance was multiplied", row: position + 1, study: columns.labels[position]))
    }
  }

  /// The effect on a scale on which lower is better.
  mutating func turn(_ size: inout EffectSize, at position: Int) {
    guard columns.rules.direction, !has(position, { $0.direction }), let y = size.yi else { return }
    guard let word = columns.word(.direction, position) else {
      notes.append(note(.directionMissing, at: position, [:]))
      return
    }
    guard let direction = ScaleDirection(word) else {
      (size.yi, size.vi) = (nil, nil)
      notes.append(
        .unknownCode(
          word, what: "direction", known: ScaleDirection.codes, row: position + 1,
          study: columns.labels[position], column: columns.names[.direction]))
      return
    }
    guard direction == .lower, let other = target.definition.turned(y) else { return }
    size.yi = other
    turned.insert(position)
    mark(position) { $0.direction = true }
    var what = target.definition.turning
    if target.definition.comparesCounts, let roles = inputs[position]?.keys,
      [Role.ci, .x2i].contains(where: roles.contains)
    {
      exchanged.insert(position)
      what += " and the counts of its groups exchanged"
    }
    notes.append(note(.directionTurned, at: position, ["what": .text(what), "value": .text(word)]))
  }

  /// The covariances of rows that share a control group, when they are asked for, and the positions of these rows.
  func covariance(
    of effects: inout EffectSizes, isDirect: (Int) -> Bool
  ) -> (SamplingCovariance?, positions: [Int]) {
    guard columns.rules.sharedControl == .covariance else { return (nil, []) }
    var blocks: [SamplingCovariance.Block] = []
    for (name, all) in controls.groups {
      let positions = all.filter { effects.rows[$0].isUsable }
      guard positions.count > 1 else { continue }
      var members: [Int] = []
      for position in positions {
        if isDirect(position), !(inputs[position] ?? [:]).isEmpty {
          members.append(position)
        } else {
          let reason = "its effect was converted or given, so that the control group's part in it is not known"
          effects.notes.append(
            note(.sharedControlNotSplit, at: position, ["control": .text(name), "reason": .text(reason)]))
        }
      }
      guard members.count > 1, let values = covariances(members, effects) else {
        if members.count > 1 {
          let reason = "there is no covariance of \(target.code) by a shared group"
          effects.notes.append(
            note(.sharedControlNotSplit, at: members[0], ["control": .text(name), "reason": .text(reason)]))
        }
        continue
      }
      let rows = members.map { $0 + 1 }
      blocks.append(SamplingCovariance.Block(name: name, rows: rows, values: values))
      effects.notes.append(
        Note(.sharedControlCovariance, ["control": .text(name), "rows": .text(rowList(rows))]))
    }
    return (SamplingCovariance(blocks: blocks), blocks.flatMap(\.rows).map { $0 - 1 })
  }

  private func covariances(_ members: [Int], _ effects: EffectSizes) -> [[Double]]? {
    func part(_ position: Int) -> (inputs: [Role: Double], y: Double) {
      let y = effects.rows[position].yi ?? .nan
      return (inputs[position] ?? [:], turned.contains(position) ? target.definition.turned(y) ?? y : y)
    }
    func inflation(_ position: Int) -> Double { (self.effects[position]?.value ?? 1).squareRoot() }
    // All people: every treated group, and the control group once.
    let treated = members.reduce(0) { $0 + (inputs[$1]?[.n1i] ?? .nan) }
    let total = treated + (members.first.flatMap { inputs[$0]?[.n2i] } ?? .nan)
    var values: [[Double]] = []
    for i in members {
      var row: [Double] = []
      for j in members {
        if i == j {
          row.append(effects.rows[i].vi ?? .nan)
          continue
        }
        guard let shared = SharedControls.covariance(target, part(i), part(j), total: total) else { return nil }
        let sign: Double = turned.contains(i) == turned.contains(j) ? 1 : -1
        row.append(sign * shared * inflation(i) * inflation(j))
      }
      values.append(row)
    }
    return values
  }
}

extension [Role: Double] {
  /// Whether the effect is computed from means or counts, so that smaller sizes change its variance alone.
  private var hasMeansOrCounts: Bool {
    keys.contains { [.m1i, .ai, .x1i, .xi].contains($0) } || (keys.contains(.sdi) && keys.contains(.mi))
  }

  private func dividing(_ roles: [Role], by divisor: Double) -> [Role: Double] {
    var copy = self
    for role in roles { if let value = copy[role] { copy[role] = value / divisor } }
    return copy
  }

  /// With all sizes and counts divided; `nil` where the effect itself would change.
  func dividingSizes(by divisor: Double) -> [Role: Double]? {
    guard hasMeansOrCounts else { return nil }
    var roles: [Role] = [.ai, .bi, .ci, .n1i, .n2i, .ni, .x1i, .x2i, .t1i, .t2i, .xi]
    if keys.contains(.ai) { roles.append(.di) }
    if keys.contains(.xi) { roles += keys.contains(.ti) ? [.ti] : keys.contains(.ni) ? [] : [.mi] }
    return dividing(roles, by: divisor)
  }

  /// With the second group's sizes and counts divided; `nil` where the effect itself would change.
  func dividingControl(by divisor: Double) -> [Role: Double]? {
    let isStandardized = keys.contains(.di) && keys.contains(.n2i) && !keys.contains(.ti) && !keys.contains(.pi)
    guard (hasMeansOrCounts && !keys.contains(.ni)) || isStandardized else { return nil }
    var roles: [Role] = [.ci, .n2i, .x2i, .t2i]
    if keys.contains(.ai) { roles.append(.di) }
    return dividing(roles, by: divisor)
  }
}

extension [Note] {
  /// The notes on corrections that are asked for and are in effects of a file already, by position.
  static func madeBefore(_ rules: DesignAdjustments, _ made: [Int: DesignAdjustments]) -> [Note] {
    let parts = [
      DesignAdjustments(clusters: rules.clusters), DesignAdjustments(crossover: rules.crossover),
      DesignAdjustments(sharedControl: rules.sharedControl), DesignAdjustments(direction: rules.direction),
    ]
    return parts.flatMap { part -> [Note] in
      var rows: [String: [Int]] = [:]
      for (position, before) in made {
        if let words = before.overlap(with: part).words { rows[words, default: []].append(position + 1) }
      }
      return rows.keys.sorted().map { words in
        Note(
          .designMadeBefore, column: StudyTable.designColumn,
          ["rows": .text(rowList((rows[words] ?? []).sorted())), "correction": .text(words)])
      }
    }
  }
}

extension NoteKind {
  /// A correction that is asked for is in the effects of the file already.
  public static let designMadeBefore = NoteKind(
    "design.made-before", .information,
    "{rows}: {correction} is in yi and vi already, as column '{column}' says, and is not made again")
}
