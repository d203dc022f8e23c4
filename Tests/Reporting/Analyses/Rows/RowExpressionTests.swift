import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite struct RowExpressionTests {
  private func table() throws -> StudyTable {
    try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "study", cells: ["A", "B", "C", "D", "E"]),
        .init(name: "year", cells: ["1948", "1953", "1961", "NA", "1980"]),
        .init(name: "alloc", cells: ["random", "alternate", "random", "systematic", "NA"]),
        .init(name: "x", cells: ["1", "2", "4", "8", "16"]),
        .init(name: "n t", cells: ["10", "20", "30", "40", "50"]),
      ])
  }

  @Test func conditionsChooseRows() throws {
    let expected: [String: [Bool?]] = [
      "year >= 1953": [false, true, true, nil, true],
      "year >= 1950 and alloc != 'random'": [false, true, false, nil, nil],
      "row in (2..3, 5)": [false, true, true, false, true],
      "alloc == \"random\"": [true, false, true, false, nil],
      "not alloc in (\"random\")": [false, true, false, true, nil],
      "alloc not in ('random', 'alternate')": [false, false, false, true, nil],
      "x > 3 or year < 1950": [true, false, true, true, true],
      "(x == 1 or x == 2) and study != 'A'": [false, true, false, false, false],
      "x in (1, 4..8)": [true, false, true, true, false],
      "x ^ 2 = 16": [false, false, true, false, false],
      "log2(x) <= 2": [true, true, true, false, false],
      "missing(year)": [false, false, false, true, false],
      "not missing(alloc) && !(x == 1)": [false, true, true, true, false],
      "`n t` / 10 == row": [true, true, true, true, true],
      "-x < -3": [false, false, true, true, true],
      "study < 'C'": [true, true, false, false, false],
      "year == 1948 or alloc == 'systematic'": [true, false, false, true, nil],
      "max(x, 3) == 3": [true, true, false, false, false],
      "x > mean(x)": [false, false, false, true, true],
      "x ≥ 8": [false, false, false, true, true],
      "2 ^ -1 * x == 1": [false, true, false, false, false],
      "-2 ^ 2 == -4": [true, true, true, true, true],
      "x > 100 and year > 0": [false, false, false, false, false],
    ]
    let table = try table()
    for (text, flags) in expected { #expect(try RowExpression(text).condition(in: table) == flags, "\(text)") }
  }

  @Test func numbersMakeColumns() throws {
    let table = try table()
    #expect(try RowExpression("x * 2 + 1").numbers(in: table) == [3, 5, 9, 17, 33])
    #expect(try RowExpression("min(x, 3)").numbers(in: table) == [1, 2, 3, 3, 3])
    #expect(try RowExpression("year - 1900").numbers(in: table) == [48, 53, 61, nil, 80])
    #expect(try RowExpression("x / (x - 2)").numbers(in: table)[1] == nil)
    #expect(try RowExpression("sum(x) + count(year)").numbers(in: table)[0] == 35)
    // Berkey et al. (1995) smooth sampling variances by the mean over all trials.
    expectClose(
      try RowExpression("mean(`n t` / x) / x").numbers(in: table)[1], (10 + 10 + 7.5 + 5 + 3.125) / 10,
      relative: 1e-15)
  }

  @Test(arguments: [
    ("year >=", 8), ("year >= 1950 alloc", 14), ("alloc = 'random", 9), ("(x > 1", 7), ("x in 3", 6),
    ("x in (1..a)", 11),
    ("logg(x) > 1", 1), ("x # 2", 3), ("sqrt(x, 2) > 1", 1), ("x in (1, 2", 11), ("", 1), ("in (1)", 1),
    ("x == and", 6),
  ])
  func syntaxErrorsNameTheCharacter(text: String, position: Int) {
    #expect { try RowExpression(text) } throws: { error in
      guard case .syntax(_, let found, _)? = error as? RowExpressionError else { return false }
      return found == position
    }
  }

  @Test func wrongColumnsAndKindsAreExplained() throws {
    let table = try table()
    #expect {
      try RowExpression("yaer > 1").condition(in: table)
    } throws: { "\($0)".contains("did you mean 'year'?") }
    #expect {
      try RowExpression("alloc == random").condition(in: table)
    } throws: { "\($0)".contains("texts stand in quotes") }
    #expect {
      try RowExpression("alloc > 3").condition(in: table)
    } throws: { "\($0)".contains("a number is compared with a text") }
    #expect {
      try RowExpression("year").condition(in: table)
    } throws: { "\($0)".contains("a condition belongs here") }
    #expect {
      try RowExpression("alloc").numbers(in: table)
    } throws: { "\($0)".contains("a number belongs here") }
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(throws: RowExpressionError.self) { try RowExpression(deep) }
    #expect(throws: RowExpressionError.self) { try RowExpression(String(repeating: "-", count: 10_000) + "1") }
    #expect(throws: RowExpressionError.self) {
      try RowExpression(String(repeating: "not ", count: 10_000) + "x")
    }
  }
}
