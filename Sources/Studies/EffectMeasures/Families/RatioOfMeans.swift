import RealModule
import StudyRecords

/// The logarithm of the ratio of two means: the log response ratio.
enum RatioOfMeans: String, CaseIterable, EffectMeasure {
  case betweenGroups = "ROM"
  case change = "ROMC"

  var kind: EffectKind { .ratioOfMeans }
  var questions: [EffectQuestion] { self == .change ? [.change, .changeOfSpread] : [.means, .spreads] }
  var choices: Set<EffectChoice> { [.correct, .ratioCorrection] }

  var details: MeasureDetails {
    switch self {
    case .betweenGroups:
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
        sources: [.hedgesGurevitchCurtis1999, .lajeunesse2011, .lajeunesse2015],
        backTransform: .exponential)
    case .change:
      MeasureDetails(
        "log ratio of means on two occasions", naturalName: "ratio of means", routes: [PairedMeans.route],
        formula: "ln(m1/m2) + ½ (sd1²/(n m1²) - sd2²/(n m2²)); the second term is the bias correction",
        variances: [
          .init(.largeSample, "sd1²/(n m1²) + sd2²/(n m2²) - 2 r sd1 sd2/(n m1 m2)"),
          .init(
            .largeSample2,
            "the same + ½ (sd1⁴/m1⁴ + sd2⁴/m2⁴ + r² sd1² sd2² (1/m1⁴ + 1/m2⁴))/n²"),
        ],
        sources: [.lajeunesse2011, .lajeunesse2015], backTransform: .exponential)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    switch self {
    case .betweenGroups: groupEffects(of: studies.map(GroupMeans.init), by: conventions)
    case .change: studies.map { changeEffect(of: PairedMeans($0), by: conventions) }
    }
  }

  private func groupEffects(of groups: [GroupMeans], by conventions: EffectConventions) -> [RawEffect] {
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
      return effect(group.m1, group.m2, conventions.correctsSecondOrder ? 0.5 * (u1 - u2) : 0, variance)
    }
  }

  private func changeEffect(of pair: PairedMeans, by conventions: EffectConventions) -> RawEffect {
    let correction = 0.5 * (pair.cv1 * pair.cv1 - pair.cv2 * pair.cv2) / pair.n
    return effect(
      pair.m1, pair.m2, conventions.correctsSecondOrder ? correction : 0,
      pair.logRatioVariance(secondOrder: conventions.vtype == .largeSample2))
  }

  private func effect(_ m1: Double, _ m2: Double, _ correction: Double, _ variance: Double) -> RawEffect {
    guard m1 * m2 <= 0 else { return RawEffect(logRatio(m1, m2) + correction, variance) }
    return .none(.undefined(reason: "the means must both be positive, or both negative, to have a log ratio"))
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

  func armVariances(of study: RawStudy) -> (first: Double, second: Double)? {
    guard self == .betweenGroups else { return nil }
    let groups = GroupMeans(study)
    return (groups.cv1 * groups.cv1 / groups.n1, groups.cv2 * groups.cv2 / groups.n2)
  }
}

extension PairedMeans {
  /// The variance of ln(m1/m2) (Lajeunesse 2011, eq. 4), with the second-order terms of Lajeunesse (2015) on request.
  func logRatioVariance(secondOrder: Bool) -> Double {
    // (cv1 − cv2)² + 2 (1 − r) cv1 cv2, both terms not negative for means of one sign
    let first = ((cv1 - cv2) * (cv1 - cv2) + 2 * (1 - r) * cv1 * cv2) / n
    guard secondOrder else { return first }
    let (u1, u2, ratio) = (cv1 * cv1, cv2 * cv2, m1 / m2)
    return first
      + 0.5 * (u1 * u1 + u2 * u2 + r * r * u1 * u2 * (ratio * ratio + 1 / (ratio * ratio))) / (n * n)
  }
}

extension Measure {
  /// ROM: the log ratio of means, also called log response ratio.
  public static let ratioOfMeans = Measure(RatioOfMeans.betweenGroups)
}
