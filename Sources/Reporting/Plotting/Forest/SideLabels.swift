/// The labels under the axis on both sides of no effect, each with an arrow that points away from it.
struct SideLabels {
  /// Every label and arrow.
  private(set) var shapes: [Shape] = []
  /// The lower edge.
  private(set) var bottom: Double

  /// - Parameters:
  ///   - left: The label on the left, broken into lines where the page ends; may be empty.
  ///   - right: The label on the right; may be empty.
  ///   - null: The page coordinate of no effect; without one there are no labels.
  ///   - top: The upper edge.
  ///   - start: The left end of the room there is.
  ///   - end: The right end of the room.
  ///   - style: Sizes and colours.
  init(
    left: String, right: String, around null: Double?, top: Double, from start: Double, to end: Double,
    style: ForestStyle
  ) {
    bottom = top
    guard let null, !(left.isEmpty && right.isEmpty) else { return }
    let (font, step) = (style.small, style.lineHeight(style.smallFontSize))
    let (gap, arrow) = (7.0, 14.0)
    for (label, direction) in [(left, -1.0), (right, 1.0)] where !label.isEmpty {
      let outer = direction < 0 ? start : end
      let room = max(24, (outer - null) * direction - gap - arrow - 4)
      let lines = TextMetrics.wrap(label, width: room, font: font, maxLines: 3)
      let x = null + direction * gap
      for (index, line) in lines.enumerated() {
        let baseline = top + TextMetrics.ascent * font.size + Double(index) * step
        shapes.append(
          .text(
            TextShape(line, at: Point(x, baseline), anchor: direction < 0 ? .end : .start, font: font)))
      }
      let width = lines.map { TextMetrics.width(of: $0, font: font) }.max() ?? 0
      let (near, far) = (x + direction * (width + 4), x + direction * (width + 4 + arrow))
      let y = top + (TextMetrics.ascent - TextMetrics.capHeight / 2) * font.size
      shapes.append(
        .line(from: Point(near, y), to: Point(far - direction * 3, y), stroke: Stroke(style.line, width: 0.7)))
      shapes.append(
        arrowhead(tip: Point(far, y), direction: direction, length: 4.5, halfHeight: 2, style.line))
      bottom = max(bottom, top + Double(lines.count) * step)
    }
  }
}
