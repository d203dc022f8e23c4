import Analyses
import ArgumentParser
import MetaAnalysis
import Reports

/// `tutti check`: whether printed numbers come out.
struct CheckCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the numbers that publications print with the computed ones.",
    discussion: """
      Each analysis file states data, choices and printed numbers. A number holds when the computed one rounds to \
      the printed digits. The exit status is 1 when one does not, 65 or 66 when a file cannot be run; the others are \
      checked all the same. Folders are searched for files that end in .yml or .yaml and state 'schema: tutti.analysis/1', \
      or are called analysis.yml or NAME.analysis.yml.

      EXAMPLE
        tutti check analysis.yml
        tutti check Datasets --format junit -o results.xml
      """)

  @Argument(help: ArgumentHelp("Analysis files, or folders of them.", valueName: "file"))
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "\(CheckFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: by the ending of --output, otherwise text).",
      valueName: "form"))
  var format: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Which near misses pass: truncated, last-digit, both with a comma between, or none (default: truncated).",
      valueName: "verdicts"))
  var accept: String?

  @Option(
    help: ArgumentHelp(
      "How many files are checked at once (default: one for each processor).", valueName: "number"))
  var threads: String?

  @Flag(inversion: .prefixedNo, help: "Look for what may explain numbers that do not hold.")
  var hints = true

  @Flag(help: "Print the table of every analysis, not only of those that do not hold.")
  var details = false

  func run(on console: any Console) throws {
    let format = try chosenFormat()
    let accepted = try acceptedVerdicts()
    let count = try threadCount()
    var files: [String] = []
    for path in paths {
      let found = try AnalysisFileSearch(path)
      found.remark.map { console.writeError("tutti: note: \($0)\n") }
      files += found.files.filter { !files.contains($0) }
    }
    let standardInput = files.contains("-") ? try console.readStandardInput() : []
    let report = CheckReport(
      checking: files, accepting: accepted, explains: hints, threads: count, standardInput: standardInput)
    let text =
      switch format {
      case .text: report.report(details: details).text(width: width(on: console))
      case .markdown: report.report(details: details).markdown
      case .json: report.json.formatted
      case .csv: report.csv
      case .junit: report.junit
      case .github: report.github
      }
    if let output, output != "-" {
      try writeFile(Array(text.utf8), to: output)
      console.writeError("tutti: \(report.summary)\n")
    } else {
      try console.write(text)
    }
    if let error = report.error { throw ExitStatus(code: error.kind.exitStatus) }
    if !report.passes { throw ExitStatus.checkFailed }
  }

  /// The columns of a line: those of the terminal that shows the result, 100 for files and wide terminals.
  private func width(on console: any Console) -> Int {
    guard output == nil || output == "-", console.isOutputTerminal else { return Report.usualWidth }
    return min(Report.usualWidth, max(60, console.outputColumns ?? Report.usualWidth))
  }

  private func chosenFormat() throws(UsageError) -> CheckFormat {
    if let format { return try choice(of: "--format", format, among: CheckFormat.allCases) }
    guard let output, output != "-", !fileType(of: output).isEmpty else { return .text }
    let types: [String: CheckFormat] = [
      "txt": .text, "md": .markdown, "json": .json, "csv": .csv, "xml": .junit,
    ]
    guard let known = types[fileType(of: output)] else {
      throw .unknownFileType(path: output, supported: [".txt", ".md", ".json", ".csv", ".xml"])
    }
    return known
  }

  private func acceptedVerdicts() throws(UsageError) -> Set<Verdict.Kind> {
    let choices: [Verdict.Kind] = [.truncated, .lastDigit]
    var accepted = Verdict.Kind.accepted
    guard let accept else { return accepted }
    accepted.subtract(choices)
    for name in accept.split(separator: ",").map(String.init) where name != "none" {
      accepted.insert(try choice(of: "--accept", name, among: choices, besides: ["none"]))
    }
    return accepted
  }

  private func threadCount() throws(UsageError) -> Int {
    guard let threads else { return processorCount }
    guard let count = Int(threads), (1...256).contains(count) else {
      throw .malformed(option: "--threads", value: threads, form: "a whole number from 1 to 256", example: "4")
    }
    return count
  }
}

/// The forms of a check's result.
enum CheckFormat: String, CaseIterable {
  case text, markdown, json, csv, junit, github
}

/// The analysis files that a path stands for: itself, or those of a folder.
private struct AnalysisFileSearch {
  private(set) var files: [String]
  /// What was passed over, in a sentence; `nil` for nothing.
  private(set) var remark: String?

  init(_ path: String) throws(CheckError) {
    let found = TuttiCommands.files(at: path) { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
    guard isFolder(path) else {
      files = found
      return
    }
    var others: [String] = []
    files = []
    for file in found {
      if AnalysisFileSearch.isNamed(file) || AnalysisFileSearch.statesSchema(file) {
        files.append(file)
      } else {
        others.append(file)
      }
    }
    if !others.isEmpty {
      let names = others.prefix(3).joined(separator: ", ")
      let rest = others.count > 3 ? " and \(others.count - 3) more" : ""
      let what = others.count == 1 ? "one file" : "\(others.count) files"
      remark = "\(what) without 'schema: \(Analysis.schema)' passed over: \(names)\(rest)"
    }
    if files.isEmpty { throw .noFiles(folder: path, others: others) }
  }

  /// Whether a file is named as analysis files are, whatever it holds.
  private static func isNamed(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return ["analysis.yml", "analysis.yaml"].contains(name) || name.hasSuffix(".analysis.yml")
      || name.hasSuffix(".analysis.yaml")
  }

  /// Whether the beginning of a file names the schema; a file that cannot be read is passed over.
  private static func statesSchema(_ path: String) -> Bool {
    guard let bytes = try? InputFile(path: path).bytes else { return false }
    return String(decoding: bytes.prefix(65_536), as: UTF8.self).contains("tutti.analysis/")
  }
}

/// What can be wrong with what is to be checked.
enum CheckError: AnalysisError, Hashable {
  /// A folder without analysis files.
  case noFiles(folder: String, others: [String])

  var kind: ErrorKind { .input }

  var description: String {
    switch self {
    case .noFiles(let folder, let others):
      "there is no analysis file in '\(folder)': none is called analysis.yml or NAME.analysis.yml"
        + (others.isEmpty
          ? ""
          : ", and none of its \(others.count) YAML files (\(others[0]) …) states 'schema: \(Analysis.schema)'")
    }
  }
}
