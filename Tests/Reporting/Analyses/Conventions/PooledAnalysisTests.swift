import Analyses
import MetaAnalysis
import Testing
import _TestSupport

@Suite struct PooledAnalysisTests {
  private func table() throws -> StudyTable {
    try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "yi", numbers: [0.121, 0.356, 0.242, -0.114, 0.503]),
        .init(name: "vi", numbers: [0.04, 0.09, 0.02, 0.05, 0.08]), .init(name: "x", numbers: [1, 2, 3, 4, 5]),
      ])
  }

  @Test func theModelNamedIsTheAnalysis() throws {
    let random = try Conventions().analyse(table(), measure: nil)
    #expect(random.fit == random.random && random.failure == nil && random.fit.settings.heterogeneity.isRandom)
    let common = try Conventions().setting(.model, to: "common").analyse(table(), measure: nil)
    #expect(common.fit == common.common && common.common == random.common && common.random == random.random)
  }

  @Test func rowsLeftOutAreAsGoodAsGone() throws {
    let whole = try table()
    let some = try Conventions().analyse(whole, measure: nil, rows: [0, 2, 4])
    let alone = try Conventions().analyse(whole.selectingRows([0, 2, 4]), measure: nil)
    #expect(
      some.fit.coefficients == alone.fit.coefficients && some.fit.heterogeneity == alone.fit.heterogeneity)
    #expect(some.effects.rows.map(\.row) == [1, 3, 5])
  }

  @Test func moderatorsAreFitted() throws {
    let analysis = try Conventions().analyse(table(), measure: nil, moderators: "~ x")
    #expect(analysis.fit.coefficients.map(\.term) == ["intercept", "x"])
    #expect(analysis.common?.coefficients.count == 2)
  }

  @Test func effectSizesAreRounded() throws {
    let analysis = try Conventions().setting(.inputRounding, to: "1").analyse(table(), measure: nil)
    #expect(analysis.effects.rows.map(\.yi) == [0.1, 0.4, 0.2, -0.1, 0.5])
    // √0.02 is 0.14.
    expectClose(analysis.effects.rows[2].vi, 0.1 * 0.1, relative: 1e-15)
  }

  @Test func theOtherModelMayFail() throws {
    let table = try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "ai", numbers: [0, 0]), .init(name: "n1i", numbers: [20, 30]),
        .init(name: "ci", numbers: [0, 0]), .init(name: "n2i", numbers: [20, 30]),
      ])
    #expect(throws: ModelError.self) { try Profile.meta8.conventions.analyse(table, measure: .oddsRatio) }
  }
}
