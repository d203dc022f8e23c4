import Testing

@testable import StudyRecords

@Suite struct StudyTableTests {
  typealias Column = StudyTable.Column

  @Test("Cells become numbers when all that are not missing are")
  func cells() {
    let numeric = Column(name: "x", cells: ["1", "NA", " 2.5 ", ""])
    #expect(numeric.isNumeric)
    #expect(numeric.numbers == [1, nil, 2.5, nil])
    #expect(numeric.texts == ["1", nil, " 2.5 ", nil])
    let factor = Column(name: "x", cells: ["1", "NA", "b"])
    #expect(!factor.isNumeric)
    #expect(factor.texts == ["1", nil, "b"])
    #expect(Column(name: "x", cells: ["", "."]).numbers == [nil, nil])
    #expect(Column(name: "x", cells: []).numbers == [])
  }

  @Test("Numbers become texts, NaN becomes missing")
  func numbers() {
    let column = Column(name: "x", numbers: [1, nil, .nan, 0.1, -.infinity])
    #expect(column.numbers == [1, nil, nil, 0.1, -.infinity])
    #expect(column.texts == ["1", nil, nil, "0.1", "-Inf"])
  }

  @Test("Levels stand in code-point order, missing cells are none, equal numbers are one")
  func levels() {
    #expect(
      Column(name: "x", cells: ["b", "B", "", "a", "NA", "é", "b", "z"]).levels == ["B", "a", "b", "z", "é"])
    let numeric = Column(name: "x", cells: ["1.0", "10", "1", "NA", "2", "01"])
    #expect(numeric.levels == ["1", "10", "2"])
    #expect(numeric.labels == ["1", "10", "1", nil, "2", "1"])
    #expect(Column(name: "x", cells: ["", "NA"]).levels.isEmpty)
  }

  @Test("Columns are found by their exact name")
  func lookup() throws {
    let table = try StudyTable(
      name: "t", columns: [.init(name: "yi", cells: ["1"]), .init(name: "YI", cells: ["2"])])
    #expect(table["yi"]?.numbers == [1])
    #expect(table["YI"]?.numbers == [2])
    #expect(table["Yi"] == nil)
    #expect(table.rowCount == 1)
    #expect(try StudyTable(name: "t", columns: []).rowCount == 0)
  }

  @Test("Duplicate and ragged columns are refused")
  func refuses() {
    #expect(throws: StudyTableError.duplicateColumn(table: "t", column: "a")) {
      try StudyTable(name: "t", columns: [.init(name: "a", cells: ["1"]), .init(name: "a", cells: ["1"])])
    }
    #expect(throws: StudyTableError.raggedColumn(table: "t", column: "b", rows: 1, expected: 2)) {
      try StudyTable(
        name: "t", columns: [.init(name: "a", cells: ["1", "2"]), .init(name: "b", cells: ["1"])])
    }
    #expect(throws: StudyTableError.raggedColumn(table: "t", column: "a", rows: 1, expected: 2)) {
      try StudyTable(name: "t", columns: [.init(name: "a", texts: ["1", "2"], numbers: [1])])
    }
  }

  @Test("Rows are selected in the order given, columns added at the end")
  func selection() throws {
    let table = try StudyTable(
      name: "t",
      columns: [.init(name: "a", cells: ["1", "NA", "3"]), .init(name: "b", cells: ["x", "y", "z"])])
    let selected = table.selectingRows([2, 0, 2])
    #expect(selected.rowCount == 3)
    #expect(selected["a"]?.numbers == [3, 1, 3])
    #expect(selected["b"]?.texts == ["z", "x", "z"])
    #expect(table.selectingRows([]).rowCount == 0)
    let added = try table.addingColumn(.init(name: "c", numbers: [1, 2, 3]))
    #expect(added.columns.map(\.name) == ["a", "b", "c"])
    #expect(added["c"]?.numbers == [1, 2, 3])
    #expect(throws: StudyTableError.duplicateColumn(table: "t", column: "a")) {
      try table.addingColumn(.init(name: "a", numbers: [1, 2, 3]))
    }
    #expect(throws: StudyTableError.raggedColumn(table: "t", column: "c", rows: 1, expected: 3)) {
      try table.addingColumn(.init(name: "c", numbers: [1]))
    }
  }

  @Test("Each error says what is wrong, where, and how to mend it")
  func sentences() {
    #expect(
      StudyTableError.duplicateColumn(table: "t", column: "a").description
        == "t has two columns named 'a'; rename one of them")
    #expect(
      StudyTableError.unknownColumn(table: "t", column: "a", role: nil, available: []).description
        == "t has no column 'a'; it has no columns")
    #expect(
      StudyTableError.roleMappedTwice(role: "yi", columns: ["a", "b"]).description
        == "role yi is given to 'a' and 'b'; keep one of them")
    #expect(StudyTableError.unknownRole(role: "sd1").description.hasSuffix("; did you mean 'sd1i'?"))
    #expect(
      StudyTableError.malformedMapping(text: "x").description
        == "'x' is not of the form role=column, for example m1i=mean_treat; a column's name with a comma stands in double "
        + "quotes")
  }
}
