import LinearAlgebra

/// Derivatives of smooth functions by central differences extrapolated to step zero.
///
/// Each derivative is computed at up to ten steps, each shorter by 1.4, and Richardson's extrapolation in h² runs over
/// them; the entry of the tableau that agrees best with its neighbours is taken, and their disagreement is the error
/// estimate (Ridders 1982, doi:10.1016/S0141-1195(82)80057-0; the same idea for Hessians: Gilbert & Varadhan's
/// numDeriv). Good for about 11 digits of a gradient and 9 of a Hessian when the first step is a sizeable part of the
/// scale on which the function changes; a step too long costs evaluations, one too short costs digits.
public enum NumericalDerivatives {
  /// A derivative and how far off it may be.
  public struct Estimate: Hashable, Sendable {
    /// The derivative.
    public var value: Double
    /// The disagreement of neighbouring extrapolations.
    public var error: Double
  }

  /// The steps used when none are given: a tenth of the larger of |xᵢ| and 1.
  public static func defaultSteps(at x: [Double]) -> [Double] { x.map { 0.1 * max(abs($0), 1) } }

  /// f′(x), `nil` where the function is not finite however near to x.
  /// - Throws: what the function throws.
  public static func derivative<Failure: Error>(
    at x: Double, step: Double? = nil, _ f: (Double) throws(Failure) -> Double
  ) throws(Failure) -> Estimate? {
    try extrapolate(from: step ?? 0.1 * max(abs(x), 1)) { (h) throws(Failure) in
      let (up, down) = (x + h, x - h)
      return (try f(up) - f(down)) / (up - down)
    }
  }

  /// The gradient, `nil` where the function is not finite however near to x.
  /// - Throws: what the function throws.
  public static func gradient<Failure: Error>(
    at x: [Double], steps: [Double]? = nil, _ f: (_ x: [Double]) throws(Failure) -> Double
  ) throws(Failure) -> [Estimate]? {
    let steps = steps ?? defaultSteps(at: x)
    var point = x
    var result: [Estimate] = []
    for i in x.indices {
      let estimate = try derivative(at: x[i], step: steps[i]) { (value) throws(Failure) in
        point[i] = value
        let result = try f(point)
        point[i] = x[i]
        return result
      }
      guard let estimate else { return nil }
      result.append(estimate)
    }
    return result
  }

  /// The Hessian from values of the function, `nil` where it is not finite however near to x.
  /// - Throws: what the function throws.
  public static func hessian<Failure: Error>(
    at x: [Double], steps: [Double]? = nil, _ f: (_ x: [Double]) throws(Failure) -> Double
  ) throws(Failure) -> Matrix? {
    let steps = steps ?? defaultSteps(at: x)
    var point = x
    func value(_ moves: [(Int, Double)]) throws(Failure) -> Double {
      for (i, h) in moves { point[i] = x[i] + h }
      let result = try f(point)
      for (i, _) in moves { point[i] = x[i] }
      return result
    }
    let center = try f(x)
    var hessian = Matrix(rows: x.count, columns: x.count)
    for i in x.indices {
      for j in 0...i {
        let estimate = try extrapolate(from: 1) { (t) throws(Failure) in
          let (h, l) = (t * steps[i], t * steps[j])
          if i == j { return (try value([(i, h)]) - 2 * center + value([(i, -h)])) / (h * h) }
          let same = try value([(i, h), (j, l)]) + value([(i, -h), (j, -l)])
          let opposite = try value([(i, h), (j, -l)]) + value([(i, -h), (j, l)])
          return (same - opposite) / (4 * h * l)
        }
        guard let estimate else { return nil }
        (hessian[i, j], hessian[j, i]) = (estimate.value, estimate.value)
      }
    }
    return hessian
  }

  /// The Hessian from the gradient, made symmetric; `nil` where the gradient is not finite however near to x.
  /// - Throws: what the gradient throws.
  public static func hessian<Failure: Error>(
    at x: [Double], steps: [Double]? = nil,
    gradient: (_ x: [Double], _ gradient: inout [Double]) throws(Failure) -> Void
  ) throws(Failure) -> Matrix? {
    let n = x.count
    let steps = steps ?? defaultSteps(at: x)
    var (point, up, down) = (x, [Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    var columns = Matrix(rows: n, columns: n)
    for j in 0..<n {
      // The same differences serve all elements of a column.
      var rows: [Double: [Double]] = [:]
      for i in 0..<n {
        let estimate = try extrapolate(from: steps[j]) { (h) throws(Failure) in
          if rows[h] == nil {
            point[j] = x[j] + h
            try gradient(point, &up)
            point[j] = x[j] - h
            try gradient(point, &down)
            point[j] = x[j]
            rows[h] = (0..<n).map { (up[$0] - down[$0]) / (2 * h) }
          }
          return rows[h]?[i] ?? .nan
        }
        guard let estimate else { return nil }
        columns[i, j] = estimate.value
      }
    }
    var hessian = columns
    for j in 0..<n { for i in 0..<n { hessian[i, j] = 0.5 * (columns[i, j] + columns[j, i]) } }
    return hessian
  }

  private static let levels = 10
  private static let shrink = 1.4

  /// Ridders' tableau over a difference quotient with errors in even powers of its step.
  private static func extrapolate<Failure: Error>(
    from step: Double, _ quotient: (Double) throws(Failure) -> Double
  ) throws(Failure) -> Estimate? {
    var h = step
    var first = try quotient(h)
    for _ in 0..<20 where !first.isFinite {
      h /= 8
      first = try quotient(h)
    }
    guard first.isFinite else { return nil }
    var row = [first]
    var best = Estimate(value: first, error: .infinity)
    for level in 1..<levels {
      h /= shrink
      var next = [try quotient(h)]
      guard next[0].isFinite else { break }
      var factor = 1.0
      for order in 1...level {
        factor *= shrink * shrink
        let value = (next[order - 1] * factor - row[order - 1]) / (factor - 1)
        let error = max(abs(value - next[order - 1]), abs(value - row[order - 1]))
        if error <= best.error { best = Estimate(value: value, error: error) }
        next.append(value)
      }
      // Higher orders no longer help: rounding has taken over.
      if abs(next[level] - row[level - 1]) >= 2 * best.error, level > 3 { break }
      row = next
    }
    return best
  }
}
