import EffectMeasures
import StudyRecords

/// DerSimonian and Laird's τ² with Q taken around the Mantel–Haenszel value, as RevMan pools random effects.
///
/// Q = Σ (yᵢ − θ̂_MH)²/vᵢ, τ² = max(0, (Q − (k − 1))/(Σw − Σw²/Σw)). Deeks & Higgins (2010), Statistical algorithms
/// in Review Manager 5, p. 7.
struct MantelHaenszelDerSimonianLaird {
  /// θ̂_MH.
  let center: Double

  /// The estimator the settings ask for, or `nil` when they pool by inverse variance.
  init?(_ settings: ModelSettings, _ effects: EffectSizes, isCommonMean: Bool) throws(ModelError) {
    guard case .mantelHaenszel(let choices) = settings.pooling else { return nil }
    guard isCommonMean else { throw .pooling("MH", .moderators) }
    guard settings.weighting == .inverseVariance else { throw .pooling("MH", .weights) }
    guard settings.heterogeneity == .estimated(.dl) else {
      throw .pooling("MH", .estimator(settings.heterogeneity.code))
    }
    let tables = try StratifiedTables(effects, for: settings.pooling)
    let measure = try MantelHaenszel(of: effects)
    guard let pooled = measure.estimate(tables.counts, choices) else {
      let hasEvents = tables.counts.contains { $0.events1 + $0.events2 > 0 }
      throw .pooling("MH", hasEvents ? .infinite : .noInformation)
    }
    center = pooled.estimate
  }

  /// Q around the Mantel–Haenszel value.
  func q(_ problem: Tau2Problem) -> Double {
    var sum = 0.0
    for (yi, vi) in zip(problem.yi, problem.vi) { sum += (yi - center) * (yi - center) / vi }
    return sum
  }

  /// τ² in closed form; no standard error is defined.
  func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    try problem.requirePositiveVariances(for: "DL")
    var profile = Tau2Profile(problem)
    let raw = (q(problem) - Double(problem.degreesOfFreedom)) / profile.point(0).trace
    return Tau2Estimate(raw: raw, standardError: { _ in nil }, in: problem)
  }
}
