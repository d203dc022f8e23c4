import Distributions
import RealModule
import StudyRecords

/// The probability that a member of the first group scores higher than one of the second: the common language effect
/// size, which is the area under the ROC curve.
///
/// `ai` is that probability as reported, for the measures that do not assume a distribution.
enum CommonLanguage: String, CaseIterable, EffectMeasure {
  case reported = "CLES"
  case reportedArea = "AUC"
  case normal = "CLESN"
  case normalArea = "AUCN"
  case change = "CLESCN"
  case changeArea = "AUCCN"

  var kind: EffectKind { .commonLanguage }

  var questions: [EffectQuestion] {
    switch self {
    case .reported, .reportedArea: [.statedSuperiority]
    case .normal, .normalArea: [.superiority]
    case .change, .changeArea: [.superiorityOfChange]
    }
  }

  var details: MeasureDetails {
    switch self {
    case .reported: reportedDetails("common language effect size")
    case .reportedArea: reportedDetails("area under the curve")
    case .normal: normalDetails("common language effect size")
    case .normalArea: normalDetails("area under the curve")
    case .change: changeDetails("common language effect size")
    case .changeArea: changeDetails("area under the curve")
    }
  }

  private func reportedDetails(_ name: String) -> MeasureDetails {
    MeasureDetails(
      name, routes: [[.ai, .n1i, .n2i]], formula: "θ as reported (ai)",
      variances: [
        .init(
          .largeSample,
          "θ(1-θ)/((n1-1)(n2-1)) (1 + k (1-θ)/(2-θ) + k θ/(1+θ)), k = (n1+n2)/2 - 1"),
        .init(
          .largeSample2, "θ(1-θ)/((n1-1)(n2-1)) (1 + (n1-1) (1-θ)/(2-θ) + (n2-1) θ/(1+θ))"),
        .init(.null, "(n1+n2+1)/(12 n1 n2)"),
        .init(.maximum, "θ(1-θ)/(min(n1,n2)-1)"),
      ],
      sources: [.hanleyMcNeil1982, .newcombe2006], nullValue: 0.5)
  }

  private func normalDetails(_ name: String) -> MeasureDetails {
    let variance = "φ(z)² ((sd1²/f1 + sd2²/f2)/s² + z² (sd1⁴/e1 + sd2⁴/e2)/(2 s⁴))"
    return MeasureDetails(
      "\(name) of normal distributions", routes: [GroupMeans.route],
      formula: "Φ(z), z = (m1 - m2)/s, s² = sd1² + sd2²; HO: z = (m1 - m2)/(sp √2)",
      variances: [
        .init(.largeSample, "\(variance), ej = fj = nj - 1"),
        .init(.largeSample2, "\(variance), ej = fj = nj"),
        .init(.largeSample3, "\(variance), ej = nj - 1, fj = nj"),
        .init(.homoscedastic, "½ φ(z)² (1/n1 + 1/n2 + z²/(n1+n2))"),
        .init(.null, "(sd1²/(n1-1) + sd2²/(n2-1))/(2π s²)"),
      ],
      sources: [.mcGrawWong1992, .ruscio2008], nullValue: 0.5)
  }

  private func changeDetails(_ name: String) -> MeasureDetails {
    let variance =
      "φ(z)² (sc²/s² + z² (sd1⁴ + sd2⁴ + 2 r² sd1² sd2²)/(2 s⁴))/(n-1), sc² = sd1² + sd2² - 2 r sd1 sd2"
    return MeasureDetails(
      "\(name) of normal distributions on two occasions", routes: [PairedMeans.route],
      formula: "Φ(z), z = (m1 - m2)/s, s² = sd1² + sd2²",
      variances: [.init(.largeSample, variance), .init(.largeSample2, variance)],
      sources: [.mcGrawWong1992, .bonett2008], nullValue: 0.5)
  }

  func range(of role: Role) -> InputRange { role == .ai ? .share : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      switch self {
      case .reported, .reportedArea: reportedEffect(study, conventions.vtype)
      case .normal, .normalArea: normalEffect(GroupMeans(study), conventions.vtype)
      case .change, .changeArea: changeEffect(PairedMeans(study))
      }
    }
  }

  private func reportedEffect(_ study: RawStudy, _ vtype: VarianceType) -> RawEffect {
    let (theta, n1, n2) = (study[.ai], study[.n1i], study[.n2i])
    let (high, low) = ((1 - theta) / (2 - theta), theta / (1 + theta))
    let average = (n1 + n2) / 2 - 1
    let base = theta * (1 - theta) / ((n1 - 1) * (n2 - 1))
    let variance =
      switch vtype {
      case .largeSample2: base * (1 + (n1 - 1) * high + (n2 - 1) * low)
      case .null: (n1 + n2 + 1) / (12 * n1 * n2)
      case .maximum: theta * (1 - theta) / (min(n1, n2) - 1)
      default: base * (1 + average * high + average * low)
      }
    if min(n1, n2) <= 1, vtype != .null {
      return RawEffect(theta, .nan, fault: .undefined(reason: "both groups need more than 1 person"))
    }
    return RawEffect(theta, variance)
  }

  private func normalEffect(_ groups: GroupMeans, _ vtype: VarianceType) -> RawEffect {
    if vtype == .homoscedastic {
      let z = groups.difference / (2 * groups.pooledVariance).squareRoot()
      let density = Normal.standard.density(z)
      return RawEffect(
        Normal.standard.lowerTail(z),
        density * density * (groups.inverseSizes + z * z / groups.total) / 2, fault: groups.pooledFault)
    }
    let (v1, v2) = (groups.sd1 * groups.sd1, groups.sd2 * groups.sd2)
    let s2 = v1 + v2
    let z = groups.difference / s2.squareRoot()
    let at = vtype == .null ? 0 : z
    let density = Normal.standard.density(at)
    let location = vtype == .largeSample2 || vtype == .largeSample3 ? 0.0 : 1.0
    let spread = vtype == .largeSample2 ? 0.0 : 1.0
    let variance =
      (v1 / (groups.n1 - location) + v2 / (groups.n2 - location)) / s2
      + at * at * (v1 / s2 * v1 / (groups.n1 - spread) + v2 / s2 * v2 / (groups.n2 - spread)) / (2 * s2)
    return RawEffect(
      Normal.standard.lowerTail(z), density * density * variance,
      fault: s2 == 0 ? .undefined(reason: "both standard deviations are 0") : nil)
  }

  private func changeEffect(_ pair: PairedMeans) -> RawEffect {
    let s2 = 2 * pair.averageVariance
    let (u1, u2) = (pair.sd1 * pair.sd1 / s2, pair.sd2 * pair.sd2 / s2)
    let z = pair.difference / s2.squareRoot()
    let density = Normal.standard.density(z)
    let variance =
      pair.changeVariance / s2 + z * z * (u1 * u1 + u2 * u2 + 2 * pair.r * pair.r * u1 * u2) / 2
    return RawEffect(
      Normal.standard.lowerTail(z), density * density * variance / (pair.n - 1),
      fault: s2 == 0 ? .undefined(reason: "both standard deviations are 0") : nil)
  }
}

extension Source {
  fileprivate static let hanleyMcNeil1982 = Source(
    "Hanley & McNeil", 1982, doi: "10.1148/radiology.143.1.7063747")
  fileprivate static let mcGrawWong1992 = Source("McGraw & Wong", 1992, doi: "10.1037/0033-2909.111.2.361")
  fileprivate static let newcombe2006 = Source("Newcombe", 2006, doi: "10.1002/sim.2324")
  fileprivate static let ruscio2008 = Source("Ruscio", 2008, doi: "10.1037/1082-989X.13.1.19")
}

extension Measure {
  /// CLESN: the common language effect size of normal distributions.
  public static let commonLanguage = Measure(CommonLanguage.normal)
}
