import StudyRecords

/// Why a subgroup analysis cannot be made.
public enum SubgroupError: AnalysisError, Hashable {
  /// The effect sizes carry no table whose column could name the groups.
  case noTable(column: String)
  /// No row has a label.
  case noLabels(column: String)
  /// There are not as many labels as rows.
  case labelCount(labels: Int, rows: Int)
  /// Tables are pooled, or counts are modelled, for which there is no model with one τ² for all groups.
  case commonTau2(pooling: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    switch self {
    case .noLabels: .data
    case .noTable, .labelCount, .commonTau2: .usage
    }
  }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .noTable(let column):
      "the effect sizes carry no table with a column '\(column)'; compute them from one, or pass the labels"
    case .noLabels(let column):
      "the column '\(column)' is empty, so that no row belongs to a subgroup; fill it in or choose another"
    case .labelCount(let labels, let rows):
      "\(labels) subgroup labels are given for \(rows) rows; give one for every row of the data"
    case .commonTau2(let pooling):
      "\(pooling) has no model with one τ² for all subgroups; pool each by itself, or by inverse variance"
    }
  }
}
