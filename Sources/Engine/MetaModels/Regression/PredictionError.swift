import StudyRecords

/// Why a fit cannot predict at some values. Rows count those of the request from 1.
public enum PredictionError: AnalysisError, Hashable {
  /// The design was given as numbers, so that nothing is known of moderators.
  case noRecipe
  /// Rows of a design have another number of columns than there are coefficients.
  case columnCount(columns: Int, terms: [String])
  /// An element of a design row is not finite.
  case unusableDesignValue(row: Int, term: String, value: Double)
  /// The table has no column for a moderator.
  case missingColumn(table: String, moderator: String, available: [String])
  /// A moderator has no value.
  case missingValue(row: Int, moderator: String, levels: [String]?)
  /// A value is given for something that is no moderator of the formula.
  case unknownModerator(row: Int, name: String, moderators: [String])
  /// A level that the rows used do not have.
  case unknownLevel(row: Int, moderator: String, value: String, levels: [String])
  /// A text where the formula needs a number.
  case notANumber(row: Int, moderator: String, value: String)
  /// A term is not defined at the values, such as the logarithm of a negative number.
  case undefinedTerm(row: Int, term: String)
  /// The values need a coefficient that the data do not tell apart from others.
  case notEstimable(row: Int, term: String)
  /// A confidence level outside 0–100, ends excluded.
  case unusableLevel(Double)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .missingColumn, .notEstimable: .data
    default: .usage
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .noRecipe:
      return
        "the design was given as numbers, so that moderator values mean nothing to it; predict from design rows"
    case .columnCount(let columns, let terms):
      return "a design row of \(columns) columns for \(terms.count) coefficients; give one value for each of "
        + terms.joined(separator: ", ")
    case .unusableDesignValue(let row, let term, let value):
      return "prediction \(row), \(term): \(numberText(value)) cannot be used; it must be finite"
    case .missingColumn(let table, let moderator, let available):
      return "\(table) has no column '\(moderator)', a moderator of the model; its columns are "
        + available.joined(separator: ", ") + guess(moderator, available)
    case .missingValue(let row, let moderator, let levels):
      let choice = levels.map { "one of its levels \($0.joined(separator: ", "))" } ?? "a number"
      return "prediction \(row): the moderator '\(moderator)' has no value; give it \(choice)"
    case .unknownModerator(let row, let name, let moderators):
      let list =
        moderators.isEmpty
        ? "the model has none" : "the moderators of the model are \(moderators.joined(separator: ", "))"
      return "prediction \(row): '\(name)' is not a moderator; \(list)\(guess(name, moderators))"
    case .unknownLevel(let row, let moderator, let value, let levels):
      return "prediction \(row): '\(value)' is not a level of '\(moderator)' in the rows used; the levels are "
        + levels.joined(separator: ", ") + guess(value, levels)
    case .notANumber(let row, let moderator, let value):
      return "prediction \(row): '\(moderator)' must be a number, not '\(value)'"
    case .undefinedTerm(let row, let term):
      return "prediction \(row): \(term) is not defined at these values; choose values in its domain"
    case .notEstimable(let row, let term):
      return "prediction \(row): the data cannot tell the effect of '\(term)' apart from other terms, "
        + "and these values need it; choose a combination that occurs in the data, or a simpler formula"
    case .unusableLevel(let level):
      return
        "a confidence level of \(numberText(level)) is not possible; it is a percentage between 0 and 100, for example 95"
    }
  }

  private func guess(_ name: String, _ candidates: [String]) -> String {
    nearestName(to: name, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }
}
