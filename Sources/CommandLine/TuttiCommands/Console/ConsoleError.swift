import StudyRecords

/// What can go wrong when a result is written.
public enum ConsoleError: AnalysisError, Hashable {
  /// A file or standard output cannot be written.
  case unwritable(name: String, reason: String)
  /// The reader of standard output went away, as `head` does; not a failure.
  case closed

  /// Always the output.
  public var kind: ErrorKind { .output }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unwritable(let name, let reason): "\(name) cannot be written: \(reason)"
    case .closed: "standard output is closed"
    }
  }
}
