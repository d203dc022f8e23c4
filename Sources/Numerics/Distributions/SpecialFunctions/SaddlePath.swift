import RealModule

/// The path of integration of `QuadraticForm`: the hyperbola s(v) = s₀ + B (sin(β + iv) - sin β).
///
/// s₀ is the saddle point of e^{K(s)-sx}/|s| on its side of zero, B its distance from the nearest singularity of the
/// integrand, and β follows from the first three derivatives there, so that the path keeps close to that of
/// steepest descent. For a single singularity it is the hyperbola of Weideman & Trefethen (2007,
/// doi:10.1090/S0025-5718-07-01945-X). As v grows, s grows exponentially, so that weights of very different size cost
/// no more than a few steps. The error of the trapezoid rule falls like e^{-c/step}: it is squared when the step is
/// halved, which is done until the result moves by less than 1e-9.
struct SaddlePath {
  let weights: [Double]
  let sign: Double
  let x: Double
  /// s₀.
  private var saddle: Double
  /// B/|s₀|.
  private var size = 1.0
  /// tan β.
  private var slant = 0.0
  /// The length in v over which the integrand falls like a normal density.
  private var unit = 1.0

  /// The path for one tail of Σ sign·λ_j χ²_1 at x ≥ 0.
  /// - Parameters:
  ///   - least: The smaller of 0 and the least sign·λ_j.
  ///   - greatest: The largest sign·λ_j, positive.
  init(weights: [Double], sign: Double, x: Double, upper: Bool, least: Double, greatest: Double) {
    self.weights = weights
    self.sign = sign
    self.x = x
    let end = upper ? 0.5 / greatest : least < 0 ? 0.5 / least : -.infinity
    // Without a branch point on this side the saddle lies within (n+2)/(2x) of zero.
    saddle = end.isFinite ? end : -(Double(weights.count) + 2) / x
    findSaddle()

    let (_, second, third) = derivatives(saddle)
    let width = 1 / second.squareRoot()
    let room = end.isFinite ? min(1, end / saddle - 1) : 1
    size = max(room, 0.7 * width)
    unit = width / size
    let skewness = (saddle < 0 ? -third : third) * width * width * width
    slant = min(max(skewness / (3 * unit), min(0.6, unit)), 1)
  }

  /// s d/ds, s² d²/ds² and s³ d³/ds³ of K(s) - sx - log|s|.
  private func derivatives(_ s: Double) -> (first: Double, second: Double, third: Double) {
    var (first, second, third) = (-x * s - 1, 1.0, -2.0)
    for weight in weights {
      let product = sign * weight * s
      let ratio = product / (1 - 2 * product)
      first += ratio
      second += 2 * ratio * ratio
      third += 8 * ratio * ratio * ratio
    }
    return (first, second, third)
  }

  /// Moves `saddle` from the far end of its range to the minimum of K(s) - sx - log|s|, nearly.
  ///
  /// The function is convex: Newton's method with a bracket.
  private mutating func findSaddle() {
    var near = 0.0
    var far = saddle
    var s = 0.5 * far
    for _ in 0..<100 {
      let (first, second, _) = derivatives(s)
      if abs(first) < 1e-2 * second.squareRoot() { break }
      // The function falls from zero to the saddle.
      if first < 0 { near = s } else { far = s }
      let next = s - s * first / second
      let inside = far > near ? next > near && next < far : next < near && next > far
      s = inside ? next : near == 0 ? 0.1 * far : 0.5 * (near + far)
    }
    saddle = s
  }

  /// The size of (1/2πi) ∫ e^{K(s)-sx}/s ds along the path: the tail.
  func integral() -> Double {
    let peak = exponent(saddle, 0).real
    // Beyond the range of doubles the tail is 0.
    guard Double.exp(peak) > 0 else { return 0 }
    var step = 0.25
    var sum = 0.5 * term(0, peak).value + sweep(from: step, by: step, peak)
    for _ in 0..<8 {
      let finer = sum + sweep(from: 0.5 * step, by: step, peak)
      step *= 0.5
      let change = abs(0.5 * finer - sum)
      sum = finer
      if !(change > 1e-9 * abs(sum)) { break }
    }
    let cosine = 1 / (1 + slant * slant).squareRoot()
    let tail = Double.exp(peak) * abs(sum) * size * cosine * unit * step / .pi
    return tail.isFinite ? min(tail, 1) : 0
  }

  /// The sum of the terms at `start`, `start + step`, … until they vanish.
  private func sweep(from start: Double, by step: Double, _ peak: Double) -> Double {
    var sum = 0.0
    for k in 0..<2_000 {
      let (value, bound) = term(start + step * Double(k), peak)
      guard value.isFinite else { break }
      sum += value
      if bound < 1e-17 { break }
    }
    return sum
  }

  /// The real part of e^{K(s)-sx-peak} (1 - i tan β tanh v) cosh v · s₀/s at v = `unit`·u, and a bound of its size.
  private func term(_ u: Double, _ peak: Double) -> (value: Double, bound: Double) {
    let (sinh, cosh) = (Double.sinh(unit * u), Double.cosh(unit * u))
    let cosine = 1 / (1 + slant * slant).squareRoot()
    let side = saddle < 0 ? -1.0 : 1.0
    // s/|s₀|.
    let (real, imaginary) = (side + size * cosine * slant * (cosh - 1), size * cosine * sinh)
    let log = exponent(real * abs(saddle), imaginary * abs(saddle))
    let modulus = Double.exp(log.real - peak)
    let (a, b) = (modulus * Double.cos(log.imaginary), modulus * Double.sin(log.imaginary))
    let (top, left) = (a * cosh + b * slant * sinh, b * cosh - a * slant * sinh)
    let norm = real * real + imaginary * imaginary
    return ((top * real + left * imaginary) / norm, 2 * modulus * cosh / norm.squareRoot())
  }

  /// K(s) - sx at s = (real, imaginary) with imaginary ≥ 0, continuous along the path.
  ///
  /// The factors 1 - 2λs are multiplied up, those of positive weights turning clockwise and those of negative
  /// weights the other way; full turns are counted where the product crosses the negative real axis.
  private func exponent(_ real: Double, _ imaginary: Double) -> (real: Double, imaginary: Double) {
    var clockwise = TurningProduct()
    var counter = TurningProduct()
    for weight in weights {
      let double = 2 * sign * weight
      if double > 0 {
        clockwise.multiply(1 - double * real, double * imaginary)
      } else {
        counter.multiply(1 - double * real, -double * imaginary)
      }
    }
    let (forward, backward) = (clockwise.logarithm, counter.logarithm)
    return (
      -0.5 * (forward.real + backward.real) - real * x,
      0.5 * (forward.imaginary - backward.imaginary) - imaginary * x
    )
  }
}

/// A product of complex numbers of the upper half-plane, with its full turns and without overflow.
private struct TurningProduct {
  private var real = 1.0
  private var imaginary = 0.0
  private var turns = 0.0
  private var exponent = 0.0

  /// Multiplies by a + bi, b ≥ 0.
  @inline(__always)
  mutating func multiply(_ a: Double, _ b: Double) {
    let wasUpper = imaginary >= 0
    (real, imaginary) = (real * a - imaginary * b, real * b + imaginary * a)
    if wasUpper, imaginary < 0 { turns += 1 }
    let size = abs(real) + abs(imaginary)
    // A factor beyond range leaves the product infinite, and the term that asked for it vanishes.
    guard size > 0, size.isFinite else { return }
    if size > 0x1p300 || size < 0x1p-300 {
      let power = Double(sign: .plus, exponent: -size.exponent, significand: 1)
      real *= power
      imaginary *= power
      exponent += Double(size.exponent)
    }
  }

  /// The logarithm, its imaginary part counting the turns.
  var logarithm: (real: Double, imaginary: Double) {
    let angle = Double.atan2(y: imaginary, x: real)
    let log = Double.log(Double.hypot(real, imaginary))
    return (log + exponent * 0.69314718055994530942, angle + 2 * .pi * turns)
  }
}
