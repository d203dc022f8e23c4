import StudyRecords

/// What can be wrong with a NumPy file.
package enum NumPyError: AnalysisError, Hashable {
  /// The file cannot be opened or read.
  case unreadable(file: String, reason: String)
  /// The first bytes are not those of a `.npy` file, or its header is damaged.
  case notNumPy(file: String, reason: String)
  /// The numbers are of another type than real numbers of 4 or 8 bytes.
  case otherType(file: String, type: String)
  /// The array has not two dimensions.
  case dimensions(file: String, shape: [Int])
  /// There are fewer bytes than the header says.
  case truncated(file: String, bytes: Int, expected: Int)
  /// Two arrays that belong together are of different shapes.
  case shapes(first: String, [Int], second: String, [Int])

  /// Whether the file cannot be read or its contents are at fault.
  package var kind: ErrorKind {
    switch self {
    case .unreadable, .notNumPy, .truncated: .input
    case .otherType, .dimensions, .shapes: .data
    }
  }

  /// One sentence: what is wrong and how to mend it.
  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .notNumPy(let file, let reason):
      "\(file) is not a NumPy array: \(reason); write it with numpy.save"
    case .otherType(let file, let type):
      "\(file) holds numbers of type '\(type)'; save it as float64 or float32, for example with .astype('float64')"
    case .dimensions(let file, let shape):
      "\(file) has the shape \(text(shape)); it needs two dimensions, analyses × studies"
    case .truncated(let file, let bytes, let expected):
      "\(file) ends too early: it has \(bytes) bytes where its header promises \(expected); copy it again"
    case .shapes(let first, let shape, let second, let other):
      "\(first) has the shape \(text(shape)) and \(second) \(text(other)); estimates and their variances need the same one"
    }
  }
}

private func text(_ shape: [Int]) -> String {
  "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
}
