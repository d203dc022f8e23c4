import Distributions
import RealModule
import StudyRecords

/// How the confidence interval of a single study's proportion is made from x events among n.
public enum ProportionIntervalMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// The exact interval: both tails of the binomial distribution at most α/2. Never covers less than its level.
  case clopperPearson = "clopper-pearson"
  /// The exact interval with half the probability of the observed count: covers its level on average.
  case midP = "mid-p"
  /// The score interval: |p̂ − p| ≤ z √(p(1 − p)/n).
  case wilson
  /// p̃ ± z √(p̃(1 − p̃)/ñ) with ñ = n + z² and p̃ = (x + z²/2)/ñ, cut to 0–1.
  case agrestiCoull = "agresti-coull"
  /// The equal-tailed interval of the posterior Beta(x + ½, n − x + ½); 0 for x = 0 and 1 for x = n.
  case jeffreys

  /// The name in words.
  public var name: String {
    switch self {
    case .clopperPearson: "Clopper–Pearson (exact)"
    case .midP: "mid-p"
    case .wilson: "Wilson (score)"
    case .agrestiCoull: "Agresti–Coull"
    case .jeffreys: "Jeffreys"
    }
  }

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .clopperPearson: [Source("Clopper & Pearson", 1934, doi: "10.1093/biomet/26.4.404")]
    case .midP: [Source("Lancaster", 1961, doi: "10.1080/01621459.1961.10482105")]
    case .wilson: [Source("Wilson", 1927, doi: "10.1080/01621459.1927.10502953")]
    case .agrestiCoull: [Source("Agresti & Coull", 1998, doi: "10.1080/00031305.1998.10480550")]
    case .jeffreys: [Source("Brown, Cai & DasGupta", 2001, doi: "10.1214/ss/1009213286")]
    }
  }

  /// The interval of a proportion at a level in percent; `nil` unless 0 ≤ x ≤ n, n > 0 and 0 < level < 100.
  ///
  /// Counts need not be whole. Measured against 30-digit values: limits within 1e-12 relative.
  public func interval(events x: Double, of n: Double, level: Double = 95) -> Interval? {
    guard x >= 0, x <= n, n > 0, n.isFinite, level > 0, level < 100 else { return nil }
    let tail = (1 - level / 100) / 2
    switch self {
    case .clopperPearson, .midP, .jeffreys:
      // The upper limit is the lower one of the other outcome, seen from 1.
      return Interval(lower(x, n, tail), upper(x, n, tail))
    case .wilson:
      let z = Normal.standard.quantile(upperTail: tail)
      let (total, square) = (n + z * z, z * z)
      let half = z * (x * (n - x) / n + square / 4).squareRoot() / total
      let center = (x + square / 2) / total
      // The product of the limits is (x/n)·x/total: the smaller one without cancellation.
      let upper = x == n ? 1 : center + half
      let lower = x == 0 ? 0 : x * x / (n * total) / (center + half)
      return Interval(lower, upper)
    case .agrestiCoull:
      let z = Normal.standard.quantile(upperTail: tail)
      let total = n + z * z
      let center = (x + z * z / 2) / total
      let half = z * (center * (1 - center) / total).squareRoot()
      return Interval(max(0, center - half), min(1, center + half))
    }
  }

  private func lower(_ x: Double, _ n: Double, _ tail: Double) -> Double {
    guard x > 0 else { return 0 }
    switch self {
    case .jeffreys: return Beta(alpha: x + 0.5, beta: n - x + 0.5).quantile(lowerTail: tail)
    case .midP:
      let first = Beta(alpha: x, beta: n - x + 1)
      guard n > x else { return first.quantile(lowerTail: 2 * tail) }
      let second = Beta(alpha: x + 1, beta: n - x)
      return risingRoot(
        from: first.quantile(lowerTail: tail), to: second.quantile(lowerTail: tail)
      ) { 0.5 * (first.lowerTail($0) + second.lowerTail($0)) - tail }
    default: return Beta(alpha: x, beta: n - x + 1).quantile(lowerTail: tail)
    }
  }

  private func upper(_ x: Double, _ n: Double, _ tail: Double) -> Double {
    guard x < n else { return 1 }
    switch self {
    case .jeffreys: return Beta(alpha: x + 0.5, beta: n - x + 0.5).quantile(upperTail: tail)
    case .midP:
      let first = Beta(alpha: x + 1, beta: n - x)
      guard x > 0 else { return first.quantile(upperTail: 2 * tail) }
      let second = Beta(alpha: x, beta: n - x + 1)
      return risingRoot(
        from: second.quantile(upperTail: tail), to: first.quantile(upperTail: tail)
      ) { tail - 0.5 * (first.upperTail($0) + second.upperTail($0)) }
    default: return Beta(alpha: x + 1, beta: n - x).quantile(upperTail: tail)
    }
  }
}

/// The root of a rising function between two points at which it is not positive and not negative: by halving, to
/// neighbouring numbers.
func risingRoot(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
  var (low, high) = (low, high)
  while true {
    let middle = low + 0.5 * (high - low)
    guard middle > low, middle < high else { return middle }
    let value = f(middle)
    if value == 0 { return middle }
    if value < 0 { low = middle } else { high = middle }
  }
}
