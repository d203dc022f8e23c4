import ArgumentParser
import BatchFiles

/// Where the results of a batch go, in which form, and with how many threads.
struct BatchOutputArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Form of the results: csv, tsv or npy; by default that of the output file's name.", valueName: "form"))
  var format: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to this file.", valueName: "file"))
  var path: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; by default one for each processor.", valueName: "number"))
  var threads: String?

  @Flag(help: "Do not print how many analyses ended how.")
  var quiet = false

  /// The form asked for.
  /// - Throws: ``UsageError``.
  func chosenFormat() throws(UsageError) -> BatchRun.Format {
    if let format { return try choice(of: "--format", format, among: BatchRun.Format.allCases) }
    guard let path, !fileType(of: path).isEmpty else { return .csv }
    guard let format = BatchRun.Format(rawValue: fileType(of: path)) else {
      throw .unknownFileType(path: path, supported: BatchRun.Format.allCases.map { ".\($0.rawValue)" })
    }
    return format
  }

  /// Whether a NumPy table is written, whose header is part of it.
  var isTable: Bool { (try? chosenFormat()) == .npy }

  /// The number of threads.
  /// - Throws: ``UsageError/malformed(option:value:form:example:)``.
  func threadCount() throws(UsageError) -> Int {
    guard let threads else { return processorCount() }
    guard let count = Int(threads), (1...1024).contains(count) else {
      throw .malformed(option: "--threads", value: threads, form: "a number from 1 to 1024", example: "2")
    }
    return count
  }

  /// Where results go.
  func target(on console: any Console) throws -> any OutputTarget {
    guard let path, path != "-" else { return ConsoleTarget(console) }
    return try StreamedFile(path: path)
  }
}
