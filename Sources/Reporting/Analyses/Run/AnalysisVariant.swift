import MetaAnalysis

/// An analysis with some of its choices or data changed.
struct AnalysisVariant: Sendable {
  /// Choices changed, later ones over earlier ones.
  var settings: [AnalysisSetting] = []
  /// The data, as ``PreparedAnalysis/table``.
  var table: StudyTable
  /// Which column plays which role.
  var columns: ColumnMapping
  /// The positions of the rows used, `nil` for all; one that stands twice counts twice.
  var rows: [Int]?
  /// The scale on which all effects are read, `nil` for that of each expectation.
  var scale: PrintedScale?
  /// Whether the data or their reading differ from the analysis's own.
  var changesData = false

  init(_ prepared: PreparedAnalysis) {
    table = prepared.table
    columns = prepared.data.columns
    rows = prepared.positions
  }
}

/// The effect sizes of one table under different options, each computed once.
struct EffectsOfOptions {
  private struct Key: Hashable {
    var options: EffectOptions
    var decimals: Int?
  }

  private var known: [Key: EffectSizes] = [:]

  subscript(_ choices: AnalysisChoices) -> EffectSizes? {
    get { known[Key(options: choices.options, decimals: choices.conventions.inputDecimals)] }
    set { known[Key(options: choices.options, decimals: choices.conventions.inputDecimals)] = newValue }
  }
}
