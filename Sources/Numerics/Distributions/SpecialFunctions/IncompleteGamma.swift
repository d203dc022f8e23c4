import RealModule

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) for one shape a > 0.
///
/// Four methods, so that the smaller tail never comes from a subtraction:
/// - a ≥ 20 and 0.3 < x/a < 2.35: Temme's uniform expansion (1979, doi:10.1137/0510071) with the recurrence of
///   Gil, Segura & Temme (2012, doi:10.1137/120872553);
/// - a ≤ 1 and x ≤ 1.2: the alternating power series, with Q from `expm1`;
/// - x < a + 1: the power series of positive terms (DLMF 8.11.4);
/// - otherwise Legendre's continued fraction (DLMF 8.9.2).
struct IncompleteGamma: Sendable, Hashable {
  let shape: Double
  /// √(a/2π) / Γ*(a), so that x^a e^{-x}/Γ(a) = scale · exp(exponent).
  private let scale: Double
  private let logScale: Double

  init(shape: Double) {
    self.shape = shape
    logScale = 0.5 * (Double.log(shape) - logTwoPi) - stirlingRemainder(shape)
    scale = (shape / twoPi).squareRoot() * Double.exp(-stirlingRemainder(shape))
  }

  /// a (log(x/a) - (x-a)/a), never positive; `difference` is x - a.
  @inline(__always)
  private func exponent(_ x: Double, difference: Double) -> Double {
    guard x < 1e300 * shape else { return shape * (Double.log(x) - Double.log(shape)) - difference }
    return shape * logOnePlusMinus(difference / shape, onePlus: x / shape)
  }

  /// x^a e^{-x}/Γ(a), divided by `divisor`, without needless underflow.
  func kernel(_ x: Double, difference: Double, over divisor: Double = 1) -> Double {
    let exponent = exponent(x, difference: difference)
    if exponent < -700 { return scale * Double.exp(exponent - Double.log(divisor)) }
    return scale * exponential(exponent, x) / divisor
  }

  /// e^exponent = (x/a)^a e^{a-x}: as a power where that is the more accurate of the two.
  private func exponential(_ exponent: Double, _ x: Double) -> Double {
    guard exponent < -shape, exponent - shape > -700, x < min(1400, 1e300 * shape) else {
      return Double.exp(exponent)
    }
    let half = Double.exp(-0.5 * x)
    return Double.pow(x / shape, shape) * half * Double.exp(shape) * half
  }

  /// The logarithm of x^a e^{-x}/Γ(a), less that of `divisor`, a fixed multiple of x.
  ///
  /// Near zero a log x and log x nearly cancel when a is near 1, so that they are taken together.
  func logKernel(_ x: Double, difference: Double, over divisor: Double) -> Double {
    let ratio = x / shape
    if ratio > 0.13 { return exponent(x, difference: difference) + logScale - Double.log(divisor) }
    return (shape - 1) * Double.log(ratio) + Double.log(ratio / divisor) + logScale - difference
  }

  /// P(a, x) and Q(a, x) for 0 < x < ∞.
  /// - Parameter difference: x - a, better than the rounded difference where the caller knows it.
  func tails(_ x: Double, difference: Double) -> Tails {
    let exponent = exponent(x, difference: difference)
    if shape >= 20, x > 0.3 * shape, x < 2.35 * shape { return uniform(exponent, above: difference >= 0) }
    if shape <= 1, x <= 1.2 { return powerSeries(x) }
    let kernel = scale * exponential(exponent, x)
    if x < shape + 1 { return Tails(lower: kernel * lowerSeries(x)) }
    return Tails(upper: kernel / fraction(x))
  }

  /// The tail, kernel and slope that `invertTail` needs.
  func point(_ x: Double, _ direction: TailDirection) -> TailPoint {
    let difference = x - shape
    let tails = tails(x, difference: difference)
    return TailPoint(
      tail: direction == .rising ? tails.lower : tails.upper, kernel: kernel(x, difference: difference),
      slope: -difference)
  }

  /// With ½η² = (x-a)/a - log(x/a): Q = ½ erfc(η√(a/2)) + e^{-½aη²} g(η) / (A √(2πa)).
  ///
  /// The density is proportional to e^{-½aη²} f(η), f(η) = η/(λ-1) with λ = x/a; f = A - g'/a + ηg gives the
  /// coefficients of g downwards from those of f.
  private func uniform(_ exponent: Double, above: Bool) -> Tails {
    let z = (-2 * exponent).squareRoot()
    let size = z / shape.squareRoot()
    let eta = above ? size : -size
    // g_{k-1} = f_k + (k+1) g_{k+1}/a from the top, summed by Horner's rule on the way.
    var following = 0.0
    var current = 0.0
    var sum = 0.0
    var order = Double(temmeCoefficients.count + 1)
    for coefficient in temmeCoefficients {
      let preceding = coefficient + order / shape * following
      sum = sum * eta + preceding
      following = current
      current = preceding
      order -= 1
    }
    let correction = rootTwoOverPi * sum / ((1 + following / shape) * shape.squareRoot())
    let half = 0.5 * Double.exp(exponent)
    return above
      ? Tails(upper: half * (scaledNormalTail(z) + correction))
      : Tails(lower: half * (scaledNormalTail(z) - correction))
  }

  /// P(a, x) = x^a/Γ(1+a) (1 + s), s = a Σ_{k≥1} (-x)^k / (k! (a+k)); Q without cancellation when a is small.
  private func powerSeries(_ x: Double) -> Tails {
    var term = 1.0
    var sum = 0.0
    for k in 1...60 {
      term *= -x / Double(k)
      let summand = term / (shape + Double(k))
      sum += summand
      if abs(summand) < 1e-17 * abs(sum) { break }
    }
    let s = shape * sum
    let logLead = shape * Double.log(x) - logGammaOnePlus(shape)
    if logLead < -1 {
      return Tails(lower: Double.pow(x, shape) * Double.exp(-logGammaOnePlus(shape)) * (1 + s))
    }
    let lead = Double.exp(logLead)
    return Tails(lower: lead * (1 + s), upper: -Double.expMinusOne(logLead) - lead * s)
  }

  /// Σ x^n / (a (a+1) … (a+n)).
  private func lowerSeries(_ x: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var divisor = shape
    for _ in 0..<10_000 {
      divisor += 1
      term *= x / divisor
      sum += term
      if term < 1e-17 * sum { break }
    }
    return sum
  }

  /// x + 1 - a - 1(1-a)/(x + 3 - a - …), by the modified Lentz algorithm.
  private func fraction(_ x: Double) -> Double {
    var b = x + 1 - shape
    var value = b
    var c = b
    var d = 0.0
    for k in 1..<10_000 {
      let n = Double(k)
      let a = n * (shape - n)
      b += 2
      d = 1 / (b + a * d)
      c = b + a / c
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 2e-16 { break }
    }
    return value
  }
}

/// f₃₁ … f₁ of f(η) = η/(λ-1) = 1 - η/3 + η²/12 - …, whose radius of convergence is 2√π.
private let temmeCoefficients: [Double] = [
  9.699126059056237e-19, -4.770037049820485e-18, 1.1686939738559576e-17, 2.5305430097478883e-18,
  -1.6522531216398162e-16, 8.099521156704561e-16, -1.9752288294349442e-15, -5.139111834242572e-16,
  2.8534893807047445e-14, -1.392388722418162e-13, 3.371763262400985e-13, 1.1004392031956135e-13,
  -5.0276692801141755e-12, 2.4361948020667415e-11, -5.830772132550426e-11, -2.5514193994946248e-11,
  9.14769958223679e-10, -4.382036018453353e-09, 1.0261809784240309e-08, 6.707853543401498e-09,
  -1.7665952736826078e-07, 8.296711340953087e-07, -1.85406221071516e-06, -2.185448510679992e-06,
  3.919263178522438e-05, -0.0001787551440329218, 0.0003527336860670194, 0.0011574074074074073,
  -0.014814814814814815, 0.08333333333333333, -0.3333333333333333,
]
