import RealModule

/// The distribution of Q = Σ λ_j X_j, where the X_j are independent χ² variables with one degree of freedom: a
/// quadratic form in normal variables.
///
/// With K(s) = -½ Σ log(1 - 2λ_j s), P(Q > x) = (1/2πi) ∫ e^{K(s)-sx}/s ds along any path from -i∞ to i∞ that crosses
/// the real axis between 0 and the nearest singularity (Imhof 1961, doi:10.1093/biomet/48.3-4.419, takes the
/// imaginary axis itself; Rice 1980, SIAM Journal on Scientific and Statistical Computing 1, 438–448, the line through the
/// saddle point). Here the path is the
/// hyperbola through the saddle point of the whole integrand, bent to where e^{-sx} falls, and the trapezoid rule on
/// it converges exponentially. The integrand neither oscillates nor cancels, so that the smaller tail has its full
/// relative accuracy for any signs and sizes of the weights. Equal weights are a χ² distribution.
///
/// Measured against 50-digit inversions, for 2 to 60 weights of one or both signs with ratios up to 1e8: the smaller tail
/// within 2e-14 relative, down to 1e-284. Weight ratios beyond 1e200 are not catered for. About 10 µs for a few
/// weights and ½ µs for each further one.
public struct QuadraticForm: Sendable, Hashable {
  /// The weights λ_j without zeros, in the order given.
  public let weights: [Double]
  /// The weights divided by the largest size.
  private let scaled: [Double]
  private let scale: Double
  private let equal: ChiSquared?

  /// The distribution of Σ λ_j χ²_1; zero weights are dropped, and without any weight Q is 0.
  /// - Precondition: Every weight is finite.
  public init(weights: [Double]) {
    precondition(weights.allSatisfy(\.isFinite), "The weights of a quadratic form must be finite.")
    self.weights = weights.filter { $0 != 0 }
    let scale = self.weights.reduce(0) { max($0, abs($1)) }
    self.scale = scale
    scaled = self.weights.map { $0 / scale }
    if let first = scaled.first, scaled.allSatisfy({ $0 == first }) {
      equal = ChiSquared(degreesOfFreedom: Double(scaled.count))
    } else {
      equal = nil
    }
  }

  /// P(Q ≤ x).
  public func lowerTail(_ x: Double) -> Double { tails(x).lower }

  /// P(Q > x).
  public func upperTail(_ x: Double) -> Double { tails(x).upper }

  private func tails(_ x: Double) -> Tails {
    guard !x.isNaN else { return .nan }
    guard let first = scaled.first else { return x >= 0 ? Tails(upper: 0) : Tails(lower: 0) }
    guard x.isFinite else { return x > 0 ? Tails(upper: 0) : Tails(lower: 0) }
    let y = x / scale
    if let equal {
      let z = first > 0 ? y : -y
      let tails = Tails(lower: equal.lowerTail(z), upper: equal.upperTail(z))
      return first > 0 ? tails : tails.mirrored
    }
    return y < 0 ? tails(y: -y, sign: -1).mirrored : tails(y: y, sign: 1)
  }

  /// Both tails of ±Q at y ≥ 0, from the smaller one.
  private func tails(y: Double, sign: Double) -> Tails {
    var mean = 0.0
    var (least, greatest) = (0.0, 0.0)
    for weight in scaled {
      mean += sign * weight
      least = min(least, sign * weight)
      greatest = max(greatest, sign * weight)
    }
    if greatest == 0 { return Tails(upper: 0) }
    if y == 0, least == 0 { return Tails(lower: 0) }
    let path = SaddlePath(weights: scaled, sign: sign, x: y, upper: y >= mean, least: least, greatest: greatest)
    let tail = path.integral()
    return y >= mean ? Tails(upper: tail) : Tails(lower: tail)
  }
}
