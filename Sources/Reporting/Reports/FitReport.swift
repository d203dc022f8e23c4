import MetaAnalysis

/// A fit with everything that led to it, from which the JSON, the tables and the text are made.
public struct FitReport: Reportable, Sendable {
  /// The result.
  public var fit: Fit
  /// The data it comes from.
  public var input: InputSummary
  /// The choices that moved the effect sizes.
  public var options: EffectOptions
  /// The conventions the analysis started from, for example `tutti@1`.
  public var profile: String?

  /// A report on a fit.
  public init(fit: Fit, input: InputSummary, options: EffectOptions = .init(), profile: String? = nil) {
    self.fit = fit
    self.input = input
    self.options = options
    self.profile = profile
  }
}
