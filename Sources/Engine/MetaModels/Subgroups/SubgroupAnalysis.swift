import EffectMeasures
import StudyRecords

/// Every choice of a subgroup analysis: the studies are split by a column, each group is pooled, and the groups are
/// compared (Borenstein, Hedges, Higgins & Rothstein 2009, Introduction to Meta-Analysis, ch. 19).
public struct SubgroupAnalysis: Hashable, Sendable {
  /// How groups and the whole are pooled.
  public var settings: ModelSettings
  /// The model of the counts that is fitted to each group and the whole instead; ``settings`` then hold what it shares
  /// with models of effect sizes.
  public var counts: CountModel?
  /// Whether each group has its own τ².
  public var tau2: SubgroupTau2
  /// The order of the groups.
  public var order: SubgroupOrder
  /// When all studies are pooled together.
  public var overall: SubgroupOverall

  /// A subgroup analysis; by default each group has its own τ², groups come in the order of the data, and there is an
  /// overall effect unless a study occurs in several groups.
  public init(
    _ settings: ModelSettings = .init(), tau2: SubgroupTau2 = .separate, order: SubgroupOrder = .appearance,
    overall: SubgroupOverall = .unlessShared
  ) {
    self.settings = settings
    counts = nil
    self.tau2 = tau2
    self.order = order
    self.overall = overall
  }

  /// A subgroup analysis by a model of the counts: each group has its own parameters.
  public init(
    counting model: CountModel, order: SubgroupOrder = .appearance, overall: SubgroupOverall = .unlessShared
  ) {
    self.init(model.settings, order: order, overall: overall)
    counts = model
  }

  /// Pools and compares the groups that a column of the effect sizes' own table names.
  ///
  /// A numeric column groups by equal numbers. Rows without a label are left out with a note.
  /// - Throws: ``SubgroupError`` when there are no groups or a common τ² is asked of tables or counts, `StudyTableError`
  ///   for an unknown column, ``ModelError`` when a group or the whole cannot be pooled, ``MixedModelError`` when a model
  ///   of the counts does not suit the measure or has no maximum for the whole; a group for which it has none is left
  ///   without an effect, with a note.
  public func analyse(_ effects: EffectSizes, by column: String) throws -> SubgroupResult {
    guard let table = effects.table else { throw SubgroupError.noTable(column: column) }
    guard let cells = table[column] else {
      throw StudyTableError.unknownColumn(
        table: table.name, column: column, role: nil, available: table.columns.map(\.name))
    }
    let grouping = SubgroupGrouping(column: column, labels: cells.labels, isNumeric: cells.isNumeric)
    try effects.requireIndependence()
    if settings.isStratified || counts != nil { try effects.requireCountsOfEffects() }
    return try SubgroupFitting(self, effects, grouping).result()
  }

  /// Pools and compares the groups of labels, one per row of the effect sizes and `nil` where missing.
  /// - Throws: as ``analyse(_:by:)``.
  public func analyse(
    _ effects: EffectSizes, labels: [String?], column: String = "subgroup"
  ) throws -> SubgroupResult {
    guard labels.count == effects.rows.count else {
      throw SubgroupError.labelCount(labels: labels.count, rows: effects.rows.count)
    }
    let grouping = SubgroupGrouping(column: column, labels: labels, isNumeric: false)
    try effects.requireIndependence()
    if settings.isStratified || counts != nil { try effects.requireCountsOfEffects() }
    return try SubgroupFitting(self, effects, grouping).result()
  }
}

/// Whether the groups of a subgroup analysis share one τ².
public enum SubgroupTau2: String, CaseIterable, Hashable, Sendable, Codable {
  /// Each group has its own, estimated from its studies alone; a group is pooled as if it were all there is.
  case separate
  /// One model with the groups as a factor: τ² is what is left within groups, and tests and intervals rest on its
  /// k − G degrees of freedom. The better choice when groups are small (Borenstein et al. 2009, ch. 19).
  case common

  /// Where it comes from.
  public var sources: [Source] {
    switch self {
    case .separate:
      [
        Source(
          "Borenstein, Hedges, Higgins & Rothstein", 2009, doi: "10.1002/9780470743386.ch19",
          place: "random effects with separate estimates of τ²")
      ]
    case .common:
      [
        Source(
          "Borenstein, Hedges, Higgins & Rothstein", 2009, doi: "10.1002/9780470743386.ch19",
          place: "random effects with a pooled estimate of τ²"),
        Source("Knapp & Hartung", 2003, doi: "10.1002/sim.1482"),
      ]
    }
  }
}

/// The order of the groups of a subgroup analysis.
public enum SubgroupOrder: String, CaseIterable, Hashable, Sendable, Codable {
  /// In which the data first name them: authors sort their tables by meaning (mild, moderate, severe).
  case appearance
  /// By label in code-point order, numbers by size.
  case label
}

/// When all studies of a subgroup analysis are pooled together and the groups tested against each other.
public enum SubgroupOverall: String, CaseIterable, Hashable, Sendable, Codable {
  /// Unless a study occurs in several groups, as with several outcomes: its estimates are not independent.
  case unlessShared = "unless-shared"
  /// Always.
  case always
  /// Never.
  case never
}
