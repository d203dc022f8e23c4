import StudyRecords

/// Data that a lint was told to refuse.
public enum LintError: AnalysisError, Hashable {
  /// A strict lint has findings; `first` is the sentence of the first.
  case findings(table: String, count: Int, first: String)

  /// Always the data.
  public var kind: ErrorKind { .data }

  /// One sentence: how much was found, the first of it, and how to see the rest.
  public var description: String {
    switch self {
    case .findings(let table, let count, let first):
      count == 1
        ? "\(table): the lint finds something at \(first); mend it, or leave out --strict"
        : "\(table): the lint has \(count) findings, the first at \(first); 'tutti lint' lists them all; mend them, or "
          + "leave out --strict"
    }
  }
}
