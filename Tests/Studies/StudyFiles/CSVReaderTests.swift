import StudyRecords
import Testing

@testable import StudyFiles

@Suite struct CSVReaderTests {
  @Test("A file is read row by row", arguments: CSVCase.all)
  func reads(example: CSVCase) {
    let reading = Reading(MemorySource(example.bytes), format: example.format)
    #expect(reading.error == nil)
    #expect(reading.columns == example.columns)
    #expect(reading.rows == example.rows)
  }

  @Test("It does not matter how the bytes are cut into pieces", arguments: CSVCase.all)
  func cuts(example: CSVCase) { expectSameInPieces(example.bytes, format: example.format) }

  @Test("Nor for the error", arguments: CSVFailure.all)
  func failureCuts(failure: CSVFailure) { expectSameInPieces(failure.bytes, format: failure.format) }

  @Test("A file with everything in it is the same at every cut")
  func nastyFile() throws {
    let text =
      "\u{FEFF}study;\"yi;\";\"a\"\"b\"\r\n\"Åse\r\n\r & \"\"Øy\"\" 治療\"; 0,5 ;\" x \"\r\r\n\n \n🎵;\u{2212}1,5;\"\"\r;;\r\n\"\";NA;."
    expectSameInPieces(Array(text.utf8), format: .detect)
    let reading = Reading(MemorySource(Array(text.utf8)), format: .detect)
    #expect(reading.columns == ["study", "yi;", "a\"b"])
    #expect(
      reading.rows == [
        ["Åse\r\n\r & \"Øy\" 治療", "0,5", " x "], ["🎵", "\u{2212}1,5", nil], [nil, nil, nil], [nil, nil, nil],
      ])
    #expect(reading.lines == [2, 8, 9, 10])
    #expect(reading.skippedLines == 3)
  }

  private func expectSameInPieces(_ bytes: [UInt8], format: CSVFormat) {
    let whole = Reading(MemorySource(bytes), format: format)
    for position in 0...bytes.count {
      #expect(Reading(PiecewiseSource(bytes, cutAt: position), format: format) == whole, "cut at \(position)")
    }
    for size in 1...7 {
      #expect(Reading(PiecewiseSource(bytes, size: size), format: format) == whole, "pieces of \(size)")
    }
  }

  @Test("Cells are given as text, number and bytes")
  func cells() throws {
    var reader = try CSVReader(csv: Array("a;b;c;d\n1;0,5;x;NA\n\" 2 \";1.5;\"NA\";-Inf\n".utf8), name: "f")
    #expect(reader.separator == .semicolon)
    #expect(reader.decimal == nil)
    #expect(reader.row == 0)
    #expect(try reader.next())
    #expect(reader.row == 1 && reader.line == 2)
    #expect(reader.number(0) == 1 && reader.number(1) == 0.5)
    #expect(reader.number(2) == nil && reader.text(2) == "x" && !reader.isMissing(2))
    #expect(reader.number(3) == nil && reader.text(3) == nil && reader.isMissing(3))
    #expect(reader.withBytes(1) { Array($0) } == Array("0,5".utf8))
    #expect(try reader.next())
    #expect(reader.text(0) == " 2 " && reader.number(0) == 2 && reader.number(1) == 1.5)
    #expect(reader.isMissing(2) && reader.number(3) == -.infinity)
    #expect(try !reader.next())
    #expect(try !reader.next())
  }

  @Test("Rows before an error are given")
  func rowsBeforeError() {
    let reading = Reading(MemorySource(Array("a,b\n1,2\n3\n".utf8)), format: .detect)
    #expect(reading.rows == [["1", "2"]])
    #expect(reading.error == .rowLength(file: "f", line: 3, row: 2, cells: 1, expected: 2))
  }

  @Test("A failing source ends the reading with its error")
  func failingSource() {
    struct FailingSource: ByteSource {
      var head: [UInt8]?
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
        guard let bytes = head else { throw .unreadable(file: "f", reason: "it is broken") }
        head = nil
        buffer.copyBytes(from: bytes)
        return bytes.count
      }
    }
    let error = CSVError.unreadable(file: "f", reason: "it is broken")
    #expect(Reading(FailingSource(head: nil), format: .detect).error == error)
    let reading = Reading(FailingSource(head: Array("a\n1\n2".utf8)), format: .detect)
    #expect(reading.error == error)
    #expect(reading.rows == [["1"]])
  }

  @Test("Rows longer than a chunk")
  func longRows() throws {
    let long = String(repeating: "é,\"", count: chunkSize)
    var writer = CSVWriter()
    for text in ["a", long] { writer.append(text: text) }
    writer.endRow()
    for text in [long, "b"] { writer.append(text: text) }
    writer.endRow()
    let reading = Reading(MemorySource(writer.bytes), format: .comma)
    #expect(reading.columns == ["a", long])
    #expect(reading.rows == [[long, "b"]])
  }
}
