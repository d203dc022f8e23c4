import StudyRecords

/// What can go wrong when bytes are read or written.
public enum ConsoleError: AnalysisError, Hashable {
  /// A file or standard input cannot be read.
  case unreadable(name: String, reason: String)
  /// A file or standard output cannot be written.
  case unwritable(name: String, reason: String)
  /// The reader of standard output went away, as `head` does; not a failure.
  case closed

  /// Whether input or output is at fault.
  public var kind: ErrorKind {
    switch self {
    case .unreadable: .input
    case .unwritable, .closed: .output
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unreadable(let name, let reason): "\(name) cannot be read: \(reason)"
    case .unwritable(let name, let reason): "\(name) cannot be written: \(reason)"
    case .closed: "standard output is closed"
    }
  }
}
