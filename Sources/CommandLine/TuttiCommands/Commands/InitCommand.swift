import Analyses
import ArgumentParser
import BundledDatasets
import MetaAnalysis
import Reports

/// `tutti init`: a first analysis file.
struct InitCommand: DataCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first analysis file for some data.",
    discussion: """
      The measure and the columns are guessed from the columns' names and cells; comments in the file say what was \
      guessed and why, and a list what to check. Nothing is asked.

      EXAMPLE
        tutti init trials.csv -o analysis.yml
        tutti run analysis.yml
      """)

  @OptionGroup var data: DataArguments
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("File to write; standard output without it.", valueName: "file"))
  var output: String?
  @Flag(help: "Replace a file that is there already.")
  var force = false

  func run(on console: any Console) throws {
    let draft = try self.draft(on: console)
    let list = "Check:\n" + draft.checks.map { "  \(onOneLine($0))\n" }.joined()
    guard let output, output != "-" else {
      try console.write(draft.text)
      return console.writeError(draft.checks.isEmpty ? "" : list)
    }
    if fileExists(output), !force { throw UsageError.exists(path: output) }
    try writeFile(Array(draft.text.utf8), to: output)
    let next = draft.runs ? "Next: tutti run \(output)" : "It cannot be run yet; complete it first."
    try console.write("Wrote \(output). \(next)\n" + (draft.checks.isEmpty ? "" : list))
  }

  private func draft(on console: any Console) throws -> AnalysisDraft {
    let loaded = try data.load(nil, on: console)
    if let dataset = data.dataset {
      return AnalysisDraft(of: dataset, table: loaded.table, measure: loaded.usualMeasure)
    }
    let folder = output.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? ""
    return AnalysisDraft(
      of: loaded.table, path: data.data == "-" ? "data.csv" : relativePath(data.data, from: folder),
      sha256: SHA256(of: loaded.bytes).hexadecimal)
  }
}

/// The path of a file as seen from a folder; as it is where the way back from the folder is not known.
func relativePath(_ path: String, from folder: String) -> String {
  guard path.hasPrefix("/") == folder.hasPrefix("/") else { return path }
  func parts(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }
  var (target, base) = (parts(path), parts(folder))
  while let first = target.first, first == base.first, target.count > 1 {
    target.removeFirst()
    base.removeFirst()
  }
  guard !base.contains("..") else { return path }
  return (base.map { _ in ".." } + target).joined(separator: "/")
}
