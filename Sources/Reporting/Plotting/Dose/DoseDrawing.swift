import MetaAnalysis

/// A dose–response plot in the making.
struct DoseDrawing {
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

  var result: DoseResult { plot.result }
  private var transform: BackTransform { result.backTransform }
  private var sentences: FitSentences { FitSentences(fit: model.fit) }
  private var xLabel: String { plot.options.xLabel ?? result.analysis.dose.replacingUnderscores }
  private var yLabel: String { chartEffectName(model.fit, transform, plot.options.effectName) }
  private var nullValue: Double? { result.measure == nil ? 0 : result.measure?.definition.nullValue }
  var hasPrediction: Bool {
    plot.options.showsPrediction && points.contains { $0.predictionInterval != nil }
  }
  var others: [DoseModel] {
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
      vertical: vertical, transform: transform, stripHeight: Double(model.needed.count) * Self.rowHeight + 6,
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

  func label(_ needed: DoseNeeded) -> String { "for \(wording.effect(needed.target.effect))" }

  func stripText(_ needed: DoseNeeded) -> String {
    "\(wording.estimate(needed)); CI: \(DoseWording.set(needed.confidence))"
  }
}
