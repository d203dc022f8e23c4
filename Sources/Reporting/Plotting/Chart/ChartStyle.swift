/// How plots of effects against a moderator look: sizes in points and colours.
public struct ChartStyle: Hashable, Sendable {
  /// Size of axis labels.
  public var fontSize = 9.0
  /// Size of tick labels, legend and footer.
  public var smallFontSize = 8.0
  /// Size of the title.
  public var titleFontSize = 11.0
  /// Space around everything.
  public var margin = 14.0
  /// Width of the plotting area.
  public var plotWidth = 360.0
  /// Height of the plotting area.
  public var plotHeight = 240.0
  /// Radius of the largest bubble; the areas of the others follow their weight. It shrinks for many studies.
  public var maximumRadius = 11.0
  /// Colour of text.
  public var text = Color(0x1A1A1A)
  /// Colour of axes.
  public var line = Color(0x333333)
  /// Colour of the line of no effect.
  public var nullLine = Color(0x808080)
  /// Colour of the fitted mean.
  public var curve = Color(0x17375E)
  /// Colour of the confidence band.
  public var confidenceBand = Color(0xB9CDE4)
  /// Colour of the prediction band.
  public var predictionBand = Color(0xE9EFF6)
  /// Colour of the prediction band's edges.
  public var predictionEdge = Color(0x9FB4CC)
  /// Colour of the bubbles.
  public var bubble = Color(0x7FA6CD)
  /// Colour of the bubbles' outlines.
  public var bubbleEdge = Color(0x24466B)
  /// Colours of targets and the doses that reach them.
  public var target = Color(0xA63D2F)
  /// Colour of the curves of further models.
  public var otherCurve = Color(0x707070)
  /// Colour of the page, `nil` for a transparent one.
  public var background: Color? = .white

  /// The standard style.
  public init() {}

  /// The standard style.
  public static let standard = ChartStyle()

  var body: Font { Font(size: fontSize, color: text) }
  var small: Font { Font(size: smallFontSize, color: text) }
  var title: Font { Font(size: titleFontSize, weight: .bold, color: text) }

  /// The height of a line of text of a size.
  func lineHeight(_ size: Double) -> Double { (size * 1.22 * 100).rounded() / 100 }
}
