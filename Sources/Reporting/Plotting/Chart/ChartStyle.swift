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

  /// Colours and dashes of several curves, told apart in greys too: blue, vermilion, green and purple that colour-blind
  /// readers tell apart (Okabe & Ito 2008, Color Universal Design).
  public var groups = [
    Group(curve: Color(0x004C7A), bubble: Color(0x8DB9DB), edge: Color(0x004C7A), dashes: []),
    Group(curve: Color(0xB84A00), bubble: Color(0xF2BE9C), edge: Color(0xB84A00), dashes: [6, 2.5]),
    Group(curve: Color(0x00664B), bubble: Color(0x93CFBD), edge: Color(0x00664B), dashes: [2, 2]),
    Group(curve: Color(0x8C3A68), bubble: Color(0xE3BED2), edge: Color(0x8C3A68), dashes: [7, 2, 1.5, 2]),
  ]

  /// How one of several curves and its bubbles look.
  public struct Group: Hashable, Sendable {
    /// Colour of the curve.
    public var curve: Color
    /// Colour of its bubbles.
    public var bubble: Color
    /// Colour of the bubbles' outlines.
    public var edge: Color
    /// Dashes of the curve, empty for a solid one.
    public var dashes: [Double]
  }

  /// The colours of a single curve.
  var single: Group { Group(curve: curve, bubble: bubble, edge: bubbleEdge, dashes: []) }

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
