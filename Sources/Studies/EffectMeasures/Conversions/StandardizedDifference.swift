import Distributions
import RealModule

/// A standardized mean difference d in other words: overlap measures, correlations, odds ratios, risks.
///
/// All of them take two normal populations of equal variance whose means lie d standard deviations apart, unless said
/// otherwise; d itself need not be an estimate. An undefined number is `nil`.
public struct StandardizedDifference: Hashable, Sendable {
  /// The difference in standard deviations.
  public var d: Double

  /// A difference in standard deviations.
  public init(_ d: Double) { self.d = d }

  // MARK: To overlap and superiority

  /// Cohen's U₁, the share of both populations that does not overlap: `(2Φ(|d|/2) − 1)/Φ(|d|/2)` (Cohen 1988, p. 23).
  public var cohensU1: Double {
    let share = Normal.standard.lowerTail(abs(d) / 2)
    return (share - Normal.standard.upperTail(abs(d) / 2)) / share
  }

  /// Cohen's U₂, the share of one population that exceeds the same share of the other: `Φ(d/2)` (Cohen 1988, p. 23).
  public var cohensU2: Double { Normal.standard.lowerTail(d / 2) }

  /// Cohen's U₃, the share of the second population below the mean of the first: `Φ(d)` (Cohen 1988, p. 23).
  public var cohensU3: Double { Normal.standard.lowerTail(d) }

  /// The overlap of the two densities: `2Φ(−|d|/2)`.
  public var overlap: Double { 2 * Normal.standard.upperTail(abs(d) / 2) }

  /// The probability that a member of the first population scores higher than one of the second: `Φ(d/√2)`
  /// (McGraw & Wong 1992, doi:10.1037/0033-2909.111.2.361).
  public var commonLanguage: Double { Normal.standard.lowerTail(d / 2.0.squareRoot()) }

  /// The mean of that probability when d itself varies between studies with variance τ²: `Φ(d/√(2 + τ²))`.
  public func commonLanguage(tau2: Double) -> Double { Normal.standard.lowerTail(d / (2 + tau2).squareRoot()) }

  /// Cliff's delta, the probability of superiority less that of inferiority: `2Φ(d/√2) − 1`.
  public var cliffsDelta: Double {
    Normal.standard.lowerTail(d / 2.0.squareRoot()) - Normal.standard.upperTail(d / 2.0.squareRoot())
  }

  /// The success rate of the first group in the binomial effect size display: `½ + r/2`, `r = d/√(d² + 4)`
  /// (Rosenthal & Rubin 1982, doi:10.1037/0022-0663.74.2.166).
  public var binomialDisplay: Double { 0.5 + pointBiserial() / 2 }

  /// The difference that a common language effect size belongs to: `√2 Φ⁻¹(θ)`.
  public init(commonLanguage theta: Double) {
    self.init(2.0.squareRoot() * Normal.standard.quantile(lowerTail: theta))
  }

  /// The difference in the units of a scale with that standard deviation.
  public func meanDifference(sd: Double) -> Double { d * sd }

  // MARK: To and from correlations

  /// Group sizes, for correlations that depend on them.
  private static func h(_ n1: Double?, _ n2: Double?) -> Double {
    guard let n1, let n2 else { return 4 }
    return (n1 + n2 - 2) * (1 / n1 + 1 / n2)
  }

  /// The point-biserial correlation `d/√(d² + h)`, `h = m/n₁ + m/n₂` with `m = n₁ + n₂ − 2`, or 4 without sizes.
  public func pointBiserial(n1: Double? = nil, n2: Double? = nil) -> Double {
    d / (d * d + Self.h(n1, n2)).squareRoot()
  }

  /// The biserial correlation of the same groups (Jacobs & Viechtbauer 2017, doi:10.1002/jrsm.1218).
  public func biserial(n1: Double? = nil, n2: Double? = nil) -> Double {
    pointBiserial(n1: n1, n2: n2) * biserialFactor(share: share(n1, n2))
  }

  /// The difference that a point-biserial correlation belongs to: `r √h/√(1 − r²)`; `nil` for |r| ≥ 1.
  public init?(pointBiserial r: Double, n1: Double? = nil, n2: Double? = nil) {
    guard abs(r) < 1 else { return nil }
    self.init(r * (Self.h(n1, n2) / ((1 - r) * (1 + r))).squareRoot())
  }

  /// The difference that a biserial correlation belongs to, by way of the point-biserial one; `nil` where that reaches 1.
  public init?(biserial r: Double, n1: Double? = nil, n2: Double? = nil) {
    self.init(pointBiserial: r / biserialFactor(share: share(n1, n2)), n1: n1, n2: n2)
  }

  // MARK: To and from odds ratios

  /// The shape of the two populations that a dichotomy would cut.
  public enum Shape: String, CaseIterable, Hashable, Sendable, Codable {
    /// Normal: a log odds ratio is 1.65 d (Cox & Snell 1989).
    case normal
    /// Logistic: a log odds ratio is d π/√3 (Hasselblad & Hedges 1995, doi:10.1037/0033-2909.117.1.167).
    case logistic

    /// The log odds ratio per unit of d.
    public var logOddsPerUnit: Double { self == .normal ? 1.65 : .pi / 3.0.squareRoot() }
  }

  /// The log odds ratio after a dichotomy.
  public func logOddsRatio(_ shape: Shape) -> Double { d * shape.logOddsPerUnit }

  /// The difference behind a log odds ratio.
  public init(logOddsRatio: Double, _ shape: Shape) { self.init(logOddsRatio / shape.logOddsPerUnit) }
}

/// Shares of the first group: half without sizes.
private func share(_ n1: Double?, _ n2: Double?) -> Double {
  guard let n1, let n2 else { return 0.5 }
  return n1 / (n1 + n2)
}

/// The factor from a point-biserial to a biserial correlation for a first group of that share: `√(p(1−p))/φ(Φ⁻¹(p))`.
func biserialFactor(share p: Double) -> Double {
  (p * (1 - p)).squareRoot() / Normal.standard.density(Normal.standard.quantile(lowerTail: p))
}

/// Correlations with a quantity that was split into two groups, the first with the share `p`.
public enum SplitCorrelation {
  /// The biserial correlation of a point-biserial one.
  public static func biserial(pointBiserial r: Double, share p: Double) -> Double {
    r * biserialFactor(share: p)
  }

  /// The point-biserial correlation of a biserial one.
  public static func pointBiserial(biserial r: Double, share p: Double) -> Double {
    r / biserialFactor(share: p)
  }
}
