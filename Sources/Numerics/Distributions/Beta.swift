import RealModule

/// The beta distribution with shapes α and β: density x^{α-1} (1-x)^{β-1} / B(α, β) on (0, 1).
///
/// Tails by `IncompleteBeta` (DiDonato & Morris 1992, doi:10.1145/131766.131776; Temme 1979,
/// doi:10.1137/0510071). Quantiles by Halley's method on the log of the smaller tail, in the odds x/(1-x).
///
/// Measured against 50-digit values for shapes from 0.05 to 1e6: tails within 5e-15 relative where they exceed 1e-6 and
/// within 3e-13 down to 1e-300, the density likewise; quantiles within 5e-15 for p down to 1e-300.
public struct Beta: ContinuousDistribution, Hashable {
  /// α.
  public let alpha: Double
  /// β.
  public let beta: Double
  private let incomplete: IncompleteBeta

  /// The distribution with mean α/(α+β).
  /// - Precondition: Both parameters are positive and finite.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && alpha < .infinity, "A beta distribution needs a positive, finite alpha.")
    precondition(beta > 0 && beta < .infinity, "A beta distribution needs a positive, finite beta.")
    self.alpha = alpha
    self.beta = beta
    incomplete = IncompleteBeta(alpha, beta)
  }

  /// The point for 0 < x < 1, with αy - βx from exact products.
  private func point(_ x: Double) -> IncompleteBeta.Point {
    let y = 1 - x
    let rest = (1 - y) - x
    let product = beta * x
    let lambda = (-product).addingProduct(alpha, y) + (product.addingProduct(-beta, x) + alpha * rest)
    return IncompleteBeta.Point(x: x, y: y, lambda: lambda)
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? x : x < 0 ? 0 : endDensity(alpha, beta) }
    guard x < 1 else { return x > 1 ? 0 : endDensity(beta, alpha) }
    return incomplete.kernel(point(x), over: x * (1 - x))
  }

  /// The density at the end where the variable with shape `near` vanishes.
  private func endDensity(_ near: Double, _ far: Double) -> Double {
    near > 1 ? 0 : near == 1 ? far : .infinity
  }

  /// The logarithm of the density at `x`.
  public func logDensity(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return Double.log(density(x)) }
    if x > 0.5 {
      let point = point(x)
      let mirror = IncompleteBeta.Point(x: point.y, y: point.x, lambda: -point.lambda)
      return incomplete.mirrored.logKernel(mirror, over: x * (1 - x))
    }
    return incomplete.logKernel(point(x), over: x * (1 - x))
  }

  /// P(X ≤ x).
  public func lowerTail(_ x: Double) -> Double { tails(x).lower }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { tails(x).upper }

  private func tails(_ x: Double) -> Tails {
    guard x > 0 else { return x.isNaN ? .nan : Tails(lower: 0) }
    guard x < 1 else { return Tails(upper: 0) }
    return incomplete.tails(point(x))
  }

  /// The x with P(X ≤ x) = `p`.
  public func quantile(lowerTail p: Double) -> Double {
    invertSmallerTail(p, .rising, support: (0, 1), solve: solve)
  }

  /// The x with P(X > x) = `p`.
  public func quantile(upperTail p: Double) -> Double {
    invertSmallerTail(p, .falling, support: (0, 1), solve: solve)
  }

  private func solve(_ p: Double, _ direction: TailDirection) -> Double {
    let start = incomplete.oddsGuess(p, direction)
    if start.isExact { return 1 / (1 + Double.exp(-start.logOdds)) }
    let odds = invertTail(p, direction, start: Double.exp(start.logOdds)) { odds in
      let y = 1 / (1 + odds)
      let point = IncompleteBeta.Point(
        x: odds < 1e300 ? odds * y : 1, y: y, lambda: odds < 1e300 ? (alpha - beta * odds) * y : -beta)
      return incomplete.tailPoint(point, direction)
    }
    return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds)
  }
}
