import Distributions
import RealModule

/// A 2×2 table put together again from its margins and one statistic, its cells rounded to whole people.
public struct ReconstructedTable: Hashable, Sendable {
  /// Group 1, event.
  public var ai: Double
  /// Group 1, no event.
  public var bi: Double
  /// Group 2, event.
  public var ci: Double
  /// Group 2, no event.
  public var di: Double

  /// The margins of a table: the total, the first group's size, and the number of events in both groups.
  public struct Margins: Hashable, Sendable {
    /// The number of people.
    public var total: Double
    /// The size of the first group.
    public var firstGroup: Double
    /// The number of events in both groups.
    public var events: Double

    /// The margins of a table.
    public init(total: Double, firstGroup: Double, events: Double) {
      (self.total, self.firstGroup, self.events) = (total, firstGroup, events)
    }

    /// φ of a table with `a` in its first cell, times this, is `a − E(a)`, times the total.
    fileprivate var scale: Double {
      (firstGroup * (total - firstGroup)).squareRoot() * (events * (total - events)).squareRoot()
    }
    fileprivate var expected: Double { firstGroup * events / total }
  }

  /// The table with an odds ratio, the root of `a (N − n₁ − e + a) = OR (n₁ − a)(e − a)` that fits the margins.
  ///
  /// `nil` where the odds ratio or the margins are impossible.
  public init?(oddsRatio: Double, _ margins: Margins) {
    guard oddsRatio > 0, oddsRatio.isFinite else { return nil }
    let (n1, e) = (margins.firstGroup, margins.events)
    // (OR − 1) a² − (OR (n₁ + e) + N − n₁ − e) a + OR n₁ e = 0, by the stable formula for its smaller root
    let (a, b, c) = (oddsRatio - 1, oddsRatio * (n1 + e) + margins.total - n1 - e, oddsRatio * n1 * e)
    let root = (b * b - 4 * a * c).squareRoot()
    self.init(firstCell: 2 * c / (b + root), margins)
  }

  /// The table with a φ coefficient; `nil` where the coefficient or the margins are impossible.
  public init?(phi: Double, _ margins: Margins) {
    guard abs(phi) <= 1 else { return nil }
    self.init(firstCell: margins.expected + phi * margins.scale / margins.total, margins)
  }

  /// The table with a χ² statistic of association.
  /// - Parameters:
  ///   - chiSquared: The statistic; give it a minus sign when the first group has fewer events than expected.
  ///   - continuityCorrected: Whether Yates' correction was applied to it.
  ///   - margins: The margins.
  /// - Returns: `nil` where the margins are impossible.
  public init?(chiSquared: Double, continuityCorrected: Bool = true, _ margins: Margins) {
    guard chiSquared.isFinite else { return nil }
    let sign: Double = chiSquared < 0 ? -1 : 1
    let phi = (abs(chiSquared) / margins.total).squareRoot()
    // Yates' correction takes N/2 from |ad − bc|, that is ½ from |a − E(a)|.
    let distance = phi * margins.scale / margins.total + (continuityCorrected ? 0.5 : 0)
    self.init(firstCell: margins.expected + sign * distance, margins)
  }

  /// The table with a two-sided p value of a χ² test, with the sign of the association.
  public init?(p: Double, continuityCorrected: Bool = true, _ margins: Margins) {
    guard abs(p) > 0, abs(p) <= 1 else { return nil }
    let z = zValue(p: p)
    self.init(chiSquared: p < 0 ? -z * z : z * z, continuityCorrected: continuityCorrected, margins)
  }

  private init?(firstCell: Double, _ margins: Margins) {
    let a = firstCell.rounded()
    (ai, bi, ci) = (a, margins.firstGroup - a, margins.events - a)
    di = margins.total - margins.firstGroup - ci
    guard [ai, bi, ci, di].allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
  }
}
