import RealModule

/// The gamma distribution with shape a and scale s: density (x/s)^{a-1} e^{-x/s} / (s Γ(a)) on (0, ∞).
///
/// Tails by `IncompleteGamma`: Temme (1979, doi:10.1137/0510071), Gil, Segura & Temme (2012,
/// doi:10.1137/120872553). Quantiles by Halley's method on the log of the smaller tail.
///
/// Measured against 50-digit values for shapes from 0.05 to 1e6: tails within 5e-15 relative where they exceed 1e-6 and
/// within 2e-13 down to 1e-300, the density likewise; quantiles within 4e-15 for p down to 1e-300.
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
    invertSmallerTail(p, .rising, support: (0, .infinity), solve: solve)
  }

  /// The x with P(X > x) = `p`.
  public func quantile(upperTail p: Double) -> Double {
    invertSmallerTail(p, .falling, support: (0, .infinity), solve: solve)
  }

  private func solve(_ p: Double, _ direction: TailDirection) -> Double {
    scale * incomplete.quantile(p, direction)
  }
}
