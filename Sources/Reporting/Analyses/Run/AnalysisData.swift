import BundledDatasets
import MetaAnalysis

/// The study records of an analysis, read: every row, before any is left out.
public struct AnalysisData: Sendable {
  /// The table.
  public let table: StudyTable
  /// Which column plays which role.
  public let columns: ColumnMapping
  /// What the data are called: a file's name without its folders.
  public let name: String
  /// The SHA-256 digest of the bytes read, or of the columns written out as CSV.
  public let sha256: String
  /// The bytes read as text, to be written into results; `nil` for columns written out.
  public let csv: String?
  /// The bundled data set it is, or was copied from.
  public let dataset: BundledDataset?

  /// Reads the data that an analysis names.
  /// - Throws: ``AnalysisFileError`` for a file that cannot be read, data that are not those of the digest stated, and a
  ///   data set that does not exist; what reading CSV throws.
  public init(of analysis: Analysis) throws {
    let (source, file) = (analysis.data, analysis.file)
    func unusable(_ reason: String) -> AnalysisFileError {
      .unusable(file: file.path, place: analysis.places["data.dataset"] ?? source.place, reason: reason)
    }
    var bytes: [UInt8]
    var dataset: BundledDataset?
    var usualName = file.name
    switch source.origin {
    case .path(let path):
      let full = path.hasPrefix("/") ? path : file.folder + path
      usualName = path.split(separator: "/").last.map(String.init) ?? path
      do { bytes = try InputFile(path: full).bytes } catch {
        throw AnalysisFileError.unreadableData(
          file: file.path, place: analysis.places["data.path"] ?? source.place, reason: error.description)
      }
    case .dataset(let name):
      let names = BundledDataset.all.map(\.name)
      guard let found = BundledDataset.named(name) else {
        let guess = nearestName(to: name, in: names).map { "; did you mean '\($0)'?" } ?? ""
        throw unusable("there is no data set '\(name)'; 'tutti datasets' lists them\(guess)")
      }
      (dataset, bytes, usualName) = (found, found.csv, name)
    case .csv(let text):
      bytes = Array(text.utf8)
      if let name = source.dataset { (dataset, usualName) = (BundledDataset.named(name), name) }
    case .columns(let columns):
      var table: StudyTable
      do { table = try StudyTable(name: source.name ?? usualName, columns: columns) } catch {
        throw unusable(error.description)
      }
      table.noteInvention()
      bytes = Array(table.csv().utf8)
      name = source.name ?? usualName
      sha256 = SHA256(of: bytes).hexadecimal
      (self.table, self.columns, csv, self.dataset) = (table, analysis.columns, nil, nil)
      try checkDigest(of: analysis)
      return
    }
    name = source.name ?? usualName
    sha256 = SHA256(of: bytes).hexadecimal
    let called = name
    var table = try analysis.placingRest { try analysis.table(csv: bytes, name: called) }
    table.noteInvention()
    var columns = analysis.columns
    if let dataset {
      if dataset.isForDisplayOnly { table.notes.append(Note(.displayDataset)) }
      // A mapping of the analysis's own replaces that of the set's example, but for the studies' names.
      let isUnmapped = columns.roles.allSatisfy { $0 == .study }
      for column in dataset.columns {
        guard let role = column.role.flatMap(Role.init), columns[role] == nil, isUnmapped || role == .study
        else { continue }
        columns[role] = column.name
      }
    }
    self.table = table
    self.columns = columns
    csv = String(validating: bytes, as: UTF8.self)
    self.dataset = dataset
    try checkDigest(of: analysis)
  }

  private func checkDigest(of analysis: Analysis) throws(AnalysisFileError) {
    guard let stated = analysis.data.sha256, stated != sha256 else { return }
    throw .changedData(
      file: analysis.file.path, place: analysis.places["data.sha256"] ?? analysis.data.place, data: name,
      stated: stated, found: sha256)
  }
}

extension Analysis {
  /// The table of CSV; what is wrong with one written out in the file carries the line there.
  fileprivate func table(csv bytes: [UInt8], name: String) throws -> StudyTable {
    guard case .csv(let text) = data.origin else { return try StudyTable(csv: bytes, name: name) }
    do { return try StudyTable(csv: bytes, name: name) } catch {
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let start = lines.prefix(max(0, (error.line ?? 1) - 1)).reduce(1) { $0 + $1.count + 1 }
      throw AnalysisFileError.unusable(
        file: file.path, place: places.place(of: "data.csv", character: start) ?? data.place,
        reason: error.renamed("the table under 'data'").description)
    }
  }
}

extension CSVError {
  /// The line of the text, from 1; `nil` for what concerns the whole.
  fileprivate var line: Int? {
    switch self {
    case .notUTF8(_, _, let line, _), .zeroByte(_, _, let line), .rowLength(_, let line, _, _, _),
      .unterminatedQuote(_, let line, _, _), .textAfterQuote(_, let line, _, _, _):
      line
    case .unreadable, .otherFormat, .empty, .noRows, .duplicateColumn, .unnamedColumn: nil
    }
  }

  /// The same error of a text of another name.
  fileprivate func renamed(_ name: String) -> CSVError {
    switch self {
    case .unreadable(_, let reason): .unreadable(file: name, reason: reason)
    case .otherFormat(_, let format): .otherFormat(file: name, format: format)
    case .notUTF8(_, let offset, let line, let byte):
      .notUTF8(file: name, offset: offset, line: line, byte: byte)
    case .zeroByte(_, let offset, let line): .zeroByte(file: name, offset: offset, line: line)
    case .empty: .empty(file: name)
    case .noRows: .noRows(file: name)
    case .duplicateColumn(_, let column, let positions):
      .duplicateColumn(file: name, column: column, positions: positions)
    case .unnamedColumn(_, let position, let count): .unnamedColumn(file: name, position: position, of: count)
    case .rowLength(_, let line, let row, let cells, let expected):
      .rowLength(file: name, line: line, row: row, cells: cells, expected: expected)
    case .unterminatedQuote(_, let line, let row, let column):
      .unterminatedQuote(file: name, line: line, row: row, column: column)
    case .textAfterQuote(_, let line, let row, let column, let value):
      .textAfterQuote(file: name, line: line, row: row, column: column, value: value)
    }
  }
}

extension NoteKind {
  /// A bundled data set whose rows must not be pooled.
  public static let displayDataset = NoteKind(
    "dataset.display-only", .warning,
    "this data set is for display: \(BundledDataset.displayOnlyReason)", comesFirst: true)
}

extension BundledDataset {
  /// Why some bundled sets are not pooled.
  public static let displayOnlyReason =
    "the rows mix measures and scales and share trials, so that a pooled result means nothing"
}
