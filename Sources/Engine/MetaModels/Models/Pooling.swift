import EffectMeasures

/// How the studies are put together.
public enum Pooling: Hashable, Sendable, Codable {
  /// Weighted least squares on the studies' effect sizes.
  case inverseVariance
  /// Mantel and Haenszel's ratio of sums over the tables themselves; with τ² by DL, random effects around it.
  case mantelHaenszel(StratifiedSettings = .init())
  /// Peto's one-step log odds ratio, Σ(O − E)/ΣV.
  case peto(StratifiedSettings = .init())

  /// The literature's code: `IV`, `MH` or `PETO`.
  public var code: String {
    switch self {
    case .inverseVariance: "IV"
    case .mantelHaenszel: "MH"
    case .peto: "PETO"
    }
  }

  /// The choices of pooling over tables, `nil` for inverse variance.
  public var choices: StratifiedSettings? {
    switch self {
    case .inverseVariance: nil
    case .mantelHaenszel(let choices), .peto(let choices): choices
    }
  }

  /// The name in words.
  public var name: String {
    switch self {
    case .inverseVariance: "inverse variance"
    case .mantelHaenszel: "Mantel–Haenszel"
    case .peto: "Peto"
    }
  }
}

/// The choices of pooling over 2×2 tables or person-time.
public struct StratifiedSettings: Hashable, Sendable, Codable {
  /// What is added to the cells before pooling; the studies' own estimates have a setting of their own.
  public var add: Double
  /// Which tables it is added to.
  public var to: ZeroCellRule
  /// Whether tables without events, or with nothing but events, in both groups are left out and not counted.
  public var dropsDoubleZero: Bool
  /// Whether an addition moves the risk differences that Mantel–Haenszel averages, or their weights and variance alone.
  public var differenceAddition = DifferenceAddition.estimate
  /// Whether those with nothing but events are kept even so.
  public var keepsAllEvents = false
  /// Whether the Cochran–Mantel–Haenszel test is corrected for continuity.
  public var correctsContinuity: Bool
  /// The variance of the pooled risk difference.
  public var riskDifferenceVariance: RiskDifferenceVariance

  /// Choices; by default nothing is added before pooling.
  public init(
    add: Double = 0, to: ZeroCellRule = .none, dropsDoubleZero: Bool = false, correctsContinuity: Bool = true,
    riskDifferenceVariance: RiskDifferenceVariance = .sato
  ) {
    self.add = add
    self.to = to
    self.dropsDoubleZero = dropsDoubleZero
    self.correctsContinuity = correctsContinuity
    self.riskDifferenceVariance = riskDifferenceVariance
  }

  /// Whether a table is left out and not counted.
  func drops(_ table: TwoGroupCounts) -> Bool {
    dropsDoubleZero && (table.isWithoutEvents || table.isAllEvents && !keepsAllEvents)
  }

  /// The tables with the addition of these choices.
  func corrected(_ counts: [TwoGroupCounts]) -> [TwoGroupCounts] {
    let someZero = counts.contains(where: \.hasZero)
    return counts.map { table in
      let needed =
        switch to {
        case .only0: table.hasZero
        case .all: true
        case .if0all: someZero
        case .none: false
        }
      return needed && add > 0 ? table.adding(add) : table
    }
  }
}

/// The variance of the Mantel–Haenszel risk difference.
public enum RiskDifferenceVariance: String, CaseIterable, Hashable, Sendable, Codable {
  /// Sato (1989, doi:10.2307/2531548): consistent both for many small and for few large tables.
  case sato
  /// Greenland and Robins (1985, doi:10.2307/2530643): each table's own binomial variances.
  case greenlandRobins = "greenland-robins"
}
