/// A place in a text file.
public struct FilePlace: Hashable, Sendable, Comparable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in characters.
  public var column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character.
  public static let start = FilePlace(line: 1, column: 1)

  /// Reading order.
  public static func < (a: FilePlace, b: FilePlace) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value of a YAML document and where it stands.
struct YAMLNode: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    /// Text as written; plain when without quotes, so that `null`, `true` and numbers are meant as such.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([Member])
  }

  /// A named value of a mapping.
  struct Member: Hashable, Sendable {
    var key: String
    var place: FilePlace
    var value: YAMLNode
  }

  let content: Content
  let place: FilePlace

  init(_ content: Content, at place: FilePlace) {
    self.content = content
    self.place = place
  }

  /// Whether nothing is written, or `null` or `~`.
  var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }

  /// What stands here, in words.
  var kind: String {
    switch content {
    case .scalar(let text, _): isNull ? "nothing" : "'\(text)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
