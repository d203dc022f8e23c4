import Distributions
import Optimization

/// The distribution of y′P_a y under a true τ², and the τ² that puts the observed value at a given quantile.
struct GeneralizedQDistribution {
  private let form: MomentForm
  private let problem: Tau2Problem

  init(_ form: MomentForm, _ problem: Tau2Problem) {
    self.form = form
    self.problem = problem
  }

  /// P(form > observed) under τ² = t (standard units); rises with t.
  func upperTail(_ t: Double) throws(ModelError) -> Double {
    let weights = try form.eigenvalues { problem.v[$0] + t }
    return QuadraticForm(weights: weights).upperTail(form.q)
  }

  /// The τ² under which the observed value is exceeded with probability `p`, zero where it is so already at τ² = 0.
  func tau2(withUpperTail p: Double) throws(ModelError) -> QEquation.Solution {
    let atZero = problem.v.contains { $0 > 0 } ? try upperTail(0) : 0
    var evaluations = 1
    guard atZero < p else {
      return .init(
        tau2: 0, isBelowAtZero: atZero > p,
        summary: OptimizationSummary(ending: .boundary, evaluations: 1, gradient: atZero - p))
    }
    guard form.q > 0 else {
      return .init(
        tau2: 0, isBelowAtZero: false, summary: OptimizationSummary(ending: .boundary, evaluations: 1))
    }
    // Beyond the moment estimate the tail passes p soon; double until it does.
    let trace = form.trace { _ in 1 }
    var (low, high) = (0.0, max(form.q / trace, .leastNormalMagnitude))
    while high.isFinite, try upperTail(high) < p {
      evaluations += 1
      (low, high) = (high, high * 4)
    }
    // The closure cannot throw a typed error through the generic search; eigenvalues of finite input do not fail.
    var failure: ModelError?
    let root = RootFinder.bracketed(from: low, to: high, relativeTolerance: 1e-14) { t in
      evaluations += 1
      do throws(ModelError) {
        return try upperTail(t) - p
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return .init(
      tau2: root.x, isBelowAtZero: false,
      summary: OptimizationSummary(
        ending: .bracketed, iterations: root.iterations, evaluations: evaluations, gradient: root.residual))
  }
}
