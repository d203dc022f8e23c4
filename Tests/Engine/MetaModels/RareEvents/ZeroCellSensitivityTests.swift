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
    let exact = try #require(
      result.variants.first { $0.method == "CM.EL" && $0.label.hasSuffix("random effects") })
    #expect(exact.coefficient == (try MixedModel(.exactConditional).fit(effects)).coefficients[0])
    let counts = try #require(result.variants.first { $0.method == "BB" })
    #expect(counts.coefficient == (try BetaBinomialModel().fit(effects)).coefficients[0] && counts.k == 5)
    #expect(result.variants.count { $0.method == "UM.FS" } == 1)
  }

  @Test("A mixed model is its own first variant")
  func analysisItself() throws {
    let effects = try effects()
    let fit = try MixedModel(.approximateConditional).fit(effects)
    let result = try fit.settings.zeroCellSensitivity(effects, options: .init(), analysis: fit)
    #expect(result.variants[0].method == "CM.AL")
    #expect(result.variants[0].coefficient == fit.coefficients[0])
  }

  @Test("Other measures have the variants that suit them; others are refused")
  func measures() throws {
    let risk = try ModelSettings().zeroCellSensitivity(effects(.riskDifference), options: .init())
    #expect(!risk.variants.contains { ["PETO", "UM.FS", "CM.EL", "BB"].contains($0.method) })
    let ratio = try ModelSettings().zeroCellSensitivity(effects(.riskRatio), options: .init())
    #expect(ratio.variants.filter { $0.method == "UM.FS" }.map(\.label.isEmpty) == [false])
    // Without a correction the study without events has a risk difference of variance 0, which no weight suits.
    #expect(risk.variants.filter { $0.coefficient == nil }.allSatisfy { $0.label.hasSuffix("nothing added") })
    #expect(throws: ModelError.self) {
      try ModelSettings().zeroCellSensitivity(EffectSizes(yi: [1, 2], vi: [1, 1]), options: .init())
    }
  }
}

@Suite("Tables that cannot be pooled")
struct UnpoolableTablesTests {
  private let settings = ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .mantelHaenszel())

  private func effects(_ columns: [(String, [Double?])]) throws -> EffectSizes {
    try StudyTable(name: "SYNTHETIC", columns: columns.map { .init(name: $0.0, numbers: $0.1) }).effects(
      .oddsRatio)
  }

  @Test("Where no table is possible the rows are named, not the measure")
  func impossibleTables() throws {
    let effects = try effects([("ai", [12, nil]), ("n1i", [10, 20]), ("ci", [3, 4]), ("n2i", [9, 9])])
    let error = #expect(throws: ModelError.self) { try settings.fit(effects) }
    let sentence = error?.description ?? ""
    #expect(sentence.contains("row 1") && sentence.contains("row 2"), "\(sentence)")
    #expect(!sentence.contains("not OR"), "\(sentence)")
    #expect(throws: ModelError.pooling("MH", .counts(measure: nil))) {
      try settings.fit(EffectSizes(yi: [1], vi: [1]))
    }
  }

  @Test("Peto's value of very unequal groups is beyond any ratio: it is left empty with a note")
  func overflow() throws {
    let effects = try effects([("ai", [1, 1]), ("n1i", [1, 1]), ("ci", [0, 0]), ("n2i", [10_000, 20_000])])
    let fit = try ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .peto()).fit(effects)
    // (1 − E)/V with E = 1/N and V = (N − 1)/N².
    expectClose(
      fit.coefficients[0].estimate,
      (2 - 1 / 10_001.0 - 1 / 20_001) / (10_000 / 10_001.0 / 10_001 + 20_000 / 20_001.0 / 20_001),
      relative: 1e-12)
    #expect(fit.backTransformed != nil && fit.backTransformed?.estimate == nil)
    #expect(fit.notes.contains { $0.kind.code == "back-transform.overflow" })
  }
}
