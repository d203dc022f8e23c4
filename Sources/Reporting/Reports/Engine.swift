import StudyRecords

/// The name and version every machine-readable result carries.
public enum Engine {
  /// `tutti`.
  public static let name = "tutti"
  /// The version.
  public static let version = engineVersion

  /// `{"name", "version"}`.
  static var json: JSONValue { .object(["name": .text(name), "version": .text(version)]) }
}
