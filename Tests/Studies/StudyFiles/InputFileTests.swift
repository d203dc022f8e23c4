import StudyRecords
import Testing

@testable import StudyFiles

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct InputFileTests {
  @Test("A file is read by path, by URL, whole and row by row")
  func reads() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tutti files é \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appending(path: "my studies.csv")
    let rows = String(repeating: "é,1\n", count: chunkSize / 4)
    try Data(("a,b\n" + rows).utf8).write(to: url)

    let table = try StudyTable(csv: url)
    #expect(table.name == "my studies.csv")
    #expect(table.rowCount == chunkSize / 4)
    for (file, name) in [
      (try InputFile(url: url), "my studies.csv"), (try InputFile(path: url.path), url.path),
    ] {
      #expect(file.name == name)
      #expect(file.bytes == Array(("a,b\n" + rows).utf8))
      #expect(try StudyTable(csv: file).columns == table.columns)
    }
    var reader = try CSVReader(csv: url)
    #expect(try reader.next())
    #expect(reader.text(0) == "é" && reader.number(1) == 1)

    #expect(
      throws: CSVError.unreadable(
        file: folder.path, reason: "it is a folder; name a file in it")
    ) { try InputFile(path: folder.path) }
    let missing = folder.appending(path: "none.csv")
    let error = CSVError.unreadable(file: "none.csv", reason: "there is no such file; check the path")
    #expect(throws: error) { try InputFile(url: missing) }
    #expect(throws: error) { try StudyTable(csv: missing) }
    #expect(error.description == "none.csv cannot be read: there is no such file; check the path")
  }

  @Test("Only files are opened")
  func remote() throws {
    let url = try #require(URL(string: "https://example.org/studies.csv"))
    #expect(
      throws: CSVError.unreadable(
        file: "https://example.org/studies.csv", reason: "it is not a file on this machine; download it first")
    ) { try StudyTable(csv: url) }
  }
}
