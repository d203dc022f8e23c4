import EffectMeasures
import MetaModels
import StudyRecords
import _TestSupport

/// Effect sizes with doses, from columns of a reference file or made up.
enum DoseExamples {
  /// Effects of `{"yi","vi","dose"}`, with `qualified` where there is one.
  static func effects(_ data: Reference) throws -> EffectSizes {
    try effects(
      yi: data["yi"].numbers, vi: data["vi"].numbers, dose: data["dose"].numbers,
      qualified: data["qualified"].isNull ? nil : data["qualified"].numbers)
  }

  static func effects(
    yi: [Double?], vi: [Double?], dose: [Double?], qualified: [Double?]? = nil, name: String = "dose"
  ) throws -> EffectSizes {
    var columns = [
      StudyTable.Column(name: "yi", numbers: yi), .init(name: "vi", numbers: vi),
      .init(name: name, numbers: dose),
    ]
    if let qualified { columns.append(.init(name: "qualified", numbers: qualified)) }
    return try StudyTable(name: "example", columns: columns).effects(.generic)
  }

  /// Ten made-up estimates that grow with the dose.
  static func growing() throws -> EffectSizes {
    try effects(
      yi: [0.05, 0.2, 0.15, 0.42, 0.38, 0.6, 0.51, 0.8, 0.75, 0.9],
      vi: [0.05, 0.04, 0.06, 0.05, 0.03, 0.04, 0.05, 0.06, 0.04, 0.05],
      dose: [2, 4, 5, 8, 10, 14, 16, 20, 24, 30])
  }

  /// An analysis of one form with given targets, without bootstrap.
  static func analysis(
    _ shapes: [DoseShape], targets: [Double], test: CoefficientTest = .knha, level: Double = 95
  ) -> DoseAnalysis {
    var analysis = DoseAnalysis(
      dose: "dose", targets: targets.map { DoseTarget($0) },
      settings: ModelSettings(test: test, level: level, tau2Interval: nil))
    analysis.shapes = shapes
    analysis.samples = 0
    return analysis
  }
}
