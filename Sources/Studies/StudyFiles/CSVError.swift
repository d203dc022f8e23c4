import StudyRecords

/// What can be wrong with a CSV file. Lines and rows count from 1, rows without the header; bytes count from 0.
public enum CSVError: AnalysisError, Hashable {
  /// The file cannot be opened or read.
  case unreadable(file: String, reason: String)
  /// The file is of another kind, recognised by its first bytes.
  case otherFormat(file: String, format: String)
  /// A byte does not belong to UTF-8 text.
  case notUTF8(file: String, offset: Int, line: Int, byte: UInt8)
  /// A zero byte, which no text file holds.
  case zeroByte(file: String, offset: Int, line: Int)
  /// There is nothing in the file.
  case empty(file: String)
  /// There is nothing after the header.
  case noRows(file: String)
  /// Two columns share a name.
  case duplicateColumn(file: String, column: String, positions: [Int])
  /// A column with values has no name.
  case unnamedColumn(file: String, position: Int, of: Int)
  /// A row has more or fewer cells than the header.
  case rowLength(file: String, line: Int, row: Int, cells: Int, expected: Int)
  /// A quoted cell never ends; `line` is where it begins, `row` is `nil` in the header.
  case unterminatedQuote(file: String, line: Int, row: Int?, column: String)
  /// Something other than a separator follows a quoted cell; `value` is the cell as far as its closing quote.
  case textAfterQuote(file: String, line: Int, row: Int?, column: String, value: String)

  /// Whether the file could not be read as text or its contents are at fault.
  public var kind: ErrorKind {
    switch self {
    case .unreadable, .otherFormat, .notUTF8, .zeroByte: .input
    case .empty, .noRows, .duplicateColumn, .unnamedColumn, .rowLength, .unterminatedQuote, .textAfterQuote:
      .data
    }
  }

  /// One sentence: what is wrong, where, and how to mend it.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      return "\(file) cannot be read: \(reason)"
    case .otherFormat(let file, let format):
      return "\(file) is \(format), not CSV in UTF-8; save it again as that"
    case .notUTF8(let file, let offset, let line, let byte):
      let digits = String(byte, radix: 16, uppercase: true)
      return "\(file), line \(line): byte 0x\(digits) at offset \(offset) is not UTF-8; "
        + "save the file again with the encoding UTF-8 (in Excel: 'CSV UTF-8')"
    case .zeroByte(let file, let offset, let line):
      return
        "\(file), line \(line): there is a zero byte at offset \(offset), so it is not a text file in UTF-8; "
        + "save it again as CSV in UTF-8"
    case .empty(let file):
      return "\(file) is empty; it needs a header with the columns' names and a row for each study"
    case .noRows(let file):
      return "\(file) has a header but no rows; add a row for each study"
    case .duplicateColumn(let file, let column, let positions):
      let places = positions.map(String.init).joined(separator: " and ")
      return "\(file) has two columns named '\(column)', columns \(places); rename one of them"
    case .unnamedColumn(let file, let position, let count):
      return "\(file): column \(position) of \(count) has no name in the header; name it or delete the column"
    case .rowLength(let file, let line, let row, let cells, let expected):
      return
        "\(file), line \(line) (row \(row)): \(cells) \(cells == 1 ? "cell" : "cells") where the header has "
        + "\(expected); leave missing cells empty but keep their separators, and quote cells that hold a separator"
    case .unterminatedQuote(let file, let line, let row, let column):
      return "\(place(file, line, row, column)): the quoted cell that begins here has no closing quote; add it"
    case .textAfterQuote(let file, let line, let row, let column, let value):
      return "\(place(file, line, row, column)): the quoted cell '\(value)' is followed by more text; "
        + "put the closing quote at the end of the cell, and write a quote within it twice"
    }
  }

  private func place(_ file: String, _ line: Int, _ row: Int?, _ column: String) -> String {
    "\(file), line \(line) (\(row.map { "row \($0)" } ?? "header")), column '\(column)'"
  }
}
