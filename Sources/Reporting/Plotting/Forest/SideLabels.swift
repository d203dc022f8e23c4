import MetaAnalysis

/// The labels under the axis for the two sides of no effect, each with an arrow; all of it between the axis's ends.
///
/// Where both sides have room the labels stand on either side of no effect. Otherwise they stand at the axis's ends, one
/// below the other if they would meet.
struct SideLabels {
  /// Every label and arrow.
  private(set) var shapes: [Shape] = []
  /// The lower edge.
  private(set) var bottom: Double

  private let style: ForestStyle
  private var font: Font { style.small }
  private var step: Double { style.lineHeight(style.smallFontSize) }

  /// - Parameters:
  ///   - left: The label on the left; may be empty.
  ///   - right: The label on the right; may be empty.
  ///   - null: The page coordinate of no effect; without one there are no labels.
  ///   - axis: The page coordinates of the axis's ends.
  ///   - top: The upper edge.
  ///   - style: Sizes and colours.
  init(left: String, right: String, around null: Double?, axis: Interval, top: Double, style: ForestStyle) {
    bottom = top
    self.style = style
    guard let null else { return }
    let sides = [(label: left, direction: -1.0), (right, 1.0)].filter { !$0.label.isEmpty }
    let lines = sides.map { side in
      fitted(side.label, room: side.direction < 0 ? null - axis.lower : axis.upper - null)
    }
    if !lines.contains(nil) {
      for (side, lines) in zip(sides, lines) { place(lines ?? [], beside: null, side.direction, top: top) }
    } else {
      let widths = sides.map { TextMetrics.width(of: $0.label, font: font) + arrowRoom }
      let meet = widths.reduce(0, +) + nearGap > axis.upper - axis.lower
      var y = top
      for side in sides {
        let lines = TextMetrics.wrap(
          side.label, width: axis.upper - axis.lower - arrowRoom, font: font, maxLines: 2)
        place(lines, atEndOf: axis, side.direction, top: y)
        if meet { y = bottom }
      }
    }
  }

  /// The label broken between words into at most three lines that fit with their arrow, `nil` when that cannot be.
  private func fitted(_ label: String, room: Double) -> [String]? {
    let width = room - nearGap - arrowRoom
    let words = label.split(separator: " ").map { TextMetrics.width(of: String($0), font: font) }
    guard width >= words.max() ?? 0 else { return nil }
    let lines = TextMetrics.wrap(label, width: width, font: font)
    return lines.count <= 3 ? lines : nil
  }

  /// Beginning at no effect, with the arrow outside.
  private mutating func place(_ lines: [String], beside null: Double, _ direction: Double, top: Double) {
    let x = null + direction * nearGap
    write(lines, at: x, anchor: direction < 0 ? .end : .start, top: top)
    let width = lines.map { TextMetrics.width(of: $0, font: font) }.max() ?? 0
    drawArrow(from: x + direction * (width + arrowGap), direction, top: top)
  }

  /// With the arrow's tip at the end of the axis.
  private mutating func place(_ lines: [String], atEndOf axis: Interval, _ direction: Double, top: Double) {
    let end = direction < 0 ? axis.lower : axis.upper
    write(lines, at: end - direction * arrowRoom, anchor: direction < 0 ? .start : .end, top: top)
    drawArrow(from: end - direction * arrowLength, direction, top: top)
  }

  private mutating func write(_ lines: [String], at x: Double, anchor: TextShape.Anchor, top: Double) {
    for (index, line) in lines.enumerated() {
      let baseline = top + TextMetrics.ascent * font.size + Double(index) * step
      shapes.append(.text(TextShape(line, at: Point(x, baseline), anchor: anchor, font: font)))
    }
    bottom = max(bottom, top + Double(lines.count) * step)
  }

  private mutating func drawArrow(from near: Double, _ direction: Double, top: Double) {
    let far = near + direction * arrowLength
    let y = top + (TextMetrics.ascent - TextMetrics.capHeight / 2) * font.size
    shapes.append(
      .line(from: Point(near, y), to: Point(far - direction * 3, y), stroke: Stroke(style.line, width: 0.7)))
    shapes.append(
      arrowhead(tip: Point(far, y), direction: direction, length: 4.5, halfHeight: 2, style.line))
  }
}

private let nearGap = 7.0
private let arrowGap = 4.0
private let arrowLength = 14.0
private let arrowRoom = arrowGap + arrowLength
