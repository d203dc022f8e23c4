import Distributions
import RealModule
import StudyRecords

/// Correlations of a quantity with membership in one of two groups, or with the quantity that was cut into the groups.
enum MeanAssociation: String, CaseIterable, EffectMeasure {
  case pointBiserial = "RPB"
  case fisherPointBiserial = "ZPB"
  case biserial = "RBIS"
  case fisherBiserial = "ZBIS"

  var kind: EffectKind { .correlation }
  var questions: [EffectQuestion] { [.groupCorrelation] }

  var metric: EffectMetric? {
    switch self {
    case .pointBiserial: .pointBiserial
    case .fisherPointBiserial: .fisherPointBiserial
    case .biserial: .latentCorrelation
    case .fisherBiserial: .fisherLatent
    }
  }

  var details: MeasureDetails {
    let routes = GroupMeans.standardizedRoutes + [[.ri, .n1i, .n2i]]
    switch self {
    case .pointBiserial:
      return MeasureDetails(
        "point-biserial correlation", routes: routes, formula: Self.pointBiserialFormula,
        variances: Self.pointBiserialVariances, sources: [.tate1954])
    case .fisherPointBiserial:
      return MeasureDetails(
        "Fisher's z transformed point-biserial correlation", naturalName: "point-biserial correlation",
        routes: routes, formula: "atanh(r), " + Self.pointBiserialFormula,
        variances: Self.pointBiserialVariances.map {
          .init($0.type, "var(r)/(1-r²)², var(r) = " + $0.formula)
        },
        sources: [.tate1954], backTransform: .hyperbolicTangent)
    case .biserial:
      return MeasureDetails(
        "biserial correlation", routes: routes, formula: Self.biserialFormula,
        variances: [.init(.largeSample, Self.biserialVariance)], sources: [.soper1914, .jacobs2017])
    case .fisherBiserial:
      return MeasureDetails(
        "Fisher's z transformed biserial correlation", naturalName: "biserial correlation", routes: routes,
        formula: "atanh(rb), " + Self.biserialFormula,
        variances: [.init(.largeSample, "var(rb)/(1-rb²)², var(rb) = " + Self.biserialVariance)],
        sources: [.soper1914, .jacobs2017], backTransform: .hyperbolicTangent)
    }
  }

  private static let pointBiserialFormula =
    "r = d/√(d² + h), d = (m1 - m2)/sp, h = m/n1 + m/n2, m = n1 + n2 - 2"
  private static let pointBiserialVariances: [MeasureDetails.Variance] = {
    let stratified = "h² (1/n1 + 1/n2 + d²/(2N))/(h + d²)³, N = n1 + n2"
    return [
      .init(.stratified, stratified), .init(.largeSample, stratified),
      .init(.crossSectional, "(1-r²)² (1 - 3r²/2 + r²/(4pq))/N, p = n1/N, q = n2/N"),
    ]
  }()
  private static let biserialFormula =
    "rb = √(pq)/φ(z) r, r the point-biserial correlation, z = Φ⁻¹(q), p = n1/N"
  private static let biserialVariance =
    "(pq/φ² - (3/2 + (1 - pz/φ)(1 + qz/φ)) rb² + rb⁴)/(N-1), with |rb| held at 1 at most"

  /// Fisher's z, for correlations that are analysed as they are too.
  var intervalScale: BackTransform { .hyperbolicTangent }

  func range(of role: Role) -> InputRange { role == .di ? .number : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    studies.map { study in
      let groups = GroupMeans(study)
      if let fault = groups.pooledFault { return .none(fault) }
      let r = correlation(study, groups)
      switch self {
      case .pointBiserial: return RawEffect(r.r, variance(r, groups, conventions.vtype))
      case .fisherPointBiserial:
        if r.complement <= 0 { return .none(.undefined(reason: "a correlation of ±1 has no finite z")) }
        return RawEffect(r.fisher, r.fisherVariance(variance(r, groups, conventions.vtype)))
      case .biserial: return biserial(r.r, groups)
      case .fisherBiserial:
        let effect = biserial(r.r, groups)
        if abs(effect.yi) >= 1 {
          return .none(.undefined(reason: "a biserial correlation of 1 or more has no finite z"))
        }
        let value = CorrelationValue(effect.yi)
        return RawEffect(value.fisher, value.fisherVariance(effect.vi))
      }
    }
  }

  /// The point-biserial correlation by the first route that has its numbers; itself where it is what is reported.
  private func correlation(_ study: RawStudy, _ groups: GroupMeans) -> CorrelationValue {
    let d = groups.cohensD(study, withoutCorrelation: true)
    return d.isNaN
      ? CorrelationValue(study[.ri]) : CorrelationValue(t: d, degreesOfFreedom: groups.m * groups.inverseSizes)
  }

  private func variance(
    _ r: CorrelationValue, _ groups: GroupMeans, _ vtype: VarianceType
  ) -> Double {
    let (total, r2) = (groups.total, r.r * r.r)
    // With d² = h r²/(1−r²): (1−r²)² ((1−r²)/m + r²/(2N)).
    guard vtype == .crossSectional else {
      return r.complement * r.complement * (r.complement / groups.m + r2 / (2 * total))
    }
    let (p, q) = (groups.n1 / total, groups.n2 / total)
    return r.complement * r.complement * (1 - 1.5 * r2 + r2 / (4 * p * q)) / total
  }

  private func biserial(_ r: Double, _ groups: GroupMeans) -> RawEffect {
    let total = groups.total
    let (p, q) = (groups.n1 / total, groups.n2 / total)
    let z = -probitScore(groups.n1, groups.n2)
    let density = Normal.standard.density(z)
    let rb = (p * q).squareRoot() / density * r
    let r2 = min(rb * rb, 1)
    let slope = 1.5 + (1 - p * z / density) * (1 + q * z / density)
    return RawEffect(rb, (p * q / (density * density) - slope * r2 + r2 * r2) / (total - 1))
  }
}

extension Source {
  fileprivate static let jacobs2017 = Source("Jacobs & Viechtbauer", 2017, doi: "10.1002/jrsm.1218")
  fileprivate static let soper1914 = Source("Soper", 1914, doi: "10.1093/biomet/10.2-3.384")
  fileprivate static let tate1954 = Source("Tate", 1954, doi: "10.1214/aoms/1177728730")
}

extension Measure {
  /// RPB: the point-biserial correlation.
  public static let pointBiserial = Measure(MeanAssociation.pointBiserial)
  /// RBIS: the biserial correlation.
  public static let biserial = Measure(MeanAssociation.biserial)
  static let fisherPointBiserial = Measure(MeanAssociation.fisherPointBiserial)
  static let fisherBiserial = Measure(MeanAssociation.fisherBiserial)
}
