/// Which column of a table plays which role; a column that already bears a role's name needs no entry.
public struct ColumnMapping: Hashable, Sendable, Codable {
  private var names: [Role: String]

  /// A mapping from roles to column names.
  public init(_ names: [Role: String] = [:]) { self.names = names }

  /// A mapping written as `role=column,role=column`.
  /// - Throws: ``StudyTableError`` for unknown roles, missing `=` and roles mapped twice.
  public init(parsing text: String) throws(StudyTableError) {
    names = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0.trimmed) }
      guard sides.count == 2 else { throw .malformedMapping(text: String(part.trimmed)) }
      guard let role = Role(rawValue: sides[0]) else { throw .unknownRole(role: sides[0]) }
      if let earlier = names.updateValue(sides[1], forKey: role) {
        throw .roleMappedTwice(role: role.rawValue, columns: [earlier, sides[1]])
      }
    }
  }

  /// The column explicitly given for a role.
  public subscript(_ role: Role) -> String? {
    get { names[role] }
    set { names[role] = newValue }
  }

  /// The roles with an explicit column, in the order of ``Role``.
  public var roles: [Role] { Role.allCases.filter { names[$0] != nil } }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension StudyTable {
  /// The column that plays a role: the mapped one, else one that bears the role's name, else `nil`.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)`` when the mapping names a column that
  ///   does not exist.
  public func column(for role: Role, in mapping: ColumnMapping = .init()) throws(StudyTableError) -> Column? {
    guard let name = mapping[role] else { return self[role.rawValue] }
    guard let column = self[name] else {
      throw .unknownColumn(table: self.name, column: name, role: role.rawValue, available: columns.map(\.name))
    }
    return column
  }

  /// The numbers of the column that plays a role, or `nil` when there is none.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``, or
  ///   ``StudyTableError/notANumber(table:column:row:study:value:)`` at the first cell that is not a number.
  public func numbers(for role: Role, in mapping: ColumnMapping = .init()) throws(StudyTableError) -> [Double?]?
  {
    guard let column = try column(for: role, in: mapping) else { return nil }
    if let numbers = column.numbers { return numbers }
    let row = column.texts.firstIndex { $0.map { Double($0) == nil } ?? false } ?? 0
    throw .notANumber(
      table: name, column: column.name, row: row + 1, study: try studyLabels(in: mapping)[row],
      value: column.texts[row] ?? "")
  }

  /// A label for every row: the `study` role's text, or `nil` where there is none.
  public func studyLabels(in mapping: ColumnMapping = .init()) throws(StudyTableError) -> [String?] {
    try column(for: .study, in: mapping)?.texts ?? [String?](repeating: nil, count: rowCount)
  }
}
