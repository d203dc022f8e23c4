import CBatchKernels
import EffectMeasures
import LinearAlgebra
import MetaModels
import StudyRecords

/// Fits one meta-regression to many analyses at once: N outcomes of the same k studies with one design.
///
/// yₙᵢ ~ N(xᵢ′βₙ, vₙᵢ + τₙ²) for n = 1…N. Entries of the panel may be missing, so that the rows used differ from analysis
/// to analysis. Each analysis gets what ``MetaModels/ModelSettings`` with the same design gives it: closed forms to 1e-12,
/// roots and optima to 1e-9. Up to eight columns are solved eight analyses at a time; analyses whose rows leave columns
/// (nearly) dependent, that are saturated, hold a variance of zero or span more than six orders of magnitude of variances
/// are fitted one by one. Results are the same bytes for any number of threads.
public struct BatchRegression: Sendable {
  /// The choices of all analyses.
  public let model: BatchModel
  /// The design: one value per study.
  public let design: Design
  /// Whether R² is wanted, which takes a second fit of each analysis.
  public let includesR2: Bool
  /// The largest number of threads.
  public let threads: Int
  /// The instruction set in use.
  public let instructionSet: InstructionSet

  /// Studies whose row of the design is complete.
  private let complete: [Int]
  /// Those rows of the independent columns.
  private let matrix: Matrix
  /// Positions of the independent columns in the design.
  private let kept: [Int]
  private let tested: [Int]
  private let lanes: RegressionLanes?
  private let plain: RegressionLanes?

  /// A regression of a design, `threads` at least 1, the instruction set the widest of the processor unless said otherwise.
  /// - Throws: ``BatchRegressionError``, ``BatchError/unusableLevel(_:)``.
  public init(
    _ model: BatchModel = BatchModel(), design: Design, includesR2: Bool = false, threads: Int = 1,
    instructionSet: InstructionSet? = nil
  ) throws {
    guard model.level > 0, model.level < 100 else { throw BatchError.unusableLevel(model.level) }
    let studies = design.columns.first?.values.count ?? 0
    guard studies > 0 else { throw BatchRegressionError.emptyDesign }
    if let column = design.columns.first(where: { $0.values.count != studies }) {
      throw BatchRegressionError.column(term: column.term, rows: column.values.count, expected: studies)
    }
    for column in design.columns {
      for (row, value) in column.values.enumerated() {
        guard let value, !(value == 0 || (1e-75...1e75).contains(abs(value))) else { continue }
        throw BatchRegressionError.unusableModerator(term: column.term, study: row + 1, value: value)
      }
    }
    (self.model, self.design, self.includesR2, self.threads) = (model, design, includesR2, max(1, threads))
    self.instructionSet = InstructionSet.usable(instructionSet)
    let complete = (0..<studies).filter { row in design.columns.allSatisfy { $0.values[row] != nil } }
    let full = Matrix(
      columns: design.columns.map { column in complete.map { column.values[$0] ?? 0 } }, rows: complete.count)
    let kept = full.independentColumns
    (self.complete, self.kept, matrix) = (complete, kept, full.selecting(columns: kept))
    let terms = kept.map { design.columns[$0].term }
    tested = RefitModel.tested(terms)
    lanes =
      model.test.isFixed
      ? RegressionLanes(design: matrix, testing: tested, heterogeneity: model.method.heterogeneity) : nil
    plain =
      includesR2 && model.method.isRandom && terms != [Design.intercept]
      ? RegressionLanes(
        design: Matrix(rows: complete.count, columns: 1, repeating: 1), testing: [0],
        heterogeneity: model.method.heterogeneity) : nil
  }

  /// The studies with a complete row of the design.
  var usedStudies: [Int] { complete }
  /// Their rows of the independent columns, which are those tested jointly, and where they stand in the design.
  var usedDesign: (matrix: Matrix, terms: [String], tested: [Int], kept: [Int]) {
    (matrix, kept.map { design.columns[$0].term }, tested, kept)
  }

  /// Fits every analysis of a panel whose studies are the rows of the design.
  /// - Throws: ``BatchRegressionError/studies(panel:design:)``.
  public func fit(_ panel: Panel) throws(BatchRegressionError) -> RegressionResults {
    try fit(panel, givesPValues: true)
  }

  /// The same, with or without p values; where lanes leave an analysis to the single fit, it has them anyway.
  func fit(_ panel: Panel, givesPValues: Bool) throws(BatchRegressionError) -> RegressionResults {
    let studies = design.columns[0].values.count
    guard panel.studies == studies else { throw .studies(panel: panel.studies, design: studies) }
    let panel = complete.count == studies ? panel : panel.selecting(studies: complete)
    var results = RegressionResults(
      unwritten: panel.analyses, terms: design.columns.map(\.term), model: model)
    let tests = RegressionTests(model, tested: tested.count, givesPValues: givesPValues)
    results.withWriter { writer in
      Chunks.run(count: panel.analyses, size: 512, threads: threads) { range in
        writer.clear(range)
        solve(panel, range, tests, writer)
      }
    }
    return results
  }

  private func solve(_ panel: Panel, _ range: Range<Int>, _ tests: RegressionTests, _ writer: RegressionWriter)
  {
    guard let lanes else {
      for i in range { writer.write(single(panel, i), at: i, design: design, tests, r2: includesR2) }
      return
    }
    let space = LaneSpace(lanes)
    let plainSpace = plain.map { LaneSpace($0) }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: RegressionLanes.width) {
      let width = min(RegressionLanes.width, range.upperBound - start)
      panel.fill(space, from: start, lanes: width)
      lanes.solve(space, on: instructionSet)
      if let plain, let plainSpace {
        panel.fill(plainSpace, from: start, lanes: width)
        plain.solve(plainSpace, on: instructionSet)
      }
      for lane in 0..<width {
        let state = space.state(lane)
        let isRegular =
          state & Int(TUTTI_LANE_IRREGULAR) == 0
          && (state & Int(TUTTI_LANE_EXACT) == 0 || model.test == .z || model.test == .t)
          && (plainSpace.map { $0.state(lane) & Int(TUTTI_LANE_IRREGULAR) == 0 } ?? true)
        if isRegular {
          writer.write(
            space, lane, at: start + lane, columns: lanes.order.map { kept[$0] },
            plainTau2: plainSpace.map { $0.field(Int(TUTTI_LANE_TAU2), lane) },
            isReduced: kept.count < design.columns.count,
            tests)
        } else {
          writer.write(single(panel, start + lane), at: start + lane, design: design, tests, r2: includesR2)
        }
      }
    }
  }

  /// One analysis by the single fit.
  private func single(_ panel: Panel, _ analysis: Int) -> Result<Fit, ModelError> {
    var rows: [Int] = []
    var effects: [EffectSize] = []
    for (row, study) in complete.enumerated() {
      let at = panel.index(analysis: analysis, study: row)
      guard !panel.yi[at].isNaN, !panel.vi[at].isNaN else { continue }
      rows.append(study)
      effects.append(EffectSize(row: study + 1, yi: panel.yi[at], vi: panel.vi[at]))
    }
    let columns = design.columns.map { column in
      Design.Column(term: column.term, values: rows.map { column.values[$0] })
    }
    do throws(ModelError) {
      return .success(
        try model.settings.fit(EffectSizes(measure: nil, rows: effects), design: Design(columns: columns)))
    } catch {
      return .failure(error)
    }
  }
}

extension Panel {
  /// Where a number stands.
  func index(analysis: Int, study: Int) -> Int {
    layout == .analysisMajor ? analysis * studies + study : study * analyses + analysis
  }

  /// Fills lanes with analyses that follow each other.
  func fill(_ space: LaneSpace, from first: Int, lanes: Int) {
    let (stride, rowStride) = layout == .analysisMajor ? (studies, 1) : (1, analyses)
    yi.withUnsafeBufferPointer { yi in
      vi.withUnsafeBufferPointer { vi in
        guard let y = yi.baseAddress, let v = vi.baseAddress else { return }
        tutti_lanes_of_analyses(
          Int32(studies), Int32(lanes), y + first * stride, v + first * stride, stride, rowStride, space.y,
          space.v,
          space.n)
      }
    }
  }

  /// The panel of some studies.
  func selecting(studies selection: [Int]) -> Panel {
    var (y, v) = ([Double](), [Double]())
    y.reserveCapacity(analyses * selection.count)
    v.reserveCapacity(analyses * selection.count)
    for analysis in 0..<analyses {
      for study in selection {
        y.append(yi[index(analysis: analysis, study: study)])
        v.append(vi[index(analysis: analysis, study: study)])
      }
    }
    return Panel(analysisMajor: y, v, analyses: analyses, studies: selection.count)
  }
}

/// Why a batch of regressions cannot be run.
public enum BatchRegressionError: AnalysisError, Hashable {
  /// A design without rows or columns.
  case emptyDesign
  /// A column of another length than the first.
  case column(term: String, rows: Int, expected: Int)
  /// A number of the design that is not finite or cannot be squared.
  case unusableModerator(term: String, study: Int, value: Double)
  /// The panel and the design differ in their number of studies.
  case studies(panel: Int, design: Int)

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .emptyDesign: "the design has no rows or no columns; give at least an intercept"
    case .column(let term, let rows, let expected):
      "the column \(term) of the design has \(rows) rows where the first has \(expected); give one value for each study"
    case .unusableModerator(let term, let study, let value):
      "study \(study): the moderator \(term) is \(numberText(value)); it must lie between 1e-75 and 1e75 in size"
    case .studies(let panel, let design):
      "the panel has \(panel) studies and the design \(design) rows; they must be the same studies in the same order"
    }
  }
}
