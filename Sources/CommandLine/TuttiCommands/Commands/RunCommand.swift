import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti run`: a whole analysis.
struct RunCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a whole analysis file: tables, plots, report and JSON into a folder.",
    discussion: """
      The folder gets report.md and report.txt, fit.json, tables as CSV and plots as SVG. fit.json holds the analysis, \
      its data and every choice: 'tutti run fit.json' repeats it, byte for byte. Printed numbers are checked on the way; \
      'tutti check' tells by its exit status whether they hold.

      EXAMPLE
        tutti run analysis.yml --output results
      """)

  @Argument(
    help: ArgumentHelp(
      "An analysis file, or the fit.json of an earlier run; '-' is standard input.", valueName: "file"))
  var file: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The folder to write into (default: the file's name with '-results').", valueName: "folder"))
  var output: String?

  func run(on console: any Console) throws {
    let analysis =
      file == "-"
      ? try Analysis(yaml: try console.readStandardInput(), path: "standard input") : try Analysis(file: file)
    let report = try RunReport(analysis)
    let folder = output ?? "\(stem)-results"
    let files = report.files()
    try refuseReplacing(analysis, by: files.map { "\(folder)/\($0.name)" })
    try makeFolder(folder)
    for file in files { try writeFile(Array(file.text.utf8), to: "\(folder)/\(file.name)") }
    console.writeWarnings(report.notes)
    var text = "Wrote to \(folder): \(files.map(\.name).joined(separator: ", "))\n"
    if let checked = report.checked {
      text += CheckReport(entries: [.init(file: file, outcome: .checked(checked))]).summary + "\n"
    }
    try console.write(text)
  }

  /// Refuses to write over the data or the analysis file; a `fit.json` that is repeated becomes itself.
  private func refuseReplacing(_ analysis: Analysis, by outputs: [String]) throws(UsageError) {
    var inputs = analysis.file.name == "fit.json" ? [] : [file]
    if case .path(let path) = analysis.data.origin {
      inputs.append(path.hasPrefix("/") ? path : analysis.file.folder + path)
    }
    for output in outputs where inputs.contains(where: { isSameFile($0, output) }) {
      throw .replacesInput(path: output)
    }
  }

  /// The file's name without folders and ending.
  private var stem: String {
    guard file != "-" else { return "analysis" }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
