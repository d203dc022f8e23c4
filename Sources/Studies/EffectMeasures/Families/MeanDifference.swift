import StudyRecords

/// The difference of two means in the units of measurement, between groups or within one.
enum MeanDifference: String, CaseIterable, EffectMeasure {
  case betweenGroups = "MD"
  case change = "MC"

  var kind: EffectKind { .meanDifference }
  var questions: [EffectQuestion] { self == .change ? [.change] : [.means] }

  var details: MeasureDetails {
    switch self {
    case .betweenGroups:
      MeasureDetails(
        "mean difference", routes: [GroupMeans.route], formula: "m1 - m2",
        variances: [
          .init(.largeSample, "sd1²/n1 + sd2²/n2"),
          .init(.homoscedastic, "sp² (1/n1 + 1/n2), sp² = ((n1-1) sd1² + (n2-1) sd2²)/(n1+n2-2)"),
        ],
        sources: [.borenstein2009])
    case .change:
      MeasureDetails(
        "mean change", routes: [PairedMeans.route], formula: "m1 - m2",
        variances: [.init(.largeSample, "(sd1² + sd2² - 2 r sd1 sd2)/n")], sources: [.morrisDeShon2002])
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      switch self {
      case .betweenGroups:
        let groups = GroupMeans(study)
        let variance =
          conventions.vtype == .homoscedastic
          ? groups.pooledVariance * groups.inverseSizes
          : groups.sd1 * groups.sd1 / groups.n1 + groups.sd2 * groups.sd2 / groups.n2
        return RawEffect(groups.difference, variance)
      case .change:
        let pair = PairedMeans(study)
        return RawEffect(pair.difference, pair.changeVariance / pair.n)
      }
    }
  }

  func armVariances(of study: RawStudy) -> (first: Double, second: Double)? {
    guard self == .betweenGroups else { return nil }
    let groups = GroupMeans(study)
    return (groups.sd1 * groups.sd1 / groups.n1, groups.sd2 * groups.sd2 / groups.n2)
  }
}

extension Measure {
  /// MD: the difference of two groups' means.
  public static let meanDifference = Measure(MeanDifference.betweenGroups)
  /// MC: the mean change within one group.
  public static let meanChange = Measure(MeanDifference.change)
}
