import MetaAnalysis

/// Bubbles, curves and bands of a L'Abbé plot.
struct LabbeMarks {
  let picture: LabbePicture
  let marks: ChartMarks

  private var plot: LabbePlot { picture.plot }
  private var domain: Interval { picture.domain }
  private var style: ChartStyle { plot.options.style }

  /// Everything inside the plotting area, from the bands up.
  var shapes: [Shape] {
    let pooled = plot.pooled.map { marks.curve(picture.curve($0.estimate), Self.pooled(style)) } ?? []
    return [
      .group(name: "bands", bands),
      .group(
        name: "null",
        marks.curve([(domain.lower, domain.lower), (domain.upper, domain.upper)], Self.null(style))),
      .group(name: "studies", bubbles), .group(name: "pooled", pooled),
    ]
  }

  static func null(_ style: ChartStyle) -> Stroke { Stroke(style.nullLine, width: 0.8, dashes: [3, 2.5]) }
  static func pooled(_ style: ChartStyle) -> Stroke { Stroke(style.curve, width: 1.6) }
  static func hollow(_ style: ChartStyle) -> Stroke { Stroke(style.target, width: 1.1) }
  static func prediction(_ style: ChartStyle) -> Stroke {
    Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2])
  }

  private var bubbles: [Shape] {
    let studies = picture.studies
    let filled = studies.filter { !$0.isDoubleZero && ($0.isPooled || $0.weight > 0) }
    let bare = studies.filter { !$0.isDoubleZero && !$0.isPooled && $0.weight <= 0 }
    let hollow = studies.filter(\.isDoubleZero)
    func circles(_ studies: [LabbeStudy], _ fill: Color?, _ stroke: Stroke, radius: Double) -> [Shape] {
      studies.compactMap { study in
        guard domain.contains(study.x), domain.contains(study.y) else { return nil }
        let center = Point(marks.layout.xAxis.position(study.x), marks.layout.yAxis.position(study.y))
        return .circle(center: center, radius: radius, fill: fill, stroke: stroke)
      }
    }
    return marks.bubbles(filled.map { ($0.x, $0.y, $0.weight) })
      + circles(bare, nil, Stroke(style.bubbleEdge, width: 0.6), radius: 2.5)
      + circles(hollow, .white, Self.hollow(style), radius: 3.2)
  }

  private var bands: [Shape] {
    var shapes = plot.prediction.map { area($0, style.predictionBand) } ?? []
    shapes += plot.confidence.map { area($0, style.confidenceBand) } ?? []
    // Over both areas, as in ``ChartMarks/bands(prediction:confidence:edge:)``.
    for effect in plot.prediction.map({ [$0.upper, $0.lower] }) ?? [] {
      shapes += marks.curve(picture.curve(effect), Self.prediction(style))
    }
    return shapes
  }

  /// The area between the curves of two effects, bounded by the plotting area.
  private func area(_ effects: Interval, _ color: Color) -> [Shape] {
    func corner(_ point: (x: Double, y: Double)) -> Point {
      Point(
        marks.layout.xAxis.position(min(max(point.x, domain.lower), domain.upper)),
        marks.layout.clampedY(point.y))
    }
    var (upper, lower) = (
      bounded(picture.curve(effects.upper)), bounded(picture.curve(effects.lower))
    )
    guard upper.count > 1 || lower.count > 1 else { return [] }
    // A curve that misses the plotting area passes its upper left or its lower right corner.
    if upper.isEmpty { upper = [(domain.lower, domain.upper)] }
    if lower.isEmpty { lower = [(domain.upper, domain.lower)] }
    // Where the two curves leave the area on different sides, the corner between them belongs to it.
    var outline = upper.map(corner)
    if let end = upper.last, let other = lower.last, end.y > other.y, end.x < other.x {
      outline.append(corner((other.x, end.y)))
    }
    outline += lower.reversed().map(corner)
    if let start = upper.first, let other = lower.first, start.y > other.y, start.x < other.x {
      outline.append(corner((start.x, other.y)))
    }
    return [.polygon(outline, fill: color)]
  }

  /// The part of a curve inside the plotting area, cut at its edge.
  private func bounded(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    for (index, point) in points.enumerated() {
      let inside = domain.contains(point.y)
      if index > 0, domain.contains(points[index - 1].y) != inside {
        let before = points[index - 1]
        let edge = min(max(inside ? before.y : point.y, domain.lower), domain.upper)
        let share = (edge - before.y) / (point.y - before.y)
        if share.isFinite { result.append((before.x + share * (point.x - before.x), edge)) }
      }
      if inside { result.append(point) }
    }
    return result
  }
}
