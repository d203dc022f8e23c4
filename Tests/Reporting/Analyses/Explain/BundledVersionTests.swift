import BundledDatasets
import MetaAnalysis
import Testing

@testable import Analyses

@Suite("Data that differ from a bundled set") struct BundledVersionTests {
  /// The BCG trials with the latitude and one count changed in the data.
  private func prepared(_ rows: String = "") throws -> PreparedAnalysis {
    let set = try #require(BundledDataset.all.first { $0.name == "bcg" })
    var lines = String(decoding: set.csv, as: UTF8.self).split(separator: "\n").map(String.init)
    lines[1] = "Aronson 1948,1948,9,123,17,139,44,random"
    let csv = lines.joined(separator: "\n").split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    return try PreparedAnalysis(
      Analysis(
        yaml: """
          schema: tutti.analysis/1
          data:
            csv: |
          \(csv)
          columns: {ai: tb_vaccinated, n1i: n_vaccinated, ci: tb_control, n2i: n_control}
          measure: RR
          conventions: metafor@5.1
          \(rows)
          expect:
            - {quantity: estimate, printed: "-0.7145"}
            - {quantity: se, printed: "0.1798"}
            - {quantity: tau2, printed: "0.3132"}
          """, path: "a.yml"))
  }

  @Test func explainTriesTheSetAndNamesTheCells() throws {
    let explanation = try prepared().explain()
    let solution = try #require(explanation.solutions.first)
    #expect(solution.changes.map(\.code) == ["data=bcg"])
    #expect(
      solution.changes[0].description
        == "the data of the bundled set bcg (where, among others, tb_vaccinated of Aronson 1948 (row 1) is 9, in the bundled data set bcg 4)"
    )
    #expect(explanation.findings.count == 2)
    #expect(
      explanation.findings.last == "tb_control of Aronson 1948 (row 1) is 17, in the bundled data set bcg 11")
    // Its rows are chosen by the same condition.
    let filtered = try prepared("rows: year > 1948")
    let version = try #require(filtered.data.bundledVersion)
    #expect(filtered.variant([.data(version)])?.rows?.count == 12)
  }
}
