import MetaAnalysis

/// What was read: enough to recognise the data again.
public struct InputSummary: Hashable, Sendable {
  /// What the data are called: a file's name without its folders.
  public var name: String
  /// The SHA-256 digest of the bytes read, in hexadecimal.
  public var sha256: String
  /// All rows of the data, used or not.
  public var rows: Int

  /// A summary of a table and the bytes it was read from.
  public init(table: StudyTable, bytes: some Collection<UInt8>) {
    name = table.name.split(separator: "/").last.map(String.init) ?? table.name
    sha256 = SHA256(of: bytes).hexadecimal
    rows = table.rowCount
  }

  /// A summary from its parts.
  public init(name: String, sha256: String, rows: Int) {
    self.name = name
    self.sha256 = sha256
    self.rows = rows
  }

  /// `{"sha256","rows"}`: the same for the same bytes, whatever the file is called.
  var json: JSONValue { .object(["sha256": .text(sha256), "rows": .integer(rows)]) }
}
