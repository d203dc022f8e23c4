import StudyRecords

/// Hunter and Schmidt's estimator: τ² = (Q − k)/Σw with w = 1/v, cut at zero.
///
/// The small-sample form multiplies Q by k/(k − p) (Brannick et al. 2019). Standard error √Var(Q)/Σw, times the same
/// factor.
public struct HunterSchmidt: Tau2Estimator {
  /// Whether Q is corrected for the estimated coefficients.
  public let isSmallSample: Bool

  /// The estimator, with or without the small-sample correction.
  public init(smallSample: Bool = false) { isSmallSample = smallSample }

  /// The name in words.
  public var name: String { isSmallSample ? "Hunter–Schmidt, small sample" : "Hunter–Schmidt" }
  /// Where the formulas come from.
  public var sources: [Source] {
    [
      Source("Hunter & Schmidt", 1990, place: "Methods of Meta-Analysis"),
      Source("Viechtbauer", 2005, doi: "10.3102/10769986030003261", place: "eq. 8"),
    ] + (isSmallSample ? [Source("Brannick et al.", 2019, doi: "10.1002/jrsm.1356")] : [])
  }

  /// The estimate in closed form.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.requirePositiveVariances(for: isSmallSample ? "HSk" : "HS")
    var profile = Tau2Profile(problem)
    let point = profile.point(0)
    let (k, df) = (Double(problem.k), Double(problem.degreesOfFreedom))
    let factor = isSmallSample ? k / df : 1
    return Tau2Estimate(
      raw: (factor * point.q - k) / point.weight,
      standardError: { factor * varianceOfQ(point, tau2: $0, df: df).squareRoot() / point.weight }, in: problem)
  }
}
