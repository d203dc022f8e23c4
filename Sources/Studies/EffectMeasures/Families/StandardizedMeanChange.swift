import Distributions
import StudyRecords

/// Changes of one group's mean in units of a standard deviation.
enum StandardizedMeanChange: String, CaseIterable, EffectMeasure {
  case changeScore = "SMCC"
  case rawScore = "SMCR"
  case rawScoreHeteroscedastic = "SMCRH"
  case averaged = "SMCRP"
  case averagedHeteroscedastic = "SMCRPH"

  var kind: EffectKind { .standardizedDifference }
  var questions: [EffectQuestion] { [.change] }
  var metric: EffectMetric? { self == .changeScore ? .standardizedChange : .standardizedDifference }

  var choices: Set<EffectChoice> {
    switch self {
    case .rawScoreHeteroscedastic: [.correct, .hedgesFactor, .heteroscedasticVariance]
    default: [.correct, .hedgesFactor]
    }
  }

  var details: MeasureDetails {
    switch self {
    case .changeScore:
      MeasureDetails(
        "standardized mean change, in standard deviations of the change",
        routes: [PairedMeans.route, [.di, .ni], [.ti, .ni], [.pi, .ni]],
        formula: "g = J d, d = (m1 - m2)/sc, sc² = sd1² + sd2² - 2 r sd1 sd2, J with m = n - 1",
        variances: [
          .init(.largeSample, "1/n + g²/(2n)"),
          .init(.largeSample2, "J² (1/n + d²/(2n))"),
          .init(.unbiased, "1/n + (1 - (m-2)/(m J²)) g²"),
          .init(.null, "J² m/(m-2)/n"),
        ],
        sources: [.gibbons1993])
    case .rawScore:
      MeasureDetails(
        "standardized mean change, in standard deviations of the first measurement",
        routes: [[.m1i, .m2i, .sd1i, .ri, .ni]],
        formula: "g = J d, d = (m1 - m2)/sd1, J with m = n - 1",
        variances: [
          .init(.largeSample, "2(1-r)/n + g²/(2n)"),
          .init(.largeSample2, "J² (2(1-r)/n + d²/(2n))"),
          .init(.unbiased, "2(1-ru)/n + (1 - (m-2)/(m J²)) g², ru the unbiased estimate of r"),
          .init(.null, "J² m/(m-2) 2(1-ru)/n"),
        ],
        sources: [.beckerM1988, .morris2000])
    case .rawScoreHeteroscedastic:
      MeasureDetails(
        "standardized mean change, in standard deviations of the first measurement, with unequal variances",
        routes: [PairedMeans.route], formula: "g = J d, d = (m1 - m2)/sd1, J with m = n - 1",
        variances: [
          .init(.largeSample, "sc²/(sd1² (n-1)) + g²/(2(n-1)), sc² = sd1² + sd2² - 2 r sd1 sd2"),
          .init(.largeSample2, "sc²/(sd1² n) + g²/(2n)"),
        ],
        sources: [.bonett2008])
    case .averaged:
      MeasureDetails(
        "standardized mean change, in the average standard deviation", routes: [PairedMeans.route],
        formula: "g = J d, d = (m1 - m2)/s, s² = (sd1² + sd2²)/2, J with m = 2(n-1)/(1+r²)",
        variances: [.init(.largeSample, "2(1-r)/n + g² (1+r²)/(4n)")],
        sources: [.bonett2008, Source("Cousineau", 2020, doi: "10.20982/tqmp.16.4.p418")])
    case .averagedHeteroscedastic:
      MeasureDetails(
        "standardized mean change, in the average standard deviation, with unequal variances",
        routes: [PairedMeans.route],
        formula: "g = J d, d = (m1 - m2)/s, s² = (sd1² + sd2²)/2, J with m = 2(n-1)/(1+r²)",
        variances: [
          .init(
            .largeSample,
            "g² (sd1⁴ + sd2⁴ + 2 r² sd1² sd2²)/(8 (n-1) s⁴) + sc²/(s² (n-1)), sc² = sd1² + sd2² - 2 r sd1 sd2"),
          .init(.largeSample2, "the same with n in the place of n - 1"),
        ],
        sources: [.bonett2008])
    }
  }

  func range(of role: Role) -> InputRange { role == .di ? .number : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let pair = PairedMeans(study)
      let factor = conventions.hedgesFactor(degreesOfFreedom(n: pair.n, r: pair.r))
      let d = uncorrected(study, pair)
      let g = conventions.correct ? factor.value * d : d
      let variance =
        switch self {
        case .changeScore, .rawScore: homoscedasticVariance(pair, d, g, factor, conventions)
        case .averaged: 2 * (1 - pair.r) / pair.n + g * g * (1 + pair.r * pair.r) / (4 * pair.n)
        case .rawScoreHeteroscedastic, .averagedHeteroscedastic:
          edition(factor, conventions)
            * heteroscedasticVariance(pair, g, conventions.vtype == .largeSample2 ? pair.n : pair.n - 1)
        }
      return RawEffect(g, variance, fault: fault(of: pair))
    }
  }

  /// What the variance of SMCRH is multiplied by in the edition chosen.
  private func edition(_ factor: HedgesFactor, _ conventions: EffectConventions) -> Double {
    self == .rawScoreHeteroscedastic && conventions.formulas.heteroscedasticVariance == .metafor3
      && conventions.correct ? factor.value * factor.value : 1
  }

  /// The degrees of freedom of the factor J.
  func degreesOfFreedom(n: Double, r: Double) -> Double {
    switch self {
    case .averaged, .averagedHeteroscedastic: 2 * (n - 1) / (1 + r * r)
    default: n - 1
    }
  }

  private func uncorrected(_ study: RawStudy, _ pair: PairedMeans) -> Double {
    switch self {
    case .changeScore:
      study.first(
        pair.difference / pair.changeVariance.squareRoot(), study[.di], study[.ti] / pair.n.squareRoot(),
        tValue(signedP: study[.pi], degreesOfFreedom: pair.n - 1) / pair.n.squareRoot())
    case .rawScore, .rawScoreHeteroscedastic: pair.difference / pair.sd1
    case .averaged, .averagedHeteroscedastic: pair.difference / pair.averageVariance.squareRoot()
    }
  }

  private func homoscedasticVariance(
    _ pair: PairedMeans, _ d: Double, _ g: Double, _ factor: HedgesFactor, _ conventions: EffectConventions
  ) -> Double {
    let n = pair.n
    // The mean change has this variance in squared units of the standardizer.
    func base(_ r: @autoclosure () -> Double) -> Double { self == .changeScore ? 1 / n : 2 * (1 - r()) / n }
    switch conventions.vtype {
    case .largeSample2:
      return (conventions.correct ? factor.value * factor.value : 1) * (base(pair.r) + d * d / (2 * n))
    case .unbiased:
      return base(unbiasedCorrelation(CorrelationValue(pair.r), n: n)) + factor.unbiasedSlope * g * g
    case .null: return base(unbiasedCorrelation(CorrelationValue(pair.r), n: n)) * factor.nullVariance
    default: return base(pair.r) + g * g / (2 * n)
    }
  }

  private func heteroscedasticVariance(_ pair: PairedMeans, _ g: Double, _ n: Double) -> Double {
    if self == .rawScoreHeteroscedastic {
      return pair.changeVariance / (pair.sd1 * pair.sd1 * n) + g * g / (2 * n)
    }
    let s2 = pair.averageVariance
    let (u1, u2) = (pair.sd1 * pair.sd1 / s2, pair.sd2 * pair.sd2 / s2)
    let spread = (u1 * u1 + u2 * u2 + 2 * pair.r * pair.r * u1 * u2) / 8
    return (g * g * spread + pair.changeVariance / s2) / n
  }

  private func fault(of pair: PairedMeans) -> RawEffect.Fault? {
    if pair.n <= 2 { return .undefined(reason: "it needs more than 2 people") }
    let unit =
      switch self {
      case .changeScore: pair.changeVariance
      case .rawScore, .rawScoreHeteroscedastic: pair.sd1
      case .averaged, .averagedHeteroscedastic: pair.averageVariance
      }
    return unit == 0 ? .undefined(reason: "the standard deviation to measure in is 0") : nil
  }
}

extension Measure {
  /// SMCC: the standardized mean change in standard deviations of the change.
  public static let standardizedMeanChange = Measure(StandardizedMeanChange.changeScore)
  /// SMCR: the standardized mean change in standard deviations of the first measurement.
  public static let standardizedMeanChangeRaw = Measure(StandardizedMeanChange.rawScore)
}
