import StudyRecords

/// What is wrong with a whole file of analyses, besides what each row says of itself.
package enum BatchFileError: AnalysisError, Hashable {
  /// All analyses have a status in place of numbers; the results that say so are written.
  case noResults(file: String, analyses: Int)

  /// Always the data.
  package var kind: ErrorKind { .data }

  /// One sentence: what is wrong and where to look.
  package var description: String {
    switch self {
    case .noResults(let file, let analyses):
      "\(file): "
        + (analyses == 1
          ? "the only analysis has no result"
          : "none of the \(BatchTally.text(analyses: analyses)) has a result")
        + "; the column status of what is written says why"
    }
  }
}
