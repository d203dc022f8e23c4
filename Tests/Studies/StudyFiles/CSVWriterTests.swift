import StudyRecords
import Testing
import _TestSupport

@testable import StudyFiles

@Suite struct CSVWriterTests {
  @Test("Quotes stand only where they are needed")
  func quotes() {
    var writer = CSVWriter()
    for name in ["study", "a;b", "x\ty", "c,d"] { writer.append(text: name) }
    writer.endRow()
    for text in ["x", "a;b", "say \"no\"", "c,d", " e", "f\u{A0}", "g\nh", "i\rj", nil, "k l"] {
      writer.append(text: text)
    }
    writer.endRow()
    #expect(
      writer.text == "study,\"a;b\",\"x\ty\",\"c,d\"\n"
        + "x,a;b,\"say \"\"no\"\"\",\"c,d\",\" e\",\"f\u{A0}\",\"g\nh\",\"i\rj\",,k l\n")
  }

  @Test("Numbers are the shortest that read back")
  func numbers() {
    var writer = CSVWriter(separator: .tab)
    for number in [1, -0.5, 0.1, 1e300, 1e16, .infinity, nil, .nan, -0.0] { writer.append(number: number) }
    writer.endRow()
    #expect(writer.text == "1\t-0.5\t0.1\t1e+300\t1e+16\tInf\t\t\t-0\n")
  }

  @Test("A missing cell alone on its line is written so that it is read")
  func loneMissingCell() throws {
    let table = try StudyTable(name: "f", columns: [.init(name: "x", numbers: [1, nil])])
    #expect(table.csv() == "x\n1\n\"\"\n")
    #expect(try StudyTable(csv: table.csv(), name: "f") == table)
  }

  @Test("Numbers with decimal commas are written with points")
  func decimalCommas() throws {
    let table = try StudyTable(csv: "x;y;z\n0,50;1.50;a\n1;2;b,c\n", name: "f")
    #expect(table.csv() == "x,y,z\n0.5,1.50,a\n1,2,\"b,c\"\n")
    #expect(table.csv(separator: .semicolon) == "x;y;z\n0.5;1.50;a\n1;2;b,c\n")
  }

  @Test("What is written is read back as the same table", arguments: CSVFormat.Separator.allCases)
  func roundTrip(separator: CSVFormat.Separator) throws {
    var generator = SeededGenerator(seed: UInt64(separator.rawValue))
    for _ in 0..<500 {
      let table = try randomTable(using: &generator)
      let text = table.csv(separator: separator)
      let again = try StudyTable(csv: text, name: table.name)
      #expect(again.notes.isEmpty)
      #expect(again.columns.map { Array($0.name.utf8) } == table.columns.map { Array($0.name.utf8) })
      for (column, expected) in zip(again.columns, table.columns) {
        #expect(
          column.texts.map { $0.map { Array($0.utf8) } } == expected.texts.map { $0.map { Array($0.utf8) } })
        #expect(column.numbers?.map { $0?.bitPattern } == expected.numbers?.map { $0?.bitPattern })
      }
      #expect(again.csv(separator: separator) == text)
    }
  }

  /// A table with names and texts that strain the rules of quoting, and numbers of every size.
  private func randomTable(using generator: inout SeededGenerator) throws -> StudyTable {
    let rows = Int.random(in: 1...6, using: &generator)
    var columns: [StudyTable.Column] = []
    for position in 0..<Int.random(in: 1...5, using: &generator) {
      let name = nastyText(using: &generator) + "c\(position)"
      let trimmed = String(name.drop { $0 == " " || $0 == "\t" || $0 == "\u{A0}" })
      if Bool.random(using: &generator) {
        let numbers = (0..<rows).map { _ in randomNumber(using: &generator) }
        columns.append(.init(name: trimmed, numbers: numbers))
      } else {
        // The first cell makes the column text, whatever the others look like.
        let texts = (0..<rows).map { $0 == 0 ? "x" : nastyText(using: &generator) }
        columns.append(.init(name: trimmed, cells: texts))
      }
    }
    return try StudyTable(name: "f", columns: columns)
  }

  private func nastyText(using generator: inout SeededGenerator) -> String {
    let pieces = [
      "\"", ",", ";", "\t", " ", "\n", "\r", "\r\n", "a", "é", "e\u{301}", "治", "🎵", "\u{A0}", "\u{FEFF}", "1",
      ".",
      "NA", "-", "\"\"", "\u{1}", "'", "\u{2028}", "#", "=",
    ]
    return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }.joined()
  }

  private func randomNumber(using generator: inout SeededGenerator) -> Double? {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: nil
    case 1: Double(Int.random(in: -1000...1000, using: &generator))
    case 2: Double(Int.random(in: -1000...1000, using: &generator)) / 100
    case 3:
      [.infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude][
        Int.random(in: 0..<5, using: &generator)]
    default: Double(bitPattern: generator.next())
    }
  }
}
