import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A console in memory.
final class TestConsole: Console {
  var standardInput: [UInt8] = []
  var output = ""
  var errors = ""
  /// What writing to standard output fails with, if anything.
  var failure: ConsoleError?

  var columns: Int? { 100 }
  var isErrorTerminal = false
  var isOutputTerminal = false
  var errorColumns: Int?
  var outputColumns: Int?

  func readStandardInput() -> [UInt8] { standardInput }

  func write(_ text: String) throws(ConsoleError) {
    if let failure { throw failure }
    output += text
  }

  func writeError(_ text: String) { errors += text }
}

/// What a command line did.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String

  /// Runs a command line in this process, with `-` as its data when `input` is given.
  init(_ arguments: String..., input: String? = nil) { self.init(arguments, input: input) }

  init(_ arguments: [String], input: String? = nil) {
    let console = TestConsole()
    if let input { console.standardInput = Array(input.utf8) }
    status = Tutti.run(arguments, on: console)
    (output, errors) = (console.output, console.errors)
  }
}

/// A folder that exists while `body` runs.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "tutti-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
