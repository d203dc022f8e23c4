#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import StudyRecords

extension StudyTable {
  /// Reads a CSV or TSV file; messages call it by its name without its folders.
  ///
  /// What a file may look like: ``CSVReader``. A column is numeric when `parseNumber` reads every cell that is not
  /// missing. What deserves a second look is in ``StudyTable/notes``.
  /// - Throws: ``CSVError``.
  public init(csv url: URL, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(CSVReader(csv: url, format: format))
  }

  /// Reads CSV or TSV bytes; see ``init(csv:format:)``.
  /// - Throws: ``CSVError``.
  public init(csv bytes: [UInt8], name: String, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(CSVReader(csv: bytes, name: name, format: format))
  }

  /// Reads CSV or TSV text; see ``init(csv:format:)``.
  /// - Throws: ``CSVError``.
  public init(csv text: String, name: String, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(csv: Array(text.utf8), name: name, format: format)
  }

  /// Reads the CSV or TSV contents of a file or of standard input; see ``init(csv:format:)``.
  /// - Throws: ``CSVError``.
  public init(csv file: InputFile, format: CSVFormat = .detect) throws(CSVError) {
    try self.init(csv: file.bytes, name: file.name, format: format)
  }

  /// Reads all rows.
  ///
  /// A column without a name is left out with a note when nothing is lost by it: when it is the first, where R writes
  /// the rows' numbers, or when all its cells are missing, which spreadsheets leave behind.
  init(_ reader: consuming CSVReader) throws(CSVError) {
    // Between cells that are not separated by commas a comma is a decimal mark, and so it is in quotes where no
    // thousands can be meant.
    let mark = reader.isMarkOpen ? nil : reader.decimal
    let mayBeThousands = reader.separator != .semicolon
    var columns = reader.columnNames.map { CSVColumn(name: $0, decimal: mark, mayBeThousands: mayBeThousands) }
    while try reader.next() { reader.forEachCell { columns[$0].append($1) } }
    guard reader.row > 0 else { throw .noRows(file: reader.name) }

    var notes: [Note] = []
    if columns.allSatisfy({ parseNumber($0.name) != nil }) { notes.append(Note(.headerOfNumbers)) }
    for (position, column) in columns.enumerated() where column.name.isEmpty {
      guard position == 0 && columns.count > 1 || column.isMissing else {
        throw .unnamedColumn(file: reader.name, position: position + 1, of: columns.count)
      }
      notes.append(Note(.columnWithoutName, ["position": .count(position + 1)]))
    }
    columns.removeAll(where: \.name.isEmpty)
    guard !columns.isEmpty else {
      throw .unnamedColumn(file: reader.name, position: 1, of: reader.columnNames.count)
    }
    if reader.skippedLines > 0 { notes.append(Note(.blankLines, ["count": .count(reader.skippedLines)])) }
    notes += columns.flatMap(\.notes) + mixedMarks(in: columns)
    self.init(trusted: reader.name, columns: columns.map(\.column), notes: notes)
  }
}

/// A warning when one numeric column has decimal points and another decimal commas: one may be thousands separators.
private func mixedMarks(in columns: [CSVColumn]) -> [Note] {
  let numeric = columns.filter { $0.numbers != nil }
  guard let point = numeric.first(where: { $0.firstPoint != nil }),
    let comma = numeric.first(where: { $0.firstComma != nil }),
    let pointText = point.firstPoint.flatMap({ point.texts[$0] }),
    let commaText = comma.firstComma.flatMap({ comma.texts[$0] })
  else { return [] }
  return [
    Note(
      .mixedDecimalMarks, column: comma.name,
      ["comma": .text(commaText), "other": .text(point.name), "point": .text(pointText)])
  ]
}

extension NoteKind {
  /// Lines without any text stand between the rows.
  public static let blankLines = NoteKind(
    "file.blank-lines", .information, "blank lines between the rows are skipped: {count} of them")
  /// A column has no name and nothing to lose.
  public static let columnWithoutName = NoteKind(
    "column.unnamed", .information, "column {position} of the file has no name in the header and is left out")
  /// The header may be missing.
  public static let headerOfNumbers = NoteKind(
    "header.numbers", .warning,
    "every column name is a number: if the file has no header row, add one, or its first study is lost")
  /// Points and commas both stand before decimals, in different columns.
  public static let mixedDecimalMarks = NoteKind(
    "file.mixed-decimals", .warning,
    "column '{column}' has decimal commas ('{comma}') and column '{other}' decimal points ('{point}'); "
      + "both are read so: make sure that neither separates thousands")
}
