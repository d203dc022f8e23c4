import StudyRecords

/// Why a file with many analyses cannot be read as a whole.
package enum PanelError: AnalysisError, Hashable {
  /// No column holds estimates.
  case noPairs(file: String, columns: [String])
  /// A column of estimates has neither variances nor standard errors.
  case noSpread(file: String, column: String)
  /// A column of variances or standard errors has no estimates.
  case noEstimate(file: String, column: String)
  /// Two columns say the same of one study.
  case ambiguous(file: String, first: String, second: String)
  /// A column that is named does not exist.
  case noColumn(file: String, column: String, columns: [String])
  /// The long form without names of the analyses.
  case noID(file: String, columns: [String])
  /// A mapping is not of the form role=column.
  case malformedMapping(text: String)
  /// A mapping does not say where estimates and their spread are.
  case incompleteMapping(text: String)
  /// The names given are more or fewer than the file's columns.
  case nameCount(file: String, names: Int, columns: Int)
  /// Lines end in a carriage return alone.
  case carriageReturns(file: String)

  /// Whether the request or the data are at fault.
  package var kind: ErrorKind {
    switch self {
    case .malformedMapping, .incompleteMapping, .nameCount: .usage
    default: .data
    }
  }

  /// One sentence: what is wrong and how to mend it.
  package var description: String {
    switch self {
    case .noPairs(let file, let columns):
      "\(file) has no columns of estimates (its columns are \(shortList(columns))); call them y1,se1,y2,se2,… "
        + "or yi_NAME,vi_NAME, or say where they are with --columns 'id=…,yi=b_*,sei=se_*'"
    case .noSpread(let file, let column):
      "\(file) has estimates '\(column)' but no column with their variances or standard errors; "
        + "their names must end like '\(column)', after v, vi, se or sei"
    case .noEstimate(let file, let column):
      "\(file) has a column '\(column)' but no column with the estimates it belongs to; "
        + "its name must end like '\(column)', after y or yi"
    case .ambiguous(let file, let first, let second):
      "\(file): the columns '\(first)' and '\(second)' both hold the same numbers of one study; rename one of them"
    case .noColumn(let file, let column, let columns):
      "\(file) has no column '\(column)'; its columns are \(shortList(columns))"
        + (nearestName(to: column, in: columns).map { "; did you mean '\($0)'?" } ?? "")
    case .noID(let file, let columns):
      "\(file) has no column that names the analyses (its columns are \(shortList(columns))); "
        + "call it id, or name it with --columns id=…,yi=…,sei=…"
    case .malformedMapping(let text):
      "'\(text)' is not of the form role=column with the roles id, yi, vi and sei, each once; for example "
        + "--columns 'id=snp,yi=b_*,sei=se_*'"
    case .incompleteMapping(let text):
      "--columns '\(text)' must say where estimates (yi) and their variances (vi) or standard errors (sei) are, all with "
        + "a * for the study's name or all without; for example 'id=snp,yi=b_*,sei=se_*'"
    case .nameCount(let file, let names, let columns):
      "--columns names \(names) columns, but \(file) has \(columns) in its first row"
    case .carriageReturns(let file):
      "\(file) ends its lines with a carriage return alone, as old spreadsheets did; save it again, "
        + "or put tr '\\r' '\\n' before"
    }
  }
}

/// The first names of a list, and how many more there are.
package func shortList(_ names: [String]) -> String {
  let shown = names.prefix(12).map(quoted).joined(separator: ", ")
  return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
}

/// A name between quotes, on one line, the first 60 characters of it.
package func quoted(_ name: String) -> String {
  let start = name.prefix(61)
  return "'\(onOneLine(String(start.prefix(60))))\(start.count > 60 ? "…" : "")'"
}
