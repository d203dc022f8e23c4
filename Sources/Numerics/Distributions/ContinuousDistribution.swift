/// A continuous distribution on the real line.
///
/// Every `x` is legal, infinities included; NaN in gives NaN out. Tails and quantiles are each computed in their
/// own right: `upperTail(x)` is accurate where `1 - lowerTail(x)` has lost every digit.
public protocol ContinuousDistribution: Sendable {
  /// The density at `x`; zero outside the support, `+∞` at a pole.
  func density(_ x: Double) -> Double

  /// The natural logarithm of the density at `x`, finite where the density itself underflows.
  func logDensity(_ x: Double) -> Double

  /// P(X ≤ x).
  func lowerTail(_ x: Double) -> Double

  /// P(X > x).
  func upperTail(_ x: Double) -> Double

  /// The x with P(X ≤ x) = `p`.
  ///
  /// `p` = 0 and 1 give the ends of the support, which may be infinite; outside [0, 1] the result is NaN. A
  /// quantile beyond the range of `Double` comes out as 0 or as an infinity.
  func quantile(lowerTail p: Double) -> Double

  /// The x with P(X > x) = `p`.
  ///
  /// The same function as `quantile(lowerTail:)` of 1 - `p`, but accurate for small `p`.
  func quantile(upperTail p: Double) -> Double
}

/// The two tails of a distribution at one point, each accurate in its own right.
struct Tails {
  var lower: Double
  var upper: Double

  init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  init(lower: Double) { self.init(lower: lower, upper: 1 - lower) }

  init(upper: Double) { self.init(lower: 1 - upper, upper: upper) }

  /// The same point seen from the other end of the line.
  var mirrored: Tails { Tails(lower: upper, upper: lower) }

  static let nan = Tails(lower: .nan, upper: .nan)
}
