import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti explain`: which changes of an analysis make its printed numbers come out.
struct ExplainCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Find the conventions under which printed numbers come out.",
    discussion: """
      Tries every convention by which tools differ, other measures of the same columns, other scales of print, one printed number mistyped, other rows, \
      studies left out, added or counted twice, groups exchanged, standard errors in the place of standard deviations, \
      and slips in single cells; then pairs and triples. The answer is the smallest set of changes under which every printed number holds, and the tools that \
      make those choices. The exit status is 1 when there is none.

      EXAMPLE
        tutti explain analysis.yml
        tutti explain analysis.yml --only convention --format json
      """)

  @Argument(help: ArgumentHelp("Analysis file; '-' reads standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("The most changes made together: 1, 2 or 3 (default: 3).", valueName: "number"))
  var most: String?

  @Option(
    help: ArgumentHelp("The most sets of changes that are tried (default: 30000).", valueName: "number"))
  var budget: String?

  @Option(
    help: ArgumentHelp(
      "Kinds of change to try, with commas between: \(ChangeFamily.allCases.map(\.rawValue).joined(separator: ", ")) (default: all).",
      valueName: "kinds"))
  var only: String?

  @Option(
    help: ArgumentHelp(
      "How many threads share the work (default: one for each processor).", valueName: "number"))
  var threads: String?

  @OptionGroup var output: TextArguments

  func run(on console: any Console) throws {
    var search = ExplanationSearch(threads: processorCount)
    if let most { search.most = try wholeNumber(of: "--most", most, in: 1...3) }
    if let budget { search.budget = try wholeNumber(of: "--budget", budget, in: 1...10_000_000) }
    if let threads { search.threads = try wholeNumber(of: "--threads", threads, in: 1...256) }
    if let only {
      search.families = Set(
        try only.split(separator: ",").map {
          try choice(of: "--only", String($0), among: ChangeFamily.allCases)
        })
    }
    let analysis = try Analysis(named: file, on: console)
    try analysis.requireExpectations()
    let explanation = try PreparedAnalysis(analysis).explain(search)
    try output.emit(ExplanationReport(file: file, explanation: explanation), on: console)
    if explanation.outcome == .unexplained { throw ExitStatus.checkFailed }
  }
}
