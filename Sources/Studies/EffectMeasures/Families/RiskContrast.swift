import RealModule
import StudyRecords

/// Contrasts of two groups' risks.
enum RiskContrast: String, CaseIterable, EffectMeasure {
  case ratio = "RR"
  case oddsRatio = "OR"
  case difference = "RD"
  case arcsineDifference = "AS"
  case peto = "PETO"

  var kind: EffectKind {
    switch self {
    case .ratio: .riskRatio
    case .oddsRatio, .peto: .oddsRatio
    case .difference: .riskDifference
    case .arcsineDifference: .transformedDifference
    }
  }

  var questions: [EffectQuestion] { [.risks] }
  var metric: EffectMetric? { kind == .oddsRatio ? .logOdds : nil }

  var choices: Set<EffectChoice> {
    switch self {
    case .ratio: [.riskRatioAddition]
    case .difference: [.differenceAddition]
    default: []
    }
  }

  var details: MeasureDetails {
    switch self {
    case .ratio:
      MeasureDetails(
        "log risk ratio", naturalName: "risk ratio", routes: TwoByTwo.routes,
        formula: "ln(p1/p2), p1 = a/n1, p2 = c/n2",
        variances: [
          .init(.largeSample, "1/a - 1/n1 + 1/c - 1/n2"),
          .init(.average, "(1-P1)/(P1 n1) + (1-P2)/(P2 n2), Pj the risk over all studies"),
          .init(.null, "(1/p - 1)(1/n1 + 1/n2), p = (a+c)/(n1+n2)"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009], backTransform: .exponential)
    case .oddsRatio:
      MeasureDetails(
        "log odds ratio", naturalName: "odds ratio", routes: TwoByTwo.routes, formula: "ln(ad/(bc))",
        variances: [
          .init(.largeSample, "1/a + 1/b + 1/c + 1/d"),
          .init(.average, "1/(P1(1-P1) n1) + 1/(P2(1-P2) n2), Pj the risk over all studies"),
          .init(.null, "(1/n1 + 1/n2)/(p(1-p)), p = (a+c)/(n1+n2)"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009], backTransform: .exponential)
    case .difference:
      MeasureDetails(
        "risk difference", routes: TwoByTwo.routes, formula: "p1 - p2, p1 = a/n1, p2 = c/n2",
        variances: [
          .init(.largeSample, "p1(1-p1)/n1 + p2(1-p2)/n2"),
          .init(.unbiased, "p1(1-p1)/(n1-1) + p2(1-p2)/(n2-1)"),
          .init(.average, "P1(1-P1)/n1 + P2(1-P2)/n2, Pj the risk over all studies"),
          .init(.null, "p(1-p)(1/n1 + 1/n2), p = (a+c)/(n1+n2)"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009])
    case .arcsineDifference:
      MeasureDetails(
        "arcsine square root transformed risk difference", routes: TwoByTwo.routes,
        formula: "asin √p1 - asin √p2", variances: [.init(.largeSample, "1/(4 n1) + 1/(4 n2)")],
        zeroCellAddition: 0, sources: [.ruecker2009])
    case .peto:
      MeasureDetails(
        "log odds ratio by Peto's method", naturalName: "odds ratio", routes: TwoByTwo.routes,
        formula: "(a - E)/V, E = n1 (a+c)/N, V = n1 n2 (a+c)(b+d)/(N² (N-1)), N = n1 + n2",
        variances: [.init(.largeSample, "1/V")], zeroCellAddition: 0.5, sources: [.yusuf1985],
        backTransform: .exponential)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let addsToEvents = self == .ratio && conventions.formulas.riskRatioAddition == .events
    let movesVarianceAlone = self == .difference && conventions.formulas.differenceAddition == .variance
    return conventions.effects(
      of: studies.map(TwoByTwo.init), adding: { addsToEvents ? $0.addingEvents($1) : $0.adding($1) }
    ) { raw, tables in
      let known = tables.compactMap(\.self)
      let first = OverallRisk(known.map { ($0.a, $0.b) })
      let second = OverallRisk(known.map { ($0.c, $0.d) })
      return zip(raw, tables).map { raw, table in
        guard let raw, let table else { return .none() }
        let variance: Double
        switch conventions.vtype {
        case .largeSample where addsToEvents && table.isAllEvents: variance = allEventsVariance(raw, table)
        case .average: variance = self.variance(table, first, second)
        case .null:
          let common = OverallRisk([(table.a + table.c, table.b + table.d)])
          variance = self.variance(table, common, common)
        default: variance = self.variance(table, conventions.vtype)
        }
        return RawEffect(estimate(movesVarianceAlone ? raw : table), variance)
      }
    }
  }

  private func estimate(_ table: TwoByTwo) -> Double {
    switch self {
    case .ratio:
      // p1/p2 − 1 = (ad − bc)/(c n1)
      if table.p1 > table.p2 / 2, table.p1 < table.p2 * 2 {
        .log(onePlus: table.determinant / (table.c * table.n1))
      } else {
        .log(table.p1 / table.p2)
      }
    case .oddsRatio: logRatioOfProducts(table.a, table.d, table.b, table.c)
    case .difference: table.determinant / (table.n1 * table.n2)
    case .arcsineDifference:
      // tan(x − y) of the two angles, whose tangents are √(a/b) and √(c/d)
      .atan2(
        y: table.rootDeterminant,
        x: (table.a * table.c).squareRoot() + (table.b * table.d).squareRoot())
    case .peto: table.determinant / table.total * petoInformation(table)
    }
  }

  /// The variance at the study's own risks.
  private func variance(_ table: TwoByTwo, _ vtype: VarianceType) -> Double {
    let (n1, n2) = (table.n1, table.n2)
    return switch self {
    case .ratio: table.b / (table.a * n1) + table.d / (table.c * n2)
    case .oddsRatio: 1 / table.a + 1 / table.b + 1 / table.c + 1 / table.d
    case .difference:
      if vtype == .unbiased {
        table.a * table.b / (n1 * n1 * (n1 - 1)) + table.c * table.d / (n2 * n2 * (n2 - 1))
      } else {
        table.a * table.b / (n1 * n1 * n1) + table.c * table.d / (n2 * n2 * n2)
      }
    case .arcsineDifference: (1 / n1 + 1 / n2) / 4
    case .peto: petoInformation(table)
    }
  }

  /// The variance of a risk ratio where everybody had the event and n alone grew: 1/a − 1/(n + x), since with x in
  /// both places nothing would be left.
  private func allEventsVariance(_ raw: TwoByTwo, _ table: TwoByTwo) -> Double {
    (table.a - raw.a) / (raw.a * table.n1) + (table.c - raw.c) / (raw.c * table.n2)
  }

  /// 1/V, the inverse of the hypergeometric variance of a.
  private func petoInformation(_ table: TwoByTwo) -> Double {
    let total = table.total
    return total * total * (total - 1) / (table.n1 * table.n2 * (table.a + table.c) * (table.b + table.d))
  }

  /// The variance at given risks.
  private func variance(_ table: TwoByTwo, _ first: OverallRisk, _ second: OverallRisk) -> Double {
    switch self {
    case .ratio: first.q / (first.p * table.n1) + second.q / (second.p * table.n2)
    case .oddsRatio: 1 / (first.p * first.q * table.n1) + 1 / (second.p * second.q * table.n2)
    default: first.p * first.q / table.n1 + second.p * second.q / table.n2
    }
  }

  func armVariances(of study: RawStudy) -> (first: Double, second: Double)? {
    let table = TwoByTwo(study)
    let (a, b, c, d, n1, n2) = (table.a, table.b, table.c, table.d, table.n1, table.n2)
    return switch self {
    case .ratio: (b / (a * n1), d / (c * n2))
    case .oddsRatio: (1 / a + 1 / b, 1 / c + 1 / d)
    case .difference: (a * b / (n1 * n1 * n1), c * d / (n2 * n2 * n2))
    case .arcsineDifference, .peto: nil
    }
  }
}

extension Measure {
  /// RR: the log risk ratio.
  public static let riskRatio = Measure(RiskContrast.ratio)
  /// OR: the log odds ratio.
  public static let oddsRatio = Measure(RiskContrast.oddsRatio)
  /// RD: the risk difference.
  public static let riskDifference = Measure(RiskContrast.difference)
  /// AS: the arcsine difference.
  public static let arcsineDifference = Measure(RiskContrast.arcsineDifference)
  /// PETO: the log odds ratio by Peto's method.
  public static let petoOddsRatio = Measure(RiskContrast.peto)
}
