import Distributions
import RealModule
import StudyRecords

/// Exact conditional inference on the log odds ratio of one 2×2 table: given all margins, the events of the first
/// group follow Fisher's non-central hypergeometric distribution.
///
/// ```
///            events  others
/// group 1      a       b
/// group 2      c       d
/// ```
/// Sources: Fisher 1935, doi:10.2307/2342435; Cornfield 1956; mid-p: Lancaster 1961,
/// doi:10.1080/01621459.1961.10482105, Fay 2010, doi:10.1093/biostatistics/kxp050.
public struct ExactOddsRatio: Hashable, Sendable {
  /// The distribution of a.
  public let distribution: NoncentralHypergeometric
  /// The events of the first group.
  public let a: Int

  /// Inference on a table of whole counts; `nil` when one is negative.
  public init?(a: Int, b: Int, c: Int, d: Int) {
    guard a >= 0, b >= 0, c >= 0, d >= 0 else { return nil }
    self.a = a
    distribution = NoncentralHypergeometric(n1: a + b, n2: c + d, events: a + c)
  }

  /// Which probability counts as a tail.
  public enum Method: String, CaseIterable, Hashable, Sendable, Codable {
    /// P(A ≥ a) and P(A ≤ a): never covers less than its level.
    case exact
    /// P(A > a) + ½P(A = a): covers its level on average.
    case midP = "mid-p"
  }

  private var support: ClosedRange<Int> { distribution.support }

  /// The conditional maximum-likelihood estimate of the log odds ratio: the mean of A is a there.
  ///
  /// Infinite when a is the smallest or the largest possible value; `nil` when the margins allow only one table.
  public var logOddsRatio: Double? {
    if support.count == 1 { return nil }
    if a == support.lowerBound { return -.infinity }
    if a == support.upperBound { return .infinity }
    return root { distribution.moments(logOddsRatio: $0).mean - Double(a) }
  }

  /// The interval of the log odds ratio at a level in percent, infinite where a is an end of its range.
  ///
  /// Measured against 30-digit values: limits within 1e-11. `nil` unless 0 < level < 100.
  public func interval(_ method: Method = .exact, level: Double = 95) -> Interval? {
    guard level > 0, level < 100 else { return nil }
    let tail = (1 - level / 100) / 2
    let lower = a == support.lowerBound ? -Double.infinity : root { upperTail($0, method) - tail }
    let upper = a == support.upperBound ? Double.infinity : root { tail - lowerTail($0, method) }
    return Interval(lower, upper)
  }

  /// The two-sided p value of no effect that belongs to the interval: twice the smaller tail, at most 1.
  public func pValue(_ method: Method = .exact) -> Double {
    min(1, 2 * min(lowerTail(0, method), upperTail(0, method)))
  }

  /// Fisher's p value by probabilities: that of all tables that are at most as probable as this one.
  ///
  /// Tables count as equally probable up to a relative difference of 1e-7, as in R's `fisher.test`.
  public var fisherPValue: Double {
    let values = distribution.logProbabilities(logOddsRatio: 0)
    let limit = values[a - support.lowerBound] + 1e-7
    var sum = 0.0
    for value in values where value <= limit { sum += .exp(value) }
    return min(1, sum)
  }

  private func upperTail(_ theta: Double, _ method: Method) -> Double {
    guard method == .midP else { return distribution.upperTail(a, logOddsRatio: theta) }
    return distribution.upperTail(a + 1, logOddsRatio: theta) + 0.5
      * distribution.probability(a, logOddsRatio: theta)
  }

  private func lowerTail(_ theta: Double, _ method: Method) -> Double {
    guard method == .midP else { return distribution.lowerTail(a, logOddsRatio: theta) }
    return distribution.lowerTail(a - 1, logOddsRatio: theta) + 0.5
      * distribution.probability(a, logOddsRatio: theta)
  }

  /// The root of a function that rises in the log odds ratio.
  private func root(_ f: (Double) -> Double) -> Double {
    var (low, high) = (-1.0, 1.0)
    while f(low) > 0, low > -1e4 { low *= 2 }
    while f(high) < 0, high < 1e4 { high *= 2 }
    return risingRoot(from: low, to: high, f)
  }
}
