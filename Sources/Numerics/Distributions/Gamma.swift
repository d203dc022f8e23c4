import RealModule

/// The gamma distribution with shape a and scale s: density (x/s)^{a-1} e^{-x/s} / (s Γ(a)) on (0, ∞).
///
/// Tails by `IncompleteGamma`: Temme (1979, doi:10.1137/0510071), Gil, Segura & Temme (2012,
/// doi:10.1137/120872553). Quantiles by Halley's method on the log of the smaller tail.
public struct Gamma: ContinuousDistribution, Hashable {
  /// The shape a.
  public let shape: Double
  /// The scale s.
  public let scale: Double
  private let incomplete: IncompleteGamma

  /// The distribution with mean `shape * scale`.
  /// - Precondition: Both parameters are positive and finite.
  public init(shape: Double, scale: Double = 1) {
    precondition(shape > 0 && shape < .infinity, "A gamma distribution needs a positive, finite shape.")
    precondition(scale > 0 && scale < .infinity, "A gamma distribution needs a positive, finite scale.")
    self.shape = shape
    self.scale = scale
    incomplete = IncompleteGamma(shape: shape)
  }

  /// x/s, and x/s - a without the rounding of x/s.
  @inline(__always)
  private func standardised(_ x: Double) -> (x: Double, difference: Double) {
    if scale == 1 { return (x, x - shape) }
    return (x / scale, x.addingProduct(-shape, scale) / scale)
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? x : x < 0 || shape > 1 ? 0 : shape == 1 ? 1 / scale : .infinity }
    guard x < .infinity else { return 0 }
    let (y, difference) = standardised(x)
    return incomplete.kernel(y, difference: difference, over: x)
  }

  /// The logarithm of the density at `x`.
  public func logDensity(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return Double.log(density(x)) }
    let (y, difference) = standardised(x)
    return incomplete.logKernel(y, difference: difference, over: x)
  }

  /// P(X ≤ x).
  public func lowerTail(_ x: Double) -> Double { tails(x).lower }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { tails(x).upper }

  private func tails(_ x: Double) -> Tails {
    guard x > 0 else { return x.isNaN ? .nan : Tails(lower: 0) }
    let (y, difference) = standardised(x)
    guard y > 0 else { return Tails(lower: 0) }
    guard y < .infinity else { return Tails(upper: 0) }
    return incomplete.tails(y, difference: difference)
  }

  /// The x with P(X ≤ x) = `p`.
  public func quantile(lowerTail p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    return scale * (p <= 0.5 ? incomplete.quantile(p, .rising) : incomplete.quantile(1 - p, .falling))
  }

  /// The x with P(X > x) = `p`.
  public func quantile(upperTail p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? .infinity : p == 1 ? 0 : .nan }
    return scale * (p <= 0.5 ? incomplete.quantile(p, .falling) : incomplete.quantile(1 - p, .rising))
  }
}

extension IncompleteGamma {
  /// The x at which the tail in the given direction is `p`, for p ≤ ½.
  ///
  /// Starts from the leading term of the tail where that is good, otherwise from Wilson & Hilferty (1931,
  /// doi:10.1073/pnas.17.12.684).
  func quantile(_ p: Double, _ direction: TailDirection) -> Double {
    let logP = Double.log(p)
    if direction == .rising {
      // P ≈ x^a / Γ(1+a) near zero.
      let logLead = (logP + logGamma(shape + 1)) / shape
      if logLead < -745 { return 0 }
      let lead = Double.exp(logLead)
      if lead < 0.2 * (shape + 1) {
        // Far below the mean the leading term is exact to the last digit.
        if lead < 1e-300 { return lead }
        return invertTail(p, direction, start: lead * (1 + lead / (shape + 1))) { point($0, direction) }
      }
    } else {
      let far = -logP - logGamma(shape)
      if far > 4 + 2 * shape {
        let first = far + (shape - 1) * Double.log(far)
        let second = far + (shape - 1) * Double.log(first)
        return invertTail(p, direction, start: second) { point($0, direction) }
      }
    }
    let z = direction.rawValue * Normal.standardQuantile(lower: p)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    let start = root > 0.1 ? shape * root * root * root : 1e-3 * shape
    return invertTail(p, direction, start: start) { point($0, direction) }
  }
}
