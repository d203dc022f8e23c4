import BundledDatasets
import MetaAnalysis

/// A first analysis file for some data, with what was guessed and why as comments.
public struct AnalysisDraft: Sendable {
  /// The file's text.
  public let text: String
  /// What to check before relying on it, one sentence an item.
  public let checks: [String]
  /// Whether the file can be run as it is.
  public let runs: Bool

  /// Drafts an analysis of a table.
  /// - Parameters:
  ///   - table: The data.
  ///   - path: How the file names them, relative to its own folder.
  ///   - sha256: The digest of their bytes.
  public init(of table: StudyTable, path: String, sha256: String) {
    let guess = ColumnGuess(table)
    let mapping = ColumnMapping(
      Dictionary(guess.assignments.map { ($0.role, $0.column) }, uniquingKeysWith: { first, _ in first }))
    let trial =
      guess.isComplete
      ? AnalysisDraft.trial(
        of: DataSource(.csv(table.csv()), name: table.name), measure: guess.measure, mapping)
      : Trial()
    self.init(
      title: AnalysisDraft.title(of: path), source: [],
      data: ["  path: \(quoted(path))", "  sha256: \(sha256)"],
      assignments: guess.assignments.map { ($0.role, $0.column, $0.reason) },
      measure: (guess.measure, guess.reason, guess.advice),
      scale: (guess.measure ?? guess.statedMeasure)?.definition.backTransform, others: guess.others,
      table: table,
      isComplete: guess.isComplete && trial.failure == nil, trial: trial)
  }

  /// Drafts an analysis of a bundled data set by its own description.
  /// - Parameter measure: The measure of its example, if it has one.
  public init(of dataset: BundledDataset, table: StudyTable, measure: Measure?) {
    let assignments = dataset.columns.compactMap { column in
      column.role.flatMap(Role.init).map { ($0, column.name, column.meaning) }
    }
    let used = Set(assignments.map(\.1))
    let guessed = measure ?? ColumnGuess.measure(for: Set(assignments.map(\.0)))
    let mapping = ColumnMapping(
      Dictionary(assignments.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first }))
    let trial = AnalysisDraft.trial(of: DataSource(.dataset(dataset.name)), measure: guessed, mapping)
    var source = ["  citation: \(quoted(dataset.citation))"]
    if let doi = dataset.doi { source.append("  doi: \(quoted(doi))") }
    self.init(
      title: dataset.title, source: source, data: ["  dataset: \(dataset.name)"], assignments: assignments,
      measure: (guessed, measure == nil ? "the roles of its columns" : "the data set's own example", nil),
      scale: guessed?.definition.backTransform, others: table.columns.filter { !used.contains($0.name) },
      table: table, isComplete: trial.failure == nil, trial: trial)
  }

  private init(
    title: String, source: [String], data: [String], assignments: [(Role, String, String)],
    measure: (code: Measure?, reason: String, advice: String?), scale: BackTransform?,
    others: [StudyTable.Column], table: StudyTable,
    isComplete: Bool, trial: Trial
  ) {
    var lines = [
      "# A first analysis of \(onOneLine(table.name.split(separator: "/").last.map(String.init) ?? table.name)). Lines that say 'guessed' need a look.",
      "schema: \(Analysis.schema)", "title: \(quoted(title))",
    ]
    lines +=
      source.isEmpty ? ["# source: {citation: \"…\", doi: 10.…, where: \"Table 2\"}"] : ["source:"] + source
    lines += ["data:"] + data
    var checks: [String] = []
    if assignments.isEmpty {
      lines.append(
        "# columns: {yi: …, vi: …}   # nothing was recognized; the columns are \(names(table.columns))")
    } else {
      lines.append("columns:")
      let width = assignments.map { $0.0.rawValue.count + quoted($0.1).count }.max() ?? 0
      for (role, column, reason) in assignments {
        let text = "  \(role.rawValue): \(quoted(column))"
        let blanks = String(repeating: " ", count: max(0, width + 4 - text.count) + 2)
        lines.append("\(text)\(blanks)# guessed: \(onOneLine(reason))")
      }
      checks.append(
        "the roles of the columns: \(assignments.map { "\($0.0.rawValue) = \($0.1)" }.joined(separator: ", "))")
    }
    if let code = measure.code {
      lines.append("measure: \(code.code)   # guessed: \(measure.reason); \(code.definition.name)")
    } else if isComplete {
      lines.append("# measure: none; \(measure.reason)")
    } else {
      lines.append("# measure: …   # 'tutti measures' lists the codes and the columns that each needs")
      checks.append("the measure: the columns \(names(table.columns)) say nothing about it")
    }
    if let advice = measure.advice {
      lines.append("#   \(advice)")
      checks.append("the measure: \(advice)")
    }
    lines += [
      "conventions: {profile: \(Profile.tutti1.name)}   # 'tutti profiles' lists the others",
      "# model: {method: REML, test: knha, level: 95}   # what the profile does anyway",
    ]
    for column in others {
      if !column.isNumeric, (2...6).contains(column.levels.count), table.rowCount > column.levels.count {
        lines.append(
          "# subgroups: {by: \(quoted(column.name))}   # \(column.levels.map { onOneLine($0) }.joined(separator: ", "))"
        )
      } else if let numbers = column.numbers, Set(numbers).count > 2 {
        lines.append("# moderators: \(quoted("~ \(AnalysisDraft.formulaName(column.name))"))")
      }
    }
    let count = trial.usable.map {
      "  - {quantity: k, printed: \"\($0)\"}   # guessed: the rows with an effect size"
    }
    lines += [
      count == nil
        ? "# expect:   # printed numbers, in quotes, with all their digits"
        : "expect:   # printed numbers, in quotes, with all their digits"
    ]
    lines += count.map { [$0] } ?? []
    // Numbers are printed on the scale people read, ratios for example.
    let natural = scale == nil || scale == .identity ? "" : " scale: natural,"
    lines += [
      "#   - {quantity: estimate,\(natural) printed: \"0.50\"}",
      "#   - {quantity: ci,\(natural) printed: [\"0.34\", \"0.72\"]}", "",
    ]
    if let remark = trial.remark { checks.append(remark) }
    text = lines.joined(separator: "\n")
    self.checks = checks
    runs = isComplete && trial.usable != nil
  }

  /// What comes of a guess when effect sizes are computed and pooled.
  private struct Trial {
    /// How many studies the pooled effect has; `nil` when nothing comes of it.
    var usable: Int?
    /// What to say about it.
    var remark: String?
    /// Why nothing comes of it.
    var failure: String?
  }

  private static func trial(of source: DataSource, measure: Measure?, _ mapping: ColumnMapping) -> Trial {
    var analysis = Analysis(data: source, measure: measure)
    analysis.columns = mapping
    do {
      let result = try PreparedAnalysis(analysis).result()
      let rows = result.effects.rows
      let lacking = rows.count - rows.count(where: \.isUsable)
      return Trial(
        usable: result.fit?.k,
        remark: lacking == 0
          ? nil : "\(lacking) of \(rows.count) rows have no effect size; 'tutti effects' says why")
    } catch {
      var reason = "\(error)"
      if case .unusable(_, _, let text)? = error as? AnalysisFileError { reason = text }
      return Trial(remark: "the analysis cannot be run so: \(reason)", failure: reason)
    }
  }

  /// A file's name without folders and ending, blanks for hyphens and underscores.
  private static func title(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return String(stem.map { "-_".contains($0) ? " " : $0 })
  }

  /// A column's name as formulas write it.
  private static func formulaName(_ name: String) -> String {
    let isPlain =
      name.first.map { $0.isLetter } == true
      && name.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
    return isPlain ? name : "`\(name)`"
  }
}

private func names(_ columns: [StudyTable.Column]) -> String {
  columns.map { onOneLine($0.name) }.joined(separator: ", ")
}

/// A text as a YAML value: plain where nothing speaks against it, else in double quotes.
private func quoted(_ text: String) -> String {
  let isPlain =
    text.first.map { $0.isLetter || $0 == "." || $0 == "/" } == true && text.last?.isWhitespace == false
    && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-/ ".contains($0)) }
    && parseNumber(text) == nil
    && !["true", "false", "yes", "no", "null", "on", "off", "y", "n"].contains(text.lowercased())
    && !text.contains(" #")
  guard !isPlain else { return text }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case _ where isControl(scalar): result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
