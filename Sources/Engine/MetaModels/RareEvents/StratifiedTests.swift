import Distributions
import EffectMeasures
import RealModule

/// A test over strata that is distributed as χ².
public struct ChiSquaredTest: Hashable, Sendable, Codable {
  /// The statistic.
  public var statistic: Double
  /// Its degrees of freedom.
  public var degreesOfFreedom: Int
  /// The upper tail probability; `nil` without degrees of freedom.
  public var pValue: Double?

  /// A statistic with its tail.
  init(_ statistic: Double, degreesOfFreedom: Int) {
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    pValue =
      degreesOfFreedom > 0
      ? ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic) : nil
  }
}

/// Tests that belong to Mantel–Haenszel pooling.
public struct StratifiedTests: Hashable, Sendable, Codable {
  /// Cochran, Mantel and Haenszel's test of no effect in any stratum; odds ratios and rate ratios.
  public var cochranMantelHaenszel: ChiSquaredTest?
  /// Tarone's corrected form of Breslow and Day's test; odds ratios.
  public var tarone: ChiSquaredTest?
  /// Breslow and Day's test of one common odds ratio; odds ratios.
  public var breslowDay: ChiSquaredTest?
}

extension ChiSquaredTest {
  /// Cochran, Mantel and Haenszel's test, (|Σ(a − E)| − ½)²/ΣV, without the ½ unless corrected for continuity.
  ///
  /// People: V is the hypergeometric variance. Person-time: E = t1 X/T and V = t1 t2 X/T² with X = x1 + x2.
  /// Mantel & Haenszel (1959, doi:10.1093/jnci/22.4.719); Rothman, Greenland & Lash (2008), p. 277. `nil` where all
  /// V are 0.
  static func cochranMantelHaenszel(_ tables: [TwoGroupCounts], corrected: Bool) -> ChiSquaredTest? {
    var (excess, variance) = (0.0, 0.0)
    for table in tables {
      excess += table.events1 - table.size1 * table.events / table.total
      variance +=
        table.isPersonTime
        ? (table.size1 / table.total) * (table.size2 / table.total) * table.events
        : Peto.hypergeometricVariance(table)
    }
    guard variance > 0 else { return nil }
    let distance = abs(excess) - (corrected ? 0.5 : 0)
    return ChiSquaredTest(distance * distance / variance, degreesOfFreedom: 1)
  }

  /// Breslow and Day's test, Σ(a − A)²/V, and Tarone's, the same less (Σ(a − A))²/ΣV.
  ///
  /// A is the count that the pooled odds ratio ψ gives in a table with the same margins: the root in range of
  /// A(n2 − m + A) = ψ(m − A)(n1 − A); V = 1/(1/A + 1/(m − A) + 1/(n1 − A) + 1/(n2 − m + A)). Tables without people
  /// with and people without the event are left out. Breslow & Day (1980), Statistical Methods in Cancer Research 1,
  /// eq. 4.30; Tarone (1985, doi:10.1093/biomet/72.1.91).
  static func homogeneity(
    _ tables: [TwoGroupCounts], logOddsRatio: Double
  ) -> (breslowDay: ChiSquaredTest, tarone: ChiSquaredTest)? {
    var (sum, excess, total, count) = (0.0, 0.0, 0.0, 0)
    for table in tables where table.events > 0 && table.events < table.total {
      guard let expected = expectedCount(table, oddsRatio: .exp(logOddsRatio)) else { return nil }
      let cells = [
        expected, table.events - expected, table.size1 - expected, table.size2 - table.events + expected,
      ]
      guard cells.allSatisfy({ $0 > 0 }) else { return nil }
      let variance = 1 / cells.reduce(0) { $0 + 1 / $1 }
      let difference = table.events1 - expected
      sum += difference * difference / variance
      excess += difference
      total += variance
      count += 1
    }
    guard count > 0 else { return nil }
    let tarone = max(0, sum - excess * excess / total)
    return (
      ChiSquaredTest(sum, degreesOfFreedom: count - 1), ChiSquaredTest(tarone, degreesOfFreedom: count - 1)
    )
  }

  /// The first cell of a table with the given margins and odds ratio ψ: the root of
  /// (1 − ψ)A² + (n2 − m + ψ(n1 + m))A − ψ m n1 = 0, in the form that does not cancel.
  private static func expectedCount(_ table: TwoGroupCounts, oddsRatio: Double) -> Double? {
    let (n1, n2, m) = (table.size1, table.size2, table.events)
    let a = 1 - oddsRatio
    let b = n2 - m + oddsRatio * (n1 + m)
    let c = -oddsRatio * m * n1
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0, discriminant.isFinite else { return nil }
    // b may be negative when m exceeds n2; the stable pair of roots is q/a and c/q.
    let q = -(b + (b < 0 ? -1 : 1) * discriminant.squareRoot()) / 2
    let range = max(0, m - n2)...min(n1, m)
    for root in [a == 0 ? nil : q / a, q == 0 ? nil : c / q].compactMap(\.self) where range.contains(root) {
      return root
    }
    return nil
  }
}
