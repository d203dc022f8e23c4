import Optimization
import RealModule

/// The global maximum of the (restricted) log-likelihood in τ².
///
/// The derivative of −2ℓ is a smooth function of log τ² whose features have the width of a factor or so; a ladder of
/// τ² values, each twice the last, from below the smallest variance up to a bound beyond which the likelihood can only
/// fall, brackets every local maximum. Where the cubic through both ends of a rung could turn back inside it, the
/// rung is halved. Each bracketed maximum is polished by safeguarded Newton, and the best is returned, the smaller τ²
/// if two are equal.
struct LikelihoodSearch {
  /// Whether the likelihood is the restricted one.
  let restricted: Bool

  /// What a search yields, in standard units.
  struct Outcome {
    var tau2: Double
    var summary: OptimizationSummary
    var pointAtOptimum: Tau2Profile.Point
  }

  /// Half the derivative of −2ℓ with its own derivative.
  private func slope(_ point: Tau2Profile.Point) -> RootFinder.Slope {
    restricted
      ? .init(value: point.trace - point.qSlope, derivative: 2 * point.qCurve - point.traceSquare)
      : .init(value: point.weight - point.qSlope, derivative: 2 * point.qCurve - point.weightSquare)
  }

  func maximize(_ problem: Tau2Problem) throws(ModelError) -> Outcome {
    var profile = Tau2Profile(problem)
    var evaluations = 0
    func slope(at t: Double) -> RootFinder.Slope {
      evaluations += 1
      return self.slope(profile.point(t))
    }
    let rungs = ladder(problem)
    var maxima: [(tau2: Double, iterations: Int)] = []
    var lower = (t: rungs[0], slope: slope(at: rungs[0]))
    if lower.slope.value >= 0 { maxima.append((rungs[0], 0)) }
    for next in rungs.dropFirst() {
      let upper = (t: next, slope: slope(at: next))
      var stack = [(lower, upper, 0)]
      while let (a, b, depth) = stack.popLast() {
        if depth < 6, mayTurn(a, b) {
          let middle = 0.5 * (a.t + b.t)
          let center = (t: middle, slope: slope(at: middle))
          stack.append((center, b, depth + 1))
          stack.append((a, center, depth + 1))
        } else if a.slope.value < 0, b.slope.value >= 0 {
          let root = RootFinder.newton(from: a.t, to: b.t) { slope(at: $0) }
          maxima.append((root.x, root.iterations))
        }
      }
      lower = upper
    }
    var best = (tau2: 0.0, deviance: Double.infinity, iterations: 0)
    for candidate in maxima {
      let deviance = profile.deviance(candidate.tau2, restricted: restricted)
      if deviance < best.deviance { best = (candidate.tau2, deviance, candidate.iterations) }
    }
    let point = profile.point(best.tau2)
    return Outcome(
      tau2: best.tau2,
      summary: OptimizationSummary(
        ending: best.tau2 == rungs[0] ? .boundary : .stationary, iterations: best.iterations,
        evaluations: evaluations, gradient: -self.slope(point).value / problem.scale, localOptima: maxima.count),
      pointAtOptimum: point)
  }

  /// Zero, then powers of two times a quarter of the smallest positive variance, then a bound beyond every maximum.
  ///
  /// The bound: y′PPy ≤ S/(v_min + t)² with S the sum of squares of the problem's y, while tr P ≥ (k − p)/(v_max + t).
  func ladder(_ problem: Tau2Problem) -> [Double] {
    let smallest = problem.v.reduce(Double.infinity) { $1 > 0 ? min($0, $1) : $0 }
    let largest = problem.v.reduce(0, max)
    let squares = problem.y.reduce(0) { $0 + $1 * $1 }
    let mean = squares / Double(restricted ? problem.degreesOfFreedom : problem.k)
    let bound = 2 * (mean + (mean * largest).squareRoot()) + largest
    let least = smallest.isFinite ? smallest / 4 : max(mean, Double.leastNormalMagnitude) * 1e-6
    var rungs = [problem.v.contains(0) ? least * 1e-12 : 0.0]
    var t = least
    while t < bound {
      rungs.append(t)
      t *= 2
    }
    return rungs + [t]
  }

  /// Whether the cubic through both ends' values and slopes of the derivative may cross zero where its ends do not
  /// show it: a double crossing inside a rung of equal signs, or a triple one inside a rung of unequal signs.
  private func mayTurn(
    _ a: (t: Double, slope: RootFinder.Slope), _ b: (t: Double, slope: RootFinder.Slope)
  ) -> Bool {
    let width = b.t - a.t
    let (fa, fb) = (a.slope.value, b.slope.value)
    let (da, db) = (a.slope.derivative * width, b.slope.derivative * width)
    if (fa < 0) == (fb < 0) {
      // Towards zero at both ends, steep enough that the tangents meet on the other side.
      let sign: Double = fa < 0 ? 1 : -1
      guard sign * da > 0, sign * db < 0 else { return false }
      return abs(fa) / abs(da) + abs(fb) / abs(db) < 1.5
    }
    // Unequal signs: a direction against the crossing at an end means a further pair of crossings.
    let rising = fb > fa
    return (rising ? da < 0 : da > 0) || (rising ? db < 0 : db > 0)
  }
}
