import Distributions
import RealModule
import StudyRecords

/// Correlations of two quantities.
enum Correlation: String, CaseIterable, EffectMeasure {
  case raw = "COR"
  case fisher = "ZCOR"

  private static let routes: [[Role]] = [[.ri, .ni], [.ti, .ni]]

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
    case .fisher:
      MeasureDetails(
        "Fisher's z transformed correlation", naturalName: "correlation", routes: Self.routes,
        formula: "atanh(r) = ½ ln((1+r)/(1-r))", variances: [.init(.largeSample, "1/(n-3)")],
        sources: [Source("Fisher", 1921, place: "Metron 1, 1-32")], backTransform: .hyperbolicTangent)
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let r = studies.map(correlation)
    let n = studies[.ni]
    let mean = conventions.vtype == .average ? weightedMean(r, weights: n) : .nan
    return r.indices.map { i in
      let large = n[i] > 3
      let fault: RawEffect.Fault? =
        if self == .fisher, abs(r[i]) == 1 {
          .undefined(reason: "a correlation of ±1 has no finite z")
        } else if large || n[i].isNaN { nil } else { .undefined(reason: "it needs more than 3 people") }
      let estimate: Double = self == .raw ? r[i] : .atanh(r[i])
      return RawEffect(
        estimate, large ? variance(r[i], n[i], mean, conventions.vtype) : .nan, fault: fault)
    }
  }

  private func variance(_ r: Double, _ n: Double, _ mean: Double, _ vtype: VarianceType) -> Double {
    guard self == .raw else { return 1 / (n - 3) }
    switch vtype {
    case .average:
      let u = (1 - mean) * (1 + mean)
      return u * u / (n - 1)
    case .null: return (1 - r) * (1 + r) / (n - 2)
    default:
      let u = (1 - r) * (1 + r)
      return u * u / (n - 1)
    }
  }

  /// r, or the correlation that a t value with n − 2 degrees of freedom belongs to.
  private func correlation(_ study: RawStudy) -> Double {
    let t = study[.ti]
    return study.first(study[.ri], t / (t * t + study[.ni] - 2).squareRoot())
  }
}

extension Measure {
  /// COR: the correlation coefficient.
  public static let correlation = Measure(Correlation.raw)
  /// ZCOR: Fisher's z.
  public static let fishersZ = Measure(Correlation.fisher)
}
