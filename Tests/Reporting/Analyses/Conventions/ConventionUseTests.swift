import MetaAnalysis
import Testing

@testable import Analyses

@Suite struct ConventionUseTests {
  private func unused(_ text: String) throws -> [String] {
    let analysis = try Analysis(yaml: "schema: tutti.analysis/1\ndata: {dataset: bcg}\n" + text, path: "a.yml")
    return try PreparedAnalysis(analysis).result().notes.filter { $0.kind == .conventionUnused }.map(\.sentence)
  }

  @Test func choicesThatChangeNothingAreNoted() throws {
    #expect(try unused("measure: RR\nconventions: {egger: rma}").first?.contains("regression test") == true)
    #expect(
      try unused("measure: RR\nconventions: {variance-of-g: UB}") == [
        "the convention 'variance-of-g' changes nothing here: it concerns SMD, not RR"
      ])
    #expect(
      try unused("measure: RR\nmoderators: ~ latitude\nconventions: {convergence: metafor-default-convergence}")
        .count
        == 1)
    #expect(try unused("measure: RR\nconventions: {tau2: DL}\nmodel: {method: EE}").count == 1)
    #expect(try unused("measure: OR\nconventions: {pooling-addition: corrected}").count == 1)
  }

  @Test func choicesThatMayChangeSomethingAreNot() throws {
    #expect(try unused("measure: RR\nconventions: {tau2: DL, test: z, i2: q, zero-cell-rule: all}").isEmpty)
    #expect(
      try unused("measure: OR\nconventions: {pooling-addition: corrected, common-pooling: MH, model: common}")
        .isEmpty)
    #expect(try unused("measure: RR\nconventions: {convergence: metafor-default-convergence}").isEmpty)
    #expect(try unused("measure: RR\nconventions: meta@8").isEmpty)
  }

  @Test func choicesThatMoveNothingCannotBeVaried() {
    #expect {
      try Analysis(
        yaml: "schema: tutti.analysis/1\ndata: {dataset: bcg}\nmeasure: RR\nsensitivity: {egger: [lm, rma]}",
        path: "a.yml")
    } throws: {
      "\($0)".contains("a.yml:4:15: 'egger' cannot be varied")
    }
  }

  @Test func checksTellEvenWhenAllHolds() throws {
    let analysis = try Analysis(
      yaml: """
        schema: tutti.analysis/1
        data: {dataset: bcg}
        measure: RR
        conventions: {egger: rma}
        expect: [{quantity: k, printed: "13"}]
        """, path: "a.yml")
    let checked = try PreparedAnalysis(analysis).check()
    #expect(checked.holds() && checked.notes.map(\.kind) == [.conventionUnused])
  }

  @Test func petosOwnEstimatesStandBesideHisPooledOne() throws {
    func first(_ choices: String) throws -> Double? {
      try PreparedAnalysis(
        Analysis(yaml: "schema: tutti.analysis/1\ndata: {dataset: bcg}\nmeasure: OR\n\(choices)", path: "a.yml")
      ).result().value(of: .estimate, at: .row(1))
    }
    // metafor 5.1, escalc(measure = "PETO"): (4 − E)/V of Aronson 1948 with E = 7.0420, V = 3.5356.
    let peto = try #require(try first("model: {method: PETO}"))
    #expect((peto - -0.8603833473164195).magnitude < 1e-12)
    #expect(try first("conventions: {model: common, common-pooling: PETO}") == peto)
    let ratio = try #require(try first("model: {method: MH}"))
    #expect((ratio - -0.9386941).magnitude < 1e-6)
  }
}
