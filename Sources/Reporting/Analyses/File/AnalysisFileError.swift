import MetaAnalysis

/// One thing that is wrong with an analysis file.
public struct AnalysisFileIssue: Error, Hashable, Sendable {
  /// Where it stands.
  public var place: FilePlace
  /// What is wrong and how to mend it, without the place.
  public var message: String

  init(at place: FilePlace, _ message: String) {
    self.place = place
    self.message = message
  }
}

/// What can be wrong with an analysis file.
public enum AnalysisFileError: AnalysisError, Hashable {
  /// The file does not say what an analysis file has to say; every issue that was found, in order of place.
  case malformed(file: String, issues: [AnalysisFileIssue])
  /// The file, or the data it names, cannot be read.
  case unreadable(file: String, reason: String)
  /// The data that the file names cannot be read.
  case unreadableData(file: String, place: FilePlace, reason: String)
  /// The data are not those whose digest the file states.
  case changedData(file: String, place: FilePlace, data: String, stated: String, found: String)
  /// Something the file asks for cannot be done with its data.
  case unusable(file: String, place: FilePlace, reason: String)

  /// Whether the data or their reading are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unreadable, .unreadableData: .input
    case .malformed, .changedData, .unusable: .data
    }
  }

  /// What is wrong, where, and how to mend it; several issues are separated by semicolons.
  public var description: String { sentences.joined(separator: "; ") }

  /// What is wrong, where, and how to mend it: one sentence an issue.
  public var sentences: [String] {
    switch self {
    case .malformed(let file, let issues):
      issues.map { "\(file):\($0.place.line):\($0.place.column): \($0.message)" }
    case .unreadable(let file, let reason): ["\(file) cannot be read: \(reason)"]
    case .changedData(let file, let place, let data, let stated, let found):
      [
        "\(file):\(place.line):\(place.column): \(data) is not the file that was analysed: its SHA-256 is \(found), "
          + "stated is \(stated); restore the data, or state the new digest if the change is meant"
      ]
    case .unusable(let file, let place, let reason), .unreadableData(let file, let place, let reason):
      ["\(file):\(place.line):\(place.column): \(reason)"]
    }
  }

  /// Where in the file it is, the first of several; `nil` when the file itself cannot be read.
  public var place: FilePlace? {
    switch self {
    case .malformed(_, let issues): issues.first?.place
    case .unreadable: nil
    case .changedData(_, let place, _, _, _), .unusable(_, let place, _), .unreadableData(_, let place, _):
      place
    }
  }
}
