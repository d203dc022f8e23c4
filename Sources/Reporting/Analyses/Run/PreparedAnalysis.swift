import MetaAnalysis

/// An analysis with its data read, its rows chosen and its columns computed: ready to be run, also with other choices.
public struct PreparedAnalysis: Sendable {
  /// What is asked for.
  public internal(set) var analysis: Analysis
  /// The data as they were read.
  public let data: AnalysisData
  /// The rows used keep their numbers; the others are empty. Computed columns stand at the end.
  public internal(set) var table: StudyTable
  /// The positions from 0 of the rows used, `nil` for all.
  public let positions: [Int]?
  /// The labels of the studies, by position; also of rows that are not used.
  public let labels: [String?]

  /// Reads the data and chooses the rows.
  /// - Throws: ``AnalysisFileError``, and what reading CSV throws.
  public init(_ analysis: Analysis) throws {
    self.analysis = analysis
    let data = try AnalysisData(of: analysis)
    self.data = data
    let names = try analysis.placing("columns") { try data.table.studyLabels(in: data.columns) }
    var notes: [Note] = []
    var chosenRows: [Int]?
    if let filter = analysis.rows {
      let kept = try analysis.placing("rows") { try filter.condition(in: data.table) }
      let chosen = kept.indices.filter { kept[$0] == true }
      guard !chosen.isEmpty else {
        throw AnalysisFileError.unusable(
          file: analysis.file.path, place: analysis.places["rows"] ?? .start,
          reason: "no row satisfies 'rows: \(filter.text)'")
      }
      notes.append(
        Note(
          .rowsFiltered,
          ["count": .count(chosen.count), "rows": .count(kept.count), "filter": .text(filter.text)]))
      for row in kept.indices where kept[row] == nil {
        notes.append(Note(.rowUndecided, row: row + 1, study: names[row], ["filter": .text(filter.text)]))
      }
      chosenRows = chosen
    }
    let table = try analysis.table(data.table, keeping: chosenRows)
    let used = chosenRows.map { table.selectingRows($0) } ?? table
    (labels, positions, self.table) = (names, chosenRows, table)
    self.table.notes +=
      analysis.idleConventions + analysis.idleSettings(in: used, columns: data.columns) + notes
  }

  /// The positions of the rows used.
  public var rowsUsed: [Int] { positions ?? Array(0..<table.rowCount) }

  /// The positions of the studies of that name among the rows used.
  /// - Throws: ``AnalysisFileError/unusable(file:place:reason:)`` when there is none.
  func positions(of study: String, at place: FilePlace) throws(AnalysisFileError) -> [Int] {
    let found = rowsUsed.filter { labels[$0] == study }
    guard found.isEmpty else { return found }
    let names = rowsUsed.compactMap { labels[$0] }
    let guess = nearestName(to: study, in: names).map { "; did you mean '\($0)'?" } ?? ""
    throw .unusable(
      file: analysis.file.path, place: place,
      reason: names.isEmpty
        ? "the data have no column of studies' names; give its column the role 'study', or use 'row'"
        : "no study used is called '\(study)'\(guess)")
  }
}

extension Analysis {
  /// The table with some rows kept, `nil` for all, and the columns computed from these.
  func table(_ data: StudyTable, keeping positions: [Int]?) throws -> StudyTable {
    var table = positions.map { data.keepingRows($0) } ?? data
    for column in computed {
      let part = "compute.\(column.name)"
      let numbers = try placing(part) { try column.expression.numbers(in: table) }
      table = try placing(part) {
        try table.addingColumn(StudyTable.Column(name: column.name, numbers: numbers))
      }
    }
    return table
  }
}

extension NoteKind {
  /// A condition chooses the rows.
  public static let rowsFiltered = NoteKind(
    "rows.filtered", .information, "{count} of {rows} rows are used: {filter}")
  /// A missing value leaves open whether a row is chosen.
  public static let rowUndecided = NoteKind(
    "row.undecided", .warning, "a missing value leaves open whether '{filter}' holds; the row is left out")
}
