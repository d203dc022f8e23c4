import MetaAnalysis
import Testing

@testable import Analyses

@Suite("Other rows than the condition chooses") struct RowSelectionTests {
  private func prepared(_ rows: String, _ expect: [(Quantity, String)] = []) throws -> PreparedAnalysis {
    let numbers = expect.map { "{quantity: \($0.rawValue), printed: \"\($1)\"}" }.joined(separator: ", ")
    return try PreparedAnalysis(
      Analysis(
        yaml: """
          schema: tutti.analysis/1
          data: {dataset: bcg}
          measure: RR
          rows: \(rows)
          conventions: metafor@5.1
          \(expect.isEmpty ? "" : "expect: [\(numbers)]")
          """, path: "a.yml"))
  }

  @Test func partsAndLimitsOfTheConditionAreVaried() throws {
    let selections = try prepared("year >= 1960 and allocation != \"systematic\"").otherSelections
    #expect(
      selections.map(\.code) == [
        "rows=all", "rows=allocation != \"systematic\"", "rows=year >= 1960",
        "rows=year > 1960 and allocation != \"systematic\"", "rows=opposite",
      ])
    #expect(selections[0].positions.count == 13)
    #expect(try prepared("row > 0").otherSelections.isEmpty)
  }

  @Test func droppedFiltersAreNamed() throws {
    // All thirteen trials: metafor 5.1, REML.
    let all: [(Quantity, String)] = [(.estimate, "-0.7145"), (.tau2, "0.3132"), (.k, "13")]
    let explanation = try prepared("year > 1950", all).explain()
    #expect(explanation.solutions.first?.changes.map(\.code) == ["rows=all"])
    #expect(
      explanation.solutions.first?.changes.first?.description == "all 13 rows, without 'rows: year > 1950'")
    let hints = try prepared("year > 1950", all).check().numbers.flatMap(\.hints)
    #expect(hints.contains("every number holds with all 13 rows, without 'rows: year > 1950'"))
  }

  @Test func aForgottenConditionIsNamed() throws {
    // The seven trials with random allocation.
    for (stated, condition) in [
      ("row > 0", "row > 0 and allocation == \"random\""),
      ("year >= 1949", "year >= 1949 and allocation != \"alternate\""),
    ] {
      let wanted = try prepared(condition).result()
      let numbers: [(Quantity, String)] = try [Quantity.estimate, .se, .tau2].map { quantity in
        let value = try #require(try wanted.value(of: quantity))
        return (quantity, try #require(PrintedDigits(value, decimals: 5)).text)
      }
      let explanation = try prepared(stated, numbers).explain()
      #expect(explanation.solutions.first?.changes.map(\.code) == ["rows=\(condition)"])
    }
    // Without any condition; columns that a role reads, and columns of many values, choose no rows.
    var analysis = Analysis(data: DataSource(.dataset("bcg")), measure: .riskRatio)
    analysis.profile = "metafor@5.1"
    let selections = try PreparedAnalysis(analysis).columnSelections
    let conditions = ["alternate", "random", "systematic"].flatMap {
      ["rows=allocation == \"\($0)\"", "rows=allocation != \"\($0)\""]
    }
    #expect(selections.map(\.code) == conditions)
    #expect(selections[0].description == "'rows: allocation == \"alternate\"' (2 rows) instead of all rows")
  }

  @Test func limitsAreNamed() throws {
    let wanted = try prepared("year >= 1968").result()
    let numbers: [(Quantity, String)] = try [(.estimate, 6), (.se, 6)].map { quantity, decimals in
      let value = try #require(try wanted.value(of: quantity))
      return (quantity, try #require(PrintedDigits(value, decimals: decimals)).text)
    }
    let explanation = try prepared("year > 1968", numbers).explain()
    #expect(explanation.solutions.first?.changes.first?.description.hasPrefix("'rows: year >= 1968'") == true)
  }

  @Test func addedStudiesAreNamed() throws {
    let base = try prepared("row not in (4, 7)")
    let slip = StudySlip(row: 4, study: base.labels[3], kind: .added)
    let variant = try #require(base.variant([.study(slip)]))
    var effects = EffectsOfOptions()
    let wanted = try base.result(of: variant, effects: &effects)
    #expect(wanted.fit?.k == 12)
    let numbers: [(Quantity, String)] = try [Quantity.estimate, .se, .q].map { quantity in
      let value = try #require(try wanted.value(of: quantity))
      return (quantity, try #require(PrintedDigits(value, decimals: 5)).text)
    }
    let printed = try prepared("row not in (4, 7)", numbers)
    let explanation = try printed.explain()
    #expect(explanation.solutions.first?.changes == [.study(slip)])
    #expect(try printed.check().numbers.flatMap(\.hints).contains { $0.contains("which 'rows' leaves out") })
  }
}
