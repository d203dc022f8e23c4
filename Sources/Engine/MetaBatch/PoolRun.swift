import CBatchKernels
import Distributions
import MetaModels

/// One run of the pooling kernels over a panel: chunks for the threads, and what the kernels leave to Swift.
///
/// Chunks share only what they read; each writes results of its own analyses.
struct PoolRun: @unchecked Sendable {
  let panel: PanelView
  let instructionSet: InstructionSet
  let output: BatchOutput
  private let single: SingleFit
  private let rows: [PoolTables.Row?]
  private var model: tutti_pool_model
  private var target: tutti_pool_output

  init(
    model: BatchModel, instructionSet: InstructionSet, panel: PanelView, rows: [PoolTables.Row?],
    output: BatchOutput
  ) {
    self.panel = panel
    self.instructionSet = instructionSet
    self.output = output
    self.rows = rows
    single = SingleFit(model)
    self.model = tutti_pool_model(
      method: model.method.code, test: model.test.code, i2_from_q: model.i2Basis == .q ? 1 : 0,
      prediction_error: model.predictionInterval.errorCode, rows: nil)
    target = tutti_pool_output()
    target.k = output.k
    target.stream = output.bytes(analyses: panel.analyses) > Self.cached ? 1 : 0
    withUnsafeMutableBytes(of: &target.column) { bytes in
      let columns = bytes.bindMemory(to: UnsafeMutablePointer<Double>?.self)
      for column in BatchColumn.allCases { columns[column.position] = output[column] }
    }
  }

  /// Results up to so many bytes stay in the caches for whoever reads them next.
  private static let cached = 1 << 22

  /// Analyses in a chunk: a multiple of every vector's length, some hundred kilobytes of input.
  private var chunk: Int { max(8, min(512, 16384 / max(1, panel.studies) / 8 * 8)) }

  func run(threads: Int) {
    Chunks.run(count: panel.analyses, size: chunk, threads: threads) { range in
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: tutti_pool_memory(panel.studies))
      let codes = UnsafeMutablePointer<UInt8>.allocate(capacity: range.count)
      defer {
        memory.deallocate()
        codes.deallocate()
      }
      run(range.lowerBound, range.count, memory: memory, codes: codes)
      if let status = output.status { (status + range.lowerBound).update(from: codes, count: range.count) }
    }
  }

  /// One chunk: the kernels, then what they leave.
  private func run(
    _ first: Int, _ count: Int, memory: UnsafeMutablePointer<Double>,
    codes: UnsafeMutablePointer<UInt8>
  ) {
    var open = 0
    let pending = rows.withUnsafeBufferPointer { rows in
      var model = model
      model.rows = rows.baseAddress
      return withUnsafePointer(to: target) { target in
        tutti_pool(
          instructionSet.code, &model, panel.yi.baseAddress, panel.vi.baseAddress, first, count, panel.studies,
          panel.analysisStride, panel.studyStride, memory, target, codes, &open)
      }
    }
    if pending > 0 {
      for n in 0..<count where codes[n] == TUTTI_PENDING {
        let (yi, vi) = panel.complete(first + n)
        let result = single.result(yi: yi, vi: vi)
        output.write(result, at: first + n)
        codes[n] = result.status.rawValue
      }
    }
    if open > 0, let p = output[.qPValue] { completePValues(p, first, count) }
  }

  /// P values of Q whose sums the kernels cannot hold: hundreds of studies with large Q.
  private func completePValues(_ p: UnsafeMutablePointer<Double>, _ first: Int, _ count: Int) {
    for n in first..<(first + count) where p[n] == -1 {
      let (q, k) = statistic(n)
      p[n] = ChiSquared(degreesOfFreedom: Double(k - 1)).upperTail(q)
    }
  }

  /// Q and the number of studies of one analysis, anew where their columns are not wanted.
  private func statistic(_ analysis: Int) -> (q: Double, k: Int) {
    if let q = output[.q]?[analysis], let k = output.k?[analysis] { return (q, Int(k)) }
    let (yi, vi) = panel.complete(analysis)
    let result = single.result(yi: yi, vi: vi)
    return (result.q ?? 0, max(2, result.k))
  }
}

extension BatchMethod {
  /// The code in C.
  var code: Int32 {
    switch self {
    case .ee: TUTTI_EE
    case .dl: TUTTI_DL
    case .he: TUTTI_HE
    case .hs: TUTTI_HS
    case .sj: TUTTI_SJ
    case .pm, .eb: TUTTI_PM
    case .ml: TUTTI_ML
    case .reml: TUTTI_REML
    }
  }
}

extension CoefficientTest {
  /// The code in C.
  var code: Int32 {
    switch self {
    case .z: TUTTI_Z
    case .t: TUTTI_T
    case .knha: TUTTI_KNHA
    case .adhoc: TUTTI_ADHOC
    case .widest, .iqwig6: TUTTI_OTHER_TEST
    }
  }
}

extension PredictionIntervalMethod {
  /// The code in C of the standard error it takes.
  var errorCode: Int32 {
    switch self {
    case .simple: TUTTI_NO_ERROR
    case .test, .riley, .t: TUTTI_TEST_ERROR
    case .classicRiley, .classicT: TUTTI_PLAIN_ERROR
    }
  }
}
