import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti diff`: what moved between two results.
struct DiffCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two results: what moved when studies were added or choices changed.",
    discussion: """
      The files are results of 'tutti fit --format json', or analysis files, which are run first. Studies are matched \
      by name. The exit status is 1 when something moves farther than --threshold allows.

      EXAMPLE
        tutti diff before.json after.json --threshold conclusion --threshold estimate=0.05
      """)

  @Argument(help: ArgumentHelp("The result before.", valueName: "before"))
  var before: String

  @Argument(help: ArgumentHelp("The result after.", valueName: "after"))
  var after: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What must not move: conclusion, or a number and how far it may move: estimate=0.05, weight=5; repeatable.",
      valueName: "limit"))
  var threshold: [String] = []

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    let thresholds = try threshold.map { try PooledDifference.Threshold($0) }
    func record(_ file: String) throws -> PooledRecord {
      let bytes = file == "-" ? try console.readStandardInput() : try InputFile(path: file).bytes
      return try PooledRecord(file: file == "-" ? "standard input" : file, bytes: bytes)
    }
    let difference = try PooledDifference(from: record(before), to: record(after), thresholds: thresholds)
    try output.emit(DifferenceReport(difference), on: console)
    if !difference.exceeded.isEmpty { throw ExitStatus.checkFailed }
  }
}
