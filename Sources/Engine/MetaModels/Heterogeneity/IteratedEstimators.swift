import StudyRecords

/// DerSimonian and Laird's estimator iterated: weights 1/(v + τ²) are put in again until τ² stays.
///
/// A fixed point above zero satisfies Q(τ²) = k − p, so it equals Paule and Mandel's estimator; it is computed as that
/// root instead of by iteration.
public struct IteratedDerSimonianLaird: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "DerSimonian–Laird, iterated"
  /// Where the formulas come from.
  public let sources = [
    Source("DerSimonian & Kacker", 2007, doi: "10.1016/j.cct.2006.04.004", place: "sec. 2.4")
  ]

  /// The root, by safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.estimate(solvingQ: Double(problem.degreesOfFreedom), method: "DLIT")
  }
}

/// Sidik and Jonkman's estimator iterated: τ² ← τ² Q(τ²)/(k − p) until it stays.
///
/// A fixed point above zero satisfies Q(τ²) = k − p, so it equals Paule and Mandel's estimator; where that is zero
/// the iteration creeps towards zero without end, and zero is returned.
public struct IteratedSidikJonkman: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "Sidik–Jonkman, iterated"
  /// Where the formulas come from.
  public let sources = [Source("Sidik & Jonkman", 2005, doi: "10.1111/j.1467-9876.2005.00489.x")]

  /// The root, by safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.estimate(solvingQ: Double(problem.degreesOfFreedom), method: "SJIT")
  }
}
