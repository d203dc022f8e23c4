/// Roots of a function of one variable inside a bracket.
///
/// Newton steps where they stay inside and shrink the bracket, halving otherwise (geometric halving where the
/// bracket spans several orders of magnitude), so that every search ends: at an exact zero, or when the bracket's
/// ends are neighbouring numbers or the step falls below rounding.
public enum RootFinder {
  /// A function value with its derivative.
  public struct Slope: Sendable {
    /// f(x).
    public var value: Double
    /// f′(x).
    public var derivative: Double

    /// A function value with its derivative.
    public init(value: Double, derivative: Double) {
      self.value = value
      self.derivative = derivative
    }
  }

  /// A root with how it was found.
  public struct Root: Sendable {
    /// The root.
    public var x: Double
    /// The function's value there.
    public var residual: Double
    /// Steps taken.
    public var iterations: Int
  }

  /// The root of a function with derivative between `low` and `high`, where it has opposite signs.
  ///
  /// If the signs are equal the end with the smaller magnitude is returned. 0 ≤ low is needed only for geometric
  /// halving; negative brackets are halved arithmetically.
  public static func newton(
    from low: Double, to high: Double, startingAt start: Double? = nil,
    _ f: (Double) throws -> Slope
  ) rethrows -> Root {
    var (a, b) = (low, high)
    let (fa, fb) = (try f(a).value, try f(b).value)
    if fa == 0 { return Root(x: a, residual: 0, iterations: 0) }
    if fb == 0 { return Root(x: b, residual: 0, iterations: 0) }
    guard (fa < 0) != (fb < 0) else {
      return abs(fa) < abs(fb)
        ? Root(x: a, residual: fa, iterations: 0) : Root(x: b, residual: fb, iterations: 0)
    }
    let rising = fb > 0
    var x = start.map { min(max($0, a), b) } ?? midpoint(a, b)
    if x == a || x == b { x = midpoint(a, b) }
    var widthBefore = b - a
    for iteration in 1...400 {
      let slope = try f(x)
      if slope.value == 0 { return Root(x: x, residual: 0, iterations: iteration) }
      if (slope.value > 0) == rising { b = x } else { a = x }
      var next = x - slope.value / slope.derivative
      // Newton must stay inside; every third step the bracket must have halved, or it is halved.
      if !(next > a && next < b) || (iteration % 3 == 0 && b - a > 0.5 * widthBefore) { next = midpoint(a, b) }
      if iteration % 3 == 0 { widthBefore = b - a }
      if abs(next - x) <= 2 * x.ulp || b.nextDown <= a {
        return Root(x: next > a && next < b ? next : x, residual: slope.value, iterations: iteration)
      }
      x = next
    }
    return Root(x: x, residual: try f(x).value, iterations: 400)
  }

  /// The root of a function without derivative between `low` and `high`, where it has opposite signs.
  ///
  /// Inverse quadratic interpolation guarded by halving (Chandrupatla 1997, doi:10.1016/S0965-9978(96)00051-8). If the
  /// signs are equal the end with the smaller magnitude is returned.
  public static func bracketed(
    from low: Double, to high: Double, relativeTolerance: Double = 4 * .ulpOfOne, absoluteTolerance: Double = 0,
    _ f: (Double) throws -> Double
  ) rethrows -> Root {
    var (x1, x2) = (low, high)
    var (f1, f2) = (try f(x1), try f(x2))
    if f1 == 0 { return Root(x: x1, residual: 0, iterations: 0) }
    guard (f1 < 0) != (f2 < 0), f2 != 0 else {
      return abs(f1) < abs(f2)
        ? Root(x: x1, residual: f1, iterations: 0) : Root(x: x2, residual: f2, iterations: 0)
    }
    var (x3, f3) = (x1, f1)
    var share = 0.5
    for iteration in 1...400 {
      let x = share == 0.5 ? midpoint(min(x1, x2), max(x1, x2)) : x1 + share * (x2 - x1)
      let value = try f(x)
      if (value < 0) == (f1 < 0) {
        (x3, f3) = (x1, f1)
      } else {
        (x3, x2, f3, f2) = (x2, x1, f2, f1)
      }
      (x1, f1) = (x, value)
      let (best, residual) = abs(f2) < abs(f1) ? (x2, f2) : (x1, f1)
      let tolerance = max(relativeTolerance * abs(best), absoluteTolerance, best.ulp)
      let width = tolerance / abs(x2 - x1)
      if residual == 0 || width > 0.5 { return Root(x: best, residual: residual, iterations: iteration) }
      let xi = (x1 - x2) / (x3 - x2)
      let phi = (f1 - f2) / (f3 - f2)
      share = 0.5
      if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
        share = f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2)
        share = min(max(share, width), 1 - width)
      }
    }
    return Root(x: x1, residual: f1, iterations: 400)
  }

  /// The middle of a bracket: geometric when both ends are positive and differ by more than a factor of 8.
  static func midpoint(_ a: Double, _ b: Double) -> Double {
    if a >= 0, b > 8 * a {
      // Below the smallest scale of interest zero counts as positive, so that the search reaches it in few steps.
      let floor = max(a, b * 1e-6)
      return floor.squareRoot() * b.squareRoot()
    }
    return a + 0.5 * (b - a)
  }
}
