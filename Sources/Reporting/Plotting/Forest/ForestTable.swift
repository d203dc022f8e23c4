import MetaAnalysis

/// What a forest plot says before anything has a place: columns, rows, scale and footer.
///
/// Rows come in any number and order, several pooled ones among them, so that a plot by subgroups is a longer list of
/// the same parts.
struct ForestTable: Hashable, Sendable {
  /// A heading above everything.
  var title: String?
  /// The columns of raw data between the labels and the plot.
  var columns: [Column]
  /// The heading of the effects, one string a line.
  var effectHeading: [String]
  /// The heading of the weights, `nil` for no such column.
  var weightHeading: [String]?
  /// The rows from top to bottom.
  var rows: [Row]
  /// The value of no effect on the analysis scale, `nil` where there is none.
  var nullValue: Double?
  /// The pooled estimate the dashed line runs through, on the analysis scale.
  var pooledValue: Double?
  /// The ends of the axis on the analysis scale.
  var domain: Interval
  /// From the analysis scale to the one shown.
  var transform: BackTransform
  /// Ticks on the scale shown, `nil` for automatic ones.
  var ticks: [Double]?
  /// The label under the axis on the side below no effect; may be empty.
  var leftLabel: String
  /// The label on the side above no effect; may be empty.
  var rightLabel: String
  /// Sentences under the plot.
  var footer: [String]

  /// A column of raw data, aligned to the right.
  struct Column: Hashable, Sendable {
    /// Its heading.
    var heading: String
    /// The heading it shares with its neighbours of the same group.
    var group: String?
  }

  /// One row.
  struct Row: Hashable, Sendable {
    /// What is drawn in it.
    enum Mark: Hashable, Sendable {
      /// Nothing.
      case none
      /// A square whose area is a share of the largest one's, and a whisker.
      case study(area: Double)
      /// A diamond.
      case pooled
      /// A diamond of less weight: the pooled effect of a group.
      case subtotal
      /// A bar.
      case prediction
      /// Nothing: the label is the heading of a group and may run over the columns of raw data.
      case heading
      /// Nothing: the label is a remark in small print that may run over the columns of raw data.
      case remark

      /// Whether the label may run over the columns of raw data.
      var spansColumns: Bool { self == .heading || self == .remark }
    }

    /// The study's name, or what is pooled.
    var label: String
    /// The raw data, one text per column; empty where missing.
    var cells: [String]
    /// What is drawn.
    var mark: Mark
    /// The estimate on the analysis scale.
    var estimate: Double?
    /// The interval on the analysis scale.
    var interval: Interval?
    /// The effect in figures.
    var effect: EffectText
    /// The weight in figures; may be empty.
    var weight: String
    /// How far the label is moved to the right.
    var indent = 0.0
  }

  /// An effect in figures, in pieces so that each can be aligned on its decimal point.
  enum EffectText: Hashable, Sendable {
    /// Estimate and interval; the estimate is missing for a prediction interval, the interval where undefined.
    case figures(estimate: String?, interval: Ends?)
    /// Words in place of an effect; may be empty.
    case words(String)

    /// The ends of an interval.
    struct Ends: Hashable, Sendable {
      /// The lower end.
      var lower: String
      /// The upper end.
      var upper: String
    }
  }
}
