import MetaAnalysis

/// What a bubble plot shows and how it is worded; the defaults follow from the fit.
public struct BubblePlotOptions: Hashable, Sendable {
  /// A heading above everything, `nil` for none.
  public var title: String?
  /// What the horizontal axis is called, `nil` for the moderator's name.
  public var xLabel: String?
  /// What the effect is called, `nil` for the measure's name.
  public var effectName: String?
  /// The ends of the vertical axis on the scale shown, `nil` for automatic ones.
  public var axisRange: Interval?
  /// Ticks of the vertical axis on the scale shown, `nil` for automatic ones.
  public var ticks: [Double]?
  /// How the analysis scale is turned back, `nil` for the fit's own way; `identity` shows the analysis scale.
  public var transform: BackTransform?
  /// Whether the confidence band is shown.
  public var showsConfidence = true
  /// Whether the prediction band is shown where there is one.
  public var showsPrediction = true
  /// Sizes and colours.
  public var style = ChartStyle.standard

  /// The default options.
  public init() {}
}

/// Why a fit has no bubble plot.
public enum BubblePlotError: AnalysisError, Hashable {
  /// The model has no moderators.
  case noModerators
  /// The moderator is not in the formula.
  case unknownModerator(name: String, moderators: [String])
  /// The effect sizes carry no table with the moderators.
  case noTable

  /// The request is at fault.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .noModerators:
      return "a bubble plot needs a moderator; give the model a formula, for example '~ sessions'"
    case .unknownModerator(let name, let moderators):
      let guess = nearestName(to: name, in: moderators).map { "; did you mean '\($0)'?" } ?? ""
      return
        "the formula does not read a column '\(name)'; it reads \(moderators.joined(separator: ", "))\(guess)"
    case .noTable:
      return "the effect sizes carry no table of moderators; compute them from one"
    }
  }
}
