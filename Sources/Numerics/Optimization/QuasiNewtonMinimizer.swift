import LinearAlgebra

/// Minimizes a function of several variables whose gradient is known, possibly between bounds.
///
/// BFGS (Nocedal & Wright 2006, doi:10.1007/978-0-387-40065-5, ch. 6) on the Hessian's approximation, damped where the
/// curvature is not positive (Powell 1978, doi:10.1007/BFb0067703), with the line search of Hager and Zhang (2005,
/// doi:10.1137/030601880). Variables on a bound that holds them back are left out of the step; a step ends at the first
/// bound it meets. Meant for up to about 30 variables.
public struct QuasiNewtonMinimizer: Sendable {
  /// Limits of the variables, `nil` for none.
  public var bounds: SimpleBounds?
  /// The most steps.
  public var maximumIterations = 1000
  /// The search ends when the decrease still to be expected, relative to the larger of the objective and
  /// ``scale``, falls below the square of this: about the error of a parameter in units of its curvature.
  public var tolerance = 1e-10
  /// The size of the objective below which differences do not matter.
  public var scale = 1.0

  /// A minimizer.
  public init(bounds: SimpleBounds? = nil) { self.bounds = bounds }

  /// The objective: gives its value and fills in the gradient; not finite where undefined.
  public typealias Objective<Failure: Error> = (
    _ x: [Double], _ gradient: inout [Double]
  ) throws(Failure) -> Double

  /// Searches from a starting point, which is moved between the bounds first.
  /// - Throws: what the objective throws.
  public func minimize<Failure: Error>(
    from start: [Double], _ objective: Objective<Failure>
  ) throws(Failure) -> Minimum {
    var search = QuasiNewtonSearch(start, bounds: bounds ?? .none(start.count))
    search.value = try objective(search.x, &search.gradient)
    search.evaluations = 1
    guard search.value.isFinite, search.gradient.allSatisfy(\.isFinite) else {
      return search.minimum(search.value == -.infinity ? .unbounded : .undefined)
    }
    var idle = 0
    for iteration in 0..<maximumIterations {
      search.iterations = iteration
      guard search.aim() else { return search.minimum(search.converged) }
      let size = max(abs(search.value), scale)
      if search.isScaled, -0.5 * search.slope <= tolerance * tolerance * size {
        return search.minimum(search.converged)
      }
      let before = search.projectedGradient
      var line = LineSearch(
        origin: .init(step: 0, value: search.value, slope: search.slope), farthest: search.farthest)
      let found = try line.search(guess: search.guess) { (step: Double) throws(Failure) in
        search.place(step)
        search.trialValue = try objective(search.trial, &search.trialGradient)
        search.evaluations += 1
        return search.trialPoint(step)
      }
      if search.trialValue == -.infinity || line.ranAway { return search.minimum(.unbounded) }
      let isBelowRounding = -search.slope <= 1e-13 * size
      if found == nil {
        if isBelowRounding { return search.minimum(search.converged) }
        // A step that lowers the objective is better than none; otherwise start the Hessian anew, once.
        guard line.best.step > 0 else {
          if search.isFresh { return search.minimum(.stalled) }
          search.forget()
          continue
        }
        search.place(line.best.step)
        search.trialValue = try objective(search.trial, &search.trialGradient)
        search.evaluations += 1
      }
      search.accept()
      if search.value < -1e300 { return search.minimum(.unbounded) }
      // Once the objective no longer tells, the gradient must keep shrinking.
      idle = isBelowRounding && search.projectedGradient > 0.5 * before ? idle + 1 : 0
      if idle == 3 { return search.minimum(search.converged) }
    }
    search.iterations = maximumIterations
    return search.minimum(.exhausted)
  }
}

/// The state of one search.
private struct QuasiNewtonSearch {
  let n: Int
  let bounds: SimpleBounds
  var x: [Double]
  var value = Double.nan
  var gradient: [Double]
  var trial: [Double]
  var trialValue = Double.nan
  var trialGradient: [Double]
  var direction: [Double]
  /// gᵀd.
  var slope = 0.0
  var farthest = Double.infinity
  var iterations = 0
  var evaluations = 0
  /// Whether the Hessian's approximation has seen a step since it was last reset.
  var isScaled = false
  var isFresh: Bool { !isScaled }
  private var hessian: Matrix
  private var factor: Matrix
  private var held: [Bool]
  private var product: [Double]
  private var nearest = -1

  init(_ start: [Double], bounds: SimpleBounds) {
    n = start.count
    self.bounds = bounds
    x = start.indices.map { bounds.clip(start[$0], $0) }
    trial = x
    gradient = [Double](repeating: 0, count: n)
    (trialGradient, direction, product) = (gradient, gradient, gradient)
    held = [Bool](repeating: false, count: n)
    hessian = .identity(n)
    factor = hessian
  }

  mutating func forget() {
    for j in 0..<n { for i in 0..<n { hessian[i, j] = i == j ? 1 : 0 } }
    isScaled = false
  }

  /// The first step to try: a whole one, but at the very start one that moves no variable far.
  var guess: Double {
    guard !isScaled else { return 1 }
    var step = Double.infinity
    for i in 0..<n where direction[i] != 0 { step = min(step, 0.1 * max(abs(x[i]), 1) / abs(direction[i])) }
    return min(step, 1)
  }

  var projectedGradient: Double {
    var largest = 0.0
    for i in 0..<n where !bounds.holds(i, at: x[i], gradient: gradient[i]) {
      largest = max(largest, abs(gradient[i]))
    }
    return largest
  }

  var converged: OptimizationSummary.Ending {
    (0..<n).contains { bounds.holds($0, at: x[$0], gradient: gradient[$0]) && gradient[$0] != 0 }
      ? .boundary : .stationary
  }

  /// Finds the direction −B⁻¹g of the free variables and how far it may go; false when the gradient is zero.
  mutating func aim() -> Bool {
    for i in 0..<n { held[i] = bounds.holds(i, at: x[i], gradient: gradient[i]) }
    for _ in 0...n {
      if !solve() {
        forget()
        _ = solve()
      }
      // A variable on its bound may not be carried across it.
      var isBlocked = false
      for i in 0..<n where !held[i] {
        if (direction[i] < 0 && x[i] <= bounds.lower[i]) || (direction[i] > 0 && x[i] >= bounds.upper[i]) {
          held[i] = true
          isBlocked = true
        }
      }
      if !isBlocked { break }
    }
    slope = 0
    (farthest, nearest) = (.infinity, -1)
    for i in 0..<n where direction[i] != 0 {
      slope += gradient[i] * direction[i]
      let limit = direction[i] < 0 ? bounds.lower[i] : bounds.upper[i]
      let reach = (limit - x[i]) / direction[i]
      if reach < farthest { (farthest, nearest) = (reach, i) }
    }
    return slope < 0
  }

  /// Solves B d = −g in the free variables by Cholesky; false when B is not positive definite there.
  private mutating func solve() -> Bool {
    for j in 0..<n {
      for i in j..<n {
        var sum = held[i] || held[j] ? (i == j ? 1 : 0) : hessian[i, j]
        for l in 0..<j { sum -= factor[i, l] * factor[j, l] }
        if i == j {
          guard sum > 0, sum.isFinite else { return false }
          factor[j, j] = sum.squareRoot()
        } else {
          factor[i, j] = sum / factor[j, j]
        }
      }
    }
    for i in 0..<n {
      var sum = held[i] ? 0 : -gradient[i]
      for l in 0..<i { sum -= factor[i, l] * direction[l] }
      direction[i] = sum / factor[i, i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = direction[i]
      for l in i + 1..<max(n, i + 1) { sum -= factor[l, i] * direction[l] }
      direction[i] = sum / factor[i, i]
    }
    return direction.allSatisfy(\.isFinite)
  }

  mutating func place(_ step: Double) {
    for i in 0..<n { trial[i] = bounds.clip(x[i] + step * direction[i], i) }
    if step == farthest, nearest >= 0 {
      trial[nearest] = direction[nearest] < 0 ? bounds.lower[nearest] : bounds.upper[nearest]
    }
  }

  func trialPoint(_ step: Double) -> LineSearch.Point {
    var slope = 0.0
    for i in 0..<n { slope += trialGradient[i] * direction[i] }
    return .init(step: step, value: trialValue, slope: slope)
  }

  /// Moves to the trial point and brings the Hessian's approximation up to date.
  mutating func accept() {
    var (sy, yy, sBs) = (0.0, 0.0, 0.0)
    for i in 0..<n {
      let (s, y) = (trial[i] - x[i], trialGradient[i] - gradient[i])
      sy += s * y
      yy += y * y
    }
    if !isScaled {
      let size = sy > 0 ? yy / sy : 1
      for j in 0..<n { for i in 0..<n { hessian[i, j] = i == j ? size : 0 } }
      isScaled = true
    }
    for i in 0..<n {
      var sum = 0.0
      for j in 0..<n { sum += hessian[i, j] * (trial[j] - x[j]) }
      product[i] = sum
      sBs += sum * (trial[i] - x[i])
    }
    if sBs > 0, sBs.isFinite, sy.isFinite {
      // Powell's damping keeps the approximation positive definite.
      let share = sy >= 0.2 * sBs ? 1 : 0.8 * sBs / (sBs - sy)
      let curvature = share * sy + (1 - share) * sBs
      for j in 0..<n {
        let yj = share * (trialGradient[j] - gradient[j]) + (1 - share) * product[j]
        for i in 0..<n {
          let yi = share * (trialGradient[i] - gradient[i]) + (1 - share) * product[i]
          hessian[i, j] += yi * yj / curvature - product[i] * product[j] / sBs
        }
      }
    }
    swap(&x, &trial)
    swap(&gradient, &trialGradient)
    value = trialValue
  }

  func minimum(_ ending: OptimizationSummary.Ending) -> Minimum {
    Minimum(
      x: x, value: value, gradient: gradient, hessian: nil,
      isHeld: (0..<n).map { bounds.holds($0, at: x[$0], gradient: gradient[$0]) },
      summary: OptimizationSummary(
        ending: ending, iterations: iterations, evaluations: evaluations,
        gradient: ending == .undefined ? nil : projectedGradient))
  }
}
