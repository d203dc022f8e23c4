import Distributions
import RealModule
import StudyRecords

/// How a mean and a standard deviation are had from a ``FiveNumberSummary``.
public enum QuantileMethod: String, CaseIterable, Hashable, Sendable, Codable {
  /// Mean by Luo et al. (2018), standard deviation by Wan et al. (2014) and, from all five numbers, Shi et al. (2020).
  case luoWanShi = "luo/wan/shi"
  /// Hozo, Djulbegovic & Hozo (2005), from the range.
  case hozo = "hozo2005"
  /// Wan et al. (2014).
  case wan = "wan2014"
  /// Bland (2015), from all five numbers.
  case bland = "bland2015"
  /// Walter & Yao (2007), from the range.
  case walter = "walter2007"
  /// Quantile estimation, McGrath et al. (2020): the best-fitting of several distributions (``FittedQuantiles``).
  case quantileEstimation = "qe"
  /// McGrath et al. (2020) by a Box–Cox transformation to symmetry.
  case boxCox = "bc"
  /// Luo et al. (2018) and Shi et al. (2020) of the logarithms (``FiveNumberSummary/logNormalEstimate(skewnessTest:)``).
  case logNormal = "log-normal"

  /// Where the formulas come from.
  public var sources: [Source] {
    let wan = Source("Wan et al.", 2014, doi: "10.1186/1471-2288-14-135", place: "eqs. 9 and 16")
    return switch self {
    case .luoWanShi:
      [
        Source("Luo et al.", 2018, doi: "10.1177/0962280216669183", place: "eqs. 7, 11 and 15"), wan,
        Source("Shi et al.", 2020, doi: "10.1002/jrsm.1429", place: "eq. 10"),
      ]
    case .hozo: [Source("Hozo, Djulbegovic & Hozo", 2005, doi: "10.1186/1471-2288-5-13")]
    case .wan: [wan]
    case .bland: [Source("Bland", 2015, doi: "10.6000/1929-6029.2015.04.01.6")]
    case .walter: [Source("Walter & Yao", 2007, doi: "10.1016/j.jclinepi.2006.11.003")]
    case .logNormal: [Source("Shi et al.", 2020, doi: "10.4310/SII.2020.v13.n4.a9")]
    case .quantileEstimation, .boxCox: [Source("McGrath et al.", 2020, doi: "10.1177/0962280219889080")]
    }
  }

  func estimate(_ s: FiveNumberSummary) -> FiveNumberSummary.Estimate {
    switch self {
    case .luoWanShi: .init(mean: luoMean(s), sd: wanShiDeviation(s))
    case .hozo: hozoEstimate(s)
    case .wan: .init(mean: wanMean(s), sd: wanDeviation(s))
    case .bland: blandEstimate(s)
    case .walter: walterEstimate(s)
    case .quantileEstimation: FittedQuantiles(s)?.estimate ?? .init()
    case .boxCox: boxCoxEstimate(s)
    case .logNormal: s.logNormalEstimate(skewnessTest: false)
    }
  }

  /// Luo et al.'s weighted mean of midrange, midquartile and median.
  private func luoMean(_ s: FiveNumberSummary) -> Double? {
    guard let median = s.median else { return nil }
    let range = s.range.map { ($0.lower + $0.upper) / 2 }
    let quartiles = s.quartiles.map { ($0.lower + $0.upper) / 2 }
    let power = Double.pow(s.n, 0.75)
    switch (range, quartiles) {
    case (let range?, let quartiles?):
      let (w1, w2) = (2.2 / (2.2 + power), 0.7 - 0.72 / .pow(s.n, 0.55))
      return w1 * range + w2 * quartiles + (1 - w1 - w2) * median
    case (let range?, nil):
      let w = 4 / (4 + power)
      return w * range + (1 - w) * median
    case (nil, let quartiles?):
      let w = 0.7 + 0.39 / s.n
      return w * quartiles + (1 - w) * median
    case (nil, nil): return nil
    }
  }

  private func wanShiDeviation(_ s: FiveNumberSummary) -> Double? {
    guard let range = s.range, let quartiles = s.quartiles else { return wanDeviation(s) }
    let power = Double.pow(s.n, 0.6)
    return (range.upper - range.lower) / ((2 + 0.14 * power) * s.rangeScore)
      + (quartiles.upper - quartiles.lower) / ((2 + 2 / (0.07 * power)) * s.quartileScore)
  }

  private func wanMean(_ s: FiveNumberSummary) -> Double? {
    guard let m = s.median else { return nil }
    switch (s.range, s.quartiles) {
    case (let r?, let q?): return (r.lower + 2 * q.lower + 2 * m + 2 * q.upper + r.upper) / 8
    case (let r?, nil): return (r.lower + 2 * m + r.upper) / 4
    case (nil, let q?): return (q.lower + m + q.upper) / 3
    case (nil, nil): return nil
    }
  }

  private func wanDeviation(_ s: FiveNumberSummary) -> Double? {
    let parts = [
      s.range.map { ($0.upper - $0.lower) / (2 * s.rangeScore) },
      s.quartiles.map { ($0.upper - $0.lower) / (2 * s.quartileScore) },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.reduce(0, +) / Double(parts.count)
  }

  private func hozoEstimate(_ s: FiveNumberSummary) -> FiveNumberSummary.Estimate {
    guard let m = s.median, let r = s.range, s.quartiles == nil else { return .init() }
    let (width, bend) = (r.upper - r.lower, r.lower - 2 * m + r.upper)
    let sd: Double =
      s.n <= 15 ? ((bend * bend / 4 + width * width) / 12).squareRoot() : s.n <= 70 ? width / 4 : width / 6
    return .init(mean: s.n <= 25 ? m + bend / 4 : m, sd: sd)
  }

  private func blandEstimate(_ s: FiveNumberSummary) -> FiveNumberSummary.Estimate {
    guard let m = s.median, let r = s.range, let q = s.quartiles, let mean = wanMean(s) else { return .init() }
    // The moments of a density that is even between neighbouring numbers, about the median for accuracy.
    let (a, b, c, d) = (r.lower - m, q.lower - m, q.upper - m, r.upper - m)
    let squares = (a * a + 2 * b * b + 2 * c * c + d * d) / 16 + (a * b + c * d) / 8
    return .init(mean: mean, sd: (squares - (mean - m) * (mean - m)).squareRoot())
  }

  private func walterEstimate(_ s: FiveNumberSummary) -> FiveNumberSummary.Estimate {
    guard let m = s.median, let r = s.range, s.quartiles == nil else { return .init() }
    return .init(mean: m, sd: (r.upper - r.lower) / expectedNormalRange(s.n))
  }
}

extension FiveNumberSummary {
  var range: Interval? { min.flatMap { low in max.map { Interval(low, $0) } } }
  var quartiles: Interval? { q1.flatMap { low in q3.map { Interval(low, $0) } } }
  /// The expected standardized largest and third-quartile values of n normal numbers (Blom's approximation).
  var rangeScore: Double {
    Normal.standard.quantile(upperTail: 0.625 / (n + 0.25))
  }
  var quartileScore: Double {
    Normal.standard.quantile(lowerTail: (0.75 * n - 0.125) / (n + 0.25))
  }
}

/// The expected range of n standard normal numbers, `∫ 1 − Φ(x)ⁿ − Φ(−x)ⁿ dx` (Tippett 1925), by the trapezoidal rule,
/// which is exact to the last digits for an integrand so smooth.
func expectedNormalRange(_ n: Double) -> Double {
  let step = 1.0 / 64
  var sum = 0.0
  for j in -40 * 64...40 * 64 {
    let x = Double(j) * step
    let (below, above) = (Normal.standard.lowerTail(x), Normal.standard.upperTail(x))
    sum += -.expMinusOne(n * .log(onePlus: -above)) - .exp(n * .log(above)) * (below < 1 ? 1 : 0)
  }
  return sum * step
}
