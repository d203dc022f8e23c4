/// The name and version every machine-readable result carries.
public enum Engine {
  /// `tutti`.
  public static let name = "tutti"
  /// The version, the only place that states it.
  public static let version = "0.1.0"

  /// `{"name", "version"}`.
  static var json: JSONValue { .object(["name": .text(name), "version": .text(version)]) }
}
