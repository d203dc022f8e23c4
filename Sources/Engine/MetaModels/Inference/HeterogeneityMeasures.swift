import Distributions
import StudyRecords

/// I², H² and the typical sampling variance.
///
/// The typical variance ṽ = (k − p)/tr P with P at τ² = 0 (for an intercept:
/// (k − 1)Σw/((Σw)² − Σw²), Higgins & Thompson 2002, doi:10.1002/sim.1186, eq. 9).
/// From τ²: I² = 100 τ²/(τ² + ṽ), H² = 1 + τ²/ṽ. From Q: I² = 100 max(0, (Q − df)/Q), H² = Q/df.
struct HeterogeneityMeasures {
  /// Cochran's Q at τ² = 0; `nil` when a variance is zero.
  let q: Double?
  let qPValue: Double?
  let typicalVariance: Double?
  let i2: Double?
  let h2: Double?

  /// The measures; `q` replaces Q where it is taken around another value than the weighted mean.
  init(_ problem: Tau2Problem, tau2: Double, basis: I2Basis, q other: Double? = nil) {
    guard problem.vi.allSatisfy({ $0 > 0 }) else {
      (q, qPValue, typicalVariance, i2, h2) = (nil, nil, nil, nil, nil)
      return
    }
    let df = problem.degreesOfFreedom
    guard df > 0 else {
      (q, qPValue, typicalVariance, i2, h2) = (0, 1, nil, 0, 1)
      return
    }
    var profile = Tau2Profile(problem)
    let point = profile.point(0)
    let typical = Double(df) / point.trace * problem.scale
    let statistic = other ?? point.q
    q = statistic
    qPValue = ChiSquared(degreesOfFreedom: Double(df)).upperTail(statistic)
    typicalVariance = typical
    switch basis {
    case .tau2: (i2, h2) = (100 * tau2 / (tau2 + typical), 1 + tau2 / typical)
    case .q:
      let share = statistic > 0 ? 100 * max(0, (statistic - Double(df)) / statistic) : 0
      (i2, h2) = (share, statistic / Double(df))
    }
  }

  /// The intervals of I² (percent) and H² that belong to an interval of τ².
  func intervals(of tau2: Interval?) -> (i2: Interval?, h2: Interval?) {
    guard let tau2, let typicalVariance else { return (nil, nil) }
    return (
      tau2.mapped { $0.isFinite ? 100 * $0 / ($0 + typicalVariance) : 100 },
      tau2.mapped { 1 + $0 / typicalVariance }
    )
  }

  /// The intervals of I² (percent) and H² from Q alone, after Higgins and Thompson.
  func testBasedIntervals(df: Int, level: Double) -> (i2: Interval?, h2: Interval?) {
    guard let q, df > 0,
      let h2 = TestBasedInterval.h2Interval(h2: max(1, q / Double(df)), q: q, df: df, level: level)
    else { return (nil, nil) }
    return (h2.mapped { 100 * ($0 - 1) / $0 }, h2)
  }
}
