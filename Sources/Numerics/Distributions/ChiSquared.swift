/// The χ² distribution with ν degrees of freedom: a sum of ν squared standard normals, a gamma distribution with
/// shape ν/2 and scale 2.
///
/// ν may be any positive number. Tails, quantiles and their accuracy as for `Gamma`.
public struct ChiSquared: ContinuousDistribution, Hashable {
  /// ν.
  public let degreesOfFreedom: Double
  private let gamma: Gamma

  /// The distribution with mean `degreesOfFreedom`.
  /// - Precondition: `degreesOfFreedom` is positive and finite.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom < .infinity,
      "A chi-squared distribution needs positive, finite degrees of freedom.")
    self.degreesOfFreedom = degreesOfFreedom
    gamma = Gamma(shape: 0.5 * degreesOfFreedom, scale: 2)
  }

  /// The density at `x`.
  public func density(_ x: Double) -> Double { gamma.density(x) }

  /// The logarithm of the density at `x`.
  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }

  /// P(X ≤ x).
  public func lowerTail(_ x: Double) -> Double { gamma.lowerTail(x) }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { gamma.upperTail(x) }

  /// The x with P(X ≤ x) = `p`.
  public func quantile(lowerTail p: Double) -> Double { gamma.quantile(lowerTail: p) }

  /// The x with P(X > x) = `p`.
  public func quantile(upperTail p: Double) -> Double { gamma.quantile(upperTail: p) }
}
