import MetaAnalysis

/// A drawing without a device: shapes on a page measured in points, in the order they are painted.
///
/// Renderers turn the same scene into SVG, PDF or PNG; nothing in it depends on where it is shown.
public struct Scene: Hashable, Sendable {
  /// The page's width in points.
  public var width: Double
  /// The page's height in points.
  public var height: Double
  /// What the drawing is, in a few words: its accessible name.
  public var title: String
  /// What the drawing shows, in sentences, for readers who cannot see it.
  public var summary: String
  /// The colour of the page, `nil` for a transparent one.
  public var background: Color?
  /// The shapes, the first painted first.
  public var shapes: [Shape]

  /// A page with shapes on it.
  public init(
    width: Double, height: Double, title: String, summary: String = "", background: Color? = .white,
    shapes: [Shape] = []
  ) {
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
    self.background = background
    self.shapes = shapes
  }

  /// Every text of the scene in painting order, groups opened.
  public var texts: [TextShape] {
    flattened.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Every shape of the scene in painting order, groups opened.
  public var flattened: [Shape] { shapes.flatMap(\.flattened) }
}

/// One element of a ``Scene``.
public indirect enum Shape: Hashable, Sendable {
  /// A straight line.
  case line(from: Point, to: Point, stroke: Stroke)
  /// Connected straight lines, not closed.
  case polyline([Point], stroke: Stroke)
  /// A closed outline.
  case polygon([Point], fill: Color?, stroke: Stroke? = nil)
  /// An upright rectangle.
  case rectangle(Box, fill: Color?, stroke: Stroke? = nil)
  /// A circle.
  case circle(center: Point, radius: Double, fill: Color?, stroke: Stroke? = nil)
  /// A line of text.
  case text(TextShape)
  /// Shapes that belong together, under a name that renderers may keep.
  case group(name: String, [Shape])

  /// The shape itself, or for a group everything in it.
  public var flattened: [Shape] {
    if case .group(_, let shapes) = self { shapes.flatMap(\.flattened) } else { [self] }
  }
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// Its colour.
  public var color: Color
  /// Its width in points.
  public var width: Double
  /// Lengths of dashes and gaps in turn, empty for a solid line.
  public var dashes: [Double]

  /// A way to draw a line.
  public init(_ color: Color, width: Double, dashes: [Double] = []) {
    self.color = color
    self.width = width
    self.dashes = dashes
  }
}

/// One line of text, placed by its baseline.
public struct TextShape: Hashable, Sendable {
  /// Which point of the text its place fixes.
  public enum Anchor: String, CaseIterable, Hashable, Sendable {
    case start, middle, end
  }

  /// The text, on one line: control characters and line breaks are spaces.
  public let string: String
  /// The anchor on the baseline.
  public var position: Point
  /// Which point of the text lies there.
  public var anchor: Anchor
  /// Size, weight and colour.
  public var font: Font
  /// Degrees turned clockwise around the position.
  public var rotation: Double

  /// A line of text whose baseline runs through `position`.
  public init(
    _ string: String, at position: Point, anchor: Anchor = .start, font: Font, rotation: Double = 0
  ) {
    self.string = onOneLine(string)
    self.position = position
    self.anchor = anchor
    self.font = font
    self.rotation = rotation
  }

  /// A line of text whose capitals are centred on `middle` vertically.
  public init(_ string: String, middle: Point, anchor: Anchor = .start, font: Font) {
    let drop = TextMetrics.capHeight * font.size / 2
    self.init(string, at: Point(middle.x, middle.y + drop), anchor: anchor, font: font)
  }

  /// The advance width in points.
  public var width: Double { TextMetrics.width(of: string, font: font) }

  /// The rectangle from ascender to descender, for unturned text.
  public var bounds: Box {
    let start =
      switch anchor {
      case .start: position.x
      case .middle: position.x - width / 2
      case .end: position.x - width
      }
    return Box(
      x: start, y: position.y - TextMetrics.ascent * font.size, width: width,
      height: (TextMetrics.ascent + TextMetrics.descent) * font.size)
  }
}

/// Size, weight and colour of text; the family is Helvetica or a font of the same widths.
public struct Font: Hashable, Sendable {
  /// How heavy the strokes are.
  public enum Weight: String, CaseIterable, Hashable, Sendable {
    case regular, bold
  }

  /// The size in points.
  public var size: Double
  /// How heavy the strokes are.
  public var weight: Weight
  /// The colour.
  public var color: Color

  /// A font by size, weight and colour.
  public init(size: Double, weight: Weight = .regular, color: Color = .black) {
    self.size = size
    self.weight = weight
    self.color = color
  }

  /// The families asked for, best first: all but the last share their widths.
  public static let families = ["Helvetica", "Arial", "Liberation Sans", "sans-serif"]
}
