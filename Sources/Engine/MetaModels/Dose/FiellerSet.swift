import LinearAlgebra
import StudyRecords

/// A straight line with the uncertainty of its coefficients, seen from the place where height and slope are uncorrelated.
struct EstimatedLine: Hashable, Sendable {
  /// The x at which the line's height and its slope are uncorrelated.
  var center: Double
  /// The mean there.
  var height: Double
  /// Var of the mean there.
  var heightVariance: Double
  /// The change a unit of x.
  var slope: Double
  /// Var of the slope.
  var slopeVariance: Double

  /// The line c + s x of coefficients b, where c and s are linear in them.
  ///
  /// With H′H the covariance of b, the variances are square lengths of Hc and Hs, and that at the center is the one of Hc
  /// without its part along Hs, so that no digit is lost for doses far from 0.
  init(constant c: [Double], slope s: [Double], coefficients b: [Double], root h: Matrix, factor: Double) {
    func value(_ row: [Double]) -> Double { zip(row, b).reduce(0) { $0 + $1.0 * $1.1 } }
    func image(_ row: [Double]) -> [Double] {
      (0..<h.rows).map { i in row.indices.reduce(0) { $0 + h[i, $1] * row[$1] } }
    }
    func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
    let (base, direction) = (image(c), image(s))
    let length = dot(direction, direction)
    let share = length > 0 ? dot(base, direction) / length : 0
    let rest = zip(base, direction).map { $0 - share * $1 }
    self.init(
      center: -share, height: value(c) - share * value(s), heightVariance: factor * dot(rest, rest),
      slope: value(s), slopeVariance: factor * length)
  }

  /// A line from its parts.
  init(center: Double, height: Double, heightVariance: Double, slope: Double, slopeVariance: Double) {
    (self.center, self.height, self.heightVariance) = (center, height, heightVariance)
    (self.slope, self.slopeVariance) = (slope, slopeVariance)
  }

  /// The mean at x.
  func mean(_ x: Double) -> Double { height + slope * (x - center) }

  /// Where the line reaches a value; `nil` for a line without slope.
  func crossing(_ target: Double) -> Double? {
    guard slope != 0 else { return nil }
    let x = center + (target - height) / slope
    return x.isFinite ? x : nil
  }

  /// The confidence set of the x at which the line reaches a value: all x with
  /// (T − b₀ − b₁x)² ≤ q² Var(b₀ + b₁x), that is, where the value lies inside the line's confidence band.
  ///
  /// With u = x − x̄ from the ``center``, n = T less the height there, V its variance and A = b₁² − q² Var(b₁), the
  /// ends are u = (b₁n ± q√(Var(b₁) n² + VA))/A. A > 0 (the slope differs from 0 at the level): bounded. A < 0: all but
  /// the stretch between the ends, or everything where the root is of a negative number. A = 0: unbounded to one
  /// side. Source: Fieller (1954), doi:10.1111/j.2517-6161.1954.tb00159.x; Zerbe (1978),
  /// The American Statistician 32, 103–105.
  func fiellerSet(reaching target: Double, quantile q: Double) -> DoseSet {
    let (n, b) = (target - height, slope)
    let (v, w) = (heightVariance, slopeVariance)
    let a = b * b - q * q * w
    let constant = n * n - q * q * v
    if a == 0 {
      let product = b * n
      guard product != 0 else { return constant <= 0 ? .everything : .empty }
      let end = center + constant / (2 * product)
      return product > 0 ? .above(end) : .below(end)
    }
    let discriminant = w * n * n + v * a
    guard discriminant >= 0 else { return .everything }
    let root = q * discriminant.squareRoot()
    // The end without cancellation first; the product of the two is constant/a.
    let far = b * n < 0 ? b * n - root : b * n + root
    let ends = far == 0 ? [0, 0] : [far / a, constant / far]
    let interval = Interval(center + min(ends[0], ends[1]), center + max(ends[0], ends[1]))
    guard interval.lower.isFinite, interval.upper.isFinite else { return .everything }
    if a > 0 { return .bounded(interval) }
    return interval.lower < interval.upper ? .outside(interval) : .everything
  }

  /// The x at which the value is least compatible with the line, from the ``center``: −b₁V/(n Var(b₁)).
  func leastCompatible(with target: Double) -> Double {
    let n = target - height
    return n == 0 || slopeVariance == 0 ? .infinity : -slope * heightVariance / (n * slopeVariance)
  }
}
