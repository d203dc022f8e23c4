/// Which column of a table plays which role; a column that already bears a role's name needs no entry.
public struct ColumnMapping: Hashable, Sendable, Codable {
  private var names: [Role: String]

  /// A mapping from roles to column names.
  public init(_ names: [Role: String] = [:]) { self.names = names }

  /// A mapping written as `role=column,role=column`; a column's name in double quotes may hold commas.
  /// - Throws: ``StudyTableError`` for unknown roles, a missing `=`, role or column, and roles mapped twice.
  public init(parsing text: String) throws(StudyTableError) {
    names = [:]
    for part in text.splitOutsideQuotes(at: ",").map(\.trimmed) where !part.isEmpty {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0.trimmed.unquoted) }
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw .malformedMapping(text: String(part))
      }
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

  /// Whether a column that bears a role's name is given another role, so that it cannot play this one by its name. Labels
  /// of studies may serve as labels of other things too.
  fileprivate func givesAway(_ role: Role) -> Bool {
    guard !names.isEmpty else { return false }
    return names.contains { other, column in
      column == role.rawValue && other != role
        && !(role == .study && [.cluster, .control, .comparison, .group].contains(other))
    }
  }

  /// The roles with an explicit column, in the order of ``Role``.
  public var roles: [Role] { Role.allCases.filter { names[$0] != nil } }
}

extension ColumnMapping {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ role: Role) { stringValue = role.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Decodes an object of roles and column names.
  /// - Throws: `DecodingError` for a key that is not a role.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    names = [:]
    for key in object.allKeys {
      guard let role = Role(rawValue: key.stringValue) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: object,
          debugDescription: StudyTableError.unknownRole(role: key.stringValue).description)
      }
      names[role] = try object.decode(String.self, forKey: key)
    }
  }

  /// Encodes an object of roles and column names, in the order of ``Role``.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    for role in Role.allCases {
      if let name = names[role] { try object.encode(name, forKey: Key(role)) }
    }
  }
}

extension String {
  package func splitOutsideQuotes(at separator: Character) -> [Substring] {
    var isQuoted = false
    return split(omittingEmptySubsequences: false) { character in
      if character == "\"" { isQuoted.toggle() }
      return character == separator && !isQuoted
    }
  }
}

extension Substring {
  package var unquoted: Substring {
    count > 1 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self
  }

  package var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension StudyTable {
  /// The column that plays a role: the mapped one, else one that bears the role's name and is given no other, else the only one that bears it
  /// in capitals (of numbers, study labels and codes), else `nil`.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)`` when the mapping names a column that
  ///   does not exist.
  public func column(for role: Role, in mapping: ColumnMapping = .init()) throws(StudyTableError) -> Column? {
    guard let name = mapping[role] else {
      let own = mapping.givesAway(role) ? nil : self[role.rawValue]
      return own ?? columnInAnotherCase(role, mapping)
    }
    guard let column = self[name] else {
      throw .unknownColumn(table: self.name, column: name, role: role.rawValue, available: columns.map(\.name))
    }
    return column
  }

  /// The only column, not given to another role, that bears a role's name in another case. Words that steer corrections
  /// (`Control`, `Design`, …) are common names of columns that mean something else, so these roles want theirs as it is.
  private func columnInAnotherCase(_ role: Role, _ mapping: ColumnMapping) -> Column? {
    let length = role.rawValue.utf8.count
    var match: Column?
    for column in columns
    where column.name.utf8.count == length && column.name.lowercased() == role.rawValue {
      guard match == nil else { return nil }
      match = column
    }
    guard let match, !mapping.roles.contains(where: { mapping[$0] == match.name }) else { return nil }
    switch role {
    case .study, .format, .measure, .vtype: return match
    case .control, .design, .direction, .cluster, .weights, .group, .comparison, .events: return nil
    default: return match.isNumeric ? match : nil
    }
  }

  /// The numbers of the column that plays a role, or `nil` when there is none.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``, or
  ///   ``StudyTableError/notANumber(table:column:row:study:value:)`` at the first cell that is not a number.
  public func numbers(for role: Role, in mapping: ColumnMapping = .init()) throws(StudyTableError) -> [Double?]?
  {
    guard let column = try column(for: role, in: mapping) else { return nil }
    if let numbers = column.numbers { return numbers }
    guard let row = column.firstRowWithoutNumber, let value = column.texts[row] else {
      return column.texts.map { $0.flatMap { parseNumber($0) } }
    }
    func first(_ mark: DecimalMark, not other: DecimalMark) -> Int? {
      column.texts.firstIndex { text in
        text.map { parseNumber($0, decimal: mark) != nil && parseNumber($0, decimal: other) == nil } ?? false
      }
    }
    if column.isOfEitherMark, let point = first(.point, not: .comma), let comma = first(.comma, not: .point) {
      throw .mixedDecimalMarks(
        table: name, column: column.name, pointRow: point + 1, point: column.texts[point] ?? "",
        commaRow: comma + 1, comma: column.texts[comma] ?? "")
    }
    throw .notANumber(
      table: name, column: column.name, row: row + 1, study: try studyLabels(in: mapping)[row], value: value)
  }

  /// A label for every row: the `study` role's text, or `nil` where there is none.
  public func studyLabels(in mapping: ColumnMapping = .init()) throws(StudyTableError) -> [String?] {
    try column(for: .study, in: mapping)?.texts ?? [String?](repeating: nil, count: rowCount)
  }
}

extension StudyTable.Column {
  /// Whether every cell that is not missing is a number by one decimal mark or the other.
  fileprivate var isOfEitherMark: Bool {
    texts.allSatisfy { text in
      text.map { cell in DecimalMark.allCases.contains { parseNumber(cell, decimal: $0) != nil } } ?? true
    }
  }

  /// The row, counted from 0, of the first cell that is no number by any decimal mark, else of the first that is none
  /// with a decimal point; `nil` when every cell is missing or a number.
  fileprivate var firstRowWithoutNumber: Int? {
    func first(accepting marks: [DecimalMark]) -> Int? {
      texts.firstIndex { text in
        guard let text else { return false }
        return marks.allSatisfy { parseNumber(text, decimal: $0) == nil }
      }
    }
    return first(accepting: DecimalMark.allCases) ?? first(accepting: [.point])
  }
}
