import StudyRecords

/// Jackson's interval: the τ² under which the observed generalised Q is neither too large nor too small.
///
/// With the weights of the generalised Q estimator, else 1/v. The distribution is that of Σ λᵢ χ²₁; see
/// ``GeneralizedQMedian``.
struct GeneralizedQInterval: Tau2IntervalAlgorithm {
  /// Whether the weights are 1/√v, whatever the estimator's.
  var weightsByStandardError = false

  var name: String { weightsByStandardError ? "generalised Q, weights 1/se (Jackson)" : "generalised Q" }
  let sources = [Source("Jackson", 2013, doi: "10.1002/jrsm.1081", place: "sec. 3")]

  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval? {
    guard request.problem.degreesOfFreedom > 0 else { return nil }
    let weights = weightsByStandardError ? request.problem.vi.map { 1 / $0.squareRoot() } : request.weights
    if weightsByStandardError { try request.problem.requirePositiveVariances(for: "J") }
    let form = try request.problem.momentForm(weights: weights, method: "GENQ")
    let distribution = GeneralizedQDistribution(form, request.problem)
    let lower = try distribution.tau2(withUpperTail: request.tail)
    let upper = try distribution.tau2(withUpperTail: 1 - request.tail)
    let scale = request.problem.scale
    return Tau2Interval(
      interval: Interval(lower.tau2 * scale, upper.tau2 * scale), isEmpty: upper.isBelowAtZero)
  }
}
