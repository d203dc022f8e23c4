import RealModule
import StudyRecords

/// Contrasts of two groups' incidence rates.
enum RateContrast: String, CaseIterable, EffectMeasure {
  case ratio = "IRR"
  case difference = "IRD"
  case rootDifference = "IRSD"

  var kind: EffectKind {
    switch self {
    case .ratio: .rateRatio
    case .difference: .rateDifference
    case .rootDifference: .transformedDifference
    }
  }

  var questions: [EffectQuestion] { [.rates] }
  var choices: Set<EffectChoice> { self == .difference ? [.differenceAddition] : [] }

  var details: MeasureDetails {
    switch self {
    case .ratio:
      MeasureDetails(
        "log incidence rate ratio", naturalName: "incidence rate ratio", routes: [PersonTime.route],
        formula: "ln((x1/t1)/(x2/t2))", variances: [.init(.largeSample, "1/x1 + 1/x2")],
        zeroCellAddition: 0.5, sources: [.rothman2008], backTransform: .exponential)
    case .difference:
      MeasureDetails(
        "incidence rate difference", routes: [PersonTime.route], formula: "x1/t1 - x2/t2",
        variances: [.init(.largeSample, "x1/t1² + x2/t2²")], zeroCellAddition: 0.5,
        sources: [.rothman2008])
    case .rootDifference:
      MeasureDetails(
        "square root transformed incidence rate difference", routes: [PersonTime.route],
        formula: "√(x1/t1) - √(x2/t2)", variances: [.init(.largeSample, "1/(4 t1) + 1/(4 t2)")],
        zeroCellAddition: 0,
        sources: [Source("Bagos & Nikolopoulos", 2009, doi: "10.2202/1557-4679.1168")])
    }
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    let records = studies.map(PersonTime.init)
    let movesVarianceAlone = self == .difference && conventions.formulas.differenceAddition == .variance
    let effects = conventions.effects(of: records) { raw, corrected in
      zip(raw, corrected).map { raw, record in
        var effect = effect(record)
        if movesVarianceAlone { effect.yi = self.effect(raw).yi }
        return effect
      }
    }
    return zip(records, effects).map { record, effect in
      // The variance of a difference of roots needs no events, so it is known for a study that was left out.
      guard self == .rootDifference, effect.vi.isNaN else { return effect }
      return RawEffect(effect.yi, rootVariance(record), fault: effect.fault, corrected: effect.corrected)
    }
  }

  private func effect(_ record: PersonTime?) -> RawEffect {
    guard let record else { return .none() }
    let (x1, t1, x2, t2) = (record.x1, record.t1, record.x2, record.t2)
    let difference = differenceOfProducts(x1, t2, x2, t1) / (t1 * t2)
    switch self {
    case .ratio: return RawEffect(logRatioOfProducts(x1, t2, x2, t1), 1 / x1 + 1 / x2)
    case .difference: return RawEffect(difference, x1 / (t1 * t1) + x2 / (t2 * t2))
    case .rootDifference:
      let sum = (x1 / t1).squareRoot() + (x2 / t2).squareRoot()
      return RawEffect(sum == 0 ? 0 : difference / sum, rootVariance(record))
    }
  }

  private func rootVariance(_ record: PersonTime) -> Double { (1 / record.t1 + 1 / record.t2) / 4 }

  func armVariances(of study: RawStudy) -> (first: Double, second: Double)? {
    let record = PersonTime(study)
    return switch self {
    case .ratio: (1 / record.x1, 1 / record.x2)
    case .difference: (record.x1 / (record.t1 * record.t1), record.x2 / (record.t2 * record.t2))
    case .rootDifference: nil
    }
  }
}

extension Measure {
  /// IRR: the log incidence rate ratio.
  public static let incidenceRateRatio = Measure(RateContrast.ratio)
  /// IRD: the incidence rate difference.
  public static let incidenceRateDifference = Measure(RateContrast.difference)
}
