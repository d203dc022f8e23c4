import MetaAnalysis

/// What a L'Abbé plot shows and how it is worded; the defaults follow from the fit.
public struct LabbePlotOptions: Hashable, Sendable {
  /// A heading above everything, `nil` for none.
  public var title: String?
  /// The first group's name, on the vertical axis.
  public var treatment = "Treatment"
  /// The second group's name, on the horizontal axis.
  public var control = "Control"
  /// What is called on the axes before the group's name, `nil` for `Event risk`, `Event rate` or the scale's name.
  public var outcome: String?
  /// The ends of both axes, `nil` for automatic ones.
  public var axisRange: Interval?
  /// The scale of both axes where they show risks or rates, `nil` for one on which the studies do not heap.
  public var axisScale: LabbeAxisScale?
  /// Whether the axes show the measure's own scale, log odds for OR, on which the pooled effect is a straight line; and
  /// not risks or rates.
  public var showsAnalysisScale = false
  /// What is added to cells with a zero on the measure's own scale, as for the effect sizes; `nil` for its usual addition.
  public var add: Double?
  /// Which studies it is added to.
  public var to = ZeroCellRule.only0
  /// Whether the pooled effect is shown.
  public var showsPooled = true
  /// Whether its confidence band is shown.
  public var showsConfidence = true
  /// Whether the prediction band is shown where there is one.
  public var showsPrediction = true
  /// Sizes and colours.
  public var style = LabbePlotOptions.square

  /// The default options.
  public init() {}

  /// The standard style with a square plotting area.
  private static var square: ChartStyle {
    var style = ChartStyle.standard
    (style.plotWidth, style.plotHeight) = (300, 300)
    return style
  }
}

/// Why a fit has no L'Abbé plot.
public enum LabbePlotError: AnalysisError, Hashable {
  /// The measure is no difference of two groups' risks or rates.
  case measure(String?)
  /// The model has moderators.
  case moderators
  /// No study has complete counts.
  case noCounts(measure: String)

  /// The request is at fault, or the data.
  public var kind: ErrorKind { if case .noCounts = self { .data } else { .usage } }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .measure(let code):
      "a L'Abbé plot shows the risks or rates of two groups and cannot be drawn for "
        + "\(code.map { "measure \($0)" } ?? "estimates without counts"); use \(GroupScale.measures.joined(separator: ", "))"
    case .moderators:
      "a L'Abbé plot shows one pooled effect, not a model with moderators; leave out the formula, or use a bubble plot"
    case .noCounts(let measure):
      "no study has complete counts of both groups, which a L'Abbé plot of measure \(measure) needs"
    }
  }
}
