import StudyRecords

/// The restricted maximum likelihood estimator: the global maximum of
/// ℓ(τ²) = −½[(k − p) log 2π − log|X′X| + Σ log(v + τ²) + log|X′WX| + Q(τ²)] over τ² ≥ 0.
///
/// Standard error √(2/tr PP).
public struct RestrictedMaximumLikelihood: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "restricted maximum likelihood"
  /// Where the formulas come from.
  public let sources = [
    Source("Harville", 1977, doi: "10.1080/01621459.1977.10480998"),
    Source("Viechtbauer", 2005, doi: "10.3102/10769986030003261", place: "eq. 11"),
  ]

  /// The global maximum, by a ladder of brackets and safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let outcome = try LikelihoodSearch(restricted: true).maximize(problem)
    let isBoundary = outcome.summary.ending == .boundary
    if isBoundary { try problem.requirePositiveVariances(for: "REML") }
    return Tau2Estimate(
      tau2: outcome.tau2 * problem.scale,
      standardError: (2 / outcome.pointAtOptimum.traceSquare).squareRoot() * problem.scale,
      isTruncated: isBoundary, optimization: outcome.summary)
  }
}
