import Testing

@testable import Analyses

@Suite struct AnalysisPlacesTests {
  /// The first line and column that a message names.
  private func place(_ lines: String...) -> String {
    let text = (["schema: tutti.analysis/1", "data: {dataset: bcg}", "measure: RR"] + lines).joined(
      separator: "\n")
    do {
      _ = try PreparedAnalysis(Analysis(yaml: text, path: "a.yml")).result()
      return "no error"
    } catch {
      let parts = "\(error)".split(separator: ":")
      return parts.count > 2 && parts[0] == "a.yml" ? "\(parts[1]):\(parts[2])" : "\(error)"
    }
  }

  @Test func conditionsCarryTheCharacter() {
    #expect(place("rows: yeer > 1950") == "4:7")
    #expect(place("rows: year > 1950 and alocation == 1") == "4:23")
    #expect(place("rows: 'year > 1950 and alocation == 1'") == "4:24")
    #expect(place(#"rows: "year > 1950 and \"x\" == alocation""#) == "4:33")
    #expect(place("rows: 'study != ''x'' and alocation == 1'") == "4:27")
    #expect(place("rows: |", "  year > 1950 and", "  alocation == 1") == "6:3")
    #expect(place("rows: >", "  year > 1950", "  and alocation == 1") == "6:7")
    #expect(place("rows: year > 1950", "  and alocation == 1") == "5:7")
    #expect(place("rows: year > allocation") == "4:12")
    #expect(place("rows: latitude + year") == "4:16")
  }

  @Test func conditionsThatCannotBeReadDoToo() {
    #expect(place("rows: year >") == "4:13")
    #expect(place("rows: 'year > > 3'") == "4:15")
    #expect(place("rows: (year > 1950") == "4:19")
    #expect(place("rows: year in 3") == "4:15")
  }

  @Test func computedColumnsDoToo() {
    #expect(place("compute: {z: latitude - lat}") == "4:25")
    #expect(place("compute:", "  z: latitude - lat") == "5:17")
  }

  @Test func columnsCarryTheirOwnPlace() {
    #expect(place("columns: {ai: tb_vaccinatd, n1i: n_vaccinated, ci: tb_control, n2i: n_control}") == "4:15")
    #expect(
      place(
        "columns:", "  ai: tb_vaccinated", "  n1i: n_vaccinated", "  ci: tb_control", "  n2i: controls")
        == "8:8")
    #expect(place("columns: {study: name}") == "4:18")
  }

  @Test func otherSectionsDoToo() {
    #expect(place("rows: year > 3000") == "4:7")
    #expect(place("moderators: ~ lattitude") == "4:15")
    #expect(place("moderators: '~ latitude + yeer'") == "4:27")
    #expect(place("model: {scale: ~ lattitude}") == "4:18")
    #expect(place("subgroups: allocations") == "4:12")
    #expect(place("model: {weights: w}") == "4:18")
  }
}
