/// How a forest plot looks: sizes in points and colours. A journal's house style is another value of this type.
public struct ForestStyle: Hashable, Sendable {
  /// Size of the table's text.
  public var fontSize = 9.0
  /// Size of tick labels, the labels under the axis and the footer.
  public var smallFontSize = 8.0
  /// Size of the title.
  public var titleFontSize = 11.0
  /// Height of a row with one line of text.
  public var rowHeight = 15.0
  /// Space around everything.
  public var margin = 14.0
  /// Space between blocks of columns.
  public var columnGap = 16.0
  /// Space between the columns of one group.
  public var innerGap = 10.0
  /// Width of the plotting area.
  public var plotWidth = 210.0
  /// Width of the plotting area of a panel, where several stand side by side.
  public var panelPlotWidth = 140.0
  /// Space between panels.
  public var panelGap = 26.0
  /// Widest label column; longer labels are broken into at most two lines.
  public var maximumLabelWidth = 190.0
  /// Widest label column where it has to hold remarks under groups, for lack of columns of raw data.
  public var maximumRemarkWidth = 245.0
  /// Side of the largest square; the area of the others follows their weight.
  public var maximumSquare = 9.5
  /// Height of a pooled diamond.
  public var diamondHeight = 9.5
  /// How far studies stand in under the heading of their group.
  public var groupIndent = 8.0
  /// Space above the heading of a group.
  public var groupGap = 7.0
  /// Thickness of the prediction interval's bar.
  public var predictionThickness = 2.6
  /// Colour of text.
  public var text = Color(0x1A1A1A)
  /// Colour of text of less weight: rows without an estimate, footer.
  public var mutedText = Color(0x4D4D4D)
  /// Colour of rules, axis and the line of no effect.
  public var line = Color(0x333333)
  /// Colour of thin rules.
  public var faintLine = Color(0xB3B3B3)
  /// Colour of the studies' squares.
  public var square = Color(0x6F9DC8)
  /// Colour of the studies' intervals.
  public var interval = Color(0x1A1A1A)
  /// Colour of pooled diamonds.
  public var diamond = Color(0x17375E)
  /// Colour of the pooled diamonds of groups.
  public var groupDiamond = Color(0x3F6797)
  /// Colour of the prediction interval.
  public var prediction = Color(0xA63D2F)
  /// Colour of the dashed line through the pooled effect.
  public var pooledLine = Color(0x17375E)
  /// Colour of every other row where rows run through several panels.
  public var band = Color(0xF3F5F8)
  /// Colour of the page, `nil` for a transparent one.
  public var background: Color? = .white

  /// The standard style.
  public init() {}

  /// The standard style.
  public static let standard = ForestStyle()

  var body: Font { Font(size: fontSize, color: text) }
  var bold: Font { Font(size: fontSize, weight: .bold, color: text) }
  var muted: Font { Font(size: fontSize, color: mutedText) }
  var small: Font { Font(size: smallFontSize, color: text) }
  var title: Font { Font(size: titleFontSize, weight: .bold, color: text) }

  /// The height of each further line of wrapped text of a size.
  func lineHeight(_ size: Double) -> Double { (size * 1.22 * 100).rounded() / 100 }
}
