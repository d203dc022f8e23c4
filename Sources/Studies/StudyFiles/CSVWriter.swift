import StudyRecords

/// Writes CSV or TSV that ``CSVReader`` reads back as the same cells: UTF-8, lines ended by LF, quotes where needed.
///
/// Cells that the reader takes for missing (empty, `.`, `NA`, `NaN`) come back as missing whatever is done.
public struct CSVWriter: Sendable {
  /// What stands between two cells.
  public let separator: CSVFormat.Separator
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private var isFirstLine = true
  private var cellsInRow = 0
  private var rowStart = 0

  /// A writer of nothing so far.
  public init(separator: CSVFormat.Separator = .comma) { self.separator = separator }

  /// What has been written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a cell with a text to the row; nothing for `nil`.
  public mutating func append(text: String?) {
    beginCell()
    guard var text else { return }
    text.withUTF8 { cell in
      if needsQuotes(cell) {
        bytes.append(quote)
        for byte in cell {
          if byte == quote { bytes.append(quote) }
          bytes.append(byte)
        }
        bytes.append(quote)
      } else {
        bytes.append(contentsOf: cell)
      }
    }
  }

  /// Adds a cell with a number, as the shortest text that reads back as the same number; nothing for `nil` and NaN.
  public mutating func append(number: Double?) {
    beginCell()
    guard let number, !number.isNaN else { return }
    bytes.append(contentsOf: numberText(number).utf8)
  }

  /// Ends the row, or the header, which is the first.
  public mutating func endRow() {
    // A line with nothing on it would not be read as a row.
    if cellsInRow == 1, bytes.count == rowStart { bytes += [quote, quote] }
    bytes.append(lineFeed)
    rowStart = bytes.count
    cellsInRow = 0
    isFirstLine = false
  }

  private mutating func beginCell() {
    if cellsInRow > 0 { bytes.append(separator.rawValue) }
    cellsInRow += 1
  }

  /// In the header every possible separator is quoted, so that it cannot be taken for the one in use; so it is in the
  /// first cell of a row, which may be the only one of a file whose header has no separator.
  private func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    let quotesAllSeparators = isFirstLine || cellsInRow == 1
    let isSpecial = { [separator] (byte: UInt8) in
      byte == quote || byte == lineFeed || byte == carriageReturn || byte == separator.rawValue
        || quotesAllSeparators && CSVFormat.Separator(rawValue: byte) != nil
    }
    return cell.contains(where: isSpecial) || trimmingBlanks(cell).count < cell.count
      || bytes.isEmpty && cell.starts(with: [0xEF, 0xBB, 0xBF])
  }
}

extension StudyTable {
  /// The table as CSV: texts as they are, numbers as they are where a decimal point reads them back, else as their
  /// shortest text.
  public func csv(separator: CSVFormat.Separator = .comma) -> String {
    var writer = CSVWriter(separator: separator)
    for column in columns { writer.append(text: column.name) }
    writer.endRow()
    let asNumbers = columns.map { !$0.hasReadableTexts }
    for row in 0..<rowCount {
      for (column, asNumbers) in zip(columns, asNumbers) {
        if asNumbers {
          writer.append(number: column.numbers?[row])
        } else {
          writer.append(text: column.texts[row])
        }
      }
      writer.endRow()
    }
    return writer.text
  }
}

extension StudyTable.Column {
  /// Whether the texts of a numeric column, read with a decimal point, give its numbers; any text does for a factor.
  fileprivate var hasReadableTexts: Bool {
    guard let numbers else { return true }
    return zip(texts, numbers).allSatisfy { text, number in text.flatMap { parseNumber($0) } == number }
  }
}
