import Optimization
import StudyRecords

/// REML or ML where the default settings of `rma` in R's metafor stop, which is near the optimum, not at it.
///
/// Fisher scoring from max(0, Hedges' estimate), a step below zero halved until it is not, until a step is at most 1e-5
/// in absolute value; at most 100 steps. The steps are (y′PPy − tr P)/tr PP for REML and (y′PPy − tr W)/tr WW for ML.
/// On data whose variances are small beside 1e-5 this moves the first digits of τ². It is here so that published numbers
/// can be had again, not for use: the other estimators return the optimum.
struct ShippedFisherScoring: Tau2Estimator {
  /// Whether the likelihood is the restricted one.
  let restricted: Bool

  var name: String { "\(restricted ? "restricted maximum" : "maximum") likelihood, default stop of metafor" }
  let sources = [Source("Viechtbauer", 2010, doi: "10.18637/jss.v036.i03")]

  /// - Throws: ``ModelError/notConverged(method:steps:)`` after 100 steps.
  func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.requirePositiveVariances(for: restricted ? "REML" : "ML")
    var profile = Tau2Profile(problem)
    let threshold = 1e-5 / problem.scale
    var t = max(0, try Hedges().estimate(problem).tau2) / problem.scale
    for count in 1...100 {
      let point = profile.point(t)
      let (trace, square) = restricted ? (point.trace, point.traceSquare) : (point.weight, point.weightSquare)
      var step = (point.qSlope - trace) / square
      while t + step < 0 { step /= 2 }
      t += step
      if abs(step) <= threshold { return result(t, count, &profile, problem) }
    }
    throw .notConverged(method: restricted ? "REML" : "ML", steps: 100)
  }

  private func result(
    _ t: Double, _ count: Int, _ profile: inout Tau2Profile, _ problem: Tau2Problem
  ) -> Tau2Estimate {
    let point = profile.point(t)
    let (trace, square) = restricted ? (point.trace, point.traceSquare) : (point.weight, point.weightSquare)
    return Tau2Estimate(
      tau2: t * problem.scale, standardError: (2 / square).squareRoot() * problem.scale, isTruncated: t == 0,
      optimization: OptimizationSummary(
        ending: .stalled, iterations: count, evaluations: count + 1,
        gradient: (point.qSlope - trace) / problem.scale))
  }
}

extension ModelSettings {
  /// The algorithm for τ² where the search stops as these settings say.
  func estimator(_ method: Tau2Method, weights: [Double]?) -> any Tau2Estimator {
    if convergence == .metaforDefault, method == .reml || method == .ml {
      return ShippedFisherScoring(restricted: method == .reml)
    }
    return method.estimator(weights: weights)
  }
}
