/// Study records as named columns with missing values: one row a study, in the order of the file.
public struct StudyTable: Hashable, Sendable {
  /// One column: all cells as text, and as numbers where every non-missing cell is one.
  public struct Column: Hashable, Sendable {
    /// The column's name as the header spells it.
    public let name: String
    /// The cells as written, `nil` where missing.
    public let texts: [String?]
    /// The cells as numbers, or `nil` when some non-missing cell is not a number: then the column is a factor.
    public let numbers: [Double?]?

    /// A column from its cells as written; `numbers` is `nil` for a factor.
    public init(name: String, texts: [String?], numbers: [Double?]?) {
      self.name = name
      self.texts = texts
      self.numbers = numbers
    }

    /// A numeric column.
    public init(name: String, numbers: [Double?]) {
      self.init(name: name, texts: numbers.map { $0.map { "\($0)" } }, numbers: numbers)
    }

    /// Whether every non-missing cell is a number.
    public var isNumeric: Bool { numbers != nil }

    /// The distinct values of a factor in code-point order, independent of locale.
    public var levels: [String] {
      Set(texts.compactMap(\.self)).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
  }

  /// What the data are called in messages, usually the file's name.
  public let name: String
  /// The columns in file order; names are unique.
  public let columns: [Column]
  /// The number of rows, the header not counted.
  public let rowCount: Int
  /// What was noticed while reading.
  public var notes: [Note]
  private let positions: [String: Int]

  /// A table of equally long columns.
  /// - Throws: ``StudyTableError/duplicateColumn(table:column:)`` or
  ///   ``StudyTableError/raggedColumn(table:column:rows:expected:)``.
  public init(name: String, columns: [Column], notes: [Note] = []) throws(StudyTableError) {
    var positions: [String: Int] = [:]
    for (position, column) in columns.enumerated() {
      guard positions.updateValue(position, forKey: column.name) == nil else {
        throw .duplicateColumn(table: name, column: column.name)
      }
      guard column.texts.count == columns[0].texts.count else {
        throw .raggedColumn(
          table: name, column: column.name, rows: column.texts.count, expected: columns[0].texts.count)
      }
    }
    self.name = name
    self.columns = columns
    self.rowCount = columns.first?.texts.count ?? 0
    self.notes = notes
    self.positions = positions
  }

  /// The column of that exact name.
  public subscript(_ name: String) -> Column? { positions[name].map { columns[$0] } }
}
