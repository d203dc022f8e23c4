import Distributions
import LinearAlgebra
import Optimization
import RealModule
import StudyRecords

/// The doses that the profile likelihood leaves possible: where 2(ℓ_max − ℓ(δ)) does not exceed the quantile of χ²(1).
///
/// ℓ(δ) is the full log-likelihood maximised over all else, τ² included, under the constraint that the mean at δ is the
/// target T: yᵢ − T = b₁(xᵢ − δ) + (covariates less their means). With δ = x̄ + s tan θ the constraint is the column
/// cos θ (xᵢ − x̄)/s − sin θ, which passes through infinite doses (no slope at all) without a break; the deviance is
/// followed round that circle from its zero at the estimate to where the data fit the target worst, on both sides.
/// With τ² known it is Fieller's set with a normal quantile. Source: Cox (1967), Biometrika 54, 567–572; Hardy & Thompson
/// (1996) for τ².
struct DoseProfileLikelihood {
  private let problem: Tau2Problem
  private let standardized: [Double]
  private let covariates: [[Double]]
  private let center: Double
  private let spread: Double
  private let best: Double
  /// The mean at x̄ by maximum likelihood, and its rise a standard deviation of x.
  private let height: Double
  private let rise: Double

  /// A profile over a line in `x`, with the design's other columns; `nil` where the likelihood has no maximum or x does
  /// not vary.
  init?(_ problem: Tau2Problem, x: [Double], covariates: [[Double]]) {
    let k = Double(problem.k)
    let center = x.reduce(0, +) / k
    let spread = (x.reduce(0) { $0 + ($1 - center) * ($1 - center) } / k).squareRoot()
    guard spread > 0, spread.isFinite, problem.k > problem.p,
      let estimate = try? MaximumLikelihood().estimate(problem)
    else { return nil }
    standardized = x.map { ($0 - center) / spread }
    self.covariates = covariates.map { column in
      let mean = column.reduce(0, +) / k
      return column.map { $0 - mean }
    }
    let ones = [Double](repeating: 1, count: problem.k)
    let weights = problem.vi.map { 1 / ($0 + estimate.tau2) }
    guard weights.allSatisfy(\.isFinite),
      let fit = try? WeightedLeastSquares(
        design: Matrix(columns: [ones, standardized] + self.covariates, rows: problem.k), response: problem.yi,
        weights: weights)
    else { return nil }
    (height, rise) = (fit.coefficients[0], fit.coefficients[1])
    var profile = Tau2Profile(problem)
    best = profile.deviance(estimate.tau2 / problem.scale, restricted: false)
    guard best.isFinite else { return nil }
    self.problem = problem
    (self.center, self.spread) = (center, spread)
  }

  /// The set for a target, `line` being the fitted one.
  func set(reaching target: Double, line: EstimatedLine, level: Double) -> DoseSet? {
    // The angle of the likelihood's own estimate of the dose, in [−π/2, π/2].
    let estimate = Double.atan2(y: rise < 0 ? height - target : target - height, x: abs(rise))
    let allowed = ChiSquared(degreesOfFreedom: 1).quantile(upperTail: 1 - level / 100)
    func excess(_ theta: Double) -> Double? { deviance(theta, target: target).map { $0 - allowed } }
    let worst = angle(line.center + line.leastCompatible(with: target))
    var ahead = worst - estimate
    while ahead <= 0 { ahead += .pi }
    while ahead > .pi { ahead -= .pi }
    guard var peak = excess(estimate + ahead) else { return nil }
    if peak <= 0 {
      // The worst place of the normal approximation is not quite that of the likelihood.
      for step in 1..<32 {
        let other = Double.pi * Double(step) / 32
        if let value = excess(estimate + other), value > peak { (peak, ahead) = (value, other) }
      }
    }
    guard peak > 0 else { return .everything }
    let upper = RootFinder.bracketed(from: estimate, to: estimate + ahead, relativeTolerance: 1e-12) {
      excess($0) ?? .infinity
    }.x
    let lower = RootFinder.bracketed(from: estimate + ahead - .pi, to: estimate, relativeTolerance: 1e-12) {
      excess($0) ?? .infinity
    }.x
    // The estimate lies in (−π/2, π/2); an end beyond has passed through infinity.
    if upper >= .pi / 2 { return .outside(Interval(position(upper - .pi), position(lower))) }
    if lower <= -.pi / 2 { return .outside(Interval(position(upper), position(lower + .pi))) }
    return .bounded(Interval(position(lower), position(upper)))
  }

  private func deviance(_ theta: Double, target: Double) -> Double? {
    let (sine, cosine) = (Double.sin(theta), Double.cos(theta))
    let columns = [standardized.map { cosine * $0 - sine }] + covariates
    guard
      let constrained = try? Tau2Problem(
        yi: problem.yi.map { $0 - target }, vi: problem.vi, design: Matrix(columns: columns, rows: problem.k)),
      let estimate = try? MaximumLikelihood().estimate(constrained)
    else { return nil }
    var profile = Tau2Profile(constrained)
    return profile.deviance(estimate.tau2 / constrained.scale, restricted: false) - best
  }

  private func angle(_ x: Double) -> Double { x.isFinite ? .atan((x - center) / spread) : .pi / 2 }
  private func position(_ theta: Double) -> Double { center + spread * .tan(theta) }
}
