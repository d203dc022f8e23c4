import StudyRecords

/// The maximum likelihood estimator: the global maximum of
/// ℓ(τ²) = −½[k log 2π + Σ log(v + τ²) + Q(τ²)] over τ² ≥ 0.
///
/// Standard error √(2/Σw²), w = 1/(v + τ²). With variances of zero the likelihood may grow without bound; that is an
/// error, not an estimate.
public struct MaximumLikelihood: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "maximum likelihood"
  /// Where the formulas come from.
  public let sources = [
    Source("Hardy & Thompson", 1996, doi: "10.1002/(SICI)1097-0258(19960330)15:6<619::AID-SIM188>3.0.CO;2-A"),
    Source("Viechtbauer", 2005, doi: "10.3102/10769986030003261", place: "eq. 10"),
  ]

  /// The global maximum, by a ladder of brackets and safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let exact = problem.v.count { $0 == 0 }
    if exact > 0, exact <= problem.p { throw .unboundedLikelihood(method: "ML") }
    let outcome = try LikelihoodSearch(restricted: false).maximize(problem)
    if exact > 0, outcome.summary.ending == .boundary { throw .unboundedLikelihood(method: "ML") }
    return Tau2Estimate(
      tau2: outcome.tau2 * problem.scale,
      standardError: (2 / outcome.pointAtOptimum.weightSquare).squareRoot() * problem.scale,
      isTruncated: outcome.summary.ending == .boundary, optimization: outcome.summary)
  }
}
