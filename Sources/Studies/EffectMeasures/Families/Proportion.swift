import Distributions
import RealModule
import StudyRecords

/// Proportions of single groups.
enum Proportion: String, CaseIterable, EffectMeasure {
  case raw = "PR"
  case log = "PLN"
  case logit = "PLO"
  case probit = "PRZ"
  case arcsine = "PAS"
  case doubleArcsine = "PFT"

  var kind: EffectKind { .proportion }
  var questions: [EffectQuestion] { [.proportion] }
  var choices: Set<EffectChoice> { self == .raw ? [.differenceAddition] : [] }

  var details: MeasureDetails {
    switch self {
    case .raw:
      MeasureDetails(
        "proportion", routes: EventsAmong.routes, formula: "p = x/n",
        variances: [
          .init(.largeSample, "p(1-p)/n"), .init(.unbiased, "p(1-p)/(n-1)"),
          .init(.average, "P(1-P)/n, P the proportion over all studies"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009], nullValue: nil)
    case .log:
      MeasureDetails(
        "log proportion", naturalName: "proportion", routes: EventsAmong.routes, formula: "ln(x/n)",
        variances: [
          .init(.largeSample, "1/x - 1/n"), .init(.average, "(1-P)/(P n), P the proportion over all studies"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009], backTransform: .exponential, nullValue: nil)
    case .probit:
      MeasureDetails(
        "probit transformed proportion", naturalName: "proportion", routes: EventsAmong.routes,
        formula: "Φ⁻¹(x/n)", variances: [.init(.largeSample, "p(1-p)/(n φ(y)²), φ the normal density")],
        zeroCellAddition: 0.5, sources: [.sanchezMeca2003], backTransform: .normal, nullValue: nil)
    case .arcsine:
      MeasureDetails(
        "arcsine square root transformed proportion", naturalName: "proportion",
        routes: EventsAmong.routes, formula: "asin √(x/n)", variances: [.init(.largeSample, "1/(4n)")],
        zeroCellAddition: 0, sources: [.freemanTukey1950, .ruecker2009], backTransform: .arcsineSquared,
        nullValue: nil)
    case .logit:
      MeasureDetails(
        "logit transformed proportion", naturalName: "proportion", routes: EventsAmong.routes,
        formula: "ln(x/(n-x))",
        variances: [
          .init(.largeSample, "1/x + 1/(n-x)"),
          .init(.average, "1/(P(1-P) n), P the proportion over all studies"),
        ],
        zeroCellAddition: 0.5, sources: [.fleissBerlin2009], backTransform: .logistic, nullValue: nil)
    case .doubleArcsine:
      MeasureDetails(
        "Freeman-Tukey double arcsine transformed proportion", naturalName: "proportion",
        routes: EventsAmong.routes, formula: "½ (asin √(x/(n+1)) + asin √((x+1)/(n+1)))",
        variances: [.init(.largeSample, "1/(4n+2)")], zeroCellAddition: 0,
        sources: [.freemanTukey1950, .miller1978], backTransform: .arcsineSquared, nullValue: nil)
    }
  }

  func range(of role: Role) -> InputRange { role == .mi ? .count : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let movesVarianceAlone = self == .raw && conventions.formulas.differenceAddition == .variance
    return conventions.effects(of: studies.map(EventsAmong.init)) { raw, groups in
      let known = groups.compactMap(\.self)
      let overall = OverallRisk(known.map { ($0.x, $0.rest) })
      return zip(raw, groups).map { raw, group in
        guard let raw, let group else { return .none() }
        let at = conventions.vtype == .average ? overall : nil
        return RawEffect(
          estimate(movesVarianceAlone ? raw : group),
          variance(group, at: at, unbiased: conventions.vtype == .unbiased))
      }
    }
  }

  private func estimate(_ group: EventsAmong) -> Double {
    switch self {
    case .raw: group.p
    case .log: group.p > 0.5 ? .log(onePlus: -group.rest / group.n) : .log(group.p)
    case .logit: logRatio(group.x, group.rest)
    case .probit: probit(group)
    case .arcsine: .atan2(y: group.x.squareRoot(), x: group.rest.squareRoot())
    case .doubleArcsine: EffectMeasures.doubleArcsine(group.x, group.n)
    }
  }

  private func variance(_ group: EventsAmong, at overall: OverallRisk?, unbiased: Bool) -> Double {
    let (x, rest, n) = (group.x, group.rest, group.n)
    switch self {
    case .raw:
      return overall.map { $0.p * $0.q / n } ?? (x * rest / (n * n * (unbiased ? n - 1 : n)))
    case .log: return overall.map { $0.q / ($0.p * n) } ?? (rest / (x * n))
    case .logit: return overall.map { 1 / ($0.p * $0.q * n) } ?? (1 / x + 1 / rest)
    case .probit:
      let density = Normal.standard.density(probit(group))
      return x * rest / (n * n * n * density * density)
    case .arcsine: return 1 / (4 * n)
    case .doubleArcsine: return 1 / (4 * n + 2)
    }
  }

  private func probit(_ group: EventsAmong) -> Double { probitScore(group.x, group.rest) }

  /// The double arcsine is turned back at the harmonic mean of the studies' sizes (Miller 1978).
  func backTransform(for studies: RawStudies) -> BackTransform {
    guard self == .doubleArcsine else { return details.backTransform }
    return harmonicMean(studies.map { EventsAmong($0).n }).map { .freemanTukeyProportion(n: $0) }
      ?? details.backTransform
  }
}

extension Measure {
  /// PR: a proportion.
  public static let proportion = Measure(Proportion.raw)
  /// PLO: the logit of a proportion.
  public static let logitProportion = Measure(Proportion.logit)
  /// PFT: the Freeman–Tukey double arcsine of a proportion.
  public static let doubleArcsineProportion = Measure(Proportion.doubleArcsine)
}
