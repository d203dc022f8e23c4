import Distributions
import RealModule
import StudyRecords

/// Standardized mean differences from 2×2 tables, and log odds ratios from means, for studies that report the same
/// outcome in either form.
enum ScaleBridge: String, CaseIterable, EffectMeasure {
  case probitDifference = "PBIT"
  case oddsRatioToDifference = "OR2D"
  case oddsRatioToDifferenceNormal = "OR2DN"
  case oddsRatioToDifferenceLogistic = "OR2DL"
  case differenceToOddsRatio = "D2OR"
  case differenceToOddsRatioNormal = "D2ORN"
  case differenceToOddsRatioLogistic = "D2ORL"

  var kind: EffectKind {
    switch self {
    case .probitDifference, .oddsRatioToDifference, .oddsRatioToDifferenceNormal,
      .oddsRatioToDifferenceLogistic:
      .standardizedDifference
    case .differenceToOddsRatio, .differenceToOddsRatioNormal, .differenceToOddsRatioLogistic: .oddsRatio
    }
  }

  var questions: [EffectQuestion] { kind == .oddsRatio ? [.oddsBehindMeans] : [.differenceBehindTable] }
  var metric: EffectMetric? { kind == .oddsRatio ? .logOdds : .standardizedDifference }

  var details: MeasureDetails {
    switch self {
    case .probitDifference:
      MeasureDetails(
        "standardized mean difference from probits", routes: TwoByTwo.routes, formula: "Φ⁻¹(p1) - Φ⁻¹(p2)",
        variances: [
          .init(.largeSample, "p1(1-p1)/(n1 φ(z1)²) + p2(1-p2)/(n2 φ(z2)²), zj = Φ⁻¹(pj)")
        ],
        zeroCellAddition: 0.5, sources: [.sanchezMeca2003])
    case .oddsRatioToDifference, .oddsRatioToDifferenceLogistic:
      fromTable("logistic", "√3/π ln(ad/(bc))", "3/π²", .hasselbladHedges1995, .chinn2000)
    case .oddsRatioToDifferenceNormal:
      fromTable("normal", "ln(ad/(bc))/1.65", "1/1.65²", .coxSnell1989, .sanchezMeca2003)
    case .differenceToOddsRatio, .differenceToOddsRatioLogistic:
      fromMeans("logistic", "π/√3", .hasselbladHedges1995, .chinn2000)
    case .differenceToOddsRatioNormal: fromMeans("normal", "1.65", .coxSnell1989, .sanchezMeca2003)
    }
  }

  private func fromTable(
    _ shape: String, _ formula: String, _ factor: String, _ sources: Source...
  ) -> MeasureDetails {
    MeasureDetails(
      "standardized mean difference from the odds ratio, of \(shape) distributions", routes: TwoByTwo.routes,
      formula: formula, variances: [.init(.largeSample, "\(factor) (1/a + 1/b + 1/c + 1/d)")],
      zeroCellAddition: 0.5, sources: sources)
  }

  private func fromMeans(_ shape: String, _ factor: String, _ sources: Source...) -> MeasureDetails {
    MeasureDetails(
      "log odds ratio from the standardized mean difference, of \(shape) distributions",
      naturalName: "odds ratio", routes: GroupMeans.standardizedRoutes,
      formula: "\(factor) d, d = (m1 - m2)/sp",
      variances: [.init(.largeSample, "(\(factor))² (1/n1 + 1/n2 + d²/(2(n1+n2)))")], sources: sources,
      backTransform: .exponential)
  }

  func range(of role: Role) -> InputRange {
    role == .di && details.zeroCellAddition == nil ? .number : role.usualRange
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    guard details.zeroCellAddition != nil else { return studies.map(meanEffect) }
    return conventions.effects(of: studies.map(TwoByTwo.init)) { tables in
      tables.map { table in table.map(tableEffect) ?? .none() }
    }
  }

  /// The distributions of the scores that are compared, or that were cut.
  var shape: StandardizedDifference.Shape {
    switch self {
    case .oddsRatioToDifferenceNormal, .differenceToOddsRatioNormal, .probitDifference: .normal
    default: .logistic
    }
  }

  /// A log odds ratio per unit of d.
  private var unit: Double { shape.logOddsPerUnit }

  private func tableEffect(_ table: TwoByTwo) -> RawEffect {
    guard self == .probitDifference else {
      return RawEffect(
        logRatioOfProducts(table.a, table.d, table.b, table.c) / unit,
        (1 / table.a + 1 / table.b + 1 / table.c + 1 / table.d) / (unit * unit))
    }
    let (z1, z2) = (probitScore(table.a, table.b), probitScore(table.c, table.d))
    func variance(_ z: Double, _ events: Double, _ rest: Double) -> Double {
      let (n, density) = (events + rest, Normal.standard.density(z))
      return events * rest / (n * n * n * density * density)
    }
    return RawEffect(z1 - z2, variance(z1, table.a, table.b) + variance(z2, table.c, table.d))
  }

  private func meanEffect(_ study: RawStudy) -> RawEffect {
    let groups = GroupMeans(study)
    let d = groups.cohensD(study)
    return RawEffect(
      unit * d, unit * unit * (groups.inverseSizes + d * d / (2 * groups.total)), fault: groups.pooledFault)
  }
}

extension Source {
  fileprivate static let chinn2000 = Source(
    "Chinn", 2000, doi: "10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M")
  fileprivate static let coxSnell1989 = Source("Cox & Snell", 1989, place: "Analysis of binary data, 2nd ed.")
  fileprivate static let hasselbladHedges1995 = Source(
    "Hasselblad & Hedges", 1995, doi: "10.1037/0033-2909.117.1.167")
}

extension Measure {
  /// OR2DL: the standardized mean difference behind an odds ratio, logistic distributions.
  public static let differenceFromOddsRatio = Measure(ScaleBridge.oddsRatioToDifferenceLogistic)
  /// D2ORL: the log odds ratio that belongs to a standardized mean difference, logistic distributions.
  public static let oddsRatioFromDifference = Measure(ScaleBridge.differenceToOddsRatioLogistic)
}
