import MetaAnalysis

/// A fit with everything that led to it, from which the JSON, the tables and the text are made.
public struct FitReport: Reportable, Sendable {
  /// The result.
  public var fit: Fit
  /// The effect sizes it was made from.
  public var effects: EffectSizes
  /// The data they come from.
  public var input: InputSummary
  /// The choices that moved the effect sizes.
  public var options: EffectOptions
  /// The conventions the analysis started from, for example `tutti@1`.
  public var profile: String?
  /// What was asked for beyond the fit, in the order shown.
  public var sections: [any FitSection] = []

  /// A report on a fit.
  public init(
    fit: Fit, effects: EffectSizes, input: InputSummary, options: EffectOptions = .init(),
    profile: String? = nil
  ) {
    self.fit = fit
    self.effects = effects
    self.input = input
    self.options = options
    self.profile = profile
  }
}
