import Distributions
import StudyRecords

/// Changes of one group's mean in units of a standard deviation.
enum StandardizedMeanChange: String, CaseIterable, EffectMeasure {
  case changeScore = "SMCC"
  case rawScore = "SMCR"

  var details: MeasureDetails {
    switch self {
    case .changeScore:
      MeasureDetails(
        "standardized mean change, in standard deviations of the change",
        routes: [[.m1i, .m2i, .sd1i, .sd2i, .ri, .ni], [.di, .ni], [.ti, .ni]],
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
    }
  }

  func range(of role: Role) -> InputRange { role == .di ? .number : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let (n, r) = (study[.ni], study[.ri])
      let factor = HedgesFactor(n - 1)
      let (d, fault) = self == .changeScore ? changeScore(study) : rawScore(study)
      let g = conventions.correct ? factor.value * d : d
      // The mean change has variance `base` in squared units of the standardizer.
      func base(_ r: Double) -> Double { self == .changeScore ? 1 / n : 2 * (1 - r) / n }
      let variance: Double =
        switch conventions.vtype {
        case .largeSample2:
          (conventions.correct ? factor.value * factor.value : 1) * (base(r) + d * d / (2 * n))
        case .unbiased: base(unbiasedCorrelation(r, n: n)) + factor.unbiasedSlope * g * g
        case .null: base(unbiasedCorrelation(r, n: n)) * factor.nullVariance
        default: base(r) + g * g / (2 * n)
        }
      return RawEffect(g, variance, fault: n <= 2 ? .undefined(reason: "it needs more than 2 people") : fault)
    }
  }

  private func changeScore(_ study: RawStudy) -> (Double, RawEffect.Fault?) {
    let (sd1, sd2, r) = (study[.sd1i], study[.sd2i], study[.ri])
    // sd1² + sd2² − 2 r sd1 sd2 as a sum of terms that are not negative.
    let spread = (sd1 - sd2) * (sd1 - sd2) + 2 * (1 - r) * sd1 * sd2
    let d = study.first(
      (study[.m1i] - study[.m2i]) / spread.squareRoot(), study[.di], study[.ti] / study[.ni].squareRoot())
    return (d, spread == 0 ? .undefined(reason: "the change has a standard deviation of 0") : nil)
  }

  private func rawScore(_ study: RawStudy) -> (Double, RawEffect.Fault?) {
    (
      (study[.m1i] - study[.m2i]) / study[.sd1i],
      study[.sd1i] == 0 ? .undefined(reason: "the first standard deviation is 0") : nil
    )
  }
}

extension Measure {
  /// SMCC: the standardized mean change in standard deviations of the change.
  public static let standardizedMeanChange = Measure(StandardizedMeanChange.changeScore)
  /// SMCR: the standardized mean change in standard deviations of the first measurement.
  public static let standardizedMeanChangeRaw = Measure(StandardizedMeanChange.rawScore)
}
