import CBatchKernels
import Distributions
import LinearAlgebra
import MetaModels

/// Eight weighted regressions at a time on one design: the Swift face of the kernel of that name.
struct RegressionLanes: Sendable {
  /// The most columns of a design.
  static let mostColumns = Int(TUTTI_LANE_COLUMNS)
  /// Analyses side by side.
  static let width = Int(TUTTI_LANES)

  /// Rows of the design.
  let rows: Int
  /// Columns of the design.
  let columns: Int
  /// Column a of the lanes is column `order[a]` of the design; those tested jointly come last.
  let order: [Int]
  private let tested: Int
  private let isMean: Bool
  private let method: Int32
  private let tau2: Double
  private let basis: [Double]
  private let upper: [Double]
  private let usesMedian: Bool

  /// The regressions of a design, `nil` for more than ``mostColumns`` columns, dependent ones, or an estimator of τ²
  /// that lanes do not have.
  init?(design: Matrix, testing tested: [Int], heterogeneity: HeterogeneityModel) {
    guard (1...RegressionLanes.mostColumns).contains(design.columns), design.rows > 0,
      let (method, tau2, usesMedian) = RegressionLanes.code(heterogeneity)
    else { return nil }
    (rows, columns) = (design.rows, design.columns)
    (self.method, self.tau2, self.usesMedian) = (method, tau2, usesMedian)
    self.tested = tested.count
    order = (0..<design.columns).filter { !tested.contains($0) } + tested
    isMean = design.columns == 1 && design.elements.allSatisfy { $0 == 1 }
    guard let qr = try? ThinQR(design.selecting(columns: order)) else { return nil }
    basis = qr.q.transposed.elements
    upper = qr.r.elements
  }

  /// The kernel's code of an estimator, a τ² that is given, and whether Q is set to its median.
  private static func code(_ model: HeterogeneityModel) -> (Int32, Double, Bool)? {
    func known(_ code: Int) -> (Int32, Double, Bool) { (Int32(code), 0, false) }
    switch model {
    case .equalEffects, .fixedEffects: return known(TUTTI_TAU2_GIVEN)
    case .fixed(let tau2): return (Int32(TUTTI_TAU2_GIVEN), tau2, false)
    case .estimated(let method):
      switch method {
      case .dl: return known(TUTTI_TAU2_DL)
      case .he: return known(TUTTI_TAU2_HE)
      case .hs: return known(TUTTI_TAU2_HS)
      case .hsk: return known(TUTTI_TAU2_HSK)
      case .sj: return known(TUTTI_TAU2_SJ)
      case .ml: return known(TUTTI_TAU2_ML)
      case .reml: return known(TUTTI_TAU2_REML)
      case .pm, .eb, .dlit, .sjit: return known(TUTTI_TAU2_Q)
      case .pmm: return (Int32(TUTTI_TAU2_Q), 0, true)
      case .genq, .genqm: return nil
      }
    }
  }

  /// Solves the eight analyses that lie in a space of this kernel's.
  func solve(_ space: LaneSpace, on instructionSet: InstructionSet = .widest) {
    precondition(space.rows == rows, "a space for other lanes")
    if method == TUTTI_TAU2_Q {
      for lane in 0..<RegressionLanes.width {
        var count = 0.0
        for i in 0..<rows { count += space.n[RegressionLanes.width * i + lane] }
        let df = count - Double(columns)
        space.targets[lane] = usesMedian && df > 0 ? space.median(ofChiSquared: df) : df
      }
    }
    basis.withUnsafeBufferPointer { basis in
      upper.withUnsafeBufferPointer { upper in
        var job = tutti_lane_job(
          rows: Int32(rows), columns: Int32(columns), tested: Int32(tested), is_mean: isMean ? 1 : 0,
          method: method, tau2: tau2, basis: basis.baseAddress, upper: upper.baseAddress)
        tutti_solve_lanes_on(
          instructionSet.code, &job, space.y, space.v, space.n, space.targets, space.work, space.result)
      }
    }
  }
}

extension CoefficientTest {
  /// Whether the test is the same for every fit; the others compare intervals, which is left to the single fit.
  var isFixed: Bool {
    switch self {
    case .z, .t, .knha, .adhoc: true
    case .widest, .iqwig6: false
    }
  }
}

/// The memory of one thread that solves lanes: allocated once, used for group after group.
final class LaneSpace {
  /// Estimates, variances and copies: row i of lane l at 8 i + l.
  let y, v, n: UnsafeMutablePointer<Double>
  let targets: UnsafeMutablePointer<Double>
  let work: UnsafeMutablePointer<Double>
  let result: UnsafeMutablePointer<Double>
  /// Rows of a lane.
  let rows: Int
  private let memory: UnsafeMutableRawPointer
  private var medians: [Double: Double] = [:]

  init(_ lanes: RegressionLanes) {
    rows = lanes.rows
    let (width, panel) = (RegressionLanes.width, RegressionLanes.width * lanes.rows)
    let fields = width * Int(TUTTI_LANE_FIELDS)
    let doubles = panel * (6 + lanes.columns) + width + fields
    memory = .allocate(byteCount: doubles * 8, alignment: 64)
    y = memory.bindMemory(to: Double.self, capacity: doubles)
    y.initialize(repeating: 0, count: doubles)
    v = y + panel
    n = v + panel
    targets = n + panel
    result = targets + width
    work = result + fields
  }

  deinit { memory.deallocate() }

  /// A field of a lane's result.
  func field(_ field: Int, _ lane: Int) -> Double { result[RegressionLanes.width * field + lane] }

  /// The bits of a lane's state.
  func state(_ lane: Int) -> Int { Int(field(Int(TUTTI_LANE_STATE), lane)) }

  fileprivate func median(ofChiSquared df: Double) -> Double {
    if let known = medians[df] { return known }
    let median = ChiSquared(degreesOfFreedom: df).quantile(lowerTail: 0.5)
    medians[df] = median
    return median
  }
}
