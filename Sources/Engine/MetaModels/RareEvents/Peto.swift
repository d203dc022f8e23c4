import EffectMeasures

/// Peto's one-step log odds ratio (Yusuf et al. 1985, doi:10.1016/S0033-0620(85)80003-7): Σ(O − E)/ΣV with
/// E = n1 m/N and V = n1 n2 m (N − m)/(N²(N − 1)), m the events of both groups; its variance is 1/ΣV.
enum Peto {
  /// The estimate; `nil` where no table has both people with and people without the event.
  static func estimate(_ tables: [TwoGroupCounts]) -> StratifiedEstimate? {
    var (excess, information) = (0.0, 0.0)
    var weights: [Double] = []
    for table in tables {
      let v = hypergeometricVariance(table)
      excess += table.events1 - table.size1 * table.events / table.total
      information += v
      weights.append(v)
    }
    guard information > 0 else { return nil }
    return StratifiedEstimate(estimate: excess / information, variance: 1 / information, weights: weights)
  }

  /// Q = Σ (O − E)²/V − (Σ(O − E))²/ΣV over the tables that were pooled, those without information left out.
  static func homogeneity(_ tables: [TwoGroupCounts], around center: Double) -> ChiSquaredTest? {
    var (sum, count) = (0.0, 0)
    for table in tables {
      let v = hypergeometricVariance(table)
      guard v > 0 else { continue }
      let distance = (table.events1 - table.size1 * table.events / table.total) - v * center
      sum += distance * distance / v
      count += 1
    }
    return count > 0 ? ChiSquaredTest(sum, degreesOfFreedom: count - 1) : nil
  }

  /// The variance of the first cell given the table's margins; 0 for a single person.
  static func hypergeometricVariance(_ table: TwoGroupCounts) -> Double {
    let (n, m) = (table.total, table.events)
    guard n > 1 else { return 0 }
    return (table.size1 / n) * (table.size2 / n) * m * (n - m) / (n - 1)
  }
}
