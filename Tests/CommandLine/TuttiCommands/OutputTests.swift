import Testing

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct OutputTests {
  @Test func aFileGetsTheSameBytesAsStandardOutput() throws {
    try withTemporaryFolder { folder throws in
      let printed = Outcome("fit", "-", "--format", "json", input: TestData.estimates)
      let saved = Outcome("fit", "-", "-o", "\(folder)/fit.json", input: TestData.estimates)
      #expect(saved.status == 0)
      #expect(saved.output == "" && saved.errors == "")
      #expect(
        try String(contentsOf: URL(fileURLWithPath: "\(folder)/fit.json"), encoding: .utf8) == printed.output)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["fit.json"])
    }
  }

  @Test func anExistingFileIsReplacedAndKeepsItsPermissions() throws {
    try withTemporaryFolder { folder throws in
      let path = "\(folder)/fit.txt"
      try Data("old".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      #expect(Outcome("fit", "-", "-o", path, input: TestData.estimates).status == 0)
      #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8).hasPrefix("Random-effects"))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
    }
  }

  @Test func aSymbolicLinkKeepsPointing() throws {
    try withTemporaryFolder { folder throws in
      try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder)/target.txt"))
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link.txt", withDestinationPath: "\(folder)/target.txt")
      #expect(Outcome("fit", "-", "-o", "\(folder)/link.txt", input: TestData.estimates).status == 0)
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link.txt")
          == "\(folder)/target.txt")
      #expect(try String(contentsOf: URL(fileURLWithPath: "\(folder)/target.txt"), encoding: .utf8) != "old")
    }
  }

  @Test(arguments: ["/nonexistent/fit.json", "/"])
  func aFileThatCannotBeWrittenEndsIn73(path: String) {
    let outcome = Outcome("fit", "-", "-o", path, input: TestData.estimates)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("cannot be written"))
  }

  @Test func aDeviceIsWrittenToDirectly() {
    #expect(Outcome("fit", "-", "-o", "/dev/null", input: TestData.estimates).status == 0)
  }

  @Test func aReaderThatGoesAwayIsNoFailure() {
    let console = TestConsole()
    console.standardInput = Array(TestData.estimates.utf8)
    console.failure = .closed
    #expect(Tutti.run(["fit", "-"], on: console) == 0)
    #expect(console.errors == "")
    #expect(Tutti.run(["--help"], on: console) == 0)
    console.failure = .unwritable(name: "standard output", reason: "the disk is full")
    #expect(Tutti.run(["fit", "-"], on: console) == 73)
    #expect(Tutti.run(["--help"], on: console) == 73)
  }

  @Test(arguments: [
    ("a.json", "json"), ("a.b/c", ""), ("/x/y.SVG", "svg"), (".hidden", ""), ("a.tar.gz", "gz"), ("", ""),
    ("a.", ""),
  ])
  func fileTypes(path: String, type: String) { #expect(fileType(of: path) == type) }
}
