import EffectMeasures
import RealModule
import StudyRecords

/// A pooled value over tables: the estimate on the analysis scale, its variance and the weight of each table.
struct StratifiedEstimate {
  let estimate: Double
  let variance: Double
  let weights: [Double]
}

/// Mantel and Haenszel's estimators (1959, doi:10.1093/jnci/22.4.719).
///
/// With a table `a b / c d`, its groups n1 and n2, its total N, and for rates x1 events in t1, x2 in t2, T = t1 + t2:
///
/// | measure | R | S | estimate | weight |
/// |---|---|---|---|---|
/// | OR | Σ ad/N | Σ bc/N | log(R/S) | bc/N |
/// | RR | Σ a n2/N | Σ c n1/N | log(R/S) | c n1/N |
/// | RD | Σ (a n2 − c n1)/N | Σ n1 n2/N | R/S | n1 n2/N |
/// | IRR | Σ x1 t2/T | Σ x2 t1/T | log(R/S) | x2 t1/T |
/// | IRD | Σ (x1 t2 − x2 t1)/T | Σ t1 t2/T | R/S | t1 t2/T |
enum MantelHaenszel: String {
  case oddsRatio = "OR"
  case riskRatio = "RR"
  case riskDifference = "RD"
  case rateRatio = "IRR"
  case rateDifference = "IRD"

  /// The estimate from tables with the addition of the settings, or `nil` where they hold no information on it (R or S
  /// is 0).
  func estimate(_ counts: [TwoGroupCounts], _ settings: StratifiedSettings) -> StratifiedEstimate? {
    let tables = settings.corrected(counts)
    let averagesRawRisks = self == .riskDifference && settings.differenceAddition == .variance
    var (r, s) = (0.0, 0.0)
    var weights: [Double] = []
    for (raw, table) in zip(counts, tables) {
      let share = shares(table)
      r += averagesRawRisks ? share.weight * (raw.events1 / raw.size1 - raw.events2 / raw.size2) : share.r
      s += share.s
      weights.append(isRatio ? share.s : share.weight)
    }
    guard s > 0, !isRatio || r > 0 else { return nil }
    let variance =
      switch self {
      case .oddsRatio: oddsRatioVariance(tables, r, s)
      case .riskRatio, .rateRatio: ratioVariance(tables) / (r * s)
      case .riskDifference: riskDifferenceVariance(tables, r / s, s, settings.riskDifferenceVariance)
      case .rateDifference: rateDifferenceVariance(tables) / (s * s)
      }
    return StratifiedEstimate(
      estimate: isRatio ? .log(r / s) : r / s, variance: max(0, variance), weights: weights)
  }

  var isRatio: Bool { self != .riskDifference && self != .rateDifference }
  /// Whether it pools events in person-time instead of tables.
  var isRate: Bool { self == .rateRatio || self == .rateDifference }
  /// Whether the Cochran–Mantel–Haenszel test belongs to it.
  var hasTest: Bool { self == .oddsRatio || self == .rateRatio }

  private func shares(_ table: TwoGroupCounts) -> (r: Double, s: Double, weight: Double) {
    let (a, n1, c, n2) = (table.events1, table.size1, table.events2, table.size2)
    let total = table.total
    switch self {
    case .oddsRatio: return (a * table.others2 / total, table.others1 * c / total, 0)
    case .riskRatio, .rateRatio: return (a * n2 / total, c * n1 / total, 0)
    case .riskDifference, .rateDifference:
      let weight = n1 * n2 / total
      return ((a * n2 - c * n1) / total, weight, weight)
    }
  }

  /// Robins, Breslow and Greenland (1986, doi:10.2307/2531052), eq. 3.
  private func oddsRatioVariance(_ tables: [TwoGroupCounts], _ r: Double, _ s: Double) -> Double {
    var (pr, mixed, qs) = (0.0, 0.0, 0.0)
    for table in tables {
      let share = shares(table)
      let p = (table.events1 + table.others2) / table.total
      let q = (table.others1 + table.events2) / table.total
      pr += p * share.r
      mixed += p * share.s + q * share.r
      qs += q * share.s
    }
    return pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
  }

  /// Greenland and Robins (1985, doi:10.2307/2530643): the sum over the tables, still to be divided by RS.
  private func ratioVariance(_ tables: [TwoGroupCounts]) -> Double {
    tables.reduce(0) { sum, table in
      let product = table.size1 * table.size2 * table.events
      let excess = self == .riskRatio ? table.events1 * table.events2 * table.total : 0
      return sum + (product - excess) / (table.total * table.total)
    }
  }

  private func riskDifferenceVariance(
    _ tables: [TwoGroupCounts], _ estimate: Double, _ s: Double, _ form: RiskDifferenceVariance
  ) -> Double {
    var sum = 0.0
    for table in tables {
      let (a, n1, c, n2, total) = (table.events1, table.size1, table.events2, table.size2, table.total)
      switch form {
      case .sato:
        let p = (n1 * n1 * c - n2 * n2 * a + n1 * n2 * (n2 - n1) / 2) / (total * total)
        let q = (a * table.others2 + c * table.others1) / (2 * total)
        sum += estimate * p + q
      case .greenlandRobins:
        let (first, second) = (n2 / total, n1 / total)
        sum += first * first * a * table.others1 / n1 + second * second * c * table.others2 / n2
      }
    }
    return sum / (s * s)
  }

  /// Greenland and Robins (1985): each table's Poisson variances.
  private func rateDifferenceVariance(_ tables: [TwoGroupCounts]) -> Double {
    tables.reduce(0) { sum, table in
      let (first, second) = (table.size2 / table.total, table.size1 / table.total)
      return sum + first * first * table.events1 + second * second * table.events2
    }
  }
}

extension Measure {
  /// Whether Mantel and Haenszel's method pools 2×2 tables to it.
  package var poolsTables: Bool { MantelHaenszel(rawValue: code)?.isRate == false }

  /// Whether Mantel and Haenszel's method pools events in person-time to it.
  package var poolsPersonTime: Bool { MantelHaenszel(rawValue: code)?.isRate == true }

  /// Whether the Cochran–Mantel–Haenszel test belongs to it.
  package var hasStratifiedTest: Bool { MantelHaenszel(rawValue: code)?.hasTest == true }
}
