import Distributions
import Optimization
import StudyRecords

/// The median-unbiased generalised Q estimator: the τ² at which the observed y′P_a y is the median of its
/// distribution, zero if it lies below the median already at τ² = 0.
///
/// Under a true τ² the form is distributed as Σ λᵢ χ²₁ with λ the eigenvalues of Σ^½P_aΣ^½, Σ = V + τ²I. Standard
/// error as for ``GeneralizedQ``.
public struct GeneralizedQMedian: Tau2Estimator {
  /// The weights, one per estimate; `nil` stands for 1/v.
  public let weights: [Double]?

  /// The estimator with given weights, or with 1/v.
  public init(weights: [Double]? = nil) { self.weights = weights }

  /// The name in words.
  public let name = "generalised Q, median-unbiased"
  /// Where the formulas come from.
  public let sources = [
    Source("Jackson", 2013, doi: "10.1002/jrsm.1081", place: "the distribution of the generalised Q"),
    Source("Viechtbauer", 2021, place: "Median-unbiased estimators for the amount of heterogeneity"),
  ]

  /// The root, bracketed and by inverse quadratic interpolation.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let form = try problem.momentForm(weights: weights, method: "GENQM")
    let root = try GeneralizedQDistribution(form, problem).tau2(withUpperTail: 0.5)
    let trace = form.trace { _ in 1 }
    return Tau2Estimate(
      tau2: root.tau2 * problem.scale,
      standardError: (2 * form.traceOfSquare { problem.v[$0] + root.tau2 }).squareRoot() / trace
        * problem.scale,
      isTruncated: root.isBelowAtZero, optimization: root.summary)
  }
}
