import RealModule
import StudyRecords

/// Proportions of single groups.
enum Proportion: String, CaseIterable, EffectMeasure {
  case logit = "PLO"
  case doubleArcsine = "PFT"

  var details: MeasureDetails {
    switch self {
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
    conventions.effects(of: studies.map(EventsAmong.init)) { groups in
      let known = groups.compactMap(\.self)
      let overall = weightedMean(known.map(\.p), weights: known.map(\.n))
      return groups.map { group in
        guard let group else { return .none() }
        switch self {
        case .logit:
          let variance =
            conventions.vtype == .average
            ? 1 / (overall * (1 - overall) * group.n) : 1 / group.x + 1 / group.rest
          return RawEffect(logRatio(group.x, group.rest), variance)
        case .doubleArcsine:
          return RawEffect(EffectMeasures.doubleArcsine(group.x, group.n), 1 / (4 * group.n + 2))
        }
      }
    }
  }

  /// The double arcsine is turned back at the harmonic mean of the studies' sizes (Miller 1978).
  func backTransform(for studies: RawStudies) -> BackTransform {
    guard self == .doubleArcsine else { return details.backTransform }
    let sizes = studies.map { EventsAmong($0).n }.filter { !$0.isNaN }
    let inverses = sizes.reduce(0) { $0 + 1 / $1 }
    return inverses > 0 ? .freemanTukeyProportion(n: Double(sizes.count) / inverses) : details.backTransform
  }
}

extension Measure {
  /// PLO: the logit of a proportion.
  public static let logitProportion = Measure(Proportion.logit)
  /// PFT: the Freeman–Tukey double arcsine of a proportion.
  public static let doubleArcsineProportion = Measure(Proportion.doubleArcsine)
}
