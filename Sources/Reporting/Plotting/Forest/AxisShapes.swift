extension Axis {
  /// The line, the ticks and their labels, with the line at height `y`.
  func shapes(from left: Double, to right: Double, at y: Double, style: ForestStyle) -> [Shape] {
    let stroke = Stroke(style.line, width: 0.8)
    var shapes: [Shape] = [.line(from: Point(left, y), to: Point(right, y), stroke: stroke)]
    for tick in ticks {
      let x = position(tick.value)
      shapes.append(.line(from: Point(x, y), to: Point(x, y + tickLength), stroke: stroke))
      let baseline = y + tickLength + 2 + TextMetrics.ascent * style.smallFontSize
      shapes.append(.text(TextShape(tick.label, at: Point(x, baseline), anchor: .middle, font: style.small)))
    }
    return shapes
  }

  /// The height that ticks and labels take below the line.
  static func depth(_ style: ForestStyle) -> Double { tickLength + 2 + style.lineHeight(style.smallFontSize) }
}

private let tickLength = 3.5
