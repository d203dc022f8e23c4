import StudyRecords

/// What can be wrong with a model formula; positions count characters of the formula from 1.
public enum FormulaError: AnalysisError, Hashable {
  /// The text is not a formula.
  case syntax(formula: String, position: Int, problem: String)
  /// The data have no such column.
  case unknownVariable(formula: String, position: Int, name: String, available: [String])
  /// A column of text stands where a number is needed.
  case notNumeric(formula: String, variable: String, row: Int, value: String)
  /// A function got arguments it cannot use, or the data do not carry it.
  case unusable(formula: String, term: String, problem: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    if case .syntax = self { .usage } else { .data }
  }

  /// One sentence: what is wrong, at which character, and how to mend it.
  public var description: String {
    switch self {
    case .syntax(let formula, let position, let problem):
      return "formula '\(formula)', character \(position): \(problem)"
    case .unknownVariable(let formula, let position, let name, let available):
      let guess = nearestName(to: name, in: available).map { "; did you mean '\($0)'?" } ?? ""
      return "formula '\(formula)', character \(position): the data have no column '\(name)'; "
        + "the columns are \(available.joined(separator: ", "))\(guess)"
    case .notNumeric(let formula, let variable, let row, let value):
      return "formula '\(formula)': '\(variable)' must be a number here, but row \(row) has '\(value)'; "
        + "use it as a factor or correct the cell"
    case .unusable(let formula, let term, let problem):
      return "formula '\(formula)', term \(term): \(problem)"
    }
  }
}
