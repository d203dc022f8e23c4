import MetaAnalysis

/// A dose–response plot: the studies, one model's curve with its bands, the targets as lines across, and under them the
/// dose needed for each with its confidence set on the axis of doses.
///
/// The interval of a dose needed is where the target's line runs inside the confidence band, for lines exactly (that is
/// Fieller's set); what lies beyond the axis gets an arrow.
public struct DosePlot: Hashable, Sendable {
  /// The result to show.
  public var result: DoseResult
  /// What is shown and how it is worded.
  public var options: DosePlotOptions

  /// A plot of a result.
  public init(_ result: DoseResult, options: DosePlotOptions = .init()) {
    self.result = result
    self.options = options
  }

  /// The drawing.
  public func scene() -> Scene { DoseDrawing(self).scene() }
}

/// A dose–response plot in the making.
private struct DoseDrawing {
  let plot: DosePlot
  let model: DoseModel
  let style: ChartStyle
  let wording: DoseWording
  let points: [DosePoint]
  /// Study, dose, estimate and weight.
  let studies: [(x: Double, y: Double, weight: Double)]

  init(_ plot: DosePlot) {
    self.plot = plot
    style = plot.options.style
    wording = DoseWording(plot.result)
    let result = plot.result
    model = plot.options.shape.flatMap { shape in result.models.first { $0.shape == shape } } ?? result.best
    points = model.points(at: DoseDrawing.grid(result.observed)).compactMap(\.self)
    studies = zip(model.fit.studies, result.studies).compactMap { study, dose in
      guard study.isUsed, let yi = study.yi, let place = dose.dose else { return nil }
      return (place, yi, study.weightPercent ?? 0)
    }
  }

  private static func grid(_ range: Interval) -> [Double] {
    let step = (range.upper - range.lower) / 128
    return (0...128).map { $0 == 128 ? range.upper : range.lower + Double($0) * step }
  }

  func scene() -> Scene {
    let layout = ChartLayout(content, style: style)
    let marks = ChartMarks(layout: layout)
    var shapes: [Shape] = [.group(name: "bands", bands(marks))]
    shapes.append(
      .group(name: "null", layout.across(nullValue, Stroke(style.nullLine, width: 0.7, dashes: [3, 2.5]))))
    shapes.append(.group(name: "studies", marks.bubbles(studies)))
    shapes.append(.group(name: "curves", curves(marks)))
    shapes.append(.group(name: "targets", targets(layout)))
    shapes.append(.group(name: "needed", strip(layout)))
    return Scene(
      width: layout.width, height: layout.height,
      title: plot.options.title ?? "Dose–response plot: \(yLabel) by \(xLabel)", summary: summary,
      background: style.background, shapes: shapes + layout.shapes
    )
    .headed(by: result.notes, margin: style.margin, font: style.fontSize)
  }

  // MARK: Content

  private var result: DoseResult { plot.result }
  private var transform: BackTransform { result.backTransform }
  private var sentences: FitSentences { FitSentences(fit: model.fit) }
  private var xLabel: String { plot.options.xLabel ?? result.analysis.dose.replacingUnderscores }
  private var yLabel: String { chartEffectName(model.fit, transform, plot.options.effectName) }
  private var nullValue: Double? { result.measure == nil ? 0 : result.measure?.definition.nullValue }
  private var hasPrediction: Bool {
    plot.options.showsPrediction && points.contains { $0.predictionInterval != nil }
  }
  private var others: [DoseModel] {
    plot.options.showsOthers ? result.models.filter { $0.shape != model.shape } : []
  }

  private var content: ChartContent {
    let padding = 0.04 * (result.observed.upper - result.observed.lower)
    let left = model.needed.map { TextMetrics.width(of: label($0), font: style.small) }.max() ?? 0
    let right =
      model.needed.flatMap { needed in
        [stripText(needed), wording.effect(needed.target.effect) + "   "].map {
          TextMetrics.width(of: $0, font: style.small)
        }
      }.max() ?? 0
    return ChartContent(
      title: plot.options.title, xLabel: xLabel, yLabel: yLabel,
      horizontal: .numbers(Interval(result.observed.lower - padding, result.observed.upper + padding)),
      vertical: vertical, transform: transform, stripHeight: Double(model.needed.count) * rowHeight + 6,
      leftRoom: left + 8, rightRoom: right + 10, legend: legend, footer: footer)
  }

  /// The ends of the vertical axis with some targets.
  private func domain(including targets: [Double]) -> Interval {
    chartDomain(
      estimates: studies.map(\.y) + points.map(\.estimate) + targets, confidence: points.map(\.interval),
      prediction: hasPrediction ? points.compactMap(\.predictionInterval) : [], nullValue: nullValue,
      scale: NaturalScale(transform))
  }

  /// As far as what is drawn of data and model reaches, and as far again for targets: one farther off would squash the
  /// data, and is named beyond the axis.
  private var vertical: Interval {
    let own = domain(including: [])
    let reach = own.upper - own.lower
    let near = Interval(own.lower - reach, own.upper + reach)
    return domain(including: result.analysis.targets.map(\.effect).filter(near.contains))
  }

  /// The targets that lie beyond the vertical axis.
  private var farTargets: [DoseTarget] {
    let axis = vertical
    return result.analysis.targets.filter { !axis.contains($0.effect) }
  }

  private var legend: [ChartLegend.Entry] {
    var entries: [ChartLegend.Entry] = [
      .init(
        sample: .bubble(fill: style.bubble, stroke: Stroke(style.bubbleEdge, width: 0.6)),
        label: "Estimate, area by weight"),
      .init(
        sample: .line(Stroke(style.curve, width: 1.6)), label: "Mean, \(DoseWording.name(model.shape)) model"),
      .init(sample: .band(style.confidenceBand, edge: nil), label: sentences.intervalName),
    ]
    if hasPrediction {
      entries.append(
        .init(sample: .band(style.predictionBand, edge: predictionEdge), label: sentences.predictionLabel))
    }
    if farTargets.count < model.needed.count {
      entries.append(.init(sample: .line(targetStroke), label: "Target"))
    }
    if model.needed.contains(where: { wording.end($0) == nil }) {
      entries.append(
        .init(sample: .needed(style.target), label: "Dose needed with \(sentences.intervalName)"))
    }
    if model.needed.contains(where: { wording.end($0) != nil }) {
      entries.append(
        .init(
          sample: .lost(style.target),
          label: "Dose up to which the target is reached, with \(sentences.intervalName)"))
    }
    for (index, other) in others.enumerated() {
      entries.append(
        .init(
          sample: .line(otherStroke(index)), label: "\(DoseWording.name(other.shape)) model".capitalizedFirst))
    }
    return entries
  }

  private var footer: [String] {
    var lines = ["\(result.k) estimates, \(result.distinctDoses) different doses"]
    if !result.heldTerms.isEmpty {
      lines[0] += "; averaged over them: " + result.heldTerms.joined(separator: ", ")
    }
    if !farTargets.isEmpty {
      let effects = enumerated(farTargets.map { wording.effect($0.effect) })
      lines.append(
        farTargets.count == 1
          ? "The target \(effects) lies beyond the axis" : "The targets \(effects) lie beyond the axis")
    }
    lines += sentences.footer
    if !model.shape.isLine, let samples = model.needed.first?.bootstrap?.samples {
      lines.append(
        "Intervals of doses: parametric bootstrap, \(samples) samples, seed \(result.analysis.seed); first crossing within "
          + "the observed range")
    }
    lines.append(
      "The doses compare studies with one another; they do not say what a further dose does for one person")
    return lines
  }

  private var summary: String {
    var sentences = ["Dose–response plot of \(result.k) estimates of \(yLabel) by \(xLabel)."]
    sentences += model.needed.map { wording.sentence($0, of: model) }
    return (sentences + footer.map { $0 + "." }).joined(separator: " ")
  }

  private func label(_ needed: DoseNeeded) -> String { "for \(wording.effect(needed.target.effect))" }

  private func stripText(_ needed: DoseNeeded) -> String {
    "\(wording.estimate(needed)); CI: \(DoseWording.set(needed.confidence))"
  }

  // MARK: Marks

  private var predictionEdge: Stroke { Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2]) }
  private var targetStroke: Stroke { Stroke(style.target, width: 0.8, dashes: [5, 2.5]) }

  private func otherStroke(_ index: Int) -> Stroke {
    let dashes: [[Double]] = [[1.2, 2], [4, 2], [7, 2, 1.5, 2]]
    return Stroke(style.otherCurve, width: 0.9, dashes: dashes[index % dashes.count])
  }

  private func bands(_ marks: ChartMarks) -> [Shape] {
    let prediction =
      hasPrediction
      ? points.compactMap { point in
        point.predictionInterval.map { ChartMarks.BandPoint(x: point.dose, interval: $0) }
      } : []
    return marks.bands(
      prediction: prediction, confidence: points.map { .init(x: $0.dose, interval: $0.interval) },
      edge: predictionEdge)
  }

  private func curves(_ marks: ChartMarks) -> [Shape] {
    let doses = points.map(\.dose)
    let thin = others.enumerated().flatMap { index, other in
      marks.curve(
        other.points(at: doses).compactMap { $0.map { ($0.dose, $0.estimate) } }, otherStroke(index))
    }
    return thin + marks.curve(points.map { ($0.dose, $0.estimate) }, Stroke(style.curve, width: 1.6))
  }

  /// A line across at each target with its value at the right, and from where the curve crosses it one down to the axis; of
  /// a target beyond the axis the value with an arrow.
  private func targets(_ layout: ChartLayout) -> [Shape] {
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

  /// The dose needed for each target on the axis of doses.
  private func strip(_ layout: ChartLayout) -> [Shape] {
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
  private func marked(_ needed: DoseNeeded) -> Double? {
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

  private func rowMiddle(_ index: Int) -> Double { 5 + (Double(index) + 0.5) * rowHeight }
}

private let rowHeight = 13.0
