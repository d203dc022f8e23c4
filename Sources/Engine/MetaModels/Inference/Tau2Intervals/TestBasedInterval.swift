import Distributions
import RealModule
import StudyRecords

/// Higgins and Thompson's test-based interval for H, turned into τ² through H² = 1 + τ²/ṽ.
struct TestBasedInterval: Tau2IntervalAlgorithm {
  let name = "test-based (Higgins–Thompson)"
  let sources = [Source("Higgins & Thompson", 2002, doi: "10.1002/sim.1186", place: "app. A")]

  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval? {
    guard let h2 = request.h2, let typical = request.typicalVariance else { return nil }
    var profile = Tau2Profile(request.problem)
    let q = profile.point(0).q
    guard
      let h2 = TestBasedInterval.h2Interval(
        h2: h2, q: q, df: request.problem.degreesOfFreedom, level: request.level)
    else { return nil }
    return Tau2Interval(
      interval: Interval(max(0, typical * (h2.lower - 1)), max(0, typical * (h2.upper - 1))))
  }

  /// exp(log H² ± 2 z se(log H)), with se(log H) from Q: ½(log Q − log df)/(√(2Q) − √(2df − 1)) where Q > df + 1,
  /// √[(1 − 1/(3(df − 1)²))/(2(df − 1))] otherwise; ends below 1 are 1. `nil` for one degree of freedom where the
  /// second form does not exist.
  static func h2Interval(h2: Double, q: Double, df: Int, level: Double) -> Interval? {
    let degrees = Double(df)
    let error: Double
    if q > degrees + 1 {
      error = 0.5 * (.log(q) - .log(degrees)) / ((2 * q).squareRoot() - (2 * degrees - 1).squareRoot())
    } else {
      guard df >= 2 else { return nil }
      error = ((1 - 1 / (3 * (degrees - 1) * (degrees - 1))) / (2 * (degrees - 1))).squareRoot()
    }
    let z = Normal.standard.quantile(upperTail: (1 - level / 100) / 2)
    let factor = Double.exp(2 * z * error)
    return Interval(max(1, h2 / factor), max(1, h2 * factor))
  }
}
