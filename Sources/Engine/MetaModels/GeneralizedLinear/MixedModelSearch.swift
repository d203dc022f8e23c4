import LinearAlgebra
import Optimization
import RealModule

/// The maximum of a mixed model's likelihood over coefficients and standard deviations.
///
/// Standard deviations are searched between 0 and ``largestDeviation``. The likelihood is even in each, so that 0 is
/// always a stationary point: the model without it is fitted on its own and stands as a candidate beside the maxima
/// reached from several positive starts. The highest wins, 0 where equal.
struct MixedModelSearch {
  /// The largest τ or σ that counts as an answer.
  static let largestDeviation = 30.0
  /// The positive values of τ from which the search starts.
  static let starts = [0.3, 1.2, 5.0]

  let studies: [StudyLikelihood]
  let layout: StudyLayout
  let basis: Matrix
  let rule: AdaptiveRule

  /// The model without τ, from several values of σ.
  func equalEffects(from start: [Double]? = nil) -> Minimum {
    let objective = objective(hasTau: false)
    var minima: [Minimum] = []
    if let start {
      minima.append(minimize(objective, from: start))
    } else if let sigma = objective.sigma, let intercept = objective.intercept {
      for deviation in [0.4, 1.2] {
        var x = [Double](repeating: 0, count: objective.count)
        (x[intercept], x[sigma]) = (commonIntercept, deviation)
        minima.append(minimize(objective, from: x))
      }
    } else {
      minima.append(minimize(objective, from: [Double](repeating: 0, count: objective.count)))
    }
    return Minimum.best(of: minima) ?? minima[0]
  }

  /// The model with τ; `equal` is the one without.
  func randomEffects(equal: Minimum, from start: [Double]? = nil) -> Minimum {
    let objective = objective(hasTau: true)
    var boundary = equal
    boundary.x.append(0)
    boundary.gradient.append(0)
    boundary.isHeld.append(true)
    boundary.summary.ending = .boundary
    // Where the likelihood rises from τ = 0, that point is no maximum and does not count as one.
    let isMaximum = objective.value(equal.x + [0.02]) >= equal.value
    var minima = [boundary]
    let points = start.map { [$0] } ?? MixedModelSearch.starts.map { equal.x + [$0] }
    for point in points { minima.append(minimize(objective, from: point)) }
    if !isMaximum { minima[0].summary.ending = .exhausted }
    var best = Minimum.best(of: minima) ?? boundary
    if best.x.last == 0 { best.summary.ending = .boundary }
    return best
  }

  func objective(hasTau: Bool) -> MixedModelObjective {
    MixedModelObjective(studies: studies, layout: layout, basis: basis, rule: rule, hasTau: hasTau)
  }

  /// One search, with standard deviations next to 0 moved there where the likelihood cannot tell.
  private func minimize(_ objective: MixedModelObjective, from start: [Double]) -> Minimum {
    var bounds = SimpleBounds.none(objective.count)
    for position in objective.deviations {
      (bounds.lower[position], bounds.upper[position]) = (0, MixedModelSearch.largestDeviation)
    }
    var minimizer = QuasiNewtonMinimizer(bounds: bounds)
    minimizer.maximumIterations = 400
    var minimum = minimizer.minimize(from: start) { objective.evaluate($0, &$1) }
    for position in objective.deviations where minimum.x[position] < 0.05 {
      var x = minimum.x
      x[position] = 0
      let value = objective.value(x)
      // A likelihood ratio of 1 to ten digits.
      guard value <= minimum.value + 1e-10 * max(1, abs(minimum.value)) else { continue }
      minimizer.bounds?.upper[position] = 0
      let previous = minimum.summary
      minimum = minimizer.minimize(from: x) { objective.evaluate($0, &$1) }
      minimum.summary.iterations += previous.iterations
      minimum.summary.evaluations += previous.evaluations
      minimum.summary.ending = .boundary
    }
    return minimum
  }

  /// A starting value of μ: the pooled predictor of the second group.
  private var commonIntercept: Double {
    var (events, total, isRate) = (0.5, 1.0, false)
    for study in studies where study.terms.count > 1 {
      switch study.terms[1] {
      case .binomial(let y, let n, _), .logBinomial(let y, let n, _):
        events += y
        total += n
      case .poisson(let y, let t, _):
        events += y
        total += t
        isRate = true
      case .hypergeometric: break
      }
    }
    return isRate ? .log(events / total) : .log(events / (total - events))
  }
}
