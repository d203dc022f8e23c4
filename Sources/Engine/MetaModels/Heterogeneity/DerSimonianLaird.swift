import StudyRecords

/// DerSimonian and Laird's moment estimator: τ² = (Q − (k − p))/tr P with P at τ² = 0, cut at zero.
///
/// Standard error √(2(k − p) + 4τ² tr P + 2τ⁴ tr PP)/tr P (Biggerstaff & Tweedie 1997).
public struct DerSimonianLaird: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "DerSimonian–Laird"
  /// Where the formulas come from.
  public let sources = [
    Source("DerSimonian & Laird", 1986, doi: "10.1016/0197-2456(86)90046-2", place: "eq. 8"),
    Source(
      "Biggerstaff & Tweedie", 1997, doi: "10.1002/(SICI)1097-0258(19970415)16:7<753::AID-SIM494>3.0.CO;2-G"),
  ]

  /// The estimate in closed form.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.requirePositiveVariances(for: "DL")
    var profile = Tau2Profile(problem)
    let point = profile.point(0)
    let df = Double(problem.degreesOfFreedom)
    return Tau2Estimate(
      raw: (point.q - df) / point.trace,
      standardError: { varianceOfQ(point, tau2: $0, df: df).squareRoot() / point.trace }, in: problem)
  }
}

/// Var(Q) under a true τ², for weights 1/v: 2(k − p) + 4τ² tr P + 2τ⁴ tr PP.
func varianceOfQ(_ point: Tau2Profile.Point, tau2: Double, df: Double) -> Double {
  2 * df + 4 * tau2 * point.trace + 2 * tau2 * tau2 * point.traceSquare
}
