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

  var kind: EffectKind { .correlation }
  var questions: [EffectQuestion] { [.partialCorrelation] }

  var choices: Set<EffectChoice> {
    switch self {
    case .partial, .fisherPartial: [.partialCorrelationVariance]
    case .semiPartial, .fisherSemiPartial: []
    }
  }

  /// Fisher's z, for correlations that are analysed as they are too.
  var intervalScale: BackTransform { .hyperbolicTangent }

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
    let values = studies.map(correlation)
    let isOldEdition = conventions.formulas.partialCorrelationVariance == .metafor3
    let mean =
      conventions.vtype == .average ? weightedMean(values.map(\.r), weights: studies[.ni]) : .nan
    return zip(studies, values).map { study, value in
      let spare = study[.ni] - study[.mi]
      if spare <= 1 {
        return .none(.undefined(reason: "the sample must exceed the number of predictors (mi) by more than 1"))
      }
      if abs(value.r) > 1 {
        return .none(
          .undefined(reason: "t, R² and the sample size contradict each other: the correlation exceeds 1"))
      }
      let at = conventions.vtype == .average ? CorrelationValue(mean) : value
      switch self {
      case .partial:
        return RawEffect(value.r, at.complement * at.complement / (spare - (isOldEdition ? 1 : 0)))
      case .fisherPartial:
        let fault: RawEffect.Fault? =
          spare > 2 || isOldEdition
          ? nil : .undefined(reason: "the sample must exceed the number of predictors (mi) by more than 2")
        let degrees = spare - (isOldEdition ? 1 : 2)
        return RawEffect(value.fisher, degrees > 0 ? 1 / degrees : .nan, fault: fault)
      case .semiPartial: return RawEffect(value.r, semiPartialVariance(at.r, study))
      case .fisherSemiPartial:
        return RawEffect(value.fisher, value.fisherVariance(semiPartialVariance(value.r, study)))
      }
    }
  }

  private func correlation(_ study: RawStudy) -> CorrelationValue {
    let rest = study[.ni] - study[.mi] - 1
    let t = study.first(study[.ti], tValue(signedP: study[.pi], degreesOfFreedom: rest))
    guard !t.isNaN else { return CorrelationValue(study[.ri]) }
    switch self {
    case .partial, .fisherPartial: return CorrelationValue(t: t, degreesOfFreedom: rest)
    case .semiPartial, .fisherSemiPartial: return CorrelationValue(t * ((1 - study[.r2i]) / rest).squareRoot())
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
