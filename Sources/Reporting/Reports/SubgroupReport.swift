import MetaAnalysis

/// A subgroup analysis with everything that led to it, from which the JSON, the tables and the text are made.
public struct SubgroupReport: Reportable, Sendable {
  /// The result.
  public var result: SubgroupResult
  /// The data it comes from.
  public var input: InputSummary
  /// The choices that moved the effect sizes.
  public var options: EffectOptions
  /// The conventions the analysis started from, for example `tutti@1`.
  public var profile: String?

  /// What was noticed on the way.
  public var notes: [Note] { result.notes }

  /// A report on a subgroup analysis.
  public init(
    result: SubgroupResult, input: InputSummary, options: EffectOptions = .init(), profile: String? = nil
  ) {
    self.result = result
    self.input = input
    self.options = options
    self.profile = profile
  }

  /// The settings of the whole.
  var settings: ModelSettings { result.analysis.settings }

  /// The fit that names the scales.
  var leadingFit: Fit? { result.leadingFit }
}
