import Distributions
import RealModule
import StudyRecords

/// Correlations of two quantities.
enum Correlation: String, CaseIterable, EffectMeasure {
  case raw = "COR"
  case unbiased = "UCOR"
  case fisher = "ZCOR"

  /// Fisher's z, for correlations that are analysed as they are too.
  var intervalScale: BackTransform { .hyperbolicTangent }

  private static let routes: [[Role]] = [[.ri, .ni], [.ti, .ni], [.pi, .ni]]

  var kind: EffectKind { .correlation }
  var questions: [EffectQuestion] { [.correlation] }
  var metric: EffectMetric? { self == .fisher ? .fisherZ : .correlation }

  var details: MeasureDetails {
    switch self {
    case .raw:
      MeasureDetails(
        "correlation", routes: Self.routes, formula: "r; from a t value: t/√(t² + n - 2)",
        variances: [
          .init(.largeSample, "(1-r²)²/(n-1)"),
          .init(.average, "(1-r̄²)²/(n-1), r̄ the mean of r weighted by n"),
          .init(.null, "(1-r²)/(n-2)"),
        ],
        sources: [.borenstein2009])
    case .unbiased:
      MeasureDetails(
        "unbiased correlation", routes: Self.routes, formula: "u = r ₂F₁(½, ½; (n-2)/2; 1-r²)",
        variances: [
          .init(.largeSample, "(1-u²)²/(n-1)"),
          .init(.unbiased, "u² - 1 + (1-r²)(n-3)/(n-2) ₂F₁(1, 1; n/2; 1-r²)"),
          .init(.average, "(1-ū²)²/(n-1), ū the mean of u weighted by n"),
        ],
        sources: [
          Source("Olkin & Pratt", 1958, doi: "10.1214/aoms/1177706717", place: "eq. 2.3"),
          Source("Hedges", 1989, doi: "10.1037/0021-9010.74.3.469"),
        ])
    case .fisher:
      MeasureDetails(
        "Fisher's z transformed correlation", naturalName: "correlation", routes: Self.routes,
        formula: "atanh(r) = ½ ln((1+r)/(1-r))", variances: [.init(.largeSample, "1/(n-3)")],
        sources: [Source("Fisher", 1921, place: "Metron 1, 1-32")], backTransform: .hyperbolicTangent)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let n = studies[.ni]
    let values = studies.map(correlation)
    let estimates = zip(values, n).map { value, n -> Double in
      switch self {
      case .raw: value.r
      case .unbiased: unbiasedCorrelation(value, n: n)
      case .fisher: value.fisher
      }
    }
    let mean = conventions.vtype == .average ? weightedMean(estimates, weights: n) : .nan
    return values.indices.map { i in
      RawEffect(
        estimates[i], n[i] > 3 ? variance(values[i], estimates[i], n[i], mean, conventions.vtype) : .nan,
        fault: fault(values[i].r, n[i]))
    }
  }

  private func fault(_ r: Double, _ n: Double) -> RawEffect.Fault? {
    let least: Double = self == .unbiased ? 4 : 3
    if n <= least { return .undefined(reason: "it needs more than \(least == 4 ? 4 : 3) people") }
    return self == .fisher && abs(r) == 1 ? .undefined(reason: "a correlation of ±1 has no finite z") : nil
  }

  private func variance(
    _ value: CorrelationValue, _ estimate: Double, _ n: Double, _ mean: Double, _ vtype: VarianceType
  ) -> Double {
    if self == .fisher { return 1 / (n - 3) }
    switch vtype {
    case .null: return value.complement / (n - 2)
    case .unbiased: return unbiasedCorrelationVariance(value, n: n)
    case .average:
      let u = (1 - mean) * (1 + mean)
      return u * u / (n - 1)
    default:
      let u = self == .raw ? value.complement : (1 - estimate) * (1 + estimate)
      return u * u / (n - 1)
    }
  }

  /// r, or the correlation that a t value with n − 2 degrees of freedom belongs to.
  private func correlation(_ study: RawStudy) -> CorrelationValue {
    let (r, rest) = (study[.ri], study[.ni] - 2)
    guard r.isNaN else { return CorrelationValue(r) }
    let t = study.first(study[.ti], tValue(signedP: study[.pi], degreesOfFreedom: rest))
    return CorrelationValue(t: t, degreesOfFreedom: rest)
  }
}

extension Measure {
  /// COR: the correlation coefficient.
  public static let correlation = Measure(Correlation.raw)
  /// UCOR: the unbiased correlation.
  public static let unbiasedCorrelation = Measure(Correlation.unbiased)
  /// ZCOR: Fisher's z.
  public static let fishersZ = Measure(Correlation.fisher)
}
