import EffectMeasures
import LinearAlgebra
import StudyRecords

/// The rows of the data that enter a model, with notes for those that do not.
struct UsableRows {
  /// Positions in the effect sizes, from 0.
  let positions: [Int]
  let yi: [Double]
  let vi: [Double]
  /// The user's weights of those rows, `nil` when there are none.
  let weights: [Double]?
  /// The design of those rows without linearly dependent columns.
  let fitted: FittedDesign
  let notes: [Note]

  /// The design's matrix.
  var design: Matrix { fitted.matrix }
  /// The terms of the columns kept.
  var terms: [String] { fitted.terms }

  init(
    _ effects: EffectSizes, design: Design, weighting: Weighting, scale: Design? = nil
  ) throws(ModelError) {
    let rows = effects.rows
    var given: [Double?]?
    if case .user(let weights) = weighting {
      guard weights.count == rows.count else {
        throw .weightCount(weights: weights.count, rows: rows.count)
      }
      given = weights
    }
    var (positions, yi, vi, notes) = ([Int](), [Double](), [Double](), [Note]())
    let explained = Set(effects.notes.filter(\.kind.explainsMissingEffect).compactMap(\.row))
    func drop(_ row: EffectSize, _ reason: String) {
      notes.append(Note(.studyDropped, row: row.row, study: row.study, ["reason": .text(reason)]))
    }
    var kept: [Double] = []
    for (position, row) in rows.enumerated() {
      guard let estimate = row.yi, let variance = row.vi else {
        if !explained.contains(row.row) { drop(row, "no effect size or variance") }
        continue
      }
      if let term = design.missingTerm(row: position) ?? scale?.missingTerm(row: position) {
        drop(row, design.undefined[position] ?? scale?.undefined[position] ?? "\(term) is missing")
        continue
      }
      if let given {
        guard let weight = given[position] else {
          drop(row, "the weight is missing")
          continue
        }
        guard weight >= 0, weight.isFinite else {
          throw .unusableWeight(row: row.row, study: row.study, value: weight)
        }
        kept.append(weight)
      }
      positions.append(position)
      yi.append(estimate)
      vi.append(variance)
    }
    var counts: [String: Int] = [:]
    for position in positions { if let study = rows[position].study { counts[study, default: 0] += 1 } }
    for (label, count) in counts.sorted(by: { $0.key < $1.key }) where count > 1 {
      notes.append(Note(.repeatedStudy, ["count": .count(count), "label": .text(label)]))
    }
    guard !positions.isEmpty else {
      throw .noStudies(reasons: UsableRows.reasons(effects.notes + notes), rows: rows.count)
    }
    if given != nil {
      guard kept.contains(where: { $0 > 0 }) else {
        throw .unusableWeight(row: rows[positions[0]].row, value: kept[0])
      }
      weights = kept
    } else if weighting == .unweighted {
      weights = [Double](repeating: 1, count: positions.count)
    } else {
      weights = nil
    }
    let full = design.matrix(rows: positions)
    guard full.elements.allSatisfy(\.isFinite) else { throw .unusableDesign }
    try UsableRows.checkSizes(of: design, in: positions, of: rows)
    let independent = full.independentColumns
    fitted = FittedDesign(
      full: full, independent: independent, terms: design.columns.map(\.term), recipe: design.recipe)
    for (column, content) in design.columns.enumerated() where !independent.contains(column) {
      notes.append(Note(.columnDropped, column: content.term))
    }
    notes += design.singleLevelNotes
    (self.positions, self.yi, self.vi, self.notes) = (positions, yi, vi, notes)
  }

  /// Why rows were left out, in the words of their notes: `rows 1, 2 and 3: no effect size: missing vi`, at most three.
  static func reasons(_ notes: [Note]) -> [String] {
    var rows: [String: [Int]] = [:]
    var order: [String] = []
    for note in notes where note.kind == .studyDropped || note.kind.explainsMissingEffect {
      guard let row = note.row else { continue }
      let reason = note.message
      if rows[reason] == nil { order.append(reason) }
      rows[reason, default: []].append(row)
    }
    let shown = order.prefix(3).map { reason in
      let places = rows[reason] ?? []
      return "\(places.count == 1 ? "row" : "rows") \(listed(places)): \(reason)"
    }
    return order.count > 3 ? shown + ["and \(order.count - 3) more"] : shown
  }

  /// Squares of a column's largest number must neither overflow nor vanish.
  private static func checkSizes(
    of design: Design, in positions: [Int], of rows: [EffectSize]
  ) throws(ModelError) {
    for column in design.columns {
      var (largest, place) = (0.0, 0)
      for position in positions {
        guard let value = column.values[position], abs(value) > abs(largest) else { continue }
        (largest, place) = (value, position)
      }
      guard largest == 0 || (1e-75...1e75).contains(abs(largest)) else {
        throw .unusableModerator(
          term: column.term, row: rows[place].row, study: rows[place].study, value: largest)
      }
    }
  }
}
