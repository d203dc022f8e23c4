import StudyRecords

/// A JSON value whose members keep the order they were given in.
public enum JSONValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  /// Infinite numbers are written as `"inf"` and `"-inf"`, NaN as `null`.
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([Member])

  /// A named value of an object.
  public struct Member: Hashable, Sendable {
    /// The member's name.
    public var key: String
    /// The member's value.
    public var value: JSONValue
  }

  /// An object with its members in the order written.
  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// A number, `null` when undefined.
  public static func number(_ number: Double?) -> JSONValue { number.map { .number($0 as Double) } ?? .null }

  /// A whole number, `null` when undefined.
  public static func integer(_ integer: Int?) -> JSONValue { integer.map { .integer($0 as Int) } ?? .null }

  /// A text, `null` when absent.
  public static func text(_ text: String?) -> JSONValue { text.map { .text($0 as String) } ?? .null }

  /// The member of an object, or `nil`.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension JSONValue {
  /// The value as text, ending in a newline.
  ///
  /// Objects are indented by two spaces, a member a line. A list of scalars takes one line; in any other list each
  /// element takes one line, so that a row of a table is a line of the file. Numbers have the fewest digits that
  /// read back as the same double; zero has no sign.
  public var formatted: String {
    var writer = JSONWriter()
    writer.write(self, indent: 0)
    writer.text += "\n"
    return writer.text
  }

  fileprivate var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }
}

private struct JSONWriter {
  var text = ""

  mutating func write(_ value: JSONValue, indent: Int) {
    switch value {
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (position, member) in members.enumerated() {
        text += position == 0 ? "\n" : ",\n"
        newline(indent + 2)
        write(member.key)
        text += ": "
        write(member.value, indent: indent + 2)
      }
      text += "\n"
      newline(indent)
      text += "}"
    case .list(let elements) where !elements.allSatisfy(\.isScalar):
      text += "["
      for (position, element) in elements.enumerated() {
        text += position == 0 ? "\n" : ",\n"
        newline(indent + 2)
        writeInline(element)
      }
      text += "\n"
      newline(indent)
      text += "]"
    default: writeInline(value)
    }
  }

  private mutating func writeInline(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .number(let number): write(number)
    case .text(let string): write(string)
    case .list(let elements):
      text += "["
      for (position, element) in elements.enumerated() {
        if position > 0 { text += ", " }
        writeInline(element)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (position, member) in members.enumerated() {
        if position > 0 { text += ", " }
        write(member.key)
        text += ": "
        writeInline(member.value)
      }
      text += "}"
    }
  }

  private mutating func write(_ number: Double) {
    guard number.isFinite else {
      text += number.isNaN ? "null" : number > 0 ? "\"inf\"" : "\"-inf\""
      return
    }
    text += numberText(number == 0 ? 0 : number)
  }

  private mutating func write(_ string: String) {
    text += "\""
    defer { text += "\"" }
    guard !string.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func newline(_ indent: Int) {
    for _ in 0..<indent { text += " " }
  }
}
