import LinearAlgebra

/// Minimizes a function of several variables whose gradient and Hessian are known, possibly between bounds.
///
/// Newton's method in a trust region scaled by the curvature (Moré & Sorensen 1983, doi:10.1137/0904038): it descends
/// from any start, leaves saddle points, steps back from where the objective is not finite, and ends quadratically.
/// Where differences of the objective drown in rounding it goes on by the gradient alone until that no longer shrinks,
/// so that the minimum is found to the accuracy of the gradient, not to the root of rounding. Meant for up to about
/// 30 variables; after the first step nothing is allocated.
public struct NewtonMinimizer: Sendable {
  /// Limits of the variables, `nil` for none.
  public var bounds: SimpleBounds?
  /// The most steps.
  public var maximumIterations = 300
  /// The first radius, in units of the curvature: for a log-likelihood, of standard errors.
  public var initialRadius = 4.0

  /// A minimizer.
  public init(bounds: SimpleBounds? = nil) { self.bounds = bounds }

  /// The objective: gives its value and fills in gradient and Hessian (both triangles); not finite where undefined.
  public typealias Objective<Failure: Error> = (
    _ x: [Double], _ gradient: inout [Double], _ hessian: inout Matrix
  ) throws(Failure) -> Double

  /// Searches from a starting point, which is moved between the bounds first.
  /// - Throws: what the objective throws.
  public func minimize<Failure: Error>(
    from start: [Double], _ objective: Objective<Failure>
  ) throws(Failure) -> Minimum {
    let n = start.count
    var search = NewtonSearch(start, bounds: bounds ?? .none(n), radius: initialRadius)
    search.value = try objective(search.x, &search.gradient, &search.hessian)
    guard search.isUsable(search.value, search.gradient, search.hessian) else {
      return search.minimum(search.value == -.infinity ? .unbounded : .undefined)
    }
    search.largest = abs(search.value)
    for iteration in 0..<maximumIterations {
      search.iterations = iteration
      if let ending = search.propose() { return search.minimum(ending) }
      search.trialValue = try objective(search.trial, &search.trialGradient, &search.trialHessian)
      search.evaluations += 1
      if let ending = search.judge() { return search.minimum(ending) }
    }
    search.iterations = maximumIterations
    return search.minimum(.exhausted)
  }
}

/// The state of one search.
private struct NewtonSearch {
  let n: Int
  let bounds: SimpleBounds
  var x: [Double]
  var value = Double.nan
  var gradient: [Double]
  var hessian: Matrix
  var trial: [Double]
  var trialValue = Double.nan
  var trialGradient: [Double]
  var trialHessian: Matrix
  var scale: [Double]
  var held: [Bool]
  var radius: Double
  var iterations = 0
  var evaluations = 1
  /// The largest objective seen, which sets what counts as zero.
  var largest = 0.0
  var region: TrustRegionStep

  init(_ start: [Double], bounds: SimpleBounds, radius: Double) {
    n = start.count
    self.bounds = bounds
    self.radius = radius
    x = start.indices.map { bounds.clip(start[$0], $0) }
    trial = x
    gradient = [Double](repeating: 0, count: n)
    (trialGradient, scale) = (gradient, gradient)
    hessian = Matrix(rows: n, columns: n)
    trialHessian = hessian
    held = [Bool](repeating: false, count: n)
    region = TrustRegionStep(n)
  }

  func isUsable(_ value: Double, _ gradient: [Double], _ hessian: Matrix) -> Bool {
    value.isFinite && gradient.allSatisfy(\.isFinite) && hessian.elements.allSatisfy(\.isFinite)
  }

  /// What a difference of objectives must exceed to be more than rounding.
  private var noise: Double { 4 * .ulpOfOne * abs(value) + 1e-30 * largest }

  /// ‖D⁻¹g‖ over the variables that no bound holds.
  private func slope(_ gradient: [Double], at x: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<n where !bounds.holds(i, at: x[i], gradient: gradient[i]) {
      sum += gradient[i] / scale[i] * gradient[i] / scale[i]
    }
    return sum.squareRoot()
  }

  /// Makes the next trial point, or ends.
  mutating func propose() -> OptimizationSummary.Ending? {
    for i in 0..<n {
      held[i] = bounds.holds(i, at: x[i], gradient: gradient[i])
      scale[i] = max(scale[i], abs(hessian[i, i]).squareRoot())
    }
    // Where the Hessian is not positive definite, its other elements tell more than the diagonal.
    for i in 0..<n {
      for j in 0..<n where scale[j] > 0 { scale[i] = max(scale[i], 1e-2 * abs(hessian[i, j]) / scale[j]) }
      if scale[i] == 0 { scale[i] = gradient[i] == 0 ? 1 : abs(gradient[i]) }
    }
    region.solve(
      x: x, gradient: gradient, hessian: hessian, scale: scale, radius: radius, bounds: bounds, held: held)
    guard region.predicted > 1e-30 * largest, region.predicted > 0 else { return converged }
    var moves = false
    for i in 0..<n {
      trial[i] = bounds.clip(x[i] + region.step[i], i)
      if abs(trial[i] - x[i]) > x[i].ulp { moves = true }
    }
    return moves ? nil : converged
  }

  private var converged: OptimizationSummary.Ending {
    let isBound = (0..<n).contains { held[$0] && gradient[$0] != 0 }
    return isBound ? .boundary : .stationary
  }

  /// Takes or refuses the trial point and sets the radius, or ends.
  mutating func judge() -> OptimizationSummary.Ending? {
    if trialValue == -.infinity {
      swap()
      return .unbounded
    }
    let isUsable = isUsable(trialValue, trialGradient, trialHessian)
    let predicted = region.predicted
    let isBelowRounding = predicted <= 1e3 * noise
    if isUsable, isBelowRounding, trialValue <= value + 1e6 * noise {
      // Too close for the objective to tell: the gradient decides.
      let (before, after) = (slope(gradient, at: x), slope(trialGradient, at: trial))
      if after < 0.5 * before {
        swap()
        return nil
      }
      if after < before { swap() }
      if predicted <= noise || after < before { return converged }
    }
    let ratio = isUsable ? (value - trialValue) / predicted : -1
    if ratio < 0.25 {
      radius = (isUsable ? 0.25 : 0.1) * region.length
    } else if ratio > 0.75, region.length > 0.95 * radius {
      radius *= ratio > 0.9 ? 3 : 2
    }
    if ratio > 1e-4 {
      largest = max(largest, abs(trialValue))
      swap()
      if value < -1e300 { return .unbounded }
      return nil
    }
    // The radius has shrunk below what the variables can resolve.
    let size = (0..<n).reduce(0.0) { max($0, scale[$1] * abs(x[$1])) }
    guard radius < 0x1p-52 * size || radius < 1e-280 else { return nil }
    return predicted <= 1e3 * noise ? converged : .stalled
  }

  private mutating func swap() {
    Swift.swap(&x, &trial)
    Swift.swap(&gradient, &trialGradient)
    Swift.swap(&hessian, &trialHessian)
    value = trialValue
  }

  func minimum(_ ending: OptimizationSummary.Ending) -> Minimum {
    let held = (0..<n).map { bounds.holds($0, at: x[$0], gradient: gradient[$0]) }
    var largest = 0.0
    for i in 0..<n where !held[i] { largest = max(largest, abs(gradient[i])) }
    return Minimum(
      x: x, value: value, gradient: gradient, hessian: hessian, isHeld: held,
      summary: OptimizationSummary(
        ending: ending, iterations: iterations, evaluations: evaluations,
        gradient: ending == .undefined ? nil : largest))
  }
}
