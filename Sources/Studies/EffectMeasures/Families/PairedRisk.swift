import RealModule
import StudyRecords

/// Contrasts of risks in matched pairs or on two occasions.
///
/// The cells of the paired table are `ai` (event under both), `bi` (under the first only), `ci` (under the second
/// only) and `di` (under neither); ``marginalGiven`` reads the two marginal tables instead.
enum PairedRisk: String, CaseIterable, EffectMeasure {
  case difference = "MPRD"
  case ratio = "MPRR"
  case oddsRatio = "MPOR"
  case conditionalOddsRatio = "MPORC"
  case conditionalPeto = "MPPETO"
  case marginalGiven = "MPORM"

  var kind: EffectKind {
    switch self {
    case .difference: .riskDifference
    case .ratio: .riskRatio
    case .oddsRatio, .conditionalOddsRatio, .conditionalPeto, .marginalGiven: .oddsRatio
    }
  }

  var questions: [EffectQuestion] { self == .marginalGiven ? [.pairedMargins] : [.pairedRisks] }

  var metric: EffectMetric? {
    switch self {
    case .oddsRatio, .conditionalOddsRatio: .logOdds
    default: nil
    }
  }

  var details: MeasureDetails {
    let routes: [[Role]] = [[.ai, .bi, .ci, .di]]
    let n = "n = a + b + c + d"
    return switch self {
    case .difference:
      MeasureDetails(
        "matched pairs marginal risk difference", routes: routes, formula: "(b - c)/n, \(n)",
        variances: [.init(.largeSample, "(b+c)/n² - (b-c)²/n³")], zeroCellAddition: 0.5,
        sources: [.mayJohnson1997, .newcombe1998])
    case .ratio:
      MeasureDetails(
        "matched pairs marginal log risk ratio", naturalName: "risk ratio", routes: routes,
        formula: "ln((a+b)/(a+c))", variances: [.init(.largeSample, "(b+c)/((a+b)(a+c))")],
        zeroCellAddition: 0.5, sources: [.zou2007], backTransform: .exponential)
    case .oddsRatio:
      MeasureDetails(
        "matched pairs marginal log odds ratio", naturalName: "odds ratio", routes: routes,
        formula: "ln((a+b)(b+d)/((c+d)(a+c)))",
        variances: [
          .init(.largeSample, "n ((a+d)(b+c) + 4bc)/((a+b)(c+d)(a+c)(b+d)), \(n)")
        ],
        zeroCellAddition: 0.5, sources: [.beckerBalagtas1993], backTransform: .exponential)
    case .conditionalOddsRatio:
      MeasureDetails(
        "conditional log odds ratio", naturalName: "odds ratio", routes: routes, formula: "ln(b/c)",
        variances: [.init(.largeSample, "1/b + 1/c")], zeroCellAddition: 0.5, sources: [.zou2007],
        backTransform: .exponential)
    case .conditionalPeto:
      MeasureDetails(
        "conditional log odds ratio by Peto's method", naturalName: "odds ratio", routes: routes,
        formula: "2(b - c)/(b + c)", variances: [.init(.largeSample, "4/(b+c)")], zeroCellAddition: 0.5,
        sources: [.curtin2002, .zou2007], backTransform: .exponential)
    case .marginalGiven:
      MeasureDetails(
        "marginal log odds ratio from the marginal tables and their correlation", naturalName: "odds ratio",
        routes: [[.ai, .bi, .ci, .di, .ri], [.ai, .bi, .ci, .di, .pi]],
        formula: "ln(ad/(bc)), a and b the events and others under the first, c and d under the second",
        variances: [
          .init(
            .largeSample,
            "1/a + 1/b + 1/c + 1/d - 2 r/(n √(p1 q1 p2 q2)), n = (a+b+c+d)/2, r the phi coefficient of the pairs "
              + "(ri), or had from the share with the event under both (pi)")
        ],
        zeroCellAddition: 0.5, sources: [.elbourne2002], backTransform: .exponential)
    }
  }

  func range(of role: Role) -> InputRange { role == .pi ? .share : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let (r, both) = (studies[.ri], studies[.pi])
    return conventions.effects(of: studies.map(TwoByTwo.init)) { tables in
      tables.enumerated().map { position, table in
        guard let table else { return .none() }
        guard self == .marginalGiven else { return pairedEffect(table) }
        return marginalEffect(table, r: r[position], both: both[position])
      }
    }
  }

  private func pairedEffect(_ table: TwoByTwo) -> RawEffect {
    let (a, b, c, d) = (table.a, table.b, table.c, table.d)
    let n = table.total
    let discordance = (a + d) * (b + c) + 4 * b * c
    switch self {
    case .difference: return RawEffect((b - c) / n, discordance / (n * n * n))
    case .ratio:
      let ratio = (a + b) / (a + c)
      let estimate: Double =
        ratio > 0.5 && ratio < 2 ? .log(onePlus: (b - c) / (a + c)) : .log(ratio)
      return RawEffect(estimate, (b + c) / ((a + b) * (a + c)))
    case .oddsRatio:
      return RawEffect(
        logRatioOfProducts(a + b, b + d, c + d, a + c),
        n * discordance / ((a + b) * (c + d) * (a + c) * (b + d)))
    case .conditionalOddsRatio: return RawEffect(logRatio(b, c), 1 / b + 1 / c)
    default: return RawEffect(2 * (b - c) / (b + c), 4 / (b + c))
    }
  }

  private func marginalEffect(_ table: TwoByTwo, r: Double, both: Double) -> RawEffect {
    let (p1, p2, n) = (table.p1, table.p2, table.total / 2)
    let scale = (p1 * (table.b / table.n1) * p2 * (table.d / table.n2)).squareRoot()
    let correlation = r.isNaN ? (both - p1 * p2) / scale : r
    let estimate = logRatioOfProducts(table.a, table.d, table.b, table.c)
    // The margins bound the share with the event under both, and so the correlation.
    let share = p1 * p2 + correlation * scale
    let slack = 1e-12
    if share < max(0, p1 + p2 - 1) - slack || share > min(p1, p2) + slack {
      return RawEffect(
        estimate, .nan,
        fault: .undefined(reason: "such a correlation of the pairs is not possible with these margins"))
    }
    // 2/√(n₁n₂ p₁q₁p₂q₂) is twice the root of both sums' product, so that a correlation near 1 costs no digits.
    let (first, second) = (1 / table.a + 1 / table.b, 1 / table.c + 1 / table.d)
    let difference = first.squareRoot() - second.squareRoot()
    let matched = table.n1 == table.n2 ? correlation : correlation * (table.n1 * table.n2).squareRoot() / n
    return RawEffect(
      estimate, difference * difference + 2 * (first * second).squareRoot() * (1 - matched))
  }
}

extension Source {
  fileprivate static let beckerBalagtas1993 = Source("Becker & Balagtas", 1993, doi: "10.2307/2532242")
  fileprivate static let curtin2002 = Source("Curtin, Elbourne & Altman", 2002, doi: "10.1002/sim.1206")
  fileprivate static let elbourne2002 = Source("Elbourne et al.", 2002, doi: "10.1093/ije/31.1.140")
  fileprivate static let mayJohnson1997 = Source(
    "May & Johnson", 1997, doi: "10.1002/(SICI)1097-0258(19970930)16:18<2127::AID-SIM633>3.0.CO;2-W")
  fileprivate static let newcombe1998 = Source(
    "Newcombe", 1998, doi: "10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C")
  fileprivate static let zou2007 = Source("Zou", 2007, doi: "10.1177/1740774506075667")
}

extension Measure {
  /// MPOR: the marginal log odds ratio of matched pairs.
  public static let matchedPairsOddsRatio = Measure(PairedRisk.oddsRatio)
}
