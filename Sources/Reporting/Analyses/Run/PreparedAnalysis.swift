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
  /// The labels of the studies, by position.
  public let labels: [String?]

  /// Reads the data and chooses the rows.
  /// - Throws: ``AnalysisFileError``, and what reading CSV throws.
  public init(_ analysis: Analysis) throws {
    self.analysis = analysis
    data = try AnalysisData(of: analysis)
    var table = data.table
    var positions: [Int]?
    do {
      if let filter = analysis.rows {
        let kept = try filter.condition(in: table)
        let chosen = kept.indices.filter { kept[$0] == true }
        guard !chosen.isEmpty else {
          throw AnalysisFileError.unusable(
            file: analysis.file.path, place: .start, reason: "no row satisfies 'rows: \(filter.text)'")
        }
        table = table.keepingRows(chosen)
        table.notes.append(
          Note(
            .rowsFiltered,
            ["count": .count(chosen.count), "rows": .count(kept.count), "filter": .text(filter.text)]))
        let names = try data.table.studyLabels(in: data.columns)
        for row in kept.indices where kept[row] == nil {
          table.notes.append(
            Note(.rowUndecided, row: row + 1, study: names[row], ["filter": .text(filter.text)]))
        }
        positions = chosen
      }
      for column in analysis.computed {
        table = try table.addingColumn(
          StudyTable.Column(name: column.name, numbers: try column.expression.numbers(in: table)))
      }
      labels = try table.studyLabels(in: data.columns)
    } catch let error as AnalysisFileError {
      throw error
    } catch let error as any AnalysisError {
      throw AnalysisFileError.unusable(file: analysis.file.path, place: .start, reason: error.description)
    }
    self.table = table
    self.positions = positions
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

extension NoteKind {
  /// A condition chooses the rows.
  public static let rowsFiltered = NoteKind(
    "rows.filtered", .information, "{count} of {rows} rows are used: {filter}")
  /// A missing value leaves open whether a row is chosen.
  public static let rowUndecided = NoteKind(
    "row.undecided", .warning, "a missing value leaves open whether '{filter}' holds; the row is left out")
}
