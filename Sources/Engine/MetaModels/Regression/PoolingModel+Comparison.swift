import EffectMeasures
import StudyRecords

extension PoolingModel {
  /// Fits the models of several formulas to the rows that are complete for all of them, and compares them.
  /// - Throws: ``FormulaError`` and ``ModelError`` as for ``PoolingModel/fit(_:moderators:)``, and ``ComparisonError``.
  public func compare(_ effects: EffectSizes, moderators formulas: [String]) throws -> ModelComparison {
    guard let table = effects.table else {
      throw FormulaError.unusable(
        formula: formulas.first ?? "~ 1", term: "1",
        problem: "the effect sizes carry no table of moderators; compute them from one, or compare fits")
    }
    let parsed = try formulas.map { try Formula($0) }
    var eligible = effects.rows.map(\.isUsable)
    for formula in parsed {
      let design = try formula.design(for: table, eligible: eligible)
      for row in eligible.indices where design.missingTerm(row: row) != nil { eligible[row] = false }
    }
    var common = effects
    for row in eligible.indices where !eligible[row] { (common.rows[row].yi, common.rows[row].vi) = (nil, nil) }
    var plain = settings
    plain.tau2Interval = nil
    let fits = try parsed.map { try plain.fit(common, design: $0.design(for: table, eligible: eligible)) }
    var comparison = try ModelComparison(fits)
    let left = effects.rows.count { $0.isUsable } - eligible.count { $0 }
    if left > 0 {
      let rows = left == 1 ? "1 row lacks" : "\(left) rows lack"
      comparison.notes.insert(Note(.comparisonRows, ["count": .count(left), "rows": .text(rows)]), at: 0)
    }
    return comparison
  }
}

extension NoteKind {
  /// Rows that some model of a comparison cannot use.
  static let comparisonRows = NoteKind(
    "comparison.rows", .warning,
    "{rows} a moderator of one of the models, so that the whole comparison does without")
}
