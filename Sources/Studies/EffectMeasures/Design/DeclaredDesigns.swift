import StudyRecords

extension NoteKind {
  /// The data say how studies were designed, and no correction for it was asked for.
  public static let designNotCorrected = NoteKind(
    "design.declared", .warning, "{what} ({column}), and no correction is made for it; {how}")
}

extension NoteKind {
  /// The effects of the file were corrected for design, and effects computed anew are not.
  public static let designNotCarried = NoteKind(
    "design.not-carried", .warning,
    "{rows}: yi and vi of the file carry a correction (column '{column}': {correction}), and the effects computed anew from "
      + "the other numbers do not; leave out the measure (--measure) to take yi and vi, or ask for the correction again"
  )
}

/// What the columns of designs say that no correction was asked for.
struct DeclaredDesigns {
  private(set) var notes: [Note] = []
  private let table: StudyTable
  private let mapping: ColumnMapping
  /// The corrections of each row that nothing is to be said of.
  private let settled: [DesignAdjustments]

  /// - Parameters:
  ///   - effects: The effects as they were computed without the corrections.
  ///   - written: The effects that stand beside the data in a file.
  init(
    _ table: StudyTable, _ mapping: ColumnMapping, _ rules: DesignAdjustments, _ effects: EffectSizes,
    _ written: WrittenEffects? = nil
  ) throws(StudyTableError) {
    (self.table, self.mapping) = (table, mapping)
    let lost = effects.rows.indices.map { position in
      (written?.designs[position] ?? .init()).without(effects.rows[position].design ?? .init()).without(rules)
    }
    settled = zip(effects.rows, lost).map { row, lost in (row.design ?? .init()).joined(with: lost) ?? lost }
    noteLost(lost, effects)
    if rules.sharedControl == nil { try noteControls(effects) }
    if rules.clusters == nil { try noteClusters() }
    if !rules.crossover { try noteCrossovers() }
    if !rules.direction, effects.measure?.definition.isDirected == true { try noteDirections() }
  }

  private mutating func note(_ what: String, _ columns: [String], _ how: String) {
    let names = columns.map { "'\($0)'" }
    notes.append(
      Note(
        .designNotCorrected, column: columns.first,
        [
          "what": .text(what),
          "column": .text((columns.count == 1 ? "column " : "columns ") + enumerated(names)),
          "how": .text(how),
        ]))
  }

  /// The corrections that are in the effects of the file and not in those computed anew.
  private mutating func noteLost(_ lost: [DesignAdjustments], _ effects: EffectSizes) {
    var rows: [String: [Int]] = [:]
    for position in lost.indices where effects.rows[position].isUsable {
      if let words = lost[position].words { rows[words, default: []].append(position + 1) }
    }
    for words in rows.keys.sorted() {
      notes.append(
        Note(
          .designNotCarried, column: StudyTable.designColumn,
          ["rows": .text(rowList(rows[words] ?? [])), "correction": .text(words)]))
    }
  }

  private mutating func noteControls(_ effects: EffectSizes) throws(StudyTableError) {
    guard let column = try table.column(for: .control, in: mapping) else { return }
    let inputs = effects.rows.indices.map { position -> [Role: Double]? in
      guard effects.rows[position].isUsable, settled[position].sharedControl == nil else { return nil }
      let numbers = effects.inputs.compactMap { input in input.values[position].map { (input.role, $0) } }
      return Dictionary(numbers, uniquingKeysWith: { first, _ in first })
    }
    // Rows that report no mean and no events of their second group may or may not share it: many controls are called
    // alike.
    let told: [Role] = [.m2i, .ci, .x2i]
    let groups = SharedControls({ column.texts[$0] }, inputs: inputs).groups.filter { group in
      group.positions.allSatisfy { position in told.contains { inputs[position]?[$0] != nil } }
    }
    guard !groups.isEmpty else { return }
    let lists = groups.map { "\(rowList($0.positions.map { $0 + 1 })) share the control group '\($0.name)'" }
    note(
      enumerated(Array(lists.prefix(5)))
        + (lists.count > 5 ? ", and \(lists.count - 5) more groups are shared" : ""),
      [column.name],
      "it counts more than once; shared control 'combine' makes one comparison of them, 'split' divides it "
        + "(--shared-control combine or --shared-control split)")
  }

  private mutating func noteClusters() throws(StudyTableError) {
    guard let icc = try table.column(for: .icc, in: mapping)?.filledNumbers,
      let size = try table.column(for: .clusterSize, in: mapping)?.filledNumbers
    else { return }
    let both = Set(icc.rows).intersection(size.rows)
    let rows = icc.rows.filter { both.contains($0) && settled[$0].clusters == nil }
    guard !rows.isEmpty else { return }
    note(
      "\(rowList(rows.map { $0 + 1 })) \(rows.count == 1 ? "is" : "are") declared as cluster-randomized",
      [icc.name, size.name],
      "their variances are too small unless the studies allowed for clusters "
        + "(--cluster-design variance)")
  }

  private mutating func noteCrossovers() throws(StudyTableError) {
    guard let column = try table.column(for: .design, in: mapping) else { return }
    let rows = column.texts.indices.filter {
      column.texts[$0].flatMap(StudyDesign.init) == .crossover && !settled[$0].crossover
    }
    guard !rows.isEmpty else { return }
    note(
      "\(rowList(rows.map { $0 + 1 })) \(rows.count == 1 ? "is" : "are") declared as crossover", [column.name],
      "taken as parallel groups, their variances are usually too large (--crossover)")
  }

  private mutating func noteDirections() throws(StudyTableError) {
    guard let column = try table.column(for: .direction, in: mapping) else { return }
    let rows = column.texts.indices.filter {
      column.texts[$0].flatMap(ScaleDirection.init) == .lower && !settled[$0].direction
    }
    guard !rows.isEmpty else { return }
    note(
      "lower scores are declared to be better in \(rowList(rows.map { $0 + 1 }))", [column.name],
      "the effects stay as they are (--direction turns them)")
  }
}

extension StudyTable.Column {
  /// The name and the positions of the cells that hold a number; `nil` for columns of words and empty ones.
  fileprivate var filledNumbers: (name: String, rows: [Int])? {
    guard let numbers else { return nil }
    let rows = numbers.indices.filter { numbers[$0] != nil }
    return rows.isEmpty ? nil : (name, rows)
  }
}
