import Distributions
import StudyRecords

/// Effects that come as estimates with some statement of their uncertainty.
enum GenericEffect: String, CaseIterable, EffectMeasure {
  case generic = "GEN"
  case hazardRatio = "HR"
  case hazardDifference = "HD"

  var kind: EffectKind {
    switch self {
    case .generic: .asGiven
    case .hazardRatio: .hazardRatio
    case .hazardDifference: .hazardDifference
    }
  }

  var questions: [EffectQuestion] { [.asGiven] }

  var details: MeasureDetails {
    switch self {
    case .generic: details("effect as given", .identity)
    case .hazardRatio: details("log hazard ratio as given", naturalName: "hazard ratio", .exponential)
    case .hazardDifference: details("hazard difference as given", .identity)
    }
  }

  private func details(
    _ name: String, naturalName: String? = nil, _ backTransform: BackTransform
  ) -> MeasureDetails {
    MeasureDetails(
      name, naturalName: naturalName,
      routes: [[.yi, .vi], [.yi, .sei], [.yi, .ciLower, .ciUpper], [.yi, .pi]], formula: "yi",
      variances: [
        .init(
          .largeSample,
          "vi; or sei²; or ((ci_upper - ci_lower)/(2z))², z the normal quantile of the interval's level; "
            + "or (yi/z)², z the normal quantile of the two-sided p value")
      ],
      sources: [.altmanBland2011], backTransform: backTransform)
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let halfWidth = Normal.standard.quantile(upperTail: (1 - conventions.level / 100) / 2)
    return studies.map { study in
      let (y, se, p, lower, upper) = (study[.yi], study[.sei], study[.pi], study[.ciLower], study[.ciUpper])
      if lower > upper, study.first(study[.vi], se).isNaN {
        return .none(
          .reversedInterval(lower: .ciLower, from: lower, upper: .ciUpper, to: upper))
      }
      let (byInterval, byP) = ((upper - lower) / (2 * halfWidth), y / zValue(p: p))
      let variance = study.first(study[.vi], se * se, byInterval * byInterval, byP * byP)
      // Only the last route can fail with its inputs present, and then in these ways.
      let onlyP = study.first(study[.vi], se, byInterval).isNaN
      let fault: RawEffect.Fault? =
        onlyP && (y == 0 || p == 0 || abs(p) == 1)
        ? .undefined(reason: "an estimate of 0, or a p value of 0 or 1, says nothing about the standard error")
        : nil
      return fault.map { RawEffect(y, .nan, fault: $0) } ?? RawEffect(y, variance)
    }
  }
}

extension Source {
  fileprivate static let altmanBland2011 = Source("Altman & Bland", 2011, doi: "10.1136/bmj.d2090")
}

extension Measure {
  /// HR: log hazard ratios with a variance, a standard error, a confidence interval or a p value.
  public static let hazardRatio = Measure(GenericEffect.hazardRatio)
  /// GEN: estimates with a variance, a standard error, a confidence interval or a p value.
  public static let generic = Measure(GenericEffect.generic)
}
