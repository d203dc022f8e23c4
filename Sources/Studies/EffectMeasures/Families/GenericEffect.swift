import Distributions
import StudyRecords

/// Effects that come as estimates with some statement of their uncertainty.
enum GenericEffect: String, CaseIterable, EffectMeasure {
  case generic = "GEN"

  var details: MeasureDetails {
    MeasureDetails(
      "effect as given", routes: [[.yi, .vi], [.yi, .sei]],
      formula: "yi",
      variances: [
        .init(
          .largeSample,
          "vi, or sei²")
      ],
      sources: [.borenstein2009])
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let se = study[.sei]
      return RawEffect(study[.yi], study.first(study[.vi], se * se))
    }
  }
}

extension Measure {
  /// GEN: estimates with a variance, a standard error, a confidence interval or a p value.
  public static let generic = Measure(GenericEffect.generic)
}
