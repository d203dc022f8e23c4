/// What the marks of a plot mean: samples with words, set in rows under the plot.
struct ChartLegend {
  /// A sample of a mark.
  enum Sample: Hashable {
    case line(Stroke)
    case band(Color, edge: Stroke?)
    case bubble(fill: Color, stroke: Stroke)
    case marked(Stroke, fill: Color, edge: Stroke)
    case needed(Color)
    case lost(Color)
  }

  /// A sample with what it means.
  struct Entry: Hashable {
    var sample: Sample
    var label: String
  }

  /// Every sample and label.
  private(set) var shapes: [Shape] = []
  /// The lower edge.
  private(set) var bottom: Double

  init(_ entries: [Entry], left: Double, right: Double, top: Double, style: ChartStyle) {
    let (font, step) = (style.small, style.lineHeight(style.smallFontSize) + 3)
    let (sampleWidth, gap, space) = (18.0, 4.0, 13.0)
    var (x, y) = (left, top + step / 2)
    bottom = top
    for entry in entries {
      let width = sampleWidth + gap + TextMetrics.width(of: entry.label, font: font)
      if x > left, x + width > right { (x, y) = (left, y + step) }
      shapes += ChartLegend.shapes(of: entry.sample, Box(x: x, y: y - 4.5, width: sampleWidth, height: 9))
      shapes.append(
        .text(TextShape(entry.label, middle: Point(x + sampleWidth + gap, y), font: font)))
      x += width + space
      bottom = y + step / 2
    }
  }

  private static func shapes(of sample: Sample, _ box: Box) -> [Shape] {
    let middle = Point(box.x + box.width / 2, box.y + box.height / 2)
    let (start, end) = (Point(box.x, middle.y), Point(box.maxX, middle.y))
    switch sample {
    case .line(let stroke): return [.line(from: start, to: end, stroke: stroke)]
    case .band(let color, let edge):
      var shapes: [Shape] = [.rectangle(box, fill: color)]
      if let edge {
        for y in [box.y, box.maxY] {
          shapes.append(.line(from: Point(box.x, y), to: Point(box.maxX, y), stroke: edge))
        }
      }
      return shapes
    case .bubble(let fill, let stroke):
      return [.circle(center: middle, radius: 4, fill: fill, stroke: stroke)]
    case .marked(let line, let fill, let edge):
      return [
        .line(from: start, to: end, stroke: line), .circle(center: middle, radius: 3, fill: fill, stroke: edge),
      ]
    case .needed(let color):
      return [.line(from: start, to: end, stroke: Stroke(color, width: 1.6)), dot(middle, color)]
    case .lost(let color):
      return [.line(from: start, to: end, stroke: Stroke(color, width: 1.6)), ring(middle, color)]
    }
  }

  /// The mark of a dose up to which a target is reached.
  static func ring(_ center: Point, _ color: Color) -> Shape {
    .circle(center: center, radius: 3, fill: .white, stroke: Stroke(color, width: 1.3))
  }

  /// The mark of a dose needed.
  static func dot(_ center: Point, _ color: Color) -> Shape {
    .circle(center: center, radius: 3, fill: color, stroke: Stroke(.white, width: 0.7))
  }
}
