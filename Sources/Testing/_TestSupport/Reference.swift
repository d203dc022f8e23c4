#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A value of a reference file: JSON with infinite numbers written as the strings `"Inf"` and `"-Inf"`.
public enum Reference: Sendable, Decodable, Hashable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([Reference])
  case object([String: Reference])

  /// Decodes any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      // First, since most values are numbers and a wrong guess costs an error with its context.
      self = .number(number)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? container.decode(String.self) {
      self =
        ["Inf", "inf"].contains(text)
        ? .number(.infinity) : ["-Inf", "-inf"].contains(text) ? .number(-.infinity) : .text(text)
    } else if let list = try? container.decode([Reference].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: Reference].self))
    }
  }

  /// A file of `Tests/References`, by its path there.
  public static func file(_ path: String, from here: String = #filePath) throws -> Reference {
    let parts = here.split(separator: "/", omittingEmptySubsequences: false)
    let root = parts.prefix(parts.lastIndex(of: "Tests") ?? parts.count).joined(separator: "/")
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/Tests/References/\(path)"))
    return try JSONDecoder().decode(Reference.self, from: data)
  }

  /// The member of an object, `.null` when absent.
  public subscript(_ key: String) -> Reference {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  /// The element of a list, `.null` when there is none.
  public subscript(_ index: Int) -> Reference { list.indices.contains(index) ? list[index] : .null }

  /// The number, or `nil`.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The text, or `nil`.
  public var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The flag, or `nil`.
  public var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  /// The elements of a list; empty for anything else.
  public var list: [Reference] { if case .list(let list) = self { list } else { [] } }
  /// The members of an object; empty for anything else.
  public var object: [String: Reference] { if case .object(let members) = self { members } else { [:] } }
  /// The elements of a list as numbers, `nil` where null.
  public var numbers: [Double?] { list.map(\.number) }
  /// Whether the value is absent or null.
  public var isNull: Bool { self == .null }
}
