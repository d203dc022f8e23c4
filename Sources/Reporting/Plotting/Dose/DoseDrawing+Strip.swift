import MetaAnalysis

/// The doses needed, under a dose–response plot on its axis of doses.
extension DoseDrawing {
  /// The height of a target's row.
  static let rowHeight = 13.0

  /// The dose needed for each target on the axis of doses.
  func strip(_ layout: ChartLayout) -> [Shape] {
    var shapes: [Shape] = [
      .line(
        from: Point(layout.box.x, layout.box.maxY), to: Point(layout.box.maxX, layout.box.maxY),
        stroke: Stroke(style.nullLine, width: 0.5))
    ]
    var font = style.small
    font.color = style.target
    for (index, needed) in model.needed.enumerated() {
      let y = layout.box.maxY + rowMiddle(index)
      shapes.append(
        .text(TextShape(label(needed), middle: Point(layout.box.x - 6, y), anchor: .end, font: font)))
      shapes.append(
        .text(TextShape(stripText(needed), middle: Point(layout.box.maxX + 6, y), font: style.small)))
      for stretch in needed.confidence?.stretches ?? [] { shapes += bar(stretch, y, layout) }
      if let dose = marked(needed), layout.xAxis.contains(dose) {
        let place = Point(layout.xAxis.position(dose), y)
        shapes.append(
          wording.end(needed) == nil
            ? ChartLegend.dot(place, style.target) : ChartLegend.ring(place, style.target))
      }
    }
    return shapes
  }

  /// The dose to mark: where the target is reached or, by a falling effect, lost. A line that heads away from a target
  /// crosses it where nothing is reached.
  func marked(_ needed: DoseNeeded) -> Double? {
    needed.reach == .notReached ? nil : needed.dose
  }

  /// A stretch of doses on the axis, with arrows where it is cut.
  private func bar(_ stretch: Interval, _ y: Double, _ layout: ChartLayout) -> [Shape] {
    let axis = layout.xAxis
    if stretch.lower > axis.domain.upper {
      return [arrowhead(tip: Point(axis.end, y), direction: 1, length: 5, halfHeight: 2.7, style.target)]
    }
    if stretch.upper < axis.domain.lower {
      return [arrowhead(tip: Point(axis.start, y), direction: -1, length: 5, halfHeight: 2.7, style.target)]
    }
    let (cutLeft, cutRight) = (stretch.lower < axis.domain.lower, stretch.upper > axis.domain.upper)
    let start = cutLeft ? axis.start + 2.5 : axis.position(stretch.lower)
    let end = cutRight ? axis.end - 2.5 : axis.position(stretch.upper)
    var shapes: [Shape] = []
    if end > start {
      shapes.append(
        .line(from: Point(start, y), to: Point(end, y), stroke: Stroke(style.target, width: 1.6)))
    }
    func cap(_ x: Double) -> Shape {
      .line(from: Point(x, y - 2.5), to: Point(x, y + 2.5), stroke: Stroke(style.target, width: 1))
    }
    shapes.append(
      cutLeft
        ? arrowhead(tip: Point(axis.start, y), direction: -1, length: 5, halfHeight: 2.7, style.target)
        : cap(start))
    shapes.append(
      cutRight
        ? arrowhead(tip: Point(axis.end, y), direction: 1, length: 5, halfHeight: 2.7, style.target) : cap(end))
    return shapes
  }

  /// The middle of a target's row under the plotting area.
  func rowMiddle(_ index: Int) -> Double { 5 + (Double(index) + 0.5) * Self.rowHeight }
}
