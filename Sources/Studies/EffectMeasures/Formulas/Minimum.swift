/// Where a function is smallest: the best of a grid, narrowed by golden sections and polished by Newton's method on
/// central differences of fourth order.
///
/// A minimum by comparison alone is known to half the digits; the root of the differences keeps about ten.
func minimum(over range: ClosedRange<Double>, scanning count: Int, of f: (Double) -> Double) -> Double {
  let step = (range.upperBound - range.lowerBound) / Double(count)
  let grid = (0...count).map { range.lowerBound + step * Double($0) }
  let values = grid.map(f)
  let best = values.indices.min { values[$0] < values[$1] } ?? 0
  var (lower, upper) = (grid[max(best - 1, 0)], grid[Swift.min(best + 1, count)])
  let golden = 0.381_966_011_250_105
  var (a, b) = (lower + golden * (upper - lower), upper - golden * (upper - lower))
  var (fa, fb) = (f(a), f(b))
  while upper - lower > 1e-3 * step {
    if fa < fb {
      (upper, b, fb) = (b, a, fa)
      a = lower + golden * (upper - lower)
      fa = f(a)
    } else {
      (lower, a, fa) = (a, b, fb)
      b = upper - golden * (upper - lower)
      fb = f(b)
    }
  }
  var x = fa < fb ? a : b
  let width = 3e-3 * step
  for _ in 0..<6 {
    let (below, here, above) = (f(x - width), f(x), f(x + width))
    let slope = (f(x - 2 * width) - 8 * below + 8 * above - f(x + 2 * width)) / (12 * width)
    let curvature = (below - 2 * here + above) / (width * width)
    guard curvature > 0, curvature.isFinite, slope.isFinite else { break }
    let move = Swift.min(Swift.max(-slope / curvature, -step), step)
    x = Swift.min(Swift.max(x + move, range.lowerBound), range.upperBound)
    if abs(move) < 1e-11 * step { break }
  }
  return x
}
