#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import StudyRecords

/// Reads a CSV or TSV file row by row in constant memory.
///
/// RFC 4180 with what spreadsheets and R write besides: separators `,` `;` tab; lines ended by LF, CRLF or CR, the last
/// one optionally; a byte-order mark; blanks around cells, which belong to the cell only within quotes. The first line
/// that is not blank is the header, but for a line `sep=;` before it, by which spreadsheets name the separator. Lines of nothing but blanks are skipped, wherever they stand; every other row must
/// have as many cells as the header. A quote within an unquoted cell stands for itself. The text is UTF-8.
///
/// ```swift
/// var reader = try CSVReader(csv: url)
/// while try reader.next() {
///   if let yi = reader.number(0) { … }
/// }
/// ```
public struct CSVReader: ~Copyable {
  /// What the data are called in messages.
  public let name: String
  /// The separator, found in the header where the format leaves it open.
  public let separator: CSVFormat.Separator
  /// The only decimal mark, or `nil` when cells may use either.
  public let decimal: DecimalMark?
  /// Whether the decimal mark was left open.
  let isMarkOpen: Bool
  /// The header's cells without the blanks around them; unique but for empty ones.
  public let columnNames: [String]
  /// The current row, counted from 1 without the header; 0 before the first.
  public private(set) var row = 0
  /// The blank lines skipped between the header and the current row.
  public private(set) var skippedLines = 0

  private var blankLines = 0
  private var parser: CSVRecordParser
  private var input: CSVInput

  /// A reader of a file.
  /// - Throws: ``CSVError``.
  public init(csv url: URL, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(source: FileSource(url: url), name: url.lastPathComponent, format: format)
  }

  /// A reader of bytes in memory.
  /// - Throws: ``CSVError``.
  public init(csv bytes: [UInt8], name: String, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(source: MemorySource(bytes), name: name, format: format)
  }

  /// A reader of any source of bytes.
  /// - Throws: ``CSVError``.
  public init(source: any ByteSource, name: String, format: CSVFormat = .detect) throws(CSVError) {
    var input = CSVInput(source: source, name: name)
    let separator = try input.readHeader(format: format)
    var parser = CSVRecordParser(separator: separator, line: input.firstLine)
    repeat {
      guard try input.readRecord(with: &parser, row: nil, columnNames: []) else { throw .empty(file: name) }
    } while parser.isBlank
    let columnNames = parser.cells.indices.map { position in
      parser.withBytes(of: position) { String(decoding: trimmingBlanks($0), as: UTF8.self) }
    }
    var positions: [String: Int] = [:]
    for (position, column) in columnNames.enumerated() where !column.isEmpty {
      if let earlier = positions.updateValue(position, forKey: column) {
        throw .duplicateColumn(file: name, column: column, positions: [earlier + 1, position + 1])
      }
    }
    self.name = name
    self.separator = separator
    self.decimal = format.decimal ?? (separator == .semicolon ? nil : .point)
    isMarkOpen = format.decimal == nil
    self.columnNames = columnNames
    self.parser = parser
    self.input = input
  }

  /// Goes on to the next row; `false` at the end.
  /// - Throws: ``CSVError``; do not call again after that.
  public mutating func next() throws(CSVError) -> Bool {
    repeat {
      guard try input.readRecord(with: &parser, row: row + 1, columnNames: columnNames) else { return false }
      if parser.isBlank { blankLines += 1 }
    } while parser.isBlank
    row += 1
    skippedLines = blankLines
    guard parser.cells.count == columnNames.count else {
      throw .rowLength(
        file: name, line: line, row: row, cells: parser.cells.count, expected: columnNames.count)
    }
    return true
  }

  /// The line on which the current row begins, counted from 1.
  public var line: Int { parser.recordLine }

  /// Whether a cell of the current row is empty, `.`, `NA` or `NaN` (also `na`, `nan`, `NAN`), in quotes or not.
  public func isMissing(_ column: Int) -> Bool { withBytes(column, StudyRecords.isMissing) }

  /// The number in a cell of the current row, or `nil` when it is missing or not a number.
  ///
  /// See `parseNumber` for what a number is.
  public func number(_ column: Int) -> Double? { withBytes(column) { CSVNumber($0, decimal: decimal)?.value } }

  /// The text of a cell of the current row, or `nil` when it is missing.
  public func text(_ column: Int) -> String? {
    withBytes(column) { StudyRecords.isMissing($0) ? nil : String(decoding: $0, as: UTF8.self) }
  }

  /// The UTF-8 bytes of a cell of the current row, unquoted; the buffer is valid only within the call.
  public func withBytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    parser.withBytes(of: column, body)
  }
}

extension CSVReader {
  /// Lends the bytes of every cell of the current row in turn, each with its column's position.
  func forEachCell(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    parser.bytes.withUnsafeBufferPointer { bytes in
      for (position, cell) in parser.cells.enumerated() {
        body(position, UnsafeBufferPointer(rebasing: bytes[cell.range]))
      }
    }
  }
}

extension CSVRecordParser {
  /// Lends the bytes of a cell of the current record.
  func withBytes<Result>(of cell: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[cells[cell].range])) }
  }
}

/// The number in a cell, and the decimal mark it uses.
struct CSVNumber {
  let value: Double
  /// `nil` when the number has no decimals or the format prescribes the mark.
  let mark: DecimalMark?

  /// `nil` when the cell is not a number; `decimal` is the only mark, `nil` accepts either.
  init?(_ cell: UnsafeBufferPointer<UInt8>, decimal: DecimalMark?) {
    if let value = parseNumber(cell, decimal: decimal ?? .point) {
      self.value = value
      mark = decimal == nil && cell.contains(UInt8(ascii: ".")) ? .point : nil
    } else if decimal == nil, let value = parseNumber(cell, decimal: .comma) {
      self.value = value
      mark = .comma
    } else {
      return nil
    }
  }
}
