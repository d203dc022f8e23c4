import RealModule

/// The regularised incomplete beta function I_x(a, b) and its complement for one pair of shapes.
///
/// A point is given by x, y = 1 - x and λ = a y - b x, each as accurate as the caller can make it: λ fixes the
/// exponent near the mean, where x alone has lost it. Three methods, so that the smaller tail never comes from a
/// subtraction:
/// - a ≤ 1 (or, mirrored, b ≤ 1) and x small: the power series (DLMF 8.17.7), the complement from `expm1`;
/// - both shapes ≥ 100, near the mean: `IncompleteBetaUniform`, after Temme (1979);
/// - otherwise the continued fraction of DiDonato & Morris (1992, doi:10.1145/131766.131776, equation 9).
struct IncompleteBeta: Sendable, Hashable {
  let a: Double
  let b: Double
  /// √(ab/(2π(a+b))) Γ*(a+b)/(Γ*(a) Γ*(b)), so that x^a y^b/B(a, b) = scale · exp(exponent).
  private let scale: Double
  private let logScale: Double

  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    let remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b)
    // ab/(a+b) without overflow.
    let size = min(a, b) / (1 + min(a, b) / max(a, b))
    scale = (size / twoPi).squareRoot() * Double.exp(remainders)
    logScale = 0.5 * (Double.log(size) - logTwoPi) + remainders
  }

  /// A point of (0, 1).
  struct Point {
    var x: Double
    var y: Double
    /// a y - b x.
    var lambda: Double
  }

  var mirrored: IncompleteBeta { IncompleteBeta(mirroring: self) }

  private init(mirroring other: IncompleteBeta) {
    a = other.b
    b = other.a
    scale = other.scale
    logScale = other.logScale
  }

  /// a log(x/x₀) + b log(y/y₀) with x₀ = a/(a+b), never positive.
  private func exponent(_ point: Point) -> Double {
    let left = logOnePlusMinus(-point.lambda / a, onePlus: point.x * (1 + b / a))
    let right = logOnePlusMinus(point.lambda / b, onePlus: point.y * (1 + a / b))
    return a * left + b * right
  }

  /// x^a y^b/B(a, b), divided by `divisor`, without needless underflow.
  func kernel(_ point: Point, over divisor: Double = 1) -> Double {
    let exponent = exponent(point)
    if exponent < -700 { return scale * Double.exp(exponent - Double.log(divisor)) }
    return scale * exponential(exponent, point) / divisor
  }

  /// e^exponent = (x/x₀)^a (y/y₀)^b: with a power where that is more accurate than the exponent.
  private func exponential(_ exponent: Double, _ point: Point) -> Double {
    let left = point.x * (1 + b / a)
    if left < 0.13, exponent - a > -700 {
      return Double.pow(left, a) * Double.exp(b * Double.log(onePlus: point.lambda / b))
    }
    let right = point.y * (1 + a / b)
    if right < 0.13, exponent - b > -700 {
      return Double.pow(right, b) * Double.exp(a * Double.log(onePlus: -point.lambda / a))
    }
    return Double.exp(exponent)
  }

  /// The logarithm of x^a y^b/B(a, b), less that of `divisor`, which near either end goes like x or like y.
  ///
  /// There a log x and log x nearly cancel when a is near 1, so that they are taken together.
  func logKernel(_ point: Point, over divisor: Double) -> Double {
    let left = point.x * (1 + b / a)
    if left < 0.13 {
      let rest = b * Double.log(onePlus: point.lambda / b)
      return (a - 1) * Double.log(left) + Double.log(left / divisor) + (rest + logScale)
    }
    return exponent(point) + logScale - Double.log(divisor)
  }

  /// I_x(a, b) and 1 - I_x(a, b) for 0 < x, y.
  func tails(_ point: Point) -> Tails {
    if a <= 1, point.x <= 0.6, b <= 1 || b * point.x <= 0.7 { return powerSeries(point.x) }
    if b <= 1, point.y <= 0.6, a <= 1 || a * point.y <= 0.7 { return mirrored.powerSeries(point.y).mirrored }
    if point.lambda >= 0 { return tailsBelowMean(point) }
    let mirror = Point(x: point.y, y: point.x, lambda: -point.lambda)
    return mirrored.tailsBelowMean(mirror).mirrored
  }

  /// The tail, kernel and slope in log(x/y) that `invertTail` needs.
  func tailPoint(_ point: Point, _ direction: TailDirection) -> TailPoint {
    let tails = tails(point)
    return TailPoint(
      tail: direction == .rising ? tails.lower : tails.upper, kernel: kernel(point), slope: point.lambda)
  }

  private func tailsBelowMean(_ point: Point) -> Tails {
    let exponent = exponent(point)
    if min(a, b) >= 100, let tails = uniformTails(exponent) { return tails }
    let kernel = scale * exponential(exponent, point)
    return Tails(lower: kernel / fraction(point))
  }

  /// x^a Γ(a+b)/(Γ(1+a) Γ(b)) (1 + s), s = a Σ_{k≥1} (1-b)_k x^k / (k! (a+k)), for a ≤ 1.
  private func powerSeries(_ x: Double) -> Tails {
    var term = 1.0
    var sum = 0.0
    for k in 1..<1_000 {
      let n = Double(k)
      term *= (n - b) / n * x
      let summand = term / (a + n)
      sum += summand
      if abs(summand) <= 1e-17 * abs(sum) { break }
    }
    let s = a * sum
    let logFactor = logGammaIncrease(from: b, by: a) - logGammaOnePlus(a)
    let logLead = a * Double.log(x) + logFactor
    if logLead < -1 { return Tails(lower: Double.pow(x, a) * Double.exp(logFactor) * (1 + s)) }
    let lead = Double.exp(logLead)
    return Tails(lower: lead * (1 + s), upper: -Double.expMinusOne(logLead) - lead * s)
  }

  /// β₁ + α₂/(β₂ + α₃/(β₃ + …)), by the modified Lentz algorithm.
  private func fraction(_ point: Point) -> Double {
    let (x, y, lambda) = (point.x, point.y, point.lambda)
    var value = a * (lambda + 1) / (a + 1)
    var c = value
    var d = 0.0
    for k in 1..<10_000 {
      let n = Double(k)
      let share = x / (a + 2 * n - 1)
      let alpha = (a + n - 1) * (a + b + n - 1) * n * (b - n) * share * share
      let beta = n + n * (b - n) * share + (a + n) / (a + 2 * n + 1) * (lambda + 1 + n * (1 + y))
      d = 1 / (beta + alpha * d)
      c = beta + alpha / c
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return value
  }
}
