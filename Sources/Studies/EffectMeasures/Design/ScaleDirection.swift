import StudyRecords

extension NoteKind {
  /// An effect changed its sign because lower scores are better.
  public static let directionTurned = NoteKind(
    "design.direction", .information, "sign turned, since direction says '{value}'")
  /// The direction of a row's scale is not stated.
  public static let directionMissing = NoteKind(
    "design.direction-missing", .warning, "direction is missing; the sign stays as it is")
}

/// Which way a scale points.
enum ScaleDirection: Hashable {
  /// Higher scores are better: the sign stays.
  case higher
  /// Lower scores are better: the sign is turned.
  case lower

  /// The words that a `direction` column may hold.
  static let codes = ["higher", "lower", "1", "-1"]

  init?(_ word: String) {
    switch word.lowercased() {
    case "higher", "1", "+1", "1.0": self = .higher
    case "lower", "-1", "−1", "-1.0": self = .lower
    default: return nil
    }
  }
}
