import MetaAnalysis

/// What a dose–response plot shows and how it is worded; the defaults follow from the result.
public struct DosePlotOptions: Hashable, Sendable {
  /// The model whose curve, band and doses are shown; `nil` for the one with the smallest AICc.
  public var shape: DoseShape?
  /// A heading above everything, `nil` for none.
  public var title: String?
  /// What the horizontal axis is called, `nil` for the dose's column.
  public var xLabel: String?
  /// What the effect is called, `nil` for the measure's name.
  public var effectName: String?
  /// Whether the curves of the other models are shown as thin lines.
  public var showsOthers = true
  /// Whether the prediction band is shown where there is one.
  public var showsPrediction = true
  /// Sizes and colours.
  public var style = ChartStyle.standard

  /// The default options.
  public init() {}
}
