import StudyRecords

/// The difference of two groups' means in the units of measurement.
enum MeanDifference: String, CaseIterable, EffectMeasure {
  case raw = "MD"

  var details: MeasureDetails {
    MeasureDetails(
      "mean difference", routes: [GroupMeans.route], formula: "m1 - m2",
      variances: [
        .init(.largeSample, "sd1²/n1 + sd2²/n2"),
        .init(.homoscedastic, "sp² (1/n1 + 1/n2), sp² = ((n1-1) sd1² + (n2-1) sd2²)/(n1+n2-2)"),
      ],
      sources: [.borenstein2009])
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let groups = GroupMeans(study)
      let variance =
        conventions.vtype == .homoscedastic
        ? groups.pooledVariance * groups.inverseSizes
        : groups.sd1 * groups.sd1 / groups.n1 + groups.sd2 * groups.sd2 / groups.n2
      return RawEffect(groups.difference, variance)
    }
  }
}

extension Measure {
  /// MD: the difference of two groups' means.
  public static let meanDifference = Measure(MeanDifference.raw)
}
