import Distributions
import RealModule
import StudyRecords

/// Partial and semi-partial correlations from regressions; `mi` is the total number of predictors, the one in question
/// included.
enum PartialCorrelation: String, CaseIterable, EffectMeasure {
  case partial = "PCOR"
  case fisherPartial = "ZPCOR"
  case semiPartial = "SPCOR"
  case fisherSemiPartial = "ZSPCOR"

  var details: MeasureDetails {
    let partialRoutes: [[Role]] = [[.ti, .mi, .ni], [.pi, .mi, .ni], [.ri, .mi, .ni]]
    let semiPartialRoutes: [[Role]] = [[.ti, .mi, .ni, .r2i], [.pi, .mi, .ni, .r2i], [.ri, .mi, .ni, .r2i]]
    return switch self {
    case .partial:
      MeasureDetails(
        "partial correlation", routes: partialRoutes, formula: "r = t/√(t² + n - m - 1)",
        variances: [
          .init(.largeSample, "(1-r²)²/(n-m)"),
          .init(.average, "(1-r̄²)²/(n-m), r̄ the mean of r weighted by n"),
        ],
        sources: [.aloe2014, .aloeThompson2013])
    case .fisherPartial:
      MeasureDetails(
        "Fisher's z transformed partial correlation", naturalName: "partial correlation",
        routes: partialRoutes, formula: "atanh(r), r = t/√(t² + n - m - 1)",
        variances: [.init(.largeSample, "1/(n-m-2)")], sources: [.aloe2014],
        backTransform: .hyperbolicTangent)
    case .semiPartial:
      MeasureDetails(
        "semi-partial correlation", routes: semiPartialRoutes, formula: "r = t √(1-R²)/√(n-m-1)",
        variances: [
          .init(.largeSample, "(R⁴ - 2R² + S + 1 - S²)/n, S = R² - r²"),
          .init(.average, "the same with the mean of r weighted by n in the place of r"),
        ],
        sources: [.aloeBecker2012])
    case .fisherSemiPartial:
      MeasureDetails(
        "Fisher's z transformed semi-partial correlation", naturalName: "semi-partial correlation",
        routes: semiPartialRoutes, formula: "atanh(r), r = t √(1-R²)/√(n-m-1)",
        variances: [.init(.largeSample, "the variance of r divided by (1-r²)²")],
        sources: [.aloeBecker2012], backTransform: .hyperbolicTangent)
    }
  }

  func range(of role: Role) -> InputRange { role == .mi ? .count : role.usualRange }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let r = studies.map(correlation)
    let mean = conventions.vtype == .average ? weightedMean(r, weights: studies[.ni]) : .nan
    return zip(studies, r).map { study, r in
      let (n, m) = (study[.ni], study[.mi])
      if n - m <= 1 {
        return .none(.undefined(reason: "the sample must exceed the number of predictors (mi) by more than 1"))
      }
      let at = conventions.vtype == .average ? mean : r
      switch self {
      case .partial:
        let u = (1 - at) * (1 + at)
        return RawEffect(r, u * u / (n - m))
      case .fisherPartial:
        let fault: RawEffect.Fault? =
          n - m > 2
          ? nil : .undefined(reason: "the sample must exceed the number of predictors (mi) by more than 2")
        return RawEffect(.atanh(r), n - m > 2 ? 1 / (n - m - 2) : .nan, fault: fault)
      case .semiPartial: return RawEffect(r, semiPartialVariance(at, study))
      case .fisherSemiPartial:
        let u = (1 - r) * (1 + r)
        return RawEffect(.atanh(r), semiPartialVariance(r, study) / (u * u))
      }
    }
  }

  private func correlation(_ study: RawStudy) -> Double {
    let rest = study[.ni] - study[.mi] - 1
    let t = study.first(study[.ti], tValue(signedP: study[.pi], degreesOfFreedom: rest))
    switch self {
    case .partial, .fisherPartial: return study.first(t / (t * t + rest).squareRoot(), study[.ri])
    case .semiPartial, .fisherSemiPartial:
      return study.first(t * ((1 - study[.r2i]) / rest).squareRoot(), study[.ri])
    }
  }

  /// `(R⁴ − 2R² + S + 1 − S²)/n` with `S = R² − r²`, the share of variance without the predictor in question;
  /// written as `((1−R²)² + S(1−S))/n`.
  private func semiPartialVariance(_ r: Double, _ study: RawStudy) -> Double {
    let unexplained = 1 - study[.r2i]
    let without = study[.r2i] - r * r
    return (unexplained * unexplained + without * (1 - without)) / study[.ni]
  }
}

extension Source {
  fileprivate static let aloe2014 = Source("Aloe", 2014, doi: "10.1080/00221309.2013.853021")
  fileprivate static let aloeBecker2012 = Source("Aloe & Becker", 2012, doi: "10.3102/1076998610396901")
  fileprivate static let aloeThompson2013 = Source("Aloe & Thompson", 2013, doi: "10.5243/jsswr.2013.24")
}

extension Measure {
  /// PCOR: the partial correlation.
  public static let partialCorrelation = Measure(PartialCorrelation.partial)
  /// SPCOR: the semi-partial correlation.
  public static let semiPartialCorrelation = Measure(PartialCorrelation.semiPartial)
}
