import StudyRecords

/// What can be wrong with a linear hypothesis; positions count characters of the text from 1.
public enum HypothesisError: AnalysisError, Hashable {
  /// The text is not an equation of terms.
  case syntax(text: String, position: Int, problem: String)
  /// The fit has no coefficient of that name.
  case unknownTerm(text: String, position: Int, name: String, available: [String])
  /// A hypothesis says nothing about any coefficient.
  case empty(text: String)
  /// A hypothesis has another number of elements than there are coefficients.
  case coefficientCount(row: Int, count: Int, terms: [String])
  /// A number of a hypothesis is not finite.
  case notFinite(row: Int)

  /// Always the request.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .syntax(let text, let position, let problem):
      return "contrast '\(text)', character \(position): \(problem)"
    case .unknownTerm(let text, let position, let name, let available):
      let guess = nearestName(to: name, in: available).map { "; did you mean '\($0)'?" } ?? ""
      return
        "contrast '\(text)', character \(position): there is no coefficient '\(name)'; the coefficients are "
        + available.joined(separator: ", ") + guess
    case .empty(let text):
      return "contrast '\(text)' holds no coefficient; name at least one, for example 'a - b = 0'"
    case .coefficientCount(let row, let count, let terms):
      return "contrast \(row) has \(count) elements for \(terms.count) coefficients; give one for each of "
        + terms.joined(separator: ", ")
    case .notFinite(let row): return "contrast \(row): every element must be a finite number"
    }
  }
}
