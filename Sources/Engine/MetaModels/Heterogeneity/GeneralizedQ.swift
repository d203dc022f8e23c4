import StudyRecords

/// The generalised Q estimator with given weights a: τ² = (y′P_a y − tr(P_a V))/tr P_a, cut at zero.
///
/// Weights 1/v give DerSimonian and Laird's estimator, equal weights Hedges'. Standard error
/// √(2 tr(P_aΣP_aΣ))/tr P_a, Σ = V + τ²I.
public struct GeneralizedQ: Tau2Estimator {
  /// The weights, one per estimate; `nil` stands for 1/v.
  public let weights: [Double]?

  /// The estimator with given weights, or with 1/v.
  public init(weights: [Double]? = nil) { self.weights = weights }

  /// The name in words.
  public let name = "generalised Q"
  /// Where the formulas come from.
  public let sources = [
    Source("DerSimonian & Kacker", 2007, doi: "10.1016/j.cct.2006.04.004", place: "eq. 6"),
    Source("Jackson", 2013, doi: "10.1002/jrsm.1081"),
  ]

  /// The estimate in closed form.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    generalizedMoment(try problem.momentForm(weights: weights, method: "GENQ"), problem)
  }
}

extension Tau2Problem {
  /// The quadratic form with the user's weights, or with 1/v where there are none.
  func momentForm(weights: [Double]?, method: String) throws(ModelError) -> MomentForm {
    if let weights {
      guard weights.count == k else { throw .weightCount(weights: weights.count, rows: k) }
      // Only ratios matter; bring the largest near 1 so that squares stay in range.
      let unit = 1 / weights.reduce(0, max)
      return MomentForm(weights: weights.map { $0 * unit }, problem: self)
    }
    try requirePositiveVariances(for: method)
    return MomentForm(weights: v.map { 1 / $0 }, problem: self)
  }
}
