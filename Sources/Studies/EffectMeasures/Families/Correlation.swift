import Distributions
import RealModule
import StudyRecords

/// Correlations of two quantities.
enum Correlation: String, CaseIterable, EffectMeasure {
  case raw = "COR"
  case unbiased = "UCOR"
  case fisher = "ZCOR"

  private static let routes: [[Role]] = [[.ri, .ni], [.ti, .ni], [.pi, .ni]]

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
    let r = studies.map(correlation)
    let estimates = zip(r, n).map { r, n -> Double in
      switch self {
      case .raw: r
      case .unbiased: unbiasedCorrelation(r, n: n)
      case .fisher: .atanh(r)
      }
    }
    let mean = conventions.vtype == .average ? weightedMean(estimates, weights: n) : .nan
    return r.indices.map { i in
      RawEffect(
        estimates[i], n[i] > 3 ? variance(r[i], estimates[i], n[i], mean, conventions.vtype) : .nan,
        fault: fault(r[i], n[i]))
    }
  }

  private func fault(_ r: Double, _ n: Double) -> RawEffect.Fault? {
    let least: Double = self == .unbiased ? 4 : 3
    if n <= least { return .undefined(reason: "it needs more than \(least == 4 ? 4 : 3) people") }
    return self == .fisher && abs(r) == 1 ? .undefined(reason: "a correlation of ±1 has no finite z") : nil
  }

  private func variance(
    _ r: Double, _ estimate: Double, _ n: Double, _ mean: Double, _ vtype: VarianceType
  ) -> Double {
    if self == .fisher { return 1 / (n - 3) }
    switch vtype {
    case .null: return (1 - r) * (1 + r) / (n - 2)
    case .unbiased: return unbiasedCorrelationVariance(r, n: n)
    default:
      let at = vtype == .average ? mean : estimate
      let u = (1 - at) * (1 + at)
      return u * u / (n - 1)
    }
  }

  /// r, or the correlation that a t value with n − 2 degrees of freedom belongs to.
  private func correlation(_ study: RawStudy) -> Double {
    let t = study.first(study[.ti], tValue(signedP: study[.pi], degreesOfFreedom: study[.ni] - 2))
    return study.first(study[.ri], t / (t * t + study[.ni] - 2).squareRoot())
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
