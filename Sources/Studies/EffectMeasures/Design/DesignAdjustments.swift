import StudyRecords

/// Corrections for how studies were designed. None is made unless asked for; each that is made is a note on its row.
public struct DesignAdjustments: Hashable, Codable, Sendable {
  /// What a design effect acts on.
  public enum ClusterRule: String, CaseIterable, Hashable, Codable, Sendable {
    /// The sampling variance is multiplied by it.
    case variance
    /// Sample sizes and counts are divided by it (Cochrane Handbook 6.5, 23.1.4); where the effect was not computed from
    /// means or counts, the variance is multiplied.
    case sizes
  }

  /// What is done about a control group that serves several comparisons.
  public enum SharedControlRule: String, CaseIterable, Hashable, Codable, Sendable {
    /// Its people and events are divided evenly among the comparisons (Cochrane Handbook 6.5, 23.3.4).
    case split
    /// The comparisons become one, their first groups combined (Cochrane Handbook 6.5, 23.3.4); it stands in the row of
    /// the first, the other rows are left without an effect.
    case combine
    /// The comparisons stay and their covariances are given (``EffectSizes/covariance``).
    case covariance
  }

  /// Cluster-randomized trials, by their intracluster correlation (`icc`) and average cluster size (`cluster_size`):
  /// design effect `1 + (m − 1) ICC`; `nil` for no correction.
  public var clusters: ClusterRule?
  /// The intracluster correlation taken for rows with a cluster size that state none; `nil` for none.
  public var assumedICC: Double?
  /// Whether crossover trials get the variance of a paired comparison: rows that the `design` column calls `crossover`
  /// (or `paired`, `within-subject`), and, without such a column, rows with a correlation (`ri`) or a paired test
  /// (`paired_ti`, `paired_pi`) that their effect is not computed from. Rows called `parallel` or `cluster`, and empty
  /// cells beside others, are left alone; rows with another word have no effect and a note.
  public var crossover: Bool
  /// The correlation taken for rows called `crossover` that state none; `nil` for none.
  public var assumedCorrelation: Double?
  /// Comparisons that share a control group, the one that the `control` column names; `nil` for no correction.
  public var sharedControl: SharedControlRule?
  /// Whether effects change their sign where the `direction` column says that lower scores are better (`lower`, `-1`).
  public var direction: Bool

  /// The corrections asked for; none by default.
  public init(
    clusters: ClusterRule? = nil, assumedICC: Double? = nil, crossover: Bool = false,
    assumedCorrelation: Double? = nil, sharedControl: SharedControlRule? = nil, direction: Bool = false
  ) {
    self.clusters = clusters
    self.assumedICC = assumedICC
    self.crossover = crossover
    self.assumedCorrelation = assumedCorrelation
    self.sharedControl = sharedControl
    self.direction = direction
  }

  /// Whether no correction is asked for.
  public var isEmpty: Bool { self == DesignAdjustments() }
}

/// The columns that say how studies were designed, and the corrections that follow for each row.
struct DesignColumns {
  let rules: DesignAdjustments
  let labels: [String?]
  private let numbers: [Role: [Double?]]
  private let words: [Role: [String?]]
  /// The names of the columns of words, as the data spell them.
  let names: [Role: String]

  /// Reads the columns that the corrections need.
  /// - Throws: ``EffectError/missingDesignColumns(correction:roles:table:columns:)`` when they are not there.
  init(_ table: StudyTable, _ mapping: ColumnMapping, _ rules: DesignAdjustments) throws {
    self.rules = rules
    labels = try table.studyLabels(in: mapping)
    var numbers: [Role: [Double?]] = [:]
    var words: [Role: [String?]] = [:]
    var names: [Role: String] = [:]
    func read(_ role: Role) throws -> [String?]? {
      guard let column = try table.column(for: role, in: mapping) else { return nil }
      names[role] = column.name
      return column.texts
    }
    func need(_ correction: String, _ roles: [Role]) throws {
      for role in roles where try table.column(for: role, in: mapping) == nil {
        throw EffectError.missingDesignColumns(
          correction: correction, roles: roles, table: table.name, columns: table.columns.map(\.name))
      }
    }
    if rules.clusters != nil {
      if let icc = rules.assumedICC, !InputRange.intraclusterCorrelation.contains(icc) {
        throw EffectError.optionOutOfRange(
          option: "icc", value: icc, allowed: "an intracluster correlation between -1 and 1")
      }
      try need("cluster-randomized trials", rules.assumedICC == nil ? [.icc, .clusterSize] : [.clusterSize])
      for role in [Role.icc, .clusterSize] { numbers[role] = try table.numbers(for: role, in: mapping) }
    }
    if rules.crossover {
      if let r = rules.assumedCorrelation, !(abs(r) <= 1) {
        throw EffectError.optionOutOfRange(
          option: "crossover-correlation", value: r, allowed: "a correlation between -1 and 1")
      }
      for role in [Role.ri, .pairedT, .pairedP] {
        guard let column = try table.column(for: role, in: mapping), column.isNumeric || mapping[role] != nil
        else {
          continue
        }
        numbers[role] = try table.numbers(for: role, in: mapping)
      }
      if let design = try read(.design), mapping[.design] != nil || design.contains(where: { $0 != nil }) {
        words[.design] = design
      }
      if numbers.isEmpty, words.isEmpty { try need("crossover trials", [.ri]) }
    }
    if rules.sharedControl != nil {
      try need("shared control groups", [.control])
      words[.control] = try read(.control)
    }
    if rules.direction {
      try need("the direction of scales", [.direction])
      words[.direction] = try read(.direction)
    }
    self.numbers = numbers
    self.words = words
    self.names = names
  }

  func number(_ role: Role, _ position: Int) -> Double { (numbers[role]?[position] ?? nil) ?? .nan }
  func word(_ role: Role, _ position: Int) -> String? { words[role]?[position] ?? nil }
  func hasWords(_ role: Role) -> Bool { words[role] != nil }

  /// The word for a design that is none, where crossover trials are corrected for.
  func unknownDesign(_ position: Int) -> String? {
    guard let word = word(.design, position), StudyDesign(word) == nil else { return nil }
    return word
  }
}
