import Distributions
import Optimization
import StudyRecords

/// The profile likelihood interval: the τ² round the estimate with −2(ℓ(τ²) − ℓ(τ̂²)) below the quantile of χ²(1).
///
/// Restricted likelihood for fits by REML, full likelihood otherwise. It is the stretch that contains the estimate;
/// where the likelihood has further maxima another stretch may exist. Not defined for estimates that do not maximise a
/// likelihood.
struct ProfileLikelihoodInterval: Tau2IntervalAlgorithm {
  let name = "profile likelihood"
  let sources = [
    Source("Hardy & Thompson", 1996, doi: "10.1002/(SICI)1097-0258(19960330)15:6<619::AID-SIM188>3.0.CO;2-A"),
    Source("Viechtbauer", 2007, doi: "10.1002/sim.2514", place: "sec. 3.2"),
  ]

  func interval(_ request: Tau2IntervalRequest) throws(ModelError) -> Tau2Interval? {
    let problem = request.problem
    var profile = Tau2Profile(problem)
    let estimate = request.estimate.tau2 / problem.scale
    let restricted = request.isRestricted
    let best = profile.deviance(estimate, restricted: restricted)
    guard best.isFinite else { return nil }
    let allowed = best + ChiSquared(degreesOfFreedom: 1).quantile(upperTail: 2 * request.tail)
    func excess(_ t: Double) -> Double { profile.deviance(t, restricted: restricted) - allowed }

    let rungs = LikelihoodSearch(restricted: restricted).ladder(problem)
    var lower = 0.0
    var above = estimate
    for rung in rungs.reversed() where rung < estimate {
      if excess(rung) > 0 {
        lower = RootFinder.bracketed(from: rung, to: above) { excess($0) }.x
        break
      }
      above = rung
    }
    var below = estimate
    var next = rungs.first { $0 > estimate } ?? 2 * estimate
    while excess(next) <= 0, next.isFinite { (below, next) = (next, 2 * next) }
    let upper = RootFinder.bracketed(from: below, to: next) { excess($0) }.x
    return Tau2Interval(interval: Interval(lower * problem.scale, upper * problem.scale))
  }
}
