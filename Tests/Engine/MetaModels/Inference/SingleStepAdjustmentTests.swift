import EffectMeasures
import LinearAlgebra
import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Single-step adjustment of contrasts") struct SingleStepAdjustmentTests {
  static let reference = (try? Reference.file("multiplicity/single-step.json")) ?? .null

  private static func fit(_ item: Reference) throws -> Fit {
    let table = try StudyTable(
      name: "bcg",
      columns: [
        .init(name: "yi", numbers: reference["yi"].numbers),
        .init(name: "vi", numbers: reference["vi"].numbers),
        .init(name: "ablat", numbers: reference["ablat"].numbers),
        .init(name: "alloc", texts: reference["alloc"].list.map(\.text), numbers: nil),
      ])
    let test = try #require(CoefficientTest(rawValue: item["test"].text ?? ""))
    return try ModelSettings(test: test).fit(
      table.effects(.generic), moderators: item["mods"].text ?? "")
  }

  /// P values and critical values as multcomp defines them, by mvtnorm: within our own error and 3e-6 for its, which is 1.5e-6
  /// where its closed form for three dimensions can tell. The statistics agree to the tolerance of τ².
  @Test(arguments: reference["cases"].list) func multcomp(_ item: Reference) throws {
    let fit = try SingleStepAdjustmentTests.fit(item)
    let texts = item["contrasts"].list.compactMap(\.text)
    let tests = try fit.test(contrasts: texts, adjustment: .singleStep)
    let error = try #require(tests.adjustmentError)
    #expect(error < 5e-5)
    for (i, row) in tests.rows.enumerated() {
      expectClose(row.statistic, item["statistic"][i].number, relative: 1e-7, absolute: 1e-9, texts[i])
      expectClose(
        row.adjustedPValue, item["adjusted"][i].number, relative: 0, absolute: 1.5 * error + 3e-6, texts[i])
      let interval = try #require(row.simultaneousInterval)
      let quantile = (interval.upper - row.estimate) / row.standardError
      expectClose(quantile, item["quantile"].number, relative: 3e-5, texts[i])
    }
  }

  @Test func betweenThePlainAndBonferronis() throws {
    let item = try #require(SingleStepAdjustmentTests.reference["cases"].list.last)
    let fit = try SingleStepAdjustmentTests.fit(item)
    let texts = item["contrasts"].list.compactMap(\.text)
    let single = try fit.test(contrasts: texts, adjustment: .singleStep).rows
    let bonferroni = try fit.test(contrasts: texts, adjustment: .bonferroni).rows
    for (a, b) in zip(single, bonferroni) {
      let (p, adjusted, most) = try (
        #require(a.pValue), #require(a.adjustedPValue), #require(b.adjustedPValue)
      )
      #expect(p <= adjusted && adjusted <= most)
      let (own, inner, outer) = try (
        #require(a.interval), #require(a.simultaneousInterval), #require(b.simultaneousInterval)
      )
      #expect(outer.lower <= inner.lower && inner.lower <= own.lower)
      // An interval leaves out 0 where the adjusted p value is below 5 %.
      #expect((inner.lower > 0 || inner.upper < 0) == (adjusted < 0.05))
    }
    #expect(
      try fit.test(contrasts: texts, adjustment: .holm).rows.allSatisfy { $0.simultaneousInterval == nil })
    // One hypothesis, and the same one twice, need no adjustment.
    for few in [["ablat"], ["ablat", "2 * ablat"]] {
      let tests = try fit.test(contrasts: few, adjustment: .singleStep)
      for row in tests.rows { expectClose(row.adjustedPValue, row.pValue, relative: 1e-12) }
    }
  }
}
