import MetaAnalysis

/// The scale people read, seen from the analysis scale on which a plot is drawn: a ratio from its logarithm, a
/// correlation from Fisher's z.
///
/// Only the increasing function itself is asked; its inverse and its ends are found by bisection, so that a further
/// back-transformation needs nothing here.
struct NaturalScale: Sendable {
  /// From the analysis scale to the natural one.
  let transform: BackTransform
  /// The natural values at the ends, infinite for an open scale.
  let limits: Interval
  /// The analysis values between which the natural value moves; infinite for an open scale.
  let support: Interval

  init(_ transform: BackTransform) {
    self.transform = transform
    let limits = Interval(transform(-.infinity), transform(.infinity))
    self.limits = limits
    let lower = limits.lower.isFinite ? boundary(-1e6, 1e6) { transform($0) > limits.lower } : -.infinity
    let upper = limits.upper.isFinite ? boundary(-1e6, 1e6) { transform($0) >= limits.upper } : .infinity
    support = Interval(lower, upper)
  }

  /// The natural value.
  func callAsFunction(_ x: Double) -> Double { transform(x) }

  /// The analysis value of a natural one; `nil` at or beyond the ends of the scale, unless they are reached.
  func inverse(_ natural: Double) -> Double? {
    guard natural.isFinite else { return nil }
    if transform == .identity { return natural }
    if natural == limits.lower { return reachesLower ? support.lower : nil }
    if natural == limits.upper { return reachesUpper ? support.upper : nil }
    guard limits.contains(natural) else { return nil }
    return boundary(max(support.lower, -1e6), min(support.upper, 1e6)) { transform($0) >= natural }
  }

  /// A value brought to the scale's ends if it lies beyond.
  func clamped(_ x: Double) -> Double { min(max(x, support.lower), support.upper) }

  /// An interval brought to the scale's ends where it reaches beyond.
  func clamped(_ interval: Interval) -> Interval { Interval(clamped(interval.lower), clamped(interval.upper)) }

  /// Whether the lower end is a value one can observe, like a proportion of 0 on the arcsine scale, and not one that
  /// is only approached, like 0 on a ratio scale.
  var reachesLower: Bool { support.lower > -10 }
  /// Whether the upper end is a value one can observe.
  var reachesUpper: Bool { support.upper < 10 }
}

/// The smallest number in [lower, upper] for which an increasing condition holds, to rounding: relative 2⁻⁵³, near 0
/// absolute 10⁻¹⁸.
private func boundary(_ lower: Double, _ upper: Double, holds: (Double) -> Bool) -> Double {
  var (low, high) = (lower, upper)
  if holds(low) { return low }
  while high - low > max(1e-18, 0x1p-53 * max(low.magnitude, high.magnitude)) {
    let middle = low + (high - low) / 2
    guard middle > low, middle < high else { break }
    if holds(middle) { high = middle } else { low = middle }
  }
  return high
}
