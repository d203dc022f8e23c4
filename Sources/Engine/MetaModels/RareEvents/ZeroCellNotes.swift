import EffectMeasures
import StudyRecords

extension Note {
  /// The same note in the words of a kind that speaks of the studies' own estimates alone.
  func onOwnEstimates(_ kind: NoteKind) -> Note {
    var note = self
    note.kind = kind
    return note
  }

  /// A note on additions, in words that speak of the studies' own estimates alone.
  var onOwnAdditions: Note {
    let isOne = details.contains { $0.name == "count" && $0.value == .count(1) }
    return onOwnEstimates(isOne ? .zeroCellCorrectedOwnOnce : .zeroCellCorrectedOwn)
  }
}

extension StratifiedTables {
  /// The notes on the effect sizes as they read where the tables themselves are pooled, one for each.
  ///
  /// What was added to zeros, and what got no estimate, concerns the studies' own estimates; a table without events in
  /// both groups counts all the same, with a weight of its own for differences and with none for ratios.
  func notes(on effects: EffectSizes, _ choices: StratifiedSettings?) -> [Note] {
    var corrected: [Int: TwoGroupCounts] = [:]
    let tables = choices?.corrected(counts) ?? counts
    for (position, table) in zip(positions, tables) { corrected[effects.rows[position].row] = table }
    let isDifference = effects.measure.flatMap { MantelHaenszel(rawValue: $0.code) }?.isRatio == false
    return effects.notes.map { note in
      if note.kind.isZeroCellCorrection { return note.onOwnAdditions }
      guard note.kind == .doubleZeroDropped, let table = note.row.flatMap({ corrected[$0] }) else {
        return note
      }
      return note.onOwnEstimates(
        isDifference || !table.isDoubleZero ? .noOwnEstimateButCounted : .noOwnEstimateNoWeight)
    }
  }
}

extension StratifiedSettings {
  /// What was added before pooling, where something was.
  func note(on counts: [TwoGroupCounts]) -> Note? {
    guard add > 0, to == .all || to != .none && counts.contains(where: \.hasZero) else { return nil }
    let tables =
      switch to {
      case .only0: "every table with a zero"
      case .if0all: "every table, since one has a zero"
      case .all, .none: "every table"
      }
    return Note(.zeroCellCorrectedForPooling, ["add": .number(add), "tables": .text(tables)])
  }
}

extension NoteKind {
  /// Something was added to counts for the studies' own estimates, not for pooling.
  static let zeroCellCorrectedOwn = NoteKind(
    "zero-cell.corrected", .information,
    "{add} was added for the own estimates of {count} of {studies} studies {reason} (rows {rows}), "
      + "from which the pooled value does not come")
  /// The same for one study.
  static let zeroCellCorrectedOwnOnce = NoteKind(
    "zero-cell.corrected", .information,
    "{add} was added for the own estimate of {count} of {studies} studies {reason} (row {rows}), "
      + "from which the pooled value does not come")
  /// A study that counts, though it has no estimate of its own.
  static let noOwnEstimateButCounted = NoteKind(
    "zero-cell.no-own-estimate", .information,
    "no estimate of its own is shown: no events, or nothing but events, in both groups; its counts are pooled with the others"
  )
  /// A study that counts in k but cannot move the pooled value.
  static let noOwnEstimateNoWeight = NoteKind(
    "zero-cell.no-own-estimate", .information,
    "no estimate of its own and no weight: no events, or nothing but events, in both groups; it is counted in k"
  )
  /// Something was added to the tables before pooling.
  static let zeroCellCorrectedForPooling = NoteKind(
    "zero-cell.corrected-for-pooling", .information, "{add} was added to the cells of {tables} before pooling")
  /// The tables hold no information on the pooled value.
  static let notEstimable = NoteKind(
    "pooling.not-estimable", .warning,
    "{method}: no {measure} can be pooled, since {reason}; {remedy}", comesFirst: true)
  /// The pooled value has no variance.
  static let noPooledVariance = NoteKind(
    "pooling.no-variance", .warning,
    "{method}: the standard error is 0, since nobody, or everybody, has the event in each group of each study; the interval has "
      + "no width and says nothing about how well the effect is known; --add 0.5,0.5 --to only0,only0 gives one that has",
    comesFirst: true)
}
