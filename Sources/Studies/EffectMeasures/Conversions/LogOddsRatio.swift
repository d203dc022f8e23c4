import RealModule

/// A log odds ratio in other words.
public struct LogOddsRatio: Hashable, Sendable {
  /// The logarithm of the odds ratio.
  public var value: Double

  /// A log odds ratio.
  public init(_ value: Double) { self.value = value }

  /// The tetrachoric correlation by Pearson's approximation: `cos(π/(1 + √OR))` (Pearson 1900,
  /// doi:10.1098/rsta.1900.0022).
  public var tetrachoricPearson: Double {
    // cos(π/(1+w)) = sin(π (w−1)/(2(w+1))), and (w−1)/(w+1) = tanh(¼ ln OR) for w = √OR
    .sin(.pi / 2 * .tanh(value / 4))
  }

  /// The tetrachoric correlation by Digby's approximation: `(OR^¾ − 1)/(OR^¾ + 1)` (Digby 1983, doi:10.2307/2531104).
  public var tetrachoricDigby: Double { .tanh(0.375 * value) }

  /// The risk in the first group when that in the second is `p`; `nil` for a risk outside (0, 1).
  public func risk(against p: Double) -> Double? {
    guard p > 0, p < 1 else { return nil }
    return inverseLogit(value + .log(p / (1 - p)))
  }

  /// The risk difference when the second group's risk is `p`; `nil` for a risk outside (0, 1).
  public func riskDifference(against p: Double) -> Double? { risk(against: p).map { $0 - p } }

  /// The risk ratio when the second group's risk is `p`; `nil` for a risk outside (0, 1).
  public func riskRatio(against p: Double) -> Double? { risk(against: p).map { $0 / p } }
}
