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

    /// A column from cells as a file would hold them: cells that spell a missing value become `nil`, and the column
    /// is numeric when ``parseNumber(_:decimal:)`` reads all others.
    public init(name: String, cells: [String]) {
      let texts = cells.map { cell in
        var cell = cell
        return cell.withUTF8(isMissing) ? nil : cell
      }
      self.init(name: name, texts: texts, numbers: readNumbers(texts))
    }

    /// A numeric column; NaN counts as missing.
    public init(name: String, numbers: [Double?]) {
      let numbers = numbers.map { $0.flatMap { $0.isNaN ? nil : $0 } }
      self.init(name: name, texts: numbers.map { $0.map(numberText) }, numbers: numbers)
    }

    /// Whether every non-missing cell is a number.
    public var isNumeric: Bool { numbers != nil }

    /// The cells as a factor's values: the text, or for a numeric column the number's shortest text, so that `1` and
    /// `1.0` are one level; `nil` where missing.
    public var labels: [String?] { numbers.map { $0.map { $0.map(numberText) } } ?? texts }

    /// The distinct ``labels`` in code-point order, independent of locale; a missing cell is not a level.
    public var levels: [String] {
      Set(labels.compactMap(\.self)).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    /// The column with the cells of some rows, counted from 0, in the order given.
    public func selectingRows(_ rows: [Int]) -> Column {
      Column(name: name, texts: rows.map { texts[$0] }, numbers: numbers.map { all in rows.map { all[$0] } })
    }
  }

  /// What the data are called in messages, usually the file's name.
  public let name: String
  /// The columns in file order; names are unique.
  public private(set) var columns: [Column]
  /// The number of rows, the header not counted.
  public private(set) var rowCount: Int
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
      for rows in [column.texts.count, column.numbers?.count ?? column.texts.count]
      where rows != columns[0].texts.count {
        throw .raggedColumn(table: name, column: column.name, rows: rows, expected: columns[0].texts.count)
      }
    }
    self.name = name
    self.columns = columns
    self.rowCount = columns.first?.texts.count ?? 0
    self.notes = notes
    self.positions = positions
  }

  /// A table of columns that are known to be equally long and to have unique names.
  package init(trusted name: String, columns: [Column], notes: [Note]) {
    self.name = name
    self.columns = columns
    self.rowCount = columns.first?.texts.count ?? 0
    self.notes = notes
    self.positions = Dictionary(zip(columns.map(\.name), columns.indices)) { first, _ in first }
  }

  /// The column of that exact name.
  public subscript(_ name: String) -> Column? { positions[name].map { columns[$0] } }

  /// The table with some of its rows, counted from 0, in the order given; the notes stay.
  public func selectingRows(_ rows: [Int]) -> StudyTable {
    var copy = self
    copy.columns = columns.map { $0.selectingRows(rows) }
    copy.rowCount = columns.isEmpty ? 0 : rows.count
    return copy
  }

  /// The table with a column in the place of the one of its name; without one of that name, the table as it is.
  package func replacing(_ column: Column) -> StudyTable {
    guard let position = positions[column.name], column.texts.count == rowCount else { return self }
    var copy = self
    copy.columns[position] = column
    return copy
  }

  /// The table with a further column at the end.
  /// - Throws: ``StudyTableError/duplicateColumn(table:column:)`` or
  ///   ``StudyTableError/raggedColumn(table:column:rows:expected:)``.
  public func addingColumn(_ column: Column) throws(StudyTableError) -> StudyTable {
    try StudyTable(name: name, columns: columns + [column], notes: notes)
  }
}

/// The cells as numbers, or `nil` when some non-missing cell is not one.
private func readNumbers(_ texts: [String?]) -> [Double?]? {
  var numbers: [Double?] = []
  numbers.reserveCapacity(texts.count)
  for text in texts {
    let number = text.flatMap { parseNumber($0) }
    if text != nil, number == nil { return nil }
    numbers.append(number)
  }
  return numbers
}
