import Distributions
import RealModule
import StudyRecords

/// True effects that are normal on the analysis scale, seen on the natural scale.
///
/// The back-transformed mean of the analysis scale is the *median* of the true effects. Their mean and mode need the
/// whole distribution. Where the analysis scale has ends (arcsines, roots, alpha), the normal distribution is cut there.
public struct BackTransformedNormal: Hashable, Sendable {
  /// How the analysis scale is turned back.
  public var backTransform: BackTransform
  /// The mean on the analysis scale.
  public var mu: Double
  /// The variance on the analysis scale.
  public var tau2: Double

  /// True effects with mean `mu` and variance `tau2` on the analysis scale.
  public init(_ backTransform: BackTransform, mu: Double, tau2: Double) {
    self.backTransform = backTransform
    self.mu = mu
    self.tau2 = tau2
  }

  /// The median on the natural scale.
  public var median: Double { backTransform(mu) }

  /// The mean on the natural scale; `nil` for a negative variance.
  ///
  /// Closed where it is so, otherwise the tanh-sinh rule; measured within 1e-12 for τ up to 5.
  public var mean: Double? {
    guard tau2 >= 0, mu.isFinite, tau2.isFinite else { return nil }
    if tau2 == 0 { return median }
    return switch backTransform {
    case .identity: mu
    case .exponential: .exp(mu + tau2 / 2)
    case .normal: Normal.standard.lowerTail(mu / (1 + tau2).squareRoot())
    default: integral
    }
  }

  private var integral: Double {
    let (tau, range) = (tau2.squareRoot(), backTransform.analysisRange)
    let (lower, upper) = (max(range.lower, mu - 9.5 * tau), min(range.upper, mu + 9.5 * tau))
    guard lower < upper else { return backTransform(mu <= range.lower ? range.lower : range.upper) }
    let step = min(1.0 / 128, 1 / (64 * tau))
    let count = min(Int(4 / step), 40_000)
    var (sum, mass) = (0.0, 0.0)
    for j in -count...count {
      let u = Double.pi / 2 * .sinh(Double(j) * step)
      let slope = .cosh(Double(j) * step) / (.cosh(u) * .cosh(u))
      guard slope > 0 else { continue }
      let x = lower + (upper - lower) / (1 + .exp(-2 * u))
      let z = (x - mu) / tau
      let weight = slope * .exp(-z * z / 2)
      sum += weight * backTransform(x)
      mass += weight
    }
    return mass > 0 ? sum / mass : backTransform(mu)
  }

  /// The mode on the natural scale: the local one that is uphill from the median, or the end of the scale when the
  /// density rises up to there; `nil` for a negative variance, and for scales that depend on sample sizes.
  public var mode: Double? {
    guard tau2 >= 0, mu.isFinite, tau2.isFinite else { return nil }
    if tau2 == 0 { return median }
    switch backTransform {
    case .identity: return mu
    case .exponential: return .exp(mu - tau2)
    case .bonett: return backTransform(mu + tau2)
    case .freemanTukeyProportion, .freemanTukeyRate: return nil
    default: return backTransform(summit)
    }
  }

  /// The density's logarithmic slope on the analysis scale, `−(x−μ)/τ² − g″(x)/g′(x)` for the back-transformation g.
  private func slope(_ x: Double) -> Double {
    let bend: Double =
      switch backTransform {
      case .hyperbolicTangent: -2 * .tanh(x)
      case .squaredHyperbolicTangent: 2 / .sinh(2 * x) - 2 * .tanh(x)
      case .logistic: 1 - 2 * inverseLogit(x)
      case .normal: -x
      case .arcsineSquared: 2 * .cos(2 * x) / .sin(2 * x)
      case .square: 1 / x
      case .hakstianWhalen: -2 / (1 - x)
      default: 0
      }
    return -(x - mu) / tau2 - bend
  }

  /// The first place uphill from the median where the slope vanishes, by steps of τ/64 and bisection.
  private var summit: Double {
    let (tau, range) = (tau2.squareRoot(), backTransform.analysisRange)
    guard range.lower < mu, mu < range.upper else { return min(max(mu, range.lower), range.upper) }
    let start = slope(mu)
    if start == 0 { return mu }
    let step = (start > 0 ? tau : -tau) / 64
    var here = mu
    for _ in 0..<100_000 {
      let next = here + step
      guard range.lower < next, next < range.upper else { return start > 0 ? range.upper : range.lower }
      if slope(next) * start <= 0 {
        var (uphill, beyond) = (here, next)
        for _ in 0..<60 {
          let middle = (uphill + beyond) / 2
          if slope(middle) * start > 0 { uphill = middle } else { beyond = middle }
        }
        return (uphill + beyond) / 2
      }
      here = next
    }
    return start > 0 ? range.upper : range.lower
  }
}
