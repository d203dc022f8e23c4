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

/// What effect sizes of a table hang on.
struct EffectsKey: Hashable, Sendable {
  private let measure: Measure?
  private let options: EffectOptions
  private let decimals: Int?

  init(_ choices: AnalysisChoices) {
    (measure, options) = (choices.measure, choices.options)
    decimals = choices.conventions.inputDecimals
  }
}

/// The effect sizes of one table under different options, each computed once.
struct EffectsOfOptions {
  private var known: [EffectsKey: EffectSizes] = [:]

  subscript(_ choices: AnalysisChoices) -> EffectSizes? {
    get { known[EffectsKey(choices)] }
    set { known[EffectsKey(choices)] = newValue }
  }
}
