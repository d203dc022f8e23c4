import RealModule
import StudyRecords

/// How the p values of several tests are adjusted for their number.
public enum MultiplicityAdjustment: String, CaseIterable, Hashable, Sendable, Codable {
  /// As they are.
  case none
  /// min(1, m p): the family-wise error rate, any dependence.
  case bonferroni
  /// Step-down Bonferroni: never weaker, any dependence.
  case holm
  /// Step-up; independent or positively dependent tests.
  case hochberg
  /// Closed testing with Simes' test; independent or positively dependent tests.
  case hommel
  /// One step by the joint normal or t distribution of the statistics: the family-wise error rate with their correlations
  /// used, never weaker than Bonferroni; it has simultaneous confidence intervals.
  case singleStep = "single-step"
  /// The false discovery rate; independent or positively dependent tests.
  case bh = "BH"
  /// The false discovery rate; any dependence.
  case by = "BY"

  /// The name in words.
  public var name: String {
    switch self {
    case .none: "unadjusted"
    case .bonferroni: "Bonferroni"
    case .holm: "Holm"
    case .hochberg: "Hochberg"
    case .hommel: "Hommel"
    case .singleStep: "single-step"
    case .bh: "Benjamini–Hochberg"
    case .by: "Benjamini–Yekutieli"
    }
  }

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .none: []
    case .bonferroni: [Source("Dunn", 1961, doi: "10.1080/01621459.1961.10482090")]
    case .holm: [Source("Holm", 1979, place: "Scandinavian Journal of Statistics 6, 65–70")]
    case .hochberg: [Source("Hochberg", 1988, doi: "10.1093/biomet/75.4.800")]
    case .hommel:
      [
        Source("Hommel", 1988, doi: "10.1093/biomet/75.2.383"),
        Source("Wright", 1992, doi: "10.2307/2532694", place: "algorithm"),
      ]
    case .singleStep:
      [
        Source("Hothorn, Bretz & Westfall", 2008, doi: "10.1002/bimj.200810425"),
        Source("Genz & Bretz", 2002, doi: "10.1198/106186002394", place: "multivariate t probabilities"),
      ]
    case .bh: [Source("Benjamini & Hochberg", 1995, doi: "10.1111/j.2517-6161.1995.tb02031.x")]
    case .by: [Source("Benjamini & Yekutieli", 2001, doi: "10.1214/aos/1013699998")]
    }
  }

  /// The adjusted p values, in the order given; undefined ones stay so and do not count.
  ///
  /// ``singleStep`` needs the correlations of the estimates, which ``Fit/test(contrasts:adjustment:)`` has. From p values
  /// alone it gives Šidák's bound, 1 − (1 − p)^m, which holds for any correlations (1967,
  /// doi:10.1080/01621459.1967.10482935).
  public func adjusted(_ pValues: [Double?]) -> [Double?] {
    let defined = pValues.indices.filter { pValues[$0] != nil }
    let order = defined.sorted { (pValues[$0] ?? 1, $0) < (pValues[$1] ?? 1, $1) }
    let adjusted = stepped(order.map { pValues[$0] ?? 1 })
    var result = [Double?](repeating: nil, count: pValues.count)
    for (position, value) in zip(order, adjusted) { result[position] = min(1, value) }
    return result
  }

  /// Adjusted values of p values in ascending order, before they are cut at 1.
  private func stepped(_ p: [Double]) -> [Double] {
    let m = Double(p.count)
    /// Each value times its factor, made ascending from above.
    func stepUp(_ factor: (Double) -> Double) -> [Double] {
      var (least, result) = (Double.infinity, p)
      for i in p.indices.reversed() {
        least = min(least, factor(Double(i + 1)) * p[i])
        result[i] = least
      }
      return result
    }
    switch self {
    case .none: return p
    case .bonferroni: return p.map { m * $0 }
    case .holm:
      var greatest = 0.0
      return p.indices.map { i in
        greatest = max(greatest, (m - Double(i)) * p[i])
        return greatest
      }
    case .hochberg: return stepUp { m + 1 - $0 }
    case .bh: return stepUp { m / $0 }
    case .by:
      let harmonic = (1...max(1, p.count)).reduce(0) { $0 + 1 / Double($1) }
      return stepUp { harmonic * m / $0 }
    case .hommel: return hommel(p)
    case .singleStep: return p.map { max($0, -Double.expMinusOne(m * Double.log(onePlus: -$0))) }
    }
  }

  /// The largest Simes p value over all subsets that hold the test, by Wright's recursion over their size.
  private func hommel(_ p: [Double]) -> [Double] {
    let n = p.count
    guard n > 1 else { return p }
    let simes = p.indices.map { Double(n) * p[$0] / Double($0 + 1) }.reduce(.infinity, min)
    var result = [Double](repeating: simes, count: n)
    for size in stride(from: n - 1, through: 2, by: -1) {
      // The subsets of this size that are hardest to reject hold the size − 1 largest p values.
      let first = n - size + 1
      var tail = Double.infinity
      for i in first..<n { tail = min(tail, Double(size) * p[i] / Double(i - first + 2)) }
      for i in 0..<first { result[i] = max(result[i], min(Double(size) * p[i], tail)) }
      for i in first..<n { result[i] = max(result[i], min(Double(size) * p[first - 1], tail)) }
    }
    return zip(result, p).map(max)
  }
}
