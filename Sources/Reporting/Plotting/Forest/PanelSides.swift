/// The labels under a panel's axis, which is too narrow for labels on both sides of no effect: each starts at its own
/// end of the axis with an arrow, on one line where there is room and else on two.
struct PanelSides: Hashable {
  /// Every label and arrow.
  private(set) var shapes: [Shape] = []
  /// The lower edge.
  private(set) var bottom: Double

  /// - Parameters:
  ///   - left: The label of the side below no effect; may be empty.
  ///   - right: The label of the side above.
  ///   - start: The left end of the axis.
  ///   - end: The right end of the axis.
  ///   - limit: How far a label may reach to the right.
  ///   - top: The upper edge.
  ///   - style: Sizes and colours.
  init(
    left: String, right: String, from start: Double, to end: Double, limit: Double, top: Double,
    style: ForestStyle
  ) {
    bottom = top
    let (font, step) = (style.small, style.lineHeight(style.smallFontSize))
    let (arrow, gap) = (12.0, 4.0)
    func write(_ label: String, _ direction: Double) {
      guard !label.isEmpty else { return }
      let text = TextMetrics.truncated(label, width: limit - start - arrow - gap, font: font)
      let width = TextMetrics.width(of: text, font: font)
      // A label too long for the axis reaches over its right end.
      let tip = direction < 0 ? start : max(end, start + width + gap + arrow)
      let y = bottom + (TextMetrics.ascent - TextMetrics.capHeight / 2) * font.size
      let x = tip - direction * (arrow + gap)
      shapes.append(
        .text(TextShape(text, middle: Point(x, y), anchor: direction < 0 ? .start : .end, font: font)))
      shapes.append(
        .line(
          from: Point(tip - direction * arrow, y), to: Point(tip - direction * 3, y),
          stroke: Stroke(style.line, width: 0.7)))
      shapes.append(
        arrowhead(tip: Point(tip, y), direction: direction, length: 4.5, halfHeight: 2, style.line))
    }
    let widths = [left, right].map { TextMetrics.width(of: $0, font: font) }
    write(left, -1)
    if !left.isEmpty, !right.isEmpty, widths[0] + widths[1] + 2 * (arrow + gap) + 10 > end - start {
      bottom += step
    }
    write(right, 1)
    if !shapes.isEmpty { bottom += step }
  }
}
