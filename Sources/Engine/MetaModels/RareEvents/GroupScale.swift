import EffectMeasures
import RealModule

/// The scale on which a measure is the difference of two groups' risks or rates: log odds for OR, log risks for RR.
///
/// With g the scale and p₁, p₂ the groups' risks (or rates), the effect is θ = g(p₁) − g(p₂), so that a pooled effect is
/// a curve p₁ = g⁻¹(g(p₂) + θ) in a plot of one group's risks against the other's (L'Abbé, Detsky & O'Rourke 1987,
/// doi:10.7326/0003-4819-107-2-224).
public enum GroupScale: String, CaseIterable, Hashable, Sendable {
  /// ln(p/(1 − p)): OR and PETO.
  case logOdds = "log odds"
  /// ln p: RR.
  case logRisk = "log risk"
  /// p: RD.
  case risk = "risk"
  /// asin √p: AS.
  case arcsine = "arcsine √risk"
  /// ln λ: IRR.
  case logRate = "log rate"
  /// λ: IRD.
  case rate = "rate"
  /// √λ: IRSD.
  case squareRootRate = "√rate"

  /// The scale of a measure; `nil` for measures that are no difference of two groups' risks or rates.
  public init?(_ measure: Measure) {
    switch measure.code {
    case "OR", "PETO": self = .logOdds
    case "RR": self = .logRisk
    case "RD": self = .risk
    case "AS": self = .arcsine
    case "IRR": self = .logRate
    case "IRD": self = .rate
    case "IRSD": self = .squareRootRate
    default: return nil
    }
  }

  /// The codes of the measures that have such a scale, scale by scale.
  public static let measures: [String] = allCases.flatMap { scale in
    Measure.allCases.filter { GroupScale($0) == scale }.map(\.code)
  }

  /// Whether the groups have rates of events over person-time instead of risks.
  public var isRate: Bool { self == .logRate || self == .rate || self == .squareRootRate }

  /// The value on this scale of a risk or rate: g(p), infinite at the ends of logarithmic scales.
  public func value(of p: Double) -> Double {
    switch self {
    case .logOdds: .log(p / (1 - p))
    case .logRisk, .logRate: .log(p)
    case .risk, .rate: p
    case .arcsine: .atan2(y: p.squareRoot(), x: (1 - p).squareRoot())
    case .squareRootRate: p.squareRoot()
    }
  }

  /// The risk or rate in the first group where the second group's is `p` and the effect is `effect`, g⁻¹(g(p) + θ);
  /// `nil` where no risk or rate answers to it, as a risk ratio of 3 has none for a risk of 0.5.
  public func first(second p: Double, effect: Double) -> Double? {
    switch self {
    case .logOdds:
      let odds = Double.exp(effect)
      // p e^θ/(1 − p + p e^θ), with an infinite factor 1 for every p > 0.
      if odds == .infinity { return p > 0 ? 1 : 0 }
      return p * odds / (1 - p + p * odds)
    case .logRisk:
      let risk = p == 0 ? 0 : p * .exp(effect)
      return risk <= 1 ? risk : nil
    case .risk:
      let risk = p + effect
      return risk >= 0 && risk <= 1 ? risk : nil
    case .arcsine:
      let angle = value(of: p) + effect
      guard angle >= 0, angle <= .pi / 2 else { return nil }
      let sine = Double.sin(angle)
      return sine * sine
    case .logRate: return p == 0 ? 0 : p * .exp(effect)
    case .rate: return p + effect >= 0 ? p + effect : nil
    case .squareRootRate:
      let root = p.squareRoot() + effect
      return root >= 0 ? root * root : nil
    }
  }

  /// The second group's risk or rate at which the first group's is `p`: the inverse of ``first(second:effect:)``.
  public func second(first p: Double, effect: Double) -> Double? { first(second: p, effect: -effect) }
}

/// Both groups' risks or rates in one study.
public struct GroupOutcomes: Hashable, Sendable {
  /// The row of the data, counted from 1 without the header.
  public var row: Int
  /// The study's label.
  public var study: String?
  /// The first group's events over its people or person-time.
  public var first: Double
  /// The second group's.
  public var second: Double
  /// The two on the measure's own scale, with what was added to cells with a zero; `nil` where one of them is infinite.
  public var scaled: Scaled?
  /// Whether nobody, or everybody, had the event in both groups.
  public var isDoubleZero: Bool
  /// Whether something was added to the counts for ``scaled``.
  public var isCorrected: Bool

  /// A pair of values on a ``GroupScale``.
  public struct Scaled: Hashable, Sendable {
    /// The first group's.
    public var first: Double
    /// The second group's.
    public var second: Double
  }
}

extension EffectSizes {
  /// Both groups' risks or rates of every study with complete counts; empty for measures without a ``GroupScale``.
  ///
  /// - Parameters:
  ///   - add: What is added to the cells for the values on the measure's scale, the measure's usual addition when
  ///     `nil`; risks and rates stay as observed.
  ///   - to: Which studies it is added to.
  public func groupOutcomes(add: Double? = nil, to: ZeroCellRule = .only0) -> [GroupOutcomes] {
    guard let measure, let scale = GroupScale(measure) else { return [] }
    let add = add ?? measure.definition.details.zeroCellAddition ?? 0
    var (complete, tables) = ([EffectSize](), [TwoGroupCounts]())
    for (row, counts) in zip(rows, twoGroupCounts) {
      guard let counts else { continue }
      complete.append(row)
      tables.append(counts)
    }
    let corrected = StratifiedSettings(add: add, to: to).corrected(tables)
    return complete.indices.map { index in
      let (row, counts, changed) = (complete[index], tables[index], corrected[index])
      let first = scale.value(of: changed.events1 / changed.size1)
      let second = scale.value(of: changed.events2 / changed.size2)
      let isFinite = first.isFinite && second.isFinite
      return GroupOutcomes(
        row: row.row, study: row.study, first: counts.events1 / counts.size1,
        second: counts.events2 / counts.size2,
        scaled: isFinite ? GroupOutcomes.Scaled(first: first, second: second) : nil,
        isDoubleZero: counts.isDoubleZero, isCorrected: changed != counts)
    }
  }
}
