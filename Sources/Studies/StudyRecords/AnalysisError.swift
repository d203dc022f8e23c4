/// What a caller can do about an error; the command line turns it into an exit status.
public enum ErrorKind: String, Hashable, Sendable, Codable {
  /// The request contradicts itself or names something that does not exist.
  case usage
  /// The data are wrong: the message names row, column and value.
  case data
  /// The input cannot be read at all.
  case input
  /// The output cannot be written.
  case output
  /// A defect in the engine itself.
  case defect
}

/// An error that carries its place as fields and becomes a sentence only when described.
///
/// `description` is one sentence: what is wrong, where, and how to mend it.
public protocol AnalysisError: Error, Sendable, CustomStringConvertible {
  /// What a caller can do about it.
  var kind: ErrorKind { get }
}
