import RealModule
import StudyRecords

/// Contrasts of two groups' incidence rates.
enum RateContrast: String, CaseIterable, EffectMeasure {
  case ratio = "IRR"

  var details: MeasureDetails {
    MeasureDetails(
      "log incidence rate ratio", naturalName: "incidence rate ratio", routes: [PersonTime.route],
      formula: "ln((x1/t1)/(x2/t2))", variances: [.init(.largeSample, "1/x1 + 1/x2")],
      zeroCellAddition: 0.5, sources: [.rothman2008], backTransform: .exponential)
  }

  func effects(of studies: RawStudies, by conventions: EffectConventions) -> [RawEffect] {
    conventions.effects(of: studies.map(PersonTime.init)) { records in
      records.map { record in
        guard let record else { return .none() }
        return RawEffect(
          logRatioOfProducts(record.x1, record.t2, record.x2, record.t1), 1 / record.x1 + 1 / record.x2)
      }
    }
  }
}

extension Measure {
  /// IRR: the log incidence rate ratio.
  public static let incidenceRateRatio = Measure(RateContrast.ratio)
}
