import StudyRecords
import Testing
import _TestSupport

@testable import StudyFiles

@Suite struct StudyTableCSVTests {
  @Test("The same state machine fills a table", arguments: CSVCase.all)
  func reads(example: CSVCase) throws {
    let table = try StudyTable(csv: example.bytes, name: "f", format: example.format)
    #expect(table.name == "f")
    #expect(table.columns.map(\.name) == example.columns)
    #expect(table.rowCount == example.rows.count)
    for (position, column) in table.columns.enumerated() {
      #expect(column.texts == example.rows.map { $0[position] })
    }
  }

  @Test(
    "A column is numeric when every cell that is not missing is a number",
    arguments: [
      (["1", "2.5", "-3e2"], [1, 2.5, -300]), (["1", "NA", ""], [1, nil, nil]),
      (["NA", "", "."], [nil, nil, nil]),
      (["\" 1 \"", "\"2\"", "+3"], [1, 2, 3]), (["Inf", "-inf", "1"], [.infinity, -.infinity, 1]),
      (["\u{2212}0.5", ".5", "5."], [-0.5, 0.5, 5]), (["1", "2", "x"], nil), (["1", "2", "1_000"], nil),
      (["0x10", "1", "2"], nil), (["infinity", "1", "2"], nil),
      (["1", "2", "n/a"], nil), (["nan(0x1)", "1", "2"], nil), (["1 000", "1", "2"], nil),
    ] as [([String], [Double?]?)])
  func numbers(cells: [String], numbers: [Double?]?) throws {
    let table = try StudyTable(csv: "x,y\n" + cells.map { "\($0),z\n" }.joined(), name: "f")
    #expect(table["x"]?.numbers == numbers)
    #expect(table["y"]?.isNumeric == false)
    #expect(table.notes.isEmpty)
  }

  @Test("Quoted commas of a file with commas are decimal marks unless they may separate thousands")
  func quotedCommas() throws {
    let table = try StudyTable(csv: "x,y,z\n\"0,5\",\"1,234\",\"0,250\"\n\"1,234\",5,1\n", name: "f")
    #expect(table["x"]?.numbers == [0.5, 1.234])
    #expect(table["y"]?.numbers == nil)
    #expect(table["z"]?.numbers == [0.25, 1])
    #expect(table.notes.map(\.kind) == [.columnOfThousands])
    let mixed = try StudyTable(csv: "yi\tvi\n0,3\t1\n0.1\t1\n", name: "f")
    #expect(
      throws: StudyTableError.mixedDecimalMarks(
        table: "f", column: "yi", pointRow: 2, point: "0.1", commaRow: 1, comma: "0,3")
    ) { try mixed.numbers(for: .yi) }
  }

  @Test(
    "A line that names the separator is no header", arguments: ["sep=;\n", "\u{FEFF}sep=;\r\n", "\"sep=;\"\n"])
  func separatorLine(line: String) throws {
    let table = try StudyTable(csv: line + "a,b;y\n1;2,5\n", name: "f")
    #expect(table.columns.map(\.name) == ["a,b", "y"])
    #expect(table["y"]?.numbers == [2.5])
    #expect(throws: CSVError.rowLength(file: "f", line: 4, row: 2, cells: 1, expected: 2)) {
      try StudyTable(csv: line + "a;y\n1;2\n3\n", name: "f")
    }
  }

  @Test("Decimal commas are read where cells are not separated by commas, or on demand")
  func decimalCommas() throws {
    func numbers(_ cells: String..., format: CSVFormat) throws -> [Double?]? {
      let separator = format.separator == .tab ? "\t" : ";"
      let text = "x\(separator)y\n" + cells.map { "\($0)\(separator)1\n" }.joined()
      return try StudyTable(csv: text, name: "f", format: format)["x"]?.numbers
    }
    #expect(try numbers("0,5", "1", format: .detect) == [0.5, 1])
    #expect(try numbers("0.5", "1", format: .detect) == [0.5, 1])
    #expect(try numbers("1.234,5", "1", format: .detect) == nil)
    #expect(try numbers("0,5", "1", format: .tab) == [0.5, 1])
    #expect(try numbers("1,234", "1", format: .tab) == nil)
    #expect(try numbers("0,5", "1", format: CSVFormat(separator: .tab, decimal: .comma)) == [0.5, 1])
    #expect(try numbers("0.5", "1", format: CSVFormat(decimal: .comma)) == nil)
    #expect(try numbers("0,5", "1", format: CSVFormat(decimal: .point)) == nil)
    #expect(
      try StudyTable(csv: "x,y\n\"0,5\",1\n", name: "f", format: .init(decimal: .comma))["x"]?.numbers == [0.5])
  }

  @Test("A column with both decimal marks is text, with a warning")
  func mixedMarksInAColumn() throws {
    let table = try StudyTable(csv: "n;y\n12;1\n1.234;1\n0,5;1\n", name: "f")
    #expect(table["n"]?.numbers == nil)
    #expect(table["n"]?.texts == ["12", "1.234", "0,5"])
    #expect(table.notes.map(\.kind) == [.columnMixesDecimalMarks])
    #expect(
      table.notes.first?.sentence
        == "column 'n' has a decimal point in row 2 ('1.234') and a decimal comma in row 3 ('0,5'), "
        + "so it is read as text: write all its decimals one way")
  }

  @Test("Columns with different decimal marks are numbers, with a warning")
  func mixedMarksInTheFile() throws {
    let table = try StudyTable(csv: "n;y\n1.234;0,5\n", name: "f")
    #expect(table["n"]?.numbers == [1.234])
    #expect(table["y"]?.numbers == [0.5])
    #expect(
      table.notes.map(\.sentence) == [
        "column 'y' has decimal commas ('0,5') and column 'n' decimal points ('1.234'); "
          + "both are read so: make sure that neither separates thousands"
      ])
    #expect(try StudyTable(csv: "n;y\n1.234;0,5x\n", name: "f").notes.isEmpty)
  }

  @Test("Numbers out of range are read with a warning, unless the column is text")
  func outOfRange() throws {
    let table = try StudyTable(csv: "a,b,c\n1e308,1e-400,1e400\n-1e400,0e5,x\nInf,0.0,1\n", name: "f")
    #expect(table["a"]?.numbers == [1e308, -.infinity, .infinity])
    #expect(table["b"]?.numbers == [0, 0, 0])
    #expect(
      table.notes.map(\.sentence) == [
        "row 2: '-1e400' in column 'a' is too large to be held and is read as infinite",
        "row 1: '1e-400' in column 'b' is too small to be held and is read as 0",
      ])
    #expect(table.notes.map(\.column) == ["a", "b"])
  }

  @Test("Unnamed columns without loss are left out with a note")
  func unnamedColumns() throws {
    let table = try StudyTable(csv: "\"\",a,b,,\n1,x,2,,NA\n2,y,3,,\n", name: "f")
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(
      table.notes.map(\.sentence)
        == [1, 4, 5].map { "column \($0) of the file has no name in the header and is left out" })
  }

  @Test("Blank lines between rows are noted, those at the end are not")
  func blankLines() throws {
    #expect(
      try StudyTable(csv: "\na\n\n1\n\n2\n\n\n", name: "f").notes.map(\.sentence) == [
        "blank lines between the rows are skipped: 2 of them"
      ])
    #expect(try StudyTable(csv: "a\n1\n\n\n", name: "f").notes.isEmpty)
  }

  @Test("A header of numbers is noted")
  func headerOfNumbers() throws {
    #expect(try StudyTable(csv: "0.5,0.1\n0.6,0.2\n", name: "f").notes.map(\.kind) == [.headerOfNumbers])
    #expect(try StudyTable(csv: "0.5,a\n0.6,0.2\n", name: "f").notes.isEmpty)
  }

  @Test("100,000 rows")
  func manyRows() throws {
    let line = "Study,0.123456789012345678,0.5\n"
    let table = try StudyTable(csv: "study,yi,vi\n" + String(repeating: line, count: 100_000), name: "f")
    #expect(table.rowCount == 100_000)
    #expect(table["yi"]?.numbers?.last == 0.123456789012345678)
  }
}
