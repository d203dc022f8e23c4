import Distributions
import StudyRecords

/// Differences of two groups' means in units of a standard deviation.
enum StandardizedMeanDifference: String, CaseIterable, EffectMeasure {
  case pooled = "SMD"
  case averaged = "SMDH"
  case secondGroup = "SMD1"
  case secondGroupHeteroscedastic = "SMD1H"

  var kind: EffectKind { .standardizedDifference }
  var questions: [EffectQuestion] { [.means] }
  var metric: EffectMetric? { .standardizedDifference }

  var choices: Set<EffectChoice> {
    switch self {
    case .averaged, .secondGroupHeteroscedastic: [.correct, .hedgesFactor, .heteroscedasticVariance]
    default: [.correct, .hedgesFactor]
    }
  }

  var details: MeasureDetails {
    switch self {
    case .pooled:
      MeasureDetails(
        "standardized mean difference (Hedges' g)",
        routes: GroupMeans.standardizedRoutes + [[.ri, .n1i, .n2i]],
        formula: "g = J d, d = (m1 - m2)/sp; J = Γ(m/2)/(√(m/2) Γ((m-1)/2)), m = n1 + n2 - 2",
        variances: [
          .init(.largeSample, "1/n1 + 1/n2 + g²/(2(n1+n2))"),
          .init(.largeSample2, "J² (1/n1 + 1/n2 + d²/(2(n1+n2)))"),
          .init(.unbiased, "1/n1 + 1/n2 + (1 - (m-2)/(m J²)) g²"),
          .init(.average, "1/n1 + 1/n2 + ḡ²/(2(n1+n2)), ḡ the mean of g weighted by n1+n2"),
          .init(.null, "J² m/(m-2) (1/n1 + 1/n2)"),
          .init(.reviewManager, "1/n1 + 1/n2 + g²/(2(n1+n2-3.94))"),
        ],
        sources: [
          .hedges1981, .hedges1982, .hedges1983, .borenstein2009,
          Source("Deeks & Higgins", 2010, place: "Statistical algorithms in Review Manager 5"),
        ])
    case .averaged:
      MeasureDetails(
        "standardized mean difference with unequal variances", routes: [GroupMeans.route],
        formula: "g = J d, d = (m1 - m2)/s, s² = (sd1² + sd2²)/2, J with m = n1 + n2 - 2",
        variances: [
          .init(
            .largeSample, "g² (sd1⁴/(n1-1) + sd2⁴/(n2-1))/(8 s⁴) + (sd1²/(n1-1) + sd2²/(n2-1))/s²"),
          .init(.largeSample2, "g² (sd1⁴/n1 + sd2⁴/n2)/(8 s⁴) + (sd1²/n1 + sd2²/n2)/s²"),
          .init(.largeSample3, "g² (sd1⁴/(n1-1) + sd2⁴/(n2-1))/(8 s⁴) + (sd1²/n1 + sd2²/n2)/s²"),
        ],
        sources: [.bonett2008, .bonett2009])
    case .secondGroup:
      MeasureDetails(
        "standardized mean difference in standard deviations of the second group (Glass' Δ)",
        routes: [[.m1i, .n1i, .m2i, .sd2i, .n2i]],
        formula: "g = J d, d = (m1 - m2)/sd2, J with m = n2 - 1",
        variances: [
          .init(.largeSample, "1/n1 + 1/n2 + g²/(2 n2)"),
          .init(.largeSample2, "J² (1/n1 + 1/n2 + d²/(2 n2))"),
          .init(.unbiased, "1/n1 + 1/n2 + (1 - (m-2)/(m J²)) g²"),
          .init(.null, "J² m/(m-2) (1/n1 + 1/n2)"),
        ],
        sources: [.glass1976, .hedges1981])
    case .secondGroupHeteroscedastic:
      MeasureDetails(
        "standardized mean difference in standard deviations of the second group, with unequal variances",
        routes: [GroupMeans.route], formula: "g = J d, d = (m1 - m2)/sd2, J with m = n2 - 1",
        variances: [
          .init(.largeSample, "(sd1²/sd2²)/(n1-1) + 1/(n2-1) + g²/(2(n2-1))")
        ],
        sources: [.bonett2008, .bonett2009])
    }
  }

  func range(of role: Role) -> InputRange { role == .di ? .number : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    switch self {
    case .pooled: pooledEffects(of: studies, by: conventions)
    case .averaged: studies.map { averagedEffect(of: GroupMeans($0), by: conventions) }
    case .secondGroup, .secondGroupHeteroscedastic:
      studies.map { secondGroupEffect(of: GroupMeans($0), by: conventions) }
    }
  }

  /// The degrees of freedom of the factor J.
  func degreesOfFreedom(n1: Double, n2: Double) -> Double {
    switch self {
    case .pooled, .averaged: n1 + n2 - 2
    case .secondGroup, .secondGroupHeteroscedastic: n2 - 1
    }
  }

  private func pooledEffects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let points = studies.map { study in
      let groups = GroupMeans(study)
      let factor = conventions.hedgesFactor(groups.m)
      let d = groups.cohensD(study)
      return (groups: groups, factor: factor, d: d, g: conventions.correct ? factor.value * d : d)
    }
    let mean =
      conventions.vtype == .average
      ? weightedMean(points.map(\.g), weights: points.map(\.groups.total)) : .nan
    return points.map { point in
      let (base, total, g) = (point.groups.inverseSizes, point.groups.total, point.g)
      let variance: Double =
        switch conventions.vtype {
        case .largeSample2:
          (conventions.correct ? point.factor.value * point.factor.value : 1)
            * (base + point.d * point.d / (2 * total))
        case .unbiased: base + point.factor.unbiasedSlope * g * g
        case .average: base + mean * mean / (2 * total)
        case .null: base * point.factor.nullVariance
        case .reviewManager: base + g * g / (2 * (total - 3.94))
        default: base + g * g / (2 * total)
        }
      return RawEffect(g, variance, fault: point.groups.pooledFault)
    }
  }

  private func secondGroupEffect(
    of groups: GroupMeans, by conventions: EffectConventions
  ) -> RawEffect {
    let factor = conventions.hedgesFactor(groups.n2 - 1)
    let d = groups.difference / groups.sd2
    let g = conventions.correct ? factor.value * d : d
    let (base, n2, ratio) = (groups.inverseSizes, groups.n2, groups.sd1 / groups.sd2)
    let variance: Double =
      switch (self, conventions.vtype) {
      case (.secondGroupHeteroscedastic, _) where conventions.formulas.heteroscedasticVariance == .metafor3:
        ratio * ratio / groups.n1 + 1 / n2 + g * g / (2 * n2)
      case (.secondGroupHeteroscedastic, _):
        ratio * ratio / (groups.n1 - 1) + 1 / (n2 - 1) + g * g / (2 * (n2 - 1))
      case (_, .largeSample2):
        (conventions.correct ? factor.value * factor.value : 1) * (base + d * d / (2 * n2))
      case (_, .unbiased): base + factor.unbiasedSlope * g * g
      case (_, .null): base * factor.nullVariance
      default: base + g * g / (2 * n2)
      }
    let fault: RawEffect.Fault? =
      n2 <= 2
      ? .undefined(reason: "the second group needs more than 2 people")
      : groups.sd2 == 0
        ? .undefined(reason: "the second group's standard deviation is 0, so there is no unit to measure in")
        : nil
    return RawEffect(g, variance, fault: fault)
  }

  private func averagedEffect(of groups: GroupMeans, by conventions: EffectConventions) -> RawEffect {
    let (v1, v2) = (groups.sd1 * groups.sd1, groups.sd2 * groups.sd2)
    let s2 = (v1 + v2) / 2
    let d = groups.difference / s2.squareRoot()
    let factor = conventions.correct ? conventions.hedgesFactor(groups.m).value : 1
    let g = factor * d
    let (f1, f2) = (groups.n1 - 1, groups.n2 - 1)
    func spread(_ n1: Double, _ n2: Double) -> Double {
      g * g * (v1 / s2 * v1 / n1 + v2 / s2 * v2 / n2) / (8 * s2)
    }
    func location(_ n1: Double, _ n2: Double) -> Double { (v1 / n1 + v2 / n2) / s2 }
    let variance: Double =
      switch conventions.vtype {
      case .largeSample2: spread(groups.n1, groups.n2) + location(groups.n1, groups.n2)
      case .largeSample3: spread(f1, f2) + location(groups.n1, groups.n2)
      default: spread(f1, f2) + location(f1, f2)
      }
    let scale = conventions.formulas.heteroscedasticVariance == .metafor3 ? factor * factor : 1
    return RawEffect(g, scale * variance, fault: groups.pooledFault)
  }

  /// 2(1−r)(1/n + g²/(2n)) for as many people in both periods, their harmonic mean otherwise (Elbourne et al. 2002,
  /// doi:10.1093/ije/31.1.140).
  func crossoverVariance(of estimate: Double, from study: RawStudy, r: Double) -> Double? {
    guard self != .secondGroupHeteroscedastic else { return nil }
    let n = GroupMeans(study).people
    return 2 * (1 - r) * (1 / n + estimate * estimate / (2 * n))
  }
}

extension Measure {
  /// SMD: Hedges' g.
  public static let hedgesG = Measure(StandardizedMeanDifference.pooled)
  /// SMD1: Glass' Δ.
  public static let glassDelta = Measure(StandardizedMeanDifference.secondGroup)
}

extension Source {
  fileprivate static let glass1976 = Source("Glass", 1976, doi: "10.3102/0013189X005010003")
}
