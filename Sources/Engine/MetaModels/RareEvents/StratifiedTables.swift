import EffectMeasures
import StudyRecords

/// The complete tables of the data and where they stand.
struct StratifiedTables {
  let counts: [TwoGroupCounts]
  /// Positions in the effect sizes, from 0.
  let positions: [Int]
  let notes: [Note]

  init(_ effects: EffectSizes, for pooling: Pooling) throws(ModelError) {
    let all = effects.twoGroupCounts
    var (counts, positions, notes) = ([TwoGroupCounts](), [Int](), [Note]())
    let explained = Set(effects.notes.filter(\.kind.explainsMissingEffect).compactMap(\.row))
    for (position, table) in all.enumerated() {
      if let table {
        if pooling.choices?.drops(table) == true { continue }
        counts.append(table)
        positions.append(position)
      } else {
        let row = effects.rows[position]
        if !explained.contains(row.row) {
          notes.append(
            Note(.studyDropped, row: row.row, study: row.study, ["reason": .text("its counts are incomplete")]))
        }
      }
    }
    guard !counts.isEmpty else {
      // Either the effect sizes are not made of two groups' counts, or no row's counts can be.
      if let measure = effects.measure, pooling.takes(measure), effects.inputs.isEmpty {
        throw .pooling(pooling.code, .estimates(measure: measure.code))
      }
      guard GroupScale(effects.measure ?? .generic) != nil, !effects.inputs.isEmpty else {
        throw .pooling(pooling.code, .counts(measure: effects.measure?.code))
      }
      let reasons = UsableRows.reasons(effects.notes + notes)
      throw .noStudies(
        reasons: reasons.isEmpty ? ["no events, or nothing but events, in both groups"] : reasons,
        rows: all.count)
    }
    (self.counts, self.positions, self.notes) = (counts, positions, notes)
  }
}

extension Pooling {
  /// Whether tables of this measure can be pooled so.
  public func takes(_ measure: Measure) -> Bool {
    switch self {
    case .inverseVariance: true
    case .mantelHaenszel: MantelHaenszel(rawValue: measure.code) != nil
    case .peto: measure == .petoOddsRatio || measure == .oddsRatio
    }
  }
}
