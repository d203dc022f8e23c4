import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti multiverse`: one analysis under every combination of choices.
struct MultiverseCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "multiverse", abstract: "Run an analysis under every defensible combination of choices.",
    discussion: """
      The grid is the one that the analysis file states under 'sensitivity'; without one, the common effect and five \
      estimators of τ² with three tests, the conventions that move effect sizes of the measure, and every study left \
      out in turn. --plot draws the specification curve.

      EXAMPLE
        tutti multiverse analysis.yml --plot curve.svg
      """)

  @Argument(help: ArgumentHelp("Analysis file; '-' reads standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Draw the specification curve to a file: \(FigureFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")).",
      valueName: "file"))
  var plot: String?

  @Flag(inversion: .prefixedNo, help: "Also leave out every study in turn.")
  var leaveOneOut = true

  @Option(help: ArgumentHelp("The most combinations that are run (default: 100000).", valueName: "number"))
  var most: String?

  @Option(
    help: ArgumentHelp(
      "How many threads share the work (default: one for each processor).", valueName: "number"))
  var threads: String?

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    var settings = MultiverseSettings(leavesOut: leaveOneOut, threads: processorCount)
    if let most { settings.most = try wholeNumber(of: "--most", most, in: 1...10_000_000) }
    if let threads { settings.threads = try wholeNumber(of: "--threads", threads, in: 1...256) }
    var format: FigureFormat?
    if let plot {
      format = FigureFormat(rawValue: fileType(of: plot))
      guard format != nil else {
        throw UsageError.unknownFileType(path: plot, supported: FigureFormat.allCases.map { ".\($0.rawValue)" })
      }
    }
    let analysis = try Analysis(named: file, on: console)
    let prepared = try PreparedAnalysis(analysis)
    let multiverse = try prepared.multiverse(settings)
    let report = MultiverseReport(file: file, multiverse: multiverse, notes: try prepared.result().notes)
    if let plot, let format { try writeFile(try format.render(report.curve.scene()), to: plot) }
    try output.emit(report, on: console)
  }
}

extension Analysis {
  /// The analysis of a file, or of standard input.
  init(named file: String, on console: any Console) throws {
    self =
      file == "-"
      ? try Analysis(yaml: try console.readStandardInput(), path: "standard input") : try Analysis(file: file)
  }
}

/// The whole number that an option's value spells.
/// - Throws: ``UsageError/malformed(option:value:form:example:)``.
func wholeNumber(
  of option: String, _ value: String, in range: ClosedRange<Int>, example: Int? = nil
) throws(UsageError) -> Int {
  guard let count = Int(value), range.contains(count) else {
    throw .malformed(
      option: option, value: value, form: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      example: "\(example ?? range.upperBound)")
  }
  return count
}
