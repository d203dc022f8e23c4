import Distributions
import LinearAlgebra
import StudyRecords

/// A parametric bootstrap of a curve: new estimates yᵢ ~ N(xᵢ′b, vᵢ + τ²) are drawn from the fitted model, refitted by
/// the same estimator of τ², and asked where they first reach each target.
///
/// The sample's answer is an ordered value: at the lowest dose or below, a dose inside the observed range, or never.
/// The ends of the interval are the order statistics of rank (B + 1)α/2 and (B + 1)(1 − α/2), interpolated between
/// doses; an end that falls on one of the two extremes is open. Samples are drawn one after the other from one
/// generator, so that the same seed gives the same bytes everywhere. Source: Davison & Hinkley (1997),
/// doi:10.1017/CBO9780511802843, sec. 5.3.1.
struct DoseBootstrap {
  let problem: Tau2Problem
  let coefficients: [Double]
  let tau2: Double
  let estimator: (any Tau2Estimator)?
  let userWeights: [Double]?
  let crossing: DoseCrossing

  /// The outcomes of the samples that could be fitted, one list for each target.
  func outcomes(_ targets: [DoseTarget], samples: Int, seed: UInt64) -> [[DoseCrossing.Outcome]] {
    var generator = SplitMix64(seed: seed)
    let k = problem.k
    var means = [Double](repeating: 0, count: k)
    for (j, coefficient) in coefficients.enumerated() {
      for i in 0..<k { means[i] += problem.design[i, j] * coefficient }
    }
    let deviations = problem.vi.map { ($0 + tau2).squareRoot() }
    var outcomes = [[DoseCrossing.Outcome]](repeating: [], count: targets.count)
    var yi = means
    for _ in 0..<samples {
      for i in 0..<k { yi[i] = means[i] + deviations[i] * generator.normal() }
      guard let refitted = refit(yi) else { continue }
      for (index, target) in targets.enumerated() {
        outcomes[index].append(crossing.first(target, refitted))
      }
    }
    return outcomes
  }

  private func refit(_ yi: [Double]) -> [Double]? {
    guard let sample = try? Tau2Problem(problem, responses: yi) else { return nil }
    var tau2 = self.tau2
    if let estimator {
      guard let estimate = try? estimator.estimate(sample) else { return nil }
      tau2 = estimate.tau2
    }
    let weights = userWeights ?? problem.vi.map { 1 / ($0 + tau2) }
    guard weights.allSatisfy(\.isFinite) else { return nil }
    return try? WeightedLeastSquares(design: problem.design, response: yi, weights: weights).coefficients
  }

  /// The fewest samples that have order statistics as far out as a level in percent needs: 2/α − 1, 39 for 95 %.
  static func leastSamples(level: Double) -> Int {
    let count = 2 / (1 - level / 100) - 1
    return count < 1e9 ? Int((count - 1e-6).rounded(.up)) : Int.max
  }

  /// The percentile set of some outcomes at a level in percent; `nil` for fewer than ``leastSamples(level:)``.
  static func percentileSet(
    _ outcomes: [DoseCrossing.Outcome], level: Double, range: Interval
  ) -> DoseSet? {
    let values = outcomes.map { outcome in
      switch outcome {
      case .atLowest: -Double.infinity
      case .within(let dose): dose
      case .never: Double.infinity
      }
    }.sorted()
    let rank = Double(values.count + 1) * (1 - level / 100) / 2
    guard values.count >= leastSamples(level: level) else { return nil }
    let (lower, upper) = (
      value(values, rank: rank), value(values, rank: Double(values.count + 1) - rank)
    )
    switch (lower, upper) {
    case (-.infinity, .infinity): return .everything
    case (-.infinity, -.infinity): return .below(range.lower)
    case (.infinity, .infinity): return .above(range.upper)
    case (-.infinity, _): return .below(upper)
    case (_, .infinity): return .above(lower)
    default: return .bounded(Interval(lower, upper))
    }
  }

  /// The order statistic of a rank from 1, interpolated between finite neighbours, else the one farther out.
  private static func value(_ sorted: [Double], rank: Double) -> Double {
    let nearest = rank.rounded()
    let exact = abs(rank - nearest) < 1e-9 ? nearest : rank
    let below = min(max(Int(exact.rounded(.down)), 1), sorted.count)
    let above = min(max(Int(exact.rounded(.up)), 1), sorted.count)
    let (a, b) = (sorted[below - 1], sorted[above - 1])
    if below == above || a == b { return a }
    if a.isFinite, b.isFinite { return a + (exact - Double(below)) * (b - a) }
    return a.isFinite ? b : a
  }
}
