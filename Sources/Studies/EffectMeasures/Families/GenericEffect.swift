import Distributions
import StudyRecords

/// Effects that come as estimates with some statement of their uncertainty.
enum GenericEffect: String, CaseIterable, EffectMeasure {
  case generic = "GEN"
  case hazardRatio = "HR"
  case hazardDifference = "HD"

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
      name, naturalName: naturalName, routes: [[.yi, .vi], [.yi, .sei]], formula: "yi",
      variances: [.init(.largeSample, "vi, or sei²")], sources: [.borenstein2009],
      backTransform: backTransform)
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let se = study[.sei]
      return RawEffect(study[.yi], study.first(study[.vi], se * se))
    }
  }
}

extension Measure {
  /// HR: log hazard ratios with a variance, a standard error, a confidence interval or a p value.
  public static let hazardRatio = Measure(GenericEffect.hazardRatio)
  /// GEN: estimates with a variance, a standard error, a confidence interval or a p value.
  public static let generic = Measure(GenericEffect.generic)
}
