import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Zero-cell sensitivity")
struct ZeroCellSensitivityTests {
  /// SYNTHETIC tables: two zeros in the first group, one study without events.
  private func effects(_ measure: Measure = .oddsRatio) throws -> EffectSizes {
    let table = try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "ai", numbers: [0, 0, 1, 3, 0]), .init(name: "n1i", numbers: [40, 60, 50, 90, 30]),
        .init(name: "ci", numbers: [3, 4, 2, 7, 0]), .init(name: "n2i", numbers: [42, 58, 51, 88, 30]),
      ])
    return try table.effects(measure)
  }

  @Test("Every variant is the ordinary fit with that choice")
  func variants() throws {
    let effects = try effects()
    let settings = ModelSettings()
    let result = try settings.zeroCellSensitivity(effects, options: .init())
    #expect(result.studiesWithZero == 3)
    #expect(result.doubleZeroStudies == 1)
    #expect(result.variants.map(\.label).count == Set(result.variants.map(\.label)).count)
    #expect(result.variants[0].coefficient == (try settings.fit(effects)).coefficients[0])
    let mh = try #require(result.variants.first { $0.label == "Mantel–Haenszel, nothing added" })
    let direct = try ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .mantelHaenszel()).fit(
      effects)
    #expect(mh.coefficient == direct.coefficients[0])
    // Without a correction only the two tables without a zero have an odds ratio of their own.
    let plain = try #require(
      result.variants.first { $0.label == "inverse variance, equal effects, nothing added" })
    #expect(plain.k == 2)
    #expect(result.variants.contains { $0.method == "PETO" })
    #expect(result.notes.map(\.kind.code).contains("zero-cell.size"))
  }

  @Test("Other measures have the variants that suit them; others are refused")
  func measures() throws {
    let risk = try ModelSettings().zeroCellSensitivity(effects(.riskDifference), options: .init())
    #expect(!risk.variants.contains { $0.method == "PETO" })
    // Without a correction the study without events has a risk difference of variance 0, which no weight suits.
    #expect(risk.variants.filter { $0.coefficient == nil }.allSatisfy { $0.label.hasSuffix("nothing added") })
    #expect(throws: ModelError.self) {
      try ModelSettings().zeroCellSensitivity(EffectSizes(yi: [1, 2], vi: [1, 1]), options: .init())
    }
  }
}
