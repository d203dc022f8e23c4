import StudyRecords

/// What a lint is told about the data beyond their columns.
///
/// Columns that play the roles `items`, `scale_min` and `scale_max` say the same row by row and come first.
public struct LintOptions: Hashable, Sendable, Codable {
  /// The number of whole-number items that each person's score is the mean of, 1 for single items and sums; `nil`
  /// when the data are not known to be whole numbers.
  public var items: Int?
  /// The lowest and the highest score that a person can have, or `nil` when that is not known.
  public var scale: Interval?
  /// The level in percent of confidence intervals in the data.
  public var level: Double

  /// What a lint is told about the data.
  public init(items: Int? = nil, scale: Interval? = nil, level: Double = 95) {
    self.items = items
    self.scale = scale
    self.level = level
  }
}
