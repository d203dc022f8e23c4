import StudyRecords

/// Morris' empirical Bayes estimator: τ² = Σw[(k/(k − p)) r² − v]/Σw, iterated to its fixed point.
///
/// At the fixed point Q(τ²) = k − p, so it equals Paule and Mandel's estimator; it is computed as that root.
public struct EmpiricalBayes: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "empirical Bayes"
  /// Where the formulas come from.
  public let sources = [
    Source("Morris", 1983, doi: "10.1080/01621459.1983.10477920"),
    Source("Berkey et al.", 1995, doi: "10.1002/sim.4780140406", place: "eq. 5"),
  ]

  /// The root, by safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.estimate(solvingQ: Double(problem.degreesOfFreedom), method: "EB")
  }
}
