import StudyRecords

/// Hedges' moment estimator from the unweighted mean: τ² = (S − tr(P₁V))/(k − p), S the residual sum of squares.
///
/// Also known by the names of Cochran, and of Hedges and Olkin. Standard error
/// √(2 tr(P₁ΣP₁Σ))/(k − p), Σ = V + τ²I. Variances of zero are no obstacle.
public struct Hedges: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "Hedges"
  /// Where the formulas come from.
  public let sources = [
    Source("Hedges", 1983, doi: "10.1037/0033-2909.93.2.388"),
    Source("Hedges & Olkin", 1985, place: "Statistical Methods for Meta-Analysis, ch. 9"),
  ]

  /// The estimate in closed form.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let form = MomentForm(weights: [Double](repeating: 1, count: problem.k), problem: problem)
    return generalizedMoment(form, problem)
  }
}

/// τ² = (y′P_a y − tr(P_a V))/tr P_a with standard error √(2 tr(P_aΣP_aΣ))/tr P_a, Σ = V + τ²I, cut at zero.
func generalizedMoment(_ form: MomentForm, _ problem: Tau2Problem) -> Tau2Estimate {
  let trace = form.trace { _ in 1 }
  return Tau2Estimate(
    raw: (form.q - form.trace { problem.v[$0] }) / trace,
    standardError: { tau2 in (2 * form.traceOfSquare { problem.v[$0] + tau2 }).squareRoot() / trace },
    in: problem)
}
