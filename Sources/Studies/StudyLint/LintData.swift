import EffectMeasures
import StudyRecords

/// What a check may look at: the columns by role, the study labels, and the effect sizes made from them.
public struct LintData: Sendable {
  /// The number of rows.
  public let count: Int
  /// The label of every row.
  public let labels: [String?]
  /// The measure of the effect sizes, `nil` when none is named.
  public let measure: Measure?
  /// The name of the group that serves as control, where a column says so: sharing it is then no slip.
  let controls: [String?]
  /// The effect sizes, one a row; empty without any.
  public let effects: [EffectSize]
  /// What the lint is told about the data.
  public let options: LintOptions
  /// The columns by role, in the order of ``Role``.
  public let roles: [Role]
  private let columns: [Role: LintColumn]
  /// The measures that rows name for their own numbers.
  private let measures: [Measure?]

  /// The data of a table.
  /// - Throws: ``StudyTableError/unknownColumn(table:column:role:available:)``.
  public init(
    _ table: StudyTable, columns mapping: ColumnMapping = .init(), effects: EffectSizes? = nil,
    options: LintOptions = .init()
  ) throws(StudyTableError) {
    let (table, mapping) = table.dataForLint(in: mapping)
    count = table.rowCount
    labels = try table.studyLabels(in: mapping)
    controls = try table.column(for: .control, in: mapping)?.texts ?? []
    measure = effects?.measure
    measures =
      try table.column(for: .measure, in: mapping)?.texts.map { $0.flatMap(Measure.init(writtenAs:)) } ?? []
    self.effects = effects?.rows ?? []
    self.options = options
    var columns: [Role: LintColumn] = [:]
    for role in Role.allCases where role.isNumeric {
      guard let found = try table.column(for: role, in: mapping) else { continue }
      let column = LintColumn(found)
      // A column that merely happens to bear a role's name may hold words; one that was given the role may not.
      if mapping[role] != nil || column.values.contains(where: { $0 != nil }) { columns[role] = column }
    }
    self.columns = columns
    roles = Role.allCases.filter { columns[$0] != nil }
  }

  /// The column that plays a role.
  public subscript(role: Role) -> LintColumn? { columns[role] }

  /// The measure that the numbers of a row, counted from 0, are in: its own, or that of the effect sizes.
  func measure(at row: Int) -> Measure? { (measures.isEmpty ? nil : measures[row]) ?? measure }

  /// The number of a role at a row, counted from 0.
  public subscript(role: Role, row: Int) -> Double? { columns[role]?.values[row] }

  /// The numbers of several roles at a row, `nil` unless all are there.
  func numbers(_ roles: Role..., at row: Int) -> [Double]? {
    let numbers = roles.compactMap { self[$0, row] }
    return numbers.count == roles.count ? numbers : nil
  }

  /// `row 3 (label)`, for a row counted from 0.
  func name(of row: Int) -> String { labels[row].map { "row \(row + 1) (\($0))" } ?? "row \(row + 1)" }
}

/// A column as a lint sees it: numbers where cells spell one, and the cells as written.
public struct LintColumn: Sendable {
  /// The column's name in the file.
  public let name: String
  /// The cells as written, `nil` where missing.
  public let texts: [String?]
  /// The finite numbers, `nil` where a cell is missing or spells none.
  public let values: [Double?]

  init(_ column: StudyTable.Column) {
    name = column.name
    texts = column.texts
    let numbers = column.numbers ?? column.texts.map { $0.flatMap { parseNumber($0) } }
    values = numbers.map { $0.flatMap { $0.isFinite ? $0 : nil } }
  }

  /// Half a unit of the last written decimal: how far the printed number may be from the exact one.
  public func halfUnit(_ row: Int) -> Double { texts[row].map { WrittenNumber($0).halfUnit } ?? 0 }

  /// The interval of exact numbers that round to the printed one, a hair wider for the arithmetic.
  func range(_ row: Int) -> Interval? {
    values[row].map { Interval(center: $0, halfWidth: halfUnit(row) + 1e-9 * $0.magnitude) }
  }
}

extension Role {
  /// Whether its cells are numbers, not labels or codes.
  fileprivate var isNumeric: Bool {
    switch self {
    case .study, .cluster, .weights, .format, .measure, .vtype, .design, .control, .direction, .sign, .group,
      .comparison:
      false
    default: true
    }
  }
}
