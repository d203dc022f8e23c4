import MetaAnalysis

/// Bands, curves and bubbles inside the plotting area.
struct ChartMarks {
  let layout: ChartLayout
  var style: ChartStyle { layout.style }

  /// A place on a curve with an interval round it, on the scales of the axes.
  struct BandPoint {
    var x: Double
    var interval: Interval
  }

  /// The prediction band, the confidence band on it, and over both the edges of the former: where the bands coincide, as
  /// they do without heterogeneity, a band over the edges would cover half of their width.
  func bands(prediction: [BandPoint], confidence: [BandPoint], edge: Stroke) -> [Shape] {
    var shapes = band(prediction, style.predictionBand) + band(confidence, style.confidenceBand)
    guard prediction.count > 1 else { return shapes }
    for end in [\Interval.upper, \Interval.lower] {
      shapes += curve(prediction.map { ($0.x, $0.interval[keyPath: end]) }, edge)
    }
    return shapes
  }

  /// The area between the ends of intervals, held inside the plotting area.
  private func band(_ points: [BandPoint], _ color: Color) -> [Shape] {
    guard points.count > 1 else { return [] }
    let upper = points.map { Point(layout.xAxis.position($0.x), layout.clampedY($0.interval.upper)) }
    let lower = points.map { Point(layout.xAxis.position($0.x), layout.clampedY($0.interval.lower)) }
    return [.polygon(upper + lower.reversed(), fill: color)]
  }

  /// A curve, cut where it leaves the plotting area.
  func curve(_ points: [(x: Double, y: Double)], _ stroke: Stroke) -> [Shape] {
    let slack = 1e-9 * (layout.yAxis.domain.upper - layout.yAxis.domain.lower)
    let domain = Interval(layout.yAxis.domain.lower - slack, layout.yAxis.domain.upper + slack)
    var (shapes, piece) = ([Shape](), [Point]())
    func place(_ point: (x: Double, y: Double)) -> Point {
      Point(layout.xAxis.position(point.x), layout.clampedY(point.y))
    }
    func end() {
      if piece.count > 1 { shapes.append(.polyline(piece, stroke: stroke)) }
      piece = []
    }
    for (index, point) in points.enumerated() {
      let isInside = domain.contains(point.y)
      if index > 0 {
        let before = points[index - 1]
        if domain.contains(before.y) != isInside {
          let ends = layout.yAxis.domain
          let edge = min(max(isInside ? before.y : point.y, ends.lower), ends.upper)
          let share = (edge - before.y) / (point.y - before.y)
          piece.append(place((before.x + share * (point.x - before.x), edge)))
        }
      }
      if isInside { piece.append(place(point)) } else { end() }
    }
    end()
    return shapes
  }

  /// Bubbles with areas in proportion to weights, the largest first so that none is hidden; in colours of their own where
  /// given, one for each.
  func bubbles(
    _ studies: [(x: Double, y: Double, weight: Double)], colors: [ChartStyle.Group] = []
  ) -> [Shape] {
    let heaviest = studies.map(\.weight).max() ?? 0
    let largest = min(style.maximumRadius, max(4.5, 44 / Double(max(studies.count, 1)).squareRoot()))
    let order = studies.indices.sorted {
      studies[$0].weight == studies[$1].weight ? $0 < $1 : studies[$0].weight > studies[$1].weight
    }
    return order.compactMap { index in
      let study = studies[index]
      guard layout.yAxis.contains(study.y), layout.xAxis.contains(study.x) else { return nil }
      let color = colors.isEmpty ? style.single : colors[index]
      let share = heaviest > 0 ? max(0, study.weight) / heaviest : 0.25
      return .circle(
        center: Point(layout.xAxis.position(study.x), layout.yAxis.position(study.y)),
        radius: max(1, largest * share.squareRoot()), fill: color.bubble, stroke: Stroke(color.edge, width: 0.6)
      )
    }
  }
}
