import MetaAnalysis

/// The marks of a forest plot's rows on an axis: squares with whiskers, diamonds, bars; arrows where they are cut.
struct ForestMarks {
  let axis: Axis
  let style: ForestStyle

  /// The marks of a row whose middle is at height `y`.
  func shapes(of row: ForestTable.Row, at y: Double) -> [Shape] {
    switch row.mark {
    case .none, .heading, .remark: []
    case .study(let area): study(row, area: area, y)
    case .pooled: diamond(row, y, style.diamond)
    case .subtotal: diamond(row, y, style.groupDiamond)
    case .prediction: prediction(row, y)
    }
  }

  private func study(_ row: ForestTable.Row, area: Double, _ y: Double) -> [Shape] {
    var shapes: [Shape] = []
    if let estimate = row.estimate, axis.contains(estimate) {
      let side = style.maximumSquare * area.squareRoot()
      let x = axis.position(estimate)
      shapes.append(
        .rectangle(Box(x: x - side / 2, y: y - side / 2, width: side, height: side), fill: style.square))
      // A square too small to be seen behind its whisker gets a stroke that shows where the estimate is.
      if side < 3 {
        shapes.append(
          .line(from: Point(x, y - 2), to: Point(x, y + 2), stroke: Stroke(style.interval, width: 0.9)))
      }
    }
    guard let span = visible(row.interval ?? row.estimate.map { Interval($0, $0) }) else { return shapes }
    if row.interval != nil, span.end > span.start {
      shapes.append(
        .line(
          from: Point(span.start, y), to: Point(span.end, y), stroke: Stroke(style.interval, width: 0.9)))
    }
    return shapes + arrows(span, y, style.interval)
  }

  private func prediction(_ row: ForestTable.Row, _ y: Double) -> [Shape] {
    guard let span = visible(row.interval) else { return [] }
    let height = style.predictionThickness
    let bar = Box(x: span.start, y: y - height / 2, width: max(0, span.end - span.start), height: height)
    return [.rectangle(bar, fill: style.prediction)] + arrows(span, y, style.prediction)
  }

  private func diamond(_ row: ForestTable.Row, _ y: Double, _ color: Color) -> [Shape] {
    guard let estimate = row.estimate else { return [] }
    let interval = row.interval ?? Interval(estimate, estimate)
    guard axis.contains(estimate), let span = visible(interval) else {
      return visible(interval).map { arrows($0, y, color) } ?? []
    }
    let half = style.diamondHeight / 2
    let x = axis.position(estimate)
    // A side that is cut ends in an arrowhead, a little higher than the slanting edge is where the axis ends.
    func corner(_ end: Double, cutAt cut: Double?, _ direction: Double) -> [Point] {
      guard let cut else { return [Point(axis.position(end), y)] }
      let height = end.isFinite ? half * (cut - end) / (estimate - end) : half
      let (x, head) = (axis.position(cut), min(half, height + 1.5))
      return [
        Point(x, y - direction * height), Point(x, y - direction * head), Point(x + direction * arrowLength, y),
        Point(x, y + direction * head), Point(x, y + direction * height),
      ]
    }
    let left = corner(interval.lower, cutAt: span.isCutLeft ? axis.domain.lower : nil, -1)
    let right = corner(interval.upper, cutAt: span.isCutRight ? axis.domain.upper : nil, 1)
    return [.polygon(left + [Point(x, y - half)] + right + [Point(x, y + half)], fill: color)]
  }

  // MARK: Cut ends

  /// The part of an interval that lies on the axis, in page coordinates. A cut end stops short of its arrow's tip.
  private struct Span {
    var start: Double
    var end: Double
    var isCutLeft: Bool
    var isCutRight: Bool
  }

  private func visible(_ interval: Interval?) -> Span? {
    guard let interval else { return nil }
    let slack = 1e-9 * (axis.domain.upper - axis.domain.lower)
    let isCutLeft = interval.lower < axis.domain.lower - slack
    let isCutRight = interval.upper > axis.domain.upper + slack
    if interval.upper < axis.domain.lower - slack {
      return Span(start: axis.start, end: axis.start, isCutLeft: true, isCutRight: false)
    }
    if interval.lower > axis.domain.upper + slack {
      return Span(start: axis.end, end: axis.end, isCutLeft: false, isCutRight: true)
    }
    return Span(
      start: isCutLeft ? axis.start + arrowLength / 2 : axis.position(interval.lower),
      end: isCutRight ? axis.end - arrowLength / 2 : axis.position(interval.upper),
      isCutLeft: isCutLeft, isCutRight: isCutRight)
  }

  private func arrows(_ span: Span, _ y: Double, _ color: Color) -> [Shape] {
    var shapes: [Shape] = []
    if span.isCutLeft { shapes.append(arrow(tip: Point(axis.start, y), direction: -1, color)) }
    if span.isCutRight { shapes.append(arrow(tip: Point(axis.end, y), direction: 1, color)) }
    return shapes
  }

  private func arrow(tip: Point, direction: Double, _ color: Color) -> Shape {
    arrowhead(tip: tip, direction: direction, length: arrowLength, halfHeight: 2.7, color)
  }
}

private let arrowLength = 5.0

/// A filled arrowhead that points left (−1) or right (+1).
func arrowhead(tip: Point, direction: Double, length: Double, halfHeight: Double, _ color: Color) -> Shape {
  let base = tip.x - direction * length
  return .polygon([tip, Point(base, tip.y - halfHeight), Point(base, tip.y + halfHeight)], fill: color)
}
