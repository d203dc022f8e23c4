/// What can be wrong with a study table or with a request for its columns.
public enum StudyTableError: AnalysisError, Hashable {
  /// Two columns share a name.
  case duplicateColumn(table: String, column: String)
  /// A column is longer or shorter than the first.
  case raggedColumn(table: String, column: String, rows: Int, expected: Int)
  /// The table has no column of that name.
  case unknownColumn(table: String, column: String, role: String?, available: [String])
  /// A cell of a column that must hold numbers is something else.
  case notANumber(table: String, column: String, row: Int, study: String?, value: String)
  /// A column of numbers has decimal points in some rows and decimal commas in others.
  case mixedDecimalMarks(
    table: String, column: String, pointRow: Int, point: String, commaRow: Int, comma: String)
  /// One role is given to two columns.
  case roleMappedTwice(role: String, columns: [String])
  /// One column is given to two roles of a measure.
  case columnInTwoRoles(table: String, column: String, roles: [Role])
  /// A mapping names a role that does not exist.
  case unknownRole(role: String)
  /// A mapping is not of the form `role=column`.
  case malformedMapping(text: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unknownRole, .malformedMapping, .roleMappedTwice, .columnInTwoRoles: .usage
    case .duplicateColumn, .raggedColumn, .unknownColumn, .notANumber, .mixedDecimalMarks: .data
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .duplicateColumn(let table, let column):
      return "\(table) has two columns named '\(column)'; rename one of them"
    case .raggedColumn(let table, let column, let rows, let expected):
      return "\(table): column '\(column)' has \(rows) rows where the first column has \(expected)"
    case .unknownColumn(let table, let column, let role, let available):
      let purpose = role.map { " for role \($0)" } ?? ""
      let list =
        available.isEmpty ? "it has no columns" : "its columns are \(available.joined(separator: ", "))"
      let guess = nearestName(to: column, in: available).map { "; did you mean '\($0)'?" } ?? ""
      return "\(table) has no column '\(column)'\(purpose); \(list)\(guess)"
    case .notANumber(let table, let column, let row, let study, let value):
      let label = study.map { " (\($0))" } ?? ""
      return "\(table), row \(row)\(label), column '\(column)': '\(value)' is not a number; "
        + Self.advice(on: value)
    case .mixedDecimalMarks(let table, let column, let pointRow, let point, let commaRow, let comma):
      return
        "\(table), column '\(column)' has a decimal point in row \(pointRow) ('\(point)') and a decimal comma in row "
        + "\(commaRow) ('\(comma)'); write all its decimals one way"
    case .roleMappedTwice(let role, let columns):
      return
        "role \(role) is given to \(enumerated(columns.map { "'\($0)'" })); keep one of them"
    case .columnInTwoRoles(let table, let column, let roles):
      return "column '\(column)' of \(table) is given to the roles \(enumerated(roles.map(\.rawValue))); "
        + "give each its own column"
    case .unknownRole(let role):
      let names = Role.allCases.map(\.rawValue)
      let guess = nearestName(to: role, in: names).map { "; did you mean '\($0)'?" } ?? ""
      return
        "'\(role)' is not a role\(guess.isEmpty ? "; the roles are \(names.joined(separator: ", "))" : guess)"
    case .malformedMapping(let text):
      return "'\(text)' is not of the form role=column, for example m1i=mean_treat; "
        + "a column's name with a comma stands in double quotes"
    }
  }

  /// How to mend a cell that is not a number, by the ways in which papers print what is none.
  private static func advice(on value: String) -> String {
    let bare = value.lowercased().filter { !$0.isWhitespace && $0 != "." }
    if let first = bare.first, "<>≤≥".contains(first) {
      return "give the statistic behind it, or the bound alone, which makes the effect less certain than it is"
    }
    if bare.last == "%" {
      return "write the number alone, 0.25 for 25% where the role takes a share"
    }
    if ["ns", "nonsignificant", "notsignificant"].contains(bare.filter { $0 != "-" }) {
      return "give the statistic of the test, or leave the cell empty if the paper has none"
    }
    return "correct it, or leave the cell empty if it is missing"
  }
}
