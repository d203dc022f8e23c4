import MetaAnalysis

/// The bands, curves and targets of a dose–response plot.
extension DoseDrawing {
  var predictionEdge: Stroke { Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2]) }
  var targetStroke: Stroke { Stroke(style.target, width: 0.8, dashes: [5, 2.5]) }

  func otherStroke(_ index: Int) -> Stroke {
    let dashes: [[Double]] = [[1.2, 2], [4, 2], [7, 2, 1.5, 2]]
    return Stroke(style.otherCurve, width: 0.9, dashes: dashes[index % dashes.count])
  }

  func bands(_ marks: ChartMarks) -> [Shape] {
    let prediction =
      hasPrediction
      ? points.compactMap { point in
        point.predictionInterval.map { ChartMarks.BandPoint(x: point.dose, interval: $0) }
      } : []
    return marks.bands(
      prediction: prediction, confidence: points.map { .init(x: $0.dose, interval: $0.interval) },
      edge: predictionEdge)
  }

  func curves(_ marks: ChartMarks) -> [Shape] {
    let doses = points.map(\.dose)
    let thin = others.enumerated().flatMap { index, other in
      marks.curve(
        other.points(at: doses).compactMap { $0.map { ($0.dose, $0.estimate) } }, otherStroke(index))
    }
    return thin + marks.curve(points.map { ($0.dose, $0.estimate) }, Stroke(style.curve, width: 1.6))
  }

  /// A line across at each target with its value at the right, and from where the curve crosses it one down to the axis; of
  /// a target beyond the axis the value with an arrow.
  func targets(_ layout: ChartLayout) -> [Shape] {
    let bottom = layout.box.maxY + layout.content.stripHeight
    let labels = labelHeights(layout)
    return model.needed.enumerated().flatMap { index, needed -> [Shape] in
      let effect = needed.target.effect
      var shapes = layout.across(effect, targetStroke)
      let y = layout.yAxis.position(effect)
      var font = style.small
      font.color = style.target
      let text = wording.effect(effect)
      let place = Point(layout.box.maxX + 6, labels[index])
      shapes.append(.text(TextShape(text, middle: place, font: font)))
      guard layout.yAxis.contains(effect) else {
        let x = place.x + TextMetrics.width(of: text, font: font) + 6
        let (tip, base) = effect > layout.yAxis.domain.upper ? (-3.5, 2.5) : (3.5, -2.5)
        shapes.append(
          .polygon(
            [
              Point(x, place.y + tip), Point(x + 2.7, place.y + base), Point(x - 2.7, place.y + base),
            ], fill: style.target))
        return shapes
      }
      if let dose = marked(needed), result.observed.contains(dose) {
        let x = layout.xAxis.position(dose)
        let row = bottom - layout.content.stripHeight + rowMiddle(index)
        shapes.append(
          .line(
            from: Point(x, y), to: Point(x, row), stroke: Stroke(style.target, width: 0.6, dashes: [1.5, 2])))
      }
      return shapes
    }
  }

  /// The heights of the targets' values at the right, moved apart where they would overlap.
  private func labelHeights(_ layout: ChartLayout) -> [Double] {
    var heights = model.needed.map { layout.clampedY($0.target.effect) }
    let step = style.lineHeight(style.smallFontSize)
    let order = heights.indices.sorted { heights[$0] == heights[$1] ? $0 < $1 : heights[$0] > heights[$1] }
    for (lower, upper) in zip(order, order.dropFirst()) {
      heights[upper] = min(heights[upper], heights[lower] - step)
    }
    // Down again where they would leave the plotting area.
    var top = layout.box.y
    for index in order.reversed() {
      heights[index] = max(heights[index], top)
      top = heights[index] + step
    }
    return heights
  }
}
