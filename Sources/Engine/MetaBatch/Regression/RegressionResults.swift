import CBatchKernels
import LinearAlgebra
import MetaModels
import StudyRecords

/// The answers of a batch of regressions, column by column, in the order of the panel; undefined numbers are `nil`.
public struct RegressionResults: Equatable, Sendable {
  /// The number of analyses.
  public let count: Int
  /// The terms of the coefficients, in the order of the design's columns.
  public let terms: [String]
  /// The choices of all analyses.
  public let model: BatchModel
  /// The number of studies used in each analysis.
  public private(set) var k: [Int32]
  /// The number of coefficients estimated in each analysis.
  public private(set) var rank: [Int32]
  private var codes: [UInt8]
  private var numbers: [Double]
  private var covariances: [Double]

  /// Columns of numbers: those of an analysis, then five of each coefficient.
  enum Column: Int, CaseIterable { case tau2, i2, h2, q, qPValue, r2, omnibus, omnibusPValue }
  enum Part: Int, CaseIterable { case estimate, error, statistic, pValue, lower, upper }

  /// Room for the answers of that many analyses, each to be cleared by the thread that writes it, before it does.
  init(unwritten count: Int, terms: [String], model: BatchModel) {
    (self.count, self.terms, self.model) = (count, terms, model)
    let p = terms.count
    (k, rank, codes) = (unwrittenRoom(count), unwrittenRoom(count), unwrittenRoom(count))
    numbers = unwrittenRoom(count * (Column.allCases.count + Part.allCases.count * p))
    covariances = unwrittenRoom(count * p * (p + 1) / 2)
  }

  /// How each analysis ended.
  public var status: [RegressionStatus] { codes.map { RegressionStatus(rawValue: $0) ?? .unfitted } }

  private subscript(column: Column) -> BatchNumbers {
    BatchNumbers(numbers, offset: column.rawValue * count, count: count)
  }
  private subscript(coefficient: Int, part: Part) -> BatchNumbers {
    precondition(terms.indices.contains(coefficient), "a coefficient beyond the design")
    let column = Column.allCases.count + coefficient * Part.allCases.count + part.rawValue
    return BatchNumbers(numbers, offset: column * count, count: count)
  }

  /// A coefficient, by the position of its column.
  public func estimate(_ coefficient: Int) -> BatchNumbers { self[coefficient, .estimate] }
  /// Its standard error, any Knapp–Hartung factor included.
  public func standardError(_ coefficient: Int) -> BatchNumbers { self[coefficient, .error] }
  /// Estimate over standard error; undefined when that is 0.
  public func statistic(_ coefficient: Int) -> BatchNumbers { self[coefficient, .statistic] }
  /// The two-sided p value.
  public func pValue(_ coefficient: Int) -> BatchNumbers { self[coefficient, .pValue] }
  /// The lower confidence limit.
  public func lower(_ coefficient: Int) -> BatchNumbers { self[coefficient, .lower] }
  /// The upper confidence limit.
  public func upper(_ coefficient: Int) -> BatchNumbers { self[coefficient, .upper] }
  /// The residual between-study variance.
  public var tau2: BatchNumbers { self[.tau2] }
  /// I² of the residual heterogeneity in percent.
  public var i2: BatchNumbers { self[.i2] }
  /// H².
  public var h2: BatchNumbers { self[.h2] }
  /// The residual QE.
  public var q: BatchNumbers { self[.q] }
  /// Its p value, from χ² with k − p degrees of freedom.
  public var qPValue: BatchNumbers { self[.qPValue] }
  /// The share of τ² that the moderators account for, in percent; undefined unless asked for and τ² without them is positive.
  public var r2: BatchNumbers { self[.r2] }
  /// The joint statistic of all coefficients but the intercept: QM, a χ², for the normal test, else F.
  public var omnibus: BatchNumbers { self[.omnibus] }
  /// Its p value.
  public var omnibusPValue: BatchNumbers { self[.omnibusPValue] }

  /// The covariance matrix of an analysis' coefficients, `nil` where one of them is undefined.
  public func covariance(_ analysis: Int) -> Matrix? {
    let p = terms.count
    var matrix = Matrix(rows: p, columns: p)
    for a in 0..<p {
      for b in 0...a {
        let value = covariances[analysis * p * (p + 1) / 2 + a * (a + 1) / 2 + b]
        guard !value.isNaN else { return nil }
        (matrix[a, b], matrix[b, a]) = (value, value)
      }
    }
    return matrix
  }

  mutating func withWriter(_ body: (RegressionWriter) -> Void) {
    let (count, p) = (count, terms.count)
    k.withUnsafeMutableBufferPointer { k in
      rank.withUnsafeMutableBufferPointer { rank in
        codes.withUnsafeMutableBufferPointer { codes in
          numbers.withUnsafeMutableBufferPointer { numbers in
            covariances.withUnsafeMutableBufferPointer { covariances in
              body(
                RegressionWriter(
                  count: count, p: p, k: k, rank: rank, codes: codes, numbers: numbers, covariances: covariances
                ))
            }
          }
        }
      }
    }
  }
}

extension RegressionResults {
  /// Whether everything is the same bits; undefined numbers equal each other.
  public static func == (a: RegressionResults, b: RegressionResults) -> Bool {
    a.count == b.count && a.terms == b.terms && a.model == b.model && a.k == b.k && a.rank == b.rank
      && a.codes == b.codes && sameBits(a.numbers, b.numbers) && sameBits(a.covariances, b.covariances)
  }
}

/// The columns of ``RegressionResults`` while they are written; every thread writes its own analyses only.
struct RegressionWriter: @unchecked Sendable {
  let count, p: Int
  let k, rank: UnsafeMutableBufferPointer<Int32>
  let codes: UnsafeMutableBufferPointer<UInt8>
  let numbers, covariances: UnsafeMutableBufferPointer<Double>

  /// Clears some analyses: no studies, and every number undefined.
  func clear(_ range: Range<Int>) {
    func clear<Element>(_ memory: UnsafeMutableBufferPointer<Element>, _ range: Range<Int>, _ value: Element) {
      guard !range.isEmpty, let start = memory.baseAddress else { return }
      (start + range.lowerBound).update(repeating: value, count: range.count)
    }
    clear(k, range, 0)
    clear(rank, range, 0)
    clear(codes, range, RegressionStatus.noStudies.rawValue)
    let columns = RegressionResults.Column.allCases.count + RegressionResults.Part.allCases.count * p
    for column in 0..<columns {
      clear(numbers, column * count + range.lowerBound..<column * count + range.upperBound, .nan)
    }
    let pairs = p * (p + 1) / 2
    clear(covariances, range.lowerBound * pairs..<range.upperBound * pairs, .nan)
  }

  private func set(_ column: RegressionResults.Column, _ i: Int, _ value: Double?) {
    numbers[column.rawValue * count + i] = value ?? .nan
  }

  private func set(_ j: Int, _ part: RegressionResults.Part, _ i: Int, _ value: Double?) {
    let column =
      RegressionResults.Column.allCases.count + j * RegressionResults.Part.allCases.count + part.rawValue
    numbers[column * count + i] = value ?? .nan
  }

  private func covariance(_ i: Int, _ a: Int, _ b: Int, _ value: Double) {
    let (high, low) = (max(a, b), min(a, b))
    covariances[i * p * (p + 1) / 2 + high * (high + 1) / 2 + low] = value
  }

  /// One lane; `columns` are the positions in the design of the lane's columns.
  func write(
    _ space: LaneSpace, _ lane: Int, at i: Int, columns: [Int], plainTau2: Double?, isReduced: Bool,
    _ tests: RegressionTests
  ) {
    func field(_ field: Int) -> Double { space.field(field, lane) }
    let count = Int(field(Int(TUTTI_LANE_COUNT)))
    let df = count - columns.count
    let state = space.state(lane)
    let status: RegressionStatus =
      if isReduced { .columnsDropped } else if field(Int(TUTTI_LANE_OPTIMA)) > 1 {
        .severalMaxima
      } else if state
        & Int(TUTTI_LANE_TRUNCATED) != 0
      { .truncated } else { .ok }
    (k[i], rank[i], codes[i]) = (Int32(count), Int32(columns.count), status.rawValue)
    let factor = tests.model.test.varianceFactor(field(Int(TUTTI_LANE_SQUARES)) / Double(df)) ?? 1
    let quantile = tests.quantile(df)
    for (a, j) in columns.enumerated() {
      for b in 0...a {
        covariance(i, j, columns[b], factor * field(Int(TUTTI_LANE_COVARIANCE) + a * (a + 1) / 2 + b))
      }
      let estimate = field(Int(TUTTI_LANE_COEFFICIENTS) + a)
      let error = (factor * field(Int(TUTTI_LANE_COVARIANCE) + a * (a + 3) / 2)).squareRoot()
      set(j, .estimate, i, estimate)
      set(j, .error, i, error)
      if error > 0 {
        set(j, .statistic, i, estimate / error)
        set(j, .pValue, i, tests.pValue(estimate / error, df))
      }
      set(j, .lower, i, estimate - quantile * error)
      set(j, .upper, i, estimate + quantile * error)
    }
    let (tau2, q) = (field(Int(TUTTI_LANE_TAU2)), field(Int(TUTTI_LANE_Q)))
    set(.tau2, i, tau2)
    set(.q, i, q)
    set(.qPValue, i, tests.qPValue(q, df))
    let shares = tests.inconsistency(tau2: tau2, q: q, trace: field(Int(TUTTI_LANE_TRACE)), df: df)
    set(.i2, i, shares.i2)
    set(.h2, i, shares.h2)
    if let plainTau2, plainTau2 > 0 { set(.r2, i, 100 * max(0, (plainTau2 - tau2) / plainTau2)) }
    if factor > 0 {
      let omnibus = tests.omnibus(field(Int(TUTTI_LANE_OMNIBUS)) / factor, df)
      set(.omnibus, i, omnibus.statistic)
      set(.omnibusPValue, i, omnibus.p)
    }
  }

  /// A single fit, or why there is none.
  func write(_ result: Result<Fit, ModelError>, at i: Int, design: Design, _ tests: RegressionTests, r2: Bool) {
    switch result {
    case .failure(let error): codes[i] = RegressionStatus(error).rawValue
    case .success(let fit):
      (k[i], rank[i]) = (Int32(fit.k), Int32(fit.p))
      codes[i] = RegressionStatus(fit, of: p).rawValue
      let columns = fit.coefficients.map { coefficient in
        design.columns.firstIndex { $0.term == coefficient.term } ?? 0
      }
      for (a, coefficient) in fit.coefficients.enumerated() {
        let j = columns[a]
        for b in 0...a { covariance(i, j, columns[b], fit.covariance[a, b]) }
        set(j, .estimate, i, coefficient.estimate)
        set(j, .error, i, coefficient.standardError)
        set(j, .statistic, i, coefficient.statistic)
        set(j, .pValue, i, coefficient.pValue)
        set(j, .lower, i, coefficient.interval?.lower)
        set(j, .upper, i, coefficient.interval?.upper)
      }
      set(.tau2, i, fit.heterogeneity.tau2)
      set(.q, i, fit.heterogeneity.q)
      set(.qPValue, i, fit.heterogeneity.qPValue)
      set(.i2, i, fit.heterogeneity.i2)
      set(.h2, i, fit.heterogeneity.h2)
      if r2 { set(.r2, i, fit.heterogeneity.r2) }
      set(.omnibus, i, fit.moderatorTest?.statistic)
      set(.omnibusPValue, i, fit.moderatorTest?.pValue)
    }
  }
}
