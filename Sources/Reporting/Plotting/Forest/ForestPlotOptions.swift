import MetaAnalysis

/// What a forest plot shows and how it is worded; the defaults follow from the fit.
public struct ForestPlotOptions: Hashable, Sendable {
  /// The order of the studies.
  public enum Order: String, CaseIterable, Hashable, Sendable, Codable {
    /// As in the data.
    case given
    /// By estimate, smallest first.
    case effect
    /// By weight, largest first.
    case weight
  }

  /// Which end of the scale is good for the first group.
  public enum Benefit: String, CaseIterable, Hashable, Sendable, Codable {
    /// Less of the outcome is better: deaths, pain.
    case lower
    /// More of the outcome is better: survival, well-being.
    case higher
  }

  /// A heading above everything, `nil` for none.
  public var title: String?
  /// The first group's name, in headings and under the axis.
  public var treatment = "Treatment"
  /// The second group's name.
  public var control = "Control"
  /// What the effect is called, `nil` for the measure's name.
  public var effectName: String?
  /// Whether low or high values favour the first group; `nil` when it is not known, and then the labels under the
  /// axis say only in which group the outcome is lower or higher.
  public var benefit: Benefit?
  /// The label under the axis on the side below no effect, instead of the one that follows from ``benefit``; an
  /// empty text for none.
  public var leftLabel: String?
  /// The label on the side above no effect.
  public var rightLabel: String?
  /// The order of the studies; those without an estimate come last unless it is ``Order/given``.
  public var order = Order.given
  /// The ends of the axis on the scale shown, `nil` for automatic ones; intervals that reach beyond get arrows.
  public var axisRange: Interval?
  /// Ticks on the scale shown, `nil` for automatic ones.
  public var ticks: [Double]?
  /// Decimals of effects, `nil` for as many as the precision warrants.
  public var decimals: Int?
  /// How the analysis scale is turned back, `nil` for the fit's own way; `identity` shows the analysis scale.
  public var transform: BackTransform?
  /// Whether the columns of raw data are shown.
  public var showsData = true
  /// Whether the column of weights is shown.
  public var showsWeights = true
  /// Whether the prediction interval is shown where there is one.
  public var showsPrediction = true
  /// Whether the pooled effect is shown, and with it what only makes sense beside it: the prediction interval, the
  /// weights, and the sentences on the model.
  public var showsPooled = true
  /// Further sentences under the plot.
  public var remarks: [String] = []
  /// Sizes and colours.
  public var style = ForestStyle.standard

  /// The default options.
  public init() {}
}
