import Optimization

/// The equation Q(τ²) = target, where Q(τ²) = y′P(τ²)y falls from its value at zero towards 0.
///
/// Q is convex and falling, so there is at most one root. It lies below S/target − v_min, since
/// Q(t) ≤ S/(v_min + t) with S the sum of squares of the problem's y.
struct QEquation {
  private var profile: Tau2Profile
  private let problem: Tau2Problem

  init(_ problem: Tau2Problem) {
    self.problem = problem
    profile = Tau2Profile(problem)
  }

  /// What a search yields, in standard units.
  struct Solution {
    var tau2: Double
    /// Whether Q lies below the target already at τ² = 0.
    var isBelowAtZero: Bool
    var summary: OptimizationSummary
  }

  /// The root, or zero when Q(0) does not exceed the target.
  mutating func solve(target: Double) -> Solution {
    let squares = problem.y.reduce(0) { $0 + $1 * $1 }
    let smallest = problem.v.reduce(.infinity, min)
    let floor = smallest > 0 ? 0 : squares / target * 1e-18
    let start = profile.quadraticForm(floor)
    guard start.q > target, target > 0 else {
      let isBelow = start.q < target && !(smallest == 0 && start.q == 0)
      return Solution(
        tau2: 0, isBelowAtZero: isBelow,
        summary: OptimizationSummary(ending: .boundary, evaluations: 1, gradient: start.q - target))
    }
    var evaluations = 1
    let bound = max(squares / target - smallest, floor) * (1 + 1e-12) + .leastNormalMagnitude
    // Newton on 1/Q − 1/target, nearly linear in τ², from a convex function's safe side.
    let root = RootFinder.newton(from: floor, to: bound, startingAt: startingPoint(start, target)) { t in
      evaluations += 1
      let point = profile.quadraticForm(t)
      return .init(value: 1 / point.q - 1 / target, derivative: point.qSlope / (point.q * point.q))
    }
    return Solution(
      tau2: root.x, isBelowAtZero: false,
      summary: OptimizationSummary(
        ending: .stationary, iterations: root.iterations, evaluations: evaluations,
        gradient: profile.quadraticForm(root.x).q - target))
  }

  private func startingPoint(_ point: Tau2Profile.Point, _ target: Double) -> Double {
    point.tau2 + (point.q - target) * point.q / (target * point.qSlope)
  }

  /// Σ 1/(v + τ²) at a τ² in standard units.
  mutating func weight(at tau2: Double) -> Double { profile.quadraticForm(tau2).weight }
}

extension Tau2Problem {
  /// The estimate that solves Q(τ²) = target, with Morris' standard error √(2k²/(k − p))/Σw.
  func estimate(solvingQ target: Double, method: String) throws(ModelError) -> Tau2Estimate {
    var equation = QEquation(self)
    let solution = equation.solve(target: target)
    if solution.tau2 == 0 { try requirePositiveVariances(for: method) }
    let weight = equation.weight(at: solution.tau2)
    let error = (2 * Double(k * k) / Double(degreesOfFreedom)).squareRoot() / weight
    return Tau2Estimate(
      tau2: solution.tau2 * scale, standardError: error * scale, isTruncated: solution.isBelowAtZero,
      optimization: solution.summary)
  }
}
