import MetaModels
import StudyRecords
import Testing
import _TestSupport

@Suite("Formula")
struct FormulaTests {
  static let reference = (try? Reference.file("formula/design.json")) ?? .null
  static let cases = reference["cases"].list.compactMap { $0["formula"].text }

  @Test("The reference file is there")
  func present() { #expect(FormulaTests.cases.count > 30) }

  static func table(_ columns: [String: Reference]) throws -> StudyTable {
    try StudyTable(
      name: "data",
      columns: columns.sorted { $0.key < $1.key }.map { name, values in
        values[0].number == nil
          ? .init(name: name, texts: values.list.map(\.text), numbers: nil)
          : .init(name: name, numbers: values.numbers)
      })
  }

  @Test("Terms and columns are those of R's model.matrix", arguments: cases)
  func columns(_ formula: String) throws {
    let table = try FormulaTests.table(FormulaTests.reference["data"].object)
    let expected = try #require(
      FormulaTests.reference["cases"].list.first { $0["formula"].text == formula })
    let design = try Formula(formula).design(
      for: table, eligible: [Bool](repeating: true, count: table.rowCount))
    #expect(design.columns.map(\.term) == expected["terms"].list.compactMap(\.text))
    for (column, values) in zip(design.columns, expected["columns"].list) {
      for (value, wanted) in zip(column.values, values.numbers) {
        // Orthogonal polynomials sum over the rows; the rest is a few roundings.
        expectClose(value, wanted, relative: 1e-12, absolute: 1e-13, column.term)
      }
    }
  }

  static let syntaxErrors: [(String, Int)] = [
    ("~ x +", 6), ("~ x + + y", 7), ("~ (x", 5), ("~ x y", 5), ("~ x ^ z", 7), ("~ x ? y", 5),
    ("~ wobble(x)", 3),
    ("~ factor(3)", 10), ("~ poly(x)", 9), ("~ poly(x, 0)", 11), ("~ rcs(x, 2)", 10), ("~ I(x", 6), ("", 1),
    ("~", 2),
    ("~ 'x'", 3), ("~ `x", 3), ("~ log(wobble(x))", 7), ("~ 2", 3), ("~ factor(g, rct)", 13),
  ]

  @Test("An error points at its character", arguments: syntaxErrors)
  func syntaxError(_ formula: String, _ position: Int) {
    do {
      _ = try Formula(formula)
      Issue.record("'\(formula)' was accepted")
    } catch .syntax(_, let found, _) {
      #expect(found == position, "'\(formula)'")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("Brackets without end and models without coefficients are refused")
  func limits() throws {
    let nested = String(repeating: "(", count: 20_000) + "x" + String(repeating: ")", count: 20_000)
    #expect(throws: FormulaError.self) { try Formula("~ " + nested) }
    #expect(throws: FormulaError.self) { try Formula("~ I(" + nested + ")") }
    #expect(throws: FormulaError.self) { try Formula("~ I(" + String(repeating: "-", count: 20_000) + "x)") }
    let table = try #require(FormulaTests.table)
    let all = [Bool](repeating: true, count: 4)
    #expect(throws: FormulaError.self) { try Formula("~ 0").design(for: table, eligible: all) }
  }

  static let table = try? StudyTable(
    name: "data",
    columns: [
      .init(name: "x", numbers: [1, nil, 3, 4]),
      .init(name: "g", texts: ["b", "a", nil, "a"], numbers: nil),
      .init(name: "my size", numbers: [1, 2, 3, 5]),
    ])

  @Test("Rows with a missing moderator are empty, and levels come from complete eligible rows only")
  func missing() throws {
    let table = try #require(FormulaTests.table)
    let design = try Formula("~ x + g").design(for: table, eligible: [true, true, true, true])
    #expect(design.columns.map(\.term) == ["intercept", "x", "gb"])
    #expect(design.columns[1].values == [1, nil, 3, 4])
    #expect(design.columns[2].values == [1, 0, nil, 0])
    let fewer = try Formula("~ g").design(for: table, eligible: [true, false, true, false])
    #expect(fewer.columns.map(\.term) == ["intercept"])
  }

  @Test("A reference level can be chosen; a name with blanks is back-quoted")
  func references() throws {
    let table = try #require(FormulaTests.table)
    let all = [Bool](repeating: true, count: 4)
    let design = try Formula("~ factor(g, ref = 'b') + `my size`").design(for: table, eligible: all)
    #expect(design.columns.map(\.term) == ["intercept", "factor(g)a", "my size"])
    #expect(throws: FormulaError.self) {
      try Formula("~ factor(g, ref = 'z')").design(for: table, eligible: all)
    }
  }

  @Test("Unknown columns and texts where numbers are needed are named")
  func wrongColumns() throws {
    let table = try #require(FormulaTests.table)
    let all = [Bool](repeating: true, count: 4)
    func message(_ formula: String) -> String {
      do {
        _ = try Formula(formula).design(for: table, eligible: all)
        return "accepted"
      } catch {
        return error.description
      }
    }
    #expect(
      message("~ x + my_size")
        == "formula '~ x + my_size', character 7: the data have no column 'my_size'; "
        + "the columns are x, g, my size; did you mean 'my size'?")
    #expect(message("~ log(g)").contains("'g' must be a number here, but row 1 has 'b'"))
    #expect(message("~ poly(x, 3)").contains("too few distinct values for degree 3"))
  }
}
