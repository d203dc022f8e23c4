import RealModule

/// What the inversion of a tail of a positive variable needs to know at a point x.
struct TailPoint {
  /// The tail probability.
  var tail: Double
  /// x f(x), the density of log x.
  var kernel: Double
  /// d log(x f(x)) / d log x.
  var slope: Double
}

/// Which way a tail goes with x.
enum TailDirection: Double {
  case rising = 1
  case falling = -1

  /// The direction of the other tail.
  var opposite: TailDirection { self == .rising ? .falling : .rising }
}

/// The quantile of one tail by way of the smaller one: the ends of the support at 0 and 1, NaN outside, otherwise
/// `solve` for a p ≤ ½ and the tail it belongs to. 1 - p is exact where it is used.
@inline(__always)
func invertSmallerTail(
  _ p: Double, _ direction: TailDirection, support: (low: Double, high: Double),
  solve: (Double, TailDirection) -> Double
) -> Double {
  guard p > 0, p < 1 else {
    guard p == 0 || p == 1 else { return .nan }
    return (p == 0) == (direction == .rising) ? support.low : support.high
  }
  return p <= 0.5 ? solve(p, direction) : solve(1 - p, direction.opposite)
}

/// The x > 0 at which a tail equals `p`, by Halley's method on the log of the tail as a function of log x.
///
/// Lower tails and upper tails of the families here are log-concave in log x, nearly straight in the far tails, so
/// that the steps are long and safe; a bracket catches the rest, and a step that leaves it is replaced by bisection
/// in log x. The search ends when the next step can no longer change the result, after at most 200 evaluations.
/// - Parameters:
///   - p: The tail probability, 0 < p < 1.
///   - start: Any positive finite guess; a good one saves steps.
func invertTail(_ p: Double, _ direction: TailDirection, start: Double, at: (Double) -> TailPoint) -> Double {
  var low = 0.0
  var high = Double.infinity
  var x = min(max(start, 1e-307), 1e307)
  if x.isNaN { x = 1 }
  for _ in 0..<200 {
    let point = at(x)
    if point.tail == p { return x }
    if (point.tail < p) == (direction == .rising) { low = x } else { high = x }

    let hazard = point.kernel / point.tail
    let ratio = (point.tail - p) / p
    let residual = abs(ratio) < 0.5 ? Double.log(onePlus: ratio) : Double.log(point.tail) - Double.log(p)
    // Newton's step in log x, then Halley's correction, kept between half and twice the step.
    let newton = -direction.rawValue * residual / hazard
    let bend = 0.5 * residual * (direction.rawValue * point.slope - hazard) / hazard
    let step = newton / min(max(1 - bend, 0.5), 2)
    if abs(residual) < 3e-6, step.isFinite { return x * Double.exp(step) }

    var next = step.isFinite ? x * Double.exp(step) : .nan
    if !(next > low && next < high) {
      next = if low == 0 { x * 1e-8 } else if high == .infinity { x * 1e8 } else { bisect(low, high) }
    }
    if next == x || next == low || next == high { return next }
    if next == 0 || next == .infinity { return next }
    x = next
  }
  return x
}

/// The geometric mean, which may be neither end unless they are neighbours.
private func bisect(_ low: Double, _ high: Double) -> Double {
  high / low < 4 ? low + 0.5 * (high - low) : low.squareRoot() * high.squareRoot()
}
