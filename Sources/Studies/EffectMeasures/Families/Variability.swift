import RealModule
import StudyRecords

/// Logarithms of ratios of variability, between groups or within one.
enum Variability: String, CaseIterable, EffectMeasure {
  case deviations = "VR"
  case coefficients = "CVR"
  case deviationsChange = "VRC"
  case coefficientsChange = "CVRC"

  var kind: EffectKind { .ratioOfVariability }

  var questions: [EffectQuestion] {
    switch self {
    case .deviations, .coefficients: [.spreads]
    case .deviationsChange, .coefficientsChange: [.changeOfSpread]
    }
  }

  var choices: Set<EffectChoice> {
    switch self {
    case .deviations: [.correct]
    case .coefficients, .coefficientsChange: [.correct, .ratioCorrection]
    case .deviationsChange: []
    }
  }

  var details: MeasureDetails {
    switch self {
    case .deviations:
      MeasureDetails(
        "log variability ratio", naturalName: "variability ratio",
        routes: [[.sd1i, .n1i, .sd2i, .n2i]],
        formula: "ln(sd1/sd2) + 1/(2(n1-1)) - 1/(2(n2-1)); the last two terms are the bias correction",
        variances: [.init(.largeSample, "1/(2(n1-1)) + 1/(2(n2-1))")], sources: [.nakagawa2015],
        backTransform: .exponential, isDirected: false)
    case .coefficients:
      MeasureDetails(
        "log coefficient of variation ratio", naturalName: "coefficient of variation ratio",
        routes: [GroupMeans.route],
        formula: "ln((sd1/m1)/(sd2/m2)) + 1/(2(n1-1)) - 1/(2(n2-1)) - ½ (sd1²/(n1 m1²) - sd2²/(n2 m2²)); "
          + "all but the logarithm is the bias correction",
        variances: [
          .init(.largeSample, "sd1²/(n1 m1²) + sd2²/(n2 m2²) + 1/(2(n1-1)) + 1/(2(n2-1))"),
          .init(
            .largeSample2,
            "the same + ½ (sd1⁴/(n1² m1⁴) + sd2⁴/(n2² m2⁴)) + 1/(2(n1-1)²) + 1/(2(n2-1)²)"),
        ],
        sources: [.nakagawa2015, .senior2020], backTransform: .exponential, isDirected: false)
    case .deviationsChange:
      MeasureDetails(
        "log variability ratio on two occasions", naturalName: "variability ratio",
        routes: [[.sd1i, .sd2i, .ri, .ni]], formula: "ln(sd1/sd2)",
        variances: [
          .init(.largeSample, "(1-r²)/(n-1)"),
          .init(.largeSample2, "(1-r²)/(n-1) + (1 + ½ r⁴ (sd1⁴/sd2⁴ + sd2⁴/sd1⁴))/(n-1)²"),
        ],
        sources: [.nakagawa2015, .senior2020], backTransform: .exponential, isDirected: false)
    case .coefficientsChange:
      MeasureDetails(
        "log coefficient of variation ratio on two occasions", naturalName: "coefficient of variation ratio",
        routes: [PairedMeans.route],
        formula:
          "ln((sd1/m1)/(sd2/m2)) - ½ (sd1²/(n m1²) - sd2²/(n m2²)); the last term is the bias correction",
        variances: [
          .init(.largeSample, "the variances of ROMC and VRC added"),
          .init(.largeSample2, "the second-order variances of ROMC and VRC added"),
        ],
        sources: [.nakagawa2015, .senior2020], backTransform: .exponential, isDirected: false)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      switch self {
      case .deviations, .coefficients: groupEffect(GroupMeans(study), conventions)
      case .deviationsChange, .coefficientsChange: changeEffect(PairedMeans(study), conventions)
      }
    }
  }

  private func groupEffect(_ groups: GroupMeans, _ conventions: EffectConventions) -> RawEffect {
    let (h1, h2) = (1 / (2 * (groups.n1 - 1)), 1 / (2 * (groups.n2 - 1)))
    guard self == .coefficients else {
      return RawEffect(
        logRatio(groups.sd1, groups.sd2) + (conventions.correct ? h1 - h2 : 0), h1 + h2,
        fault: fault(groups.sd1, groups.sd2))
    }
    let (u1, u2) = (groups.cv1 * groups.cv1 / groups.n1, groups.cv2 * groups.cv2 / groups.n2)
    let second = 0.5 * (u1 * u1 + u2 * u2) + 2 * (h1 * h1 + h2 * h2)
    return positive(
      groups.m1, groups.m2,
      RawEffect(
        logRatioOfProducts(groups.sd1, groups.m2, groups.sd2, groups.m1)
          + (conventions.correct ? h1 - h2 : 0) - (conventions.correctsSecondOrder ? 0.5 * (u1 - u2) : 0),
        u1 + u2 + h1 + h2 + (conventions.vtype == .largeSample2 ? second : 0),
        fault: fault(groups.sd1, groups.sd2)))
  }

  private func changeEffect(_ pair: PairedMeans, _ conventions: EffectConventions) -> RawEffect {
    let second = conventions.vtype == .largeSample2
    var variance = (1 - pair.r) * (1 + pair.r) / (pair.n - 1)
    if second {
      let (ratio, r2) = (pair.sd1 / pair.sd2, pair.r * pair.r)
      let fourth = ratio * ratio * ratio * ratio
      variance += (1 + 0.5 * r2 * r2 * (fourth + 1 / fourth)) / ((pair.n - 1) * (pair.n - 1))
    }
    guard self == .coefficientsChange else {
      return RawEffect(logRatio(pair.sd1, pair.sd2), variance, fault: fault(pair.sd1, pair.sd2))
    }
    let correction = 0.5 * (pair.cv1 * pair.cv1 - pair.cv2 * pair.cv2) / pair.n
    return positive(
      pair.m1, pair.m2,
      RawEffect(
        logRatioOfProducts(pair.sd1, pair.m2, pair.sd2, pair.m1)
          - (conventions.correctsSecondOrder ? correction : 0),
        variance + pair.logRatioVariance(secondOrder: second), fault: fault(pair.sd1, pair.sd2)))
  }

  private func positive(_ m1: Double, _ m2: Double, _ effect: RawEffect) -> RawEffect {
    guard m1 <= 0 || m2 <= 0 else { return effect }
    return .none(.undefined(reason: "a coefficient of variation needs a positive mean"))
  }

  private func fault(_ sd1: Double, _ sd2: Double) -> RawEffect.Fault? {
    sd1 == 0 || sd2 == 0 ? .undefined(reason: "a standard deviation of 0 has no logarithm") : nil
  }
}

extension Measure {
  /// VR: the log variability ratio.
  public static let variabilityRatio = Measure(Variability.deviations)
  /// CVR: the log coefficient of variation ratio.
  public static let coefficientOfVariationRatio = Measure(Variability.coefficients)
}
