import MetaAnalysis

/// A L'Abbé plot: the risk or rate of every study's first group over that of its second, with the line of no effect, the
/// pooled effect as the curve of all pairs that have it, and its confidence and prediction bands (L'Abbé, Detsky &
/// O'Rourke 1987, doi:10.7326/0003-4819-107-2-224).
///
/// Bubbles have areas in proportion to weights; where the model gives none, as mixed models do, to the people or
/// person-time of the study. Studies without events, or with nothing but events, in both groups are hollow.
public struct LabbePlot: Hashable, Sendable {
  /// The result to show.
  public var fit: Fit
  /// The effect sizes it was made from, with their counts.
  public var effects: EffectSizes
  /// What is shown and how it is worded.
  public var options: LabbePlotOptions
  let scale: GroupScale

  /// A L'Abbé plot of a fit.
  /// - Throws: ``LabbePlotError``.
  public init(
    fit: Fit, effects: EffectSizes, options: LabbePlotOptions = .init()
  ) throws(LabbePlotError) {
    guard let measure = effects.measure, let scale = GroupScale(measure) else {
      throw .measure(effects.measure?.code)
    }
    guard fit.formula == nil else { throw .moderators }
    guard effects.twoGroupCounts.contains(where: { $0 != nil }) else { throw .noCounts(measure: measure.code) }
    self.fit = fit
    self.effects = effects
    self.options = options
    self.scale = scale
  }

  /// The drawing.
  public func scene() -> Scene { LabbeDrawing(self).scene() }
}

/// A L'Abbé plot in the making.
private struct LabbeDrawing {
  let plot: LabbePlot
  let style: ChartStyle
  let studies: [LabbeStudy]
  let domain: Interval
  /// Whether bubbles stand for people or person-time, for lack of weights.
  let areaBySize: Bool

  init(_ plot: LabbePlot) {
    self.plot = plot
    style = plot.options.style
    let fitted = Dictionary(plot.fit.studies.map { ($0.row, $0) }) { first, _ in first }
    areaBySize = plot.fit.studies.allSatisfy { $0.weightPercent == nil }
    let options = plot.options
    let sizes = Dictionary(
      zip(plot.effects.rows, plot.effects.twoGroupCounts).map { ($0.row, $1?.total ?? 0) }
    ) { first, _ in first }
    let bySize = areaBySize
    studies = plot.effects.groupOutcomes(add: options.add, to: options.to).compactMap { outcomes in
      let place: (x: Double, y: Double)
      if options.showsAnalysisScale {
        guard let scaled = outcomes.scaled else { return nil }
        place = (scaled.second, scaled.first)
      } else {
        place = (outcomes.second, outcomes.first)
      }
      let weight = bySize ? sizes[outcomes.row] : fitted[outcomes.row]?.weightPercent
      return LabbeStudy(
        x: place.x, y: place.y, weight: weight ?? 0, isPooled: fitted[outcomes.row]?.isUsed ?? false,
        isDoubleZero: outcomes.isDoubleZero)
    }
    domain = LabbeDrawing.domain(studies, plot)
  }

  func scene() -> Scene {
    let layout = ChartLayout(content, style: style)
    let marks = ChartMarks(layout: layout)
    let shapes: [Shape] = [
      .group(name: "bands", bands(marks)),
      .group(
        name: "null",
        marks.curve([(domain.lower, domain.lower), (domain.upper, domain.upper)], nullStroke)),
      .group(name: "studies", bubbles(marks)),
      .group(name: "pooled", pooled.map { marks.curve(curve($0.estimate), pooledStroke) } ?? []),
    ]
    return Scene(
      width: layout.width, height: layout.height,
      title: plot.options.title ?? "L'Abbé plot: \(yLabel) by \(xLabel)",
      summary: summary, background: style.background, shapes: shapes + layout.shapes)
  }

  // MARK: Content

  private var scale: GroupScale { plot.scale }
  private var sentences: FitSentences { FitSentences(fit: plot.fit) }
  private var pooled: Coefficient? { plot.options.showsPooled ? plot.fit.pooled : nil }
  private var confidence: Interval? { plot.options.showsConfidence ? pooled?.interval : nil }
  private var prediction: Interval? {
    plot.options.showsPrediction && pooled != nil ? plot.fit.predictionInterval?.interval : nil
  }

  private var outcome: String {
    plot.options.outcome
      ?? (plot.options.showsAnalysisScale
        ? scale.rawValue.capitalizedFirst : scale.isRate ? "Event rate" : "Event risk")
  }
  private var xLabel: String { "\(outcome), \(plot.options.control)" }
  private var yLabel: String { "\(outcome), \(plot.options.treatment)" }

  private var nullStroke: Stroke { Stroke(style.nullLine, width: 0.8, dashes: [3, 2.5]) }
  private var pooledStroke: Stroke { Stroke(style.curve, width: 1.6) }
  private var bubbleStroke: Stroke { Stroke(style.bubbleEdge, width: 0.6) }
  private var hollowStroke: Stroke { Stroke(style.target, width: 1.1) }
  private var predictionEdge: Stroke { Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2]) }

  private var content: ChartContent {
    ChartContent(
      title: plot.options.title, xLabel: xLabel, yLabel: yLabel, horizontal: .numbers(domain), vertical: domain,
      transform: .identity, legend: legend, footer: footer)
  }

  private var legend: [ChartLegend.Entry] {
    var entries: [ChartLegend.Entry] = [
      .init(
        sample: .bubble(fill: style.bubble, stroke: bubbleStroke),
        label: "Study, area by \(areaBySize ? scale.isRate ? "person-time" : "people" : "weight")")
    ]
    if let label = doubleZeroLabel {
      entries.append(.init(sample: .bubble(fill: .white, stroke: hollowStroke), label: label))
    }
    entries.append(.init(sample: .line(nullStroke), label: "No effect"))
    if let pooled { entries.append(.init(sample: .line(pooledStroke), label: pooledLabel(pooled))) }
    if confidence != nil {
      entries.append(.init(sample: .band(style.confidenceBand, edge: nil), label: sentences.intervalName))
    }
    if prediction != nil {
      entries.append(
        .init(sample: .band(style.predictionBand, edge: predictionEdge), label: sentences.predictionLabel))
    }
    return entries
  }

  /// `No events in both groups: 3 studies, not pooled`.
  private var doubleZeroLabel: String? {
    let marked = studies.filter(\.isDoubleZero)
    guard !marked.isEmpty else { return nil }
    let noEvents = marked.count { $0.x <= 0 || plot.options.showsAnalysisScale }
    let name =
      scale.isRate
      ? "No events in both groups"
      : plot.options.showsAnalysisScale || noEvents > 0 && noEvents < marked.count
        ? "No or only events in both groups"
        : noEvents > 0 ? "No events in both groups" : "Only events in both groups"
    let count = marked.count == 1 ? "1 study" : "\(marked.count) studies"
    let unpooled = marked.count { !$0.isPooled }
    let remark = unpooled == 0 ? "" : unpooled == marked.count ? ", not pooled" : ", \(unpooled) not pooled"
    return "\(name): \(count)\(remark)"
  }

  private func pooledLabel(_ pooled: Coefficient) -> String {
    let transform = plot.fit.backTransform
    let value = NumberText.significant(transform(pooled.estimate), digits: 3, minus: .typographic)
    return "Pooled \(chartEffectName(plot.fit, transform, nil).lowercasedWord) \(value)"
  }

  private var footer: [String] {
    let missing = plot.effects.rows.count - studies.count
    let all = studies.count == 1 ? "1 study" : "\(studies.count) studies"
    let absent =
      missing == 0
      ? "" : "; \(missing) without \(plot.options.showsAnalysisScale ? "a finite value" : "counts") not shown"
    return ["\(all)\(absent)"] + (plot.options.showsPooled ? sentences.footer : [])
  }

  private var summary: String {
    var parts = ["L'Abbé plot of \(studies.count) studies: \(yLabel) by \(xLabel)."]
    let below = studies.count { $0.y < $0.x }
    let above = studies.count { $0.y > $0.x }
    parts.append("\(below) below the line of no effect, \(above) above.")
    if let pooled { parts.append(pooledLabel(pooled) + ".") }
    if let label = doubleZeroLabel { parts.append(label + ".") }
    return (parts + footer.map { $0 + "." }).joined(separator: " ")
  }

  // MARK: Marks

  private func bubbles(_ marks: ChartMarks) -> [Shape] {
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
      + circles(bare, nil, bubbleStroke, radius: 2.5) + circles(hollow, .white, hollowStroke, radius: 3.2)
  }

  /// The pairs that have an effect, from one side of the plotting area to the other.
  ///
  /// Steps along both axes, so that a steep curve is as smooth as a flat one.
  private func curve(_ effect: Double) -> [(x: Double, y: Double)] {
    if plot.options.showsAnalysisScale {
      return [(domain.lower, domain.lower + effect), (domain.upper, domain.upper + effect)]
    }
    let (low, high) = (max(0, domain.lower), scale.isRate ? domain.upper : min(1, domain.upper))
    var points: [(x: Double, y: Double)] = []
    for step in 0...128 {
      let value = low + (high - low) * Double(step) / 128
      if let y = scale.first(second: value, effect: effect) { points.append((value, y)) }
      if let x = scale.second(first: value, effect: effect), x >= low, x <= high { points.append((x, value)) }
    }
    return points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// The area between the curves of two effects, bounded by the plotting area.
  private func area(_ effects: Interval, _ color: Color, edge: Stroke?, _ marks: ChartMarks) -> [Shape] {
    func corner(_ point: (x: Double, y: Double)) -> Point {
      Point(
        marks.layout.xAxis.position(min(max(point.x, domain.lower), domain.upper)),
        marks.layout.clampedY(point.y))
    }
    var (upper, lower) = (bounded(curve(effects.upper)), bounded(curve(effects.lower)))
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
    var shapes: [Shape] = [.polygon(outline, fill: color)]
    if let edge {
      for effect in [effects.upper, effects.lower] { shapes += marks.curve(curve(effect), edge) }
    }
    return shapes
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

  private func bands(_ marks: ChartMarks) -> [Shape] {
    (prediction.map { area($0, style.predictionBand, edge: predictionEdge, marks) } ?? [])
      + (confidence.map { area($0, style.confidenceBand, edge: nil, marks) } ?? [])
  }

  /// The ends of both axes: every study with room for its bubble; risks and rates begin at 0.
  private static func domain(_ studies: [LabbeStudy], _ plot: LabbePlot) -> Interval {
    if let given = plot.options.axisRange, given.lower < given.upper { return given }
    let values = studies.flatMap { [$0.x, $0.y] }
    var (low, high) = (values.min() ?? 0, values.max() ?? 1)
    if plot.options.showsAnalysisScale {
      if low == high { (low, high) = (low - 0.5, high + 0.5) }
      let room = 0.06 * (high - low)
      return Interval(low - room, high + room)
    }
    if high <= 0 { high = plot.scale.isRate ? 1 : 0.05 }
    // From 0, or for risks all near 1, from the lowest.
    let start = !plot.scale.isRate && low > 0.5 ? low - (1 - low) * 0.1 : 0
    var room = 0.05 * (high - start)
    if room <= 0 { room = 0.05 }
    return Interval(start - 0.6 * room, high + room)
  }
}

/// A study's place and mark in a L'Abbé plot.
private struct LabbeStudy {
  var x: Double
  var y: Double
  var weight: Double
  var isPooled: Bool
  var isDoubleZero: Bool
}

extension String {
  /// With a small first letter.
  fileprivate var lowercasedWord: String { prefix(1).lowercased() + dropFirst() }
}
