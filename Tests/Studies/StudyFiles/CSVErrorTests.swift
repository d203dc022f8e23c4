import StudyRecords
import Testing

@testable import StudyFiles

@Suite struct CSVErrorTests {
  @Test("A file that cannot be read is refused with its place", arguments: CSVFailure.all)
  func refuses(failure: CSVFailure) {
    #expect(throws: failure.error) { try StudyTable(csv: failure.bytes, name: "f", format: failure.format) }
    if !failure.sentence.isEmpty { #expect(failure.error.description == failure.sentence) }
  }

  @Test("Files that are no text count as unreadable, the others as wrong data")
  func kinds() {
    #expect(CSVError.unreadable(file: "f", reason: "x").kind == .input)
    #expect(CSVError.notUTF8(file: "f", offset: 0, line: 1, byte: 0xE9).kind == .input)
    #expect(CSVError.otherFormat(file: "f", format: "x").kind == .input)
    #expect(CSVError.empty(file: "f").kind == .data)
    #expect(CSVError.rowLength(file: "f", line: 1, row: 1, cells: 1, expected: 2).kind == .data)
  }
}
