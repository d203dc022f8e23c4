import EffectMeasures
import LinearAlgebra
import StudyRecords

/// The rows of the data that a model of counts uses, with their counts and their design.
struct CountRows {
  let layout: StudyLayout
  /// Positions in the effect sizes, from 0.
  let positions: [Int]
  let studies: [StudyLikelihood]
  let design: FittedDesign
  let orthogonal: OrthogonalDesign
  let formula: String?
  /// The studies left out since they say nothing about the effect.
  let uninformative: Int
  /// What was noticed until here, from reading the data on.
  let notes: [Note]
  private let effects: EffectSizes

  /// Leaves out the rows without counts and those with a missing moderator.
  init(_ counts: CountStudies, of effects: EffectSizes, design given: Design?) throws(ModelError) {
    let columns = given ?? .interceptOnly(rows: effects.rows.count)
    var (positions, studies) = ([Int](), [StudyLikelihood]())
    var (notes, reasons) = (counts.notes(on: effects), counts.reasons)
    for (position, study) in counts.studies.enumerated() {
      guard let study else { continue }
      if let term = columns.missingTerm(row: position) {
        let row = effects.rows[position]
        notes.append(
          Note(.studyDropped, row: row.row, study: row.study, ["reason": .text("\(term) is missing")]))
        reasons.append("row \(row.row): \(term) is missing")
        continue
      }
      positions.append(position)
      studies.append(study)
    }
    guard !positions.isEmpty else { throw .noStudies(reasons: Array(reasons.prefix(3))) }
    let full = columns.matrix(rows: positions)
    guard full.elements.allSatisfy(\.isFinite) else { throw .unusableDesign }
    let independent = full.independentColumns
    for (column, content) in columns.columns.enumerated() where !independent.contains(column) {
      notes.append(Note(.columnDropped, column: content.term))
    }
    notes += columns.singleLevelNotes
    design = FittedDesign(
      full: full, independent: independent, terms: columns.columns.map(\.term), recipe: columns.recipe)
    orthogonal = try OrthogonalDesign(design.matrix)
    (layout, formula, uninformative) = (counts.layout, given?.formula, counts.uninformative)
    (self.positions, self.studies, self.notes, self.effects) = (positions, studies, notes, effects)
  }

  var k: Int { positions.count }
  var p: Int { orthogonal.basis.columns }
  var residualDF: Int { k - p }

  /// The terms that the test of moderators is about: all but the intercept, or all where there is no other.
  var testedTerms: [Int] {
    let others = design.terms.indices.filter { design.terms[$0] != Design.intercept }
    return others.isEmpty ? Array(design.terms.indices) : others
  }

  /// All rows of the data as the model with coefficients β sees them; it has no weights.
  func fittedStudies(_ beta: [Double], level: Double) -> [FittedStudy] {
    let z = CoefficientInference(degreesOfFreedom: nil, level: level).quantile
    var studies = effects.rows.map { FittedStudy($0, quantile: z) }
    for (i, position) in positions.enumerated() {
      let fitted = (0..<p).reduce(0) { $0 + design.matrix[i, $1] * beta[$1] }
      studies[position].fitted = fitted
      studies[position].residual = effects.rows[position].yi.map { $0 - fitted }
    }
    return studies
  }

  /// The pooled effect on the scale that people read; `nil` with moderators and where nothing is transformed.
  func backTransformed(_ coefficients: [Coefficient], _ prediction: PredictionInterval?) -> BackTransformed? {
    let transform = effects.backTransform
    guard design.terms == [Design.intercept], transform != .identity else { return nil }
    return BackTransformed(
      transform: transform, estimate: transform(coefficients[0].estimate),
      interval: coefficients[0].interval?.mapped { transform($0) },
      predictionInterval: prediction?.interval.mapped { transform($0) })
  }
}
