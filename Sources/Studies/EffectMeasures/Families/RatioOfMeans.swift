import RealModule
import StudyRecords

/// The logarithm of the ratio of two groups' means: the log response ratio.
enum RatioOfMeans: String, CaseIterable, EffectMeasure {
  case independent = "ROM"

  var details: MeasureDetails {
    MeasureDetails(
      "log ratio of means", naturalName: "ratio of means", routes: [GroupMeans.route],
      formula: "ln(m1/m2) + ½ (sd1²/(n1 m1²) - sd2²/(n2 m2²)); the second term is the bias correction",
      variances: [
        .init(.largeSample, "sd1²/(n1 m1²) + sd2²/(n2 m2²)"),
        .init(.homoscedastic, "sp² (1/(n1 m1²) + 1/(n2 m2²))"),
        .init(.average, "c1²/n1 + c2²/n2, cj the mean of sdj/mj over studies weighted by nj"),
        .init(.averageHomoscedastic, "c² (1/n1 + 1/n2), c the mean of sd/m over studies and groups"),
        .init(
          .largeSample2, "sd1²/(n1 m1²) + sd2²/(n2 m2²) + ½ (sd1⁴/(n1² m1⁴) + sd2⁴/(n2² m2⁴))"),
      ],
      sources: [.hedgesGurevitchCurtis1999, .lajeunesse2011, .lajeunesse2015], backTransform: .exponential)
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let groups = studies.map(GroupMeans.init)
    let averages = averageVariation(groups, conventions.vtype)
    return groups.map { group in
      let (u1, u2) = (group.cv1 * group.cv1 / group.n1, group.cv2 * group.cv2 / group.n2)
      let variance: Double =
        switch conventions.vtype {
        case .homoscedastic:
          group.pooledVariance
            * (1 / (group.n1 * group.m1 * group.m1) + 1 / (group.n2 * group.m2 * group.m2))
        case .average, .averageHomoscedastic:
          averages.0 * averages.0 / group.n1 + averages.1 * averages.1 / group.n2
        case .largeSample2: u1 + u2 + 0.5 * (u1 * u1 + u2 * u2)
        default: u1 + u2
        }
      if group.m1 * group.m2 <= 0 {
        return .none(
          .undefined(reason: "the means must both be positive, or both negative, to have a log ratio"))
      }
      return RawEffect(
        logRatio(group.m1, group.m2) + (conventions.correct ? 0.5 * (u1 - u2) : 0), variance)
    }
  }

  /// The coefficients of variation averaged over studies, by group or over both groups of the complete studies.
  private func averageVariation(_ groups: [GroupMeans], _ vtype: VarianceType) -> (Double, Double) {
    if vtype == .averageHomoscedastic {
      let mean = weightedMean(
        groups.map { ($0.n1 * $0.cv1 + $0.n2 * $0.cv2) / $0.total }, weights: groups.map(\.total))
      return (mean, mean)
    }
    return (
      weightedMean(groups.map(\.cv1), weights: groups.map(\.n1)),
      weightedMean(groups.map(\.cv2), weights: groups.map(\.n2))
    )
  }
}

extension Measure {
  /// ROM: the log ratio of means, also called log response ratio.
  public static let ratioOfMeans = Measure(RatioOfMeans.independent)
}
