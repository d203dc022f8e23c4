import MetaAnalysis

/// A bubble plot of a meta-regression: every study at its moderator's value, its area in proportion to its weight, with
/// the fitted mean, its confidence band and the prediction band (Thompson & Higgins 2002, doi:10.1002/sim.1187).
///
/// A numeric moderator gives a curve over its observed range, whatever the formula makes of it, or one curve for each
/// level of a factor with which it interacts (up to four levels); a factor gives one column for each level. Other
/// moderators are averaged over the estimates used, numbers at their means and factors by the shares of their levels, as the caption says.
public struct BubblePlot: Hashable, Sendable {
  /// The result to show.
  public var fit: Fit
  /// The effect sizes it was made from, with their table.
  public var effects: EffectSizes
  /// The moderator on the horizontal axis.
  public var moderator: String
  /// What is shown and how it is worded.
  public var options: BubblePlotOptions

  /// A bubble plot over a moderator, the formula's first when `nil`.
  /// - Throws: ``BubblePlotError``.
  public init(
    fit: Fit, effects: EffectSizes, moderator: String? = nil, options: BubblePlotOptions = .init()
  ) throws(BubblePlotError) {
    guard effects.table != nil else { throw .noTable }
    let columns = fit.design.recipe?.formula.columns ?? []
    guard let first = columns.first else { throw .noModerators }
    if let moderator, !columns.contains(moderator) {
      throw .unknownModerator(name: moderator, moderators: columns)
    }
    self.fit = fit
    self.effects = effects
    self.moderator = moderator ?? first
    self.options = options
  }

  /// The drawing.
  /// - Throws: `PredictionError` where the model has no mean at some values of the moderator.
  public func scene() throws -> Scene { try BubbleDrawing(self).scene() }
}

/// A bubble plot in the making.
private struct BubbleDrawing {
  let plot: BubblePlot
  let style: ChartStyle
  let model: BubbleCurves
  /// Every estimate with the curve it belongs to.
  let studies: [(x: Double, y: Double, weight: Double)]
  let groups: [Int]

  init(_ plot: BubblePlot) throws {
    self.plot = plot
    style = plot.options.style
    model = try BubbleCurves(plot)
    let column = plot.effects.table?[plot.moderator]
    let (levels, curves) = (model.levels, model.curves)
    let split = model.split.flatMap { plot.effects.table?[$0]?.labels }
    var (studies, groups) = ([(x: Double, y: Double, weight: Double)](), [Int]())
    for (position, study) in plot.fit.studies.enumerated() {
      guard study.isUsed, let yi = study.yi else { continue }
      let place: Double? =
        levels.map { $0.firstIndex(of: column?.labels[position] ?? "").map { Double($0) + 0.5 } }
        ?? column?.numbers?[position]
      guard let place else { continue }
      studies.append((place, yi, study.weightPercent ?? 0))
      groups.append(split.flatMap { labels in curves.firstIndex { $0.level == labels[position] } } ?? 0)
    }
    (self.studies, self.groups) = (studies, groups)
  }

  func scene() -> Scene {
    let layout = ChartLayout(content, style: style)
    let marks = ChartMarks(layout: layout)
    var shapes: [Shape] = [.group(name: "bands", bands(marks))]
    shapes.append(
      .group(name: "null", layout.across(nullValue, Stroke(style.nullLine, width: 0.7, dashes: [3, 2.5]))))
    shapes.append(.group(name: "studies", marks.bubbles(studies, colors: groups.map(colors))))
    shapes.append(.group(name: "mean", means(marks)))
    return Scene(
      width: layout.width, height: layout.height,
      title: plot.options.title ?? "Bubble plot: \(yLabel) by \(xLabel)",
      summary: summary, background: style.background, shapes: shapes + layout.shapes
    )
    .headed(by: plot.fit.notes, margin: style.margin, font: style.fontSize)
  }

  // MARK: Content

  private var transform: BackTransform { plot.options.transform ?? plot.fit.backTransform }
  private var sentences: FitSentences { FitSentences(fit: plot.fit) }
  private var xLabel: String { plot.options.xLabel ?? plot.moderator.replacingUnderscores }
  private var yLabel: String { chartEffectName(plot.fit, transform, plot.options.effectName) }
  private var nullValue: Double? {
    plot.fit.measure == nil ? 0 : plot.fit.measure?.definition.nullValue
  }
  private var levels: [String]? { model.levels }
  /// Everything drawn of the model.
  private var predictions: [Prediction] { model.curves.flatMap(\.predictions) }
  private var isSplit: Bool { model.split != nil }

  /// The colours of a curve: those of the style for the only one.
  private func colors(_ curve: Int) -> ChartStyle.Group {
    isSplit ? style.groups[curve % style.groups.count] : style.single
  }

  /// Bands of several curves would hide one another.
  private var hasPrediction: Bool {
    !isSplit && plot.options.showsPrediction && predictions.contains { $0.predictionInterval != nil }
  }

  private var content: ChartContent {
    ChartContent(
      title: plot.options.title, xLabel: xLabel, yLabel: yLabel, horizontal: horizontal, vertical: vertical,
      transform: transform, ticks: plot.options.ticks, legend: legend, footer: footer)
  }

  private var horizontal: ChartContent.Horizontal {
    if let levels { return .levels(levels) }
    let places = model.curves.flatMap(\.places)
    let (low, high) = (places.min() ?? 0, places.max() ?? 1)
    let padding = 0.04 * (high - low)
    return .numbers(Interval(low - padding, high + padding))
  }

  private var vertical: Interval {
    let scale = NaturalScale(transform)
    let domain = chartDomain(
      estimates: studies.map(\.y) + predictions.map(\.estimate),
      confidence: plot.options.showsConfidence ? predictions.compactMap(\.interval) : [],
      prediction: hasPrediction ? predictions.compactMap { $0.predictionInterval?.interval } : [],
      nullValue: nullValue, scale: scale)
    let lower = plot.options.axisRange.flatMap { scale.inverse($0.lower) } ?? domain.lower
    let upper = plot.options.axisRange.flatMap { scale.inverse($0.upper) } ?? domain.upper
    return lower < upper ? Interval(lower, upper) : domain
  }

  private var legend: [ChartLegend.Entry] {
    let bubble = ChartLegend.Entry(
      sample: .bubble(fill: style.bubble, stroke: Stroke(style.bubbleEdge, width: 0.6)),
      label: "Estimate, area by weight")
    guard !isSplit else {
      var entries = [bubble]
      for (index, curve) in model.curves.enumerated() {
        let own = colors(index)
        entries.append(
          .init(
            sample: .marked(curveStroke(index), fill: own.bubble, edge: Stroke(own.edge, width: 0.6)),
            label: "\(model.split?.replacingUnderscores ?? "") \(curve.level ?? "")"))
      }
      entries[0].sample = .bubble(fill: .white, stroke: Stroke(style.bubbleEdge, width: 0.6))
      if plot.options.showsConfidence {
        entries.append(.init(sample: .line(edgeStroke(style.line)), label: sentences.intervalName))
      }
      return entries
    }
    var entries = [
      bubble, ChartLegend.Entry(sample: .line(Stroke(style.curve, width: 1.6)), label: "Fitted mean"),
    ]
    if plot.options.showsConfidence {
      entries.append(
        .init(sample: .band(style.confidenceBand, edge: nil), label: sentences.intervalName))
    }
    if hasPrediction {
      entries.append(
        .init(
          sample: .band(style.predictionBand, edge: predictionEdge), label: sentences.predictionLabel))
    }
    return entries
  }

  private var footer: [String] {
    BubbleCaption(fit: plot.fit, moderator: plot.moderator, curves: model).lines
  }

  private var summary: String {
    var sentences = ["Bubble plot of \(plot.fit.k) estimates of \(yLabel) by \(xLabel)."]
    let scale = transform
    func text(_ x: Double) -> String { NumberText.significant(scale(x), digits: 3, minus: .typographic) }
    for curve in model.curves {
      guard let first = curve.predictions.first, let last = curve.predictions.last else { continue }
      func place(_ index: Int) -> String {
        levels?[index] ?? NumberText.significant(curve.places[index], digits: 4, minus: .typographic)
      }
      let group = curve.level.map { " for \(model.split?.replacingUnderscores ?? "") \($0)" } ?? ""
      sentences.append(
        "Fitted mean\(group) \(text(first.estimate)) at \(place(0)) and \(text(last.estimate)) at \(place(curve.places.count - 1))."
      )
    }
    return (sentences + footer.map { $0 + "." }).joined(separator: " ")
  }

  // MARK: Marks

  private var predictionEdge: Stroke { Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2]) }

  /// The line of a curve.
  private func curveStroke(_ index: Int) -> Stroke {
    Stroke(colors(index).curve, width: 1.6, dashes: colors(index).dashes)
  }

  /// The ends of the confidence interval beside one of several curves.
  private func edgeStroke(_ color: Color) -> Stroke { Stroke(color, width: 0.6, dashes: [1.5, 2]) }

  private func bands(_ marks: ChartMarks) -> [Shape] {
    model.curves.enumerated().flatMap { index, curve -> [Shape] in
      func points(_ interval: (Prediction) -> Interval?) -> [ChartMarks.BandPoint] {
        zip(curve.places, curve.predictions).compactMap { place, prediction in
          interval(prediction).map { ChartMarks.BandPoint(x: place, interval: $0) }
        }
      }
      let confidence = plot.options.showsConfidence ? points { $0.interval } : []
      if isSplit {
        return [\Interval.upper, \Interval.lower].flatMap { end in
          marks.curve(confidence.map { ($0.x, $0.interval[keyPath: end]) }, edgeStroke(colors(index).curve))
        }
      }
      let prediction = hasPrediction ? points { $0.predictionInterval?.interval } : []
      guard levels != nil else {
        return marks.bands(prediction: prediction, confidence: confidence, edge: predictionEdge)
      }
      // A factor's levels have boxes instead of bands.
      func box(_ points: [ChartMarks.BandPoint], at place: Double) -> [ChartMarks.BandPoint] {
        points.first { $0.x == place }.map { point in
          [-0.3, 0.3].map { .init(x: place + $0, interval: point.interval) }
        } ?? []
      }
      return curve.places.flatMap { place in
        marks.bands(
          prediction: box(prediction, at: place), confidence: box(confidence, at: place), edge: predictionEdge)
      }
    }
  }

  private func means(_ marks: ChartMarks) -> [Shape] {
    model.curves.enumerated().flatMap { index, curve -> [Shape] in
      let line = zip(curve.places, curve.predictions.map(\.estimate))
      guard levels != nil else { return marks.curve(Array(line), curveStroke(index)) }
      return line.flatMap { place, mean in
        marks.curve([(place - 0.3, mean), (place + 0.3, mean)], curveStroke(index))
      }
    }
  }
}

/// What the effect is called on the scale shown, with a capital.
func chartEffectName(_ fit: Fit, _ transform: BackTransform, _ given: String?) -> String {
  let definition = fit.measure?.definition
  let name = given ?? (transform == .identity ? definition?.name : definition?.naturalName) ?? "effect"
  return name.capitalizedFirst
}

/// The automatic ends of the vertical axis: every estimate and the confidence band, the value of no effect, and as
/// much of the prediction band as lies within reach, with room for the bubbles.
func chartDomain(
  estimates: [Double], confidence: [Interval], prediction: [Interval], nullValue: Double?, scale: NaturalScale
) -> Interval {
  func hull(_ intervals: [Interval]) -> Interval? {
    guard let lower = intervals.map(\.lower).min(), let upper = intervals.map(\.upper).max() else { return nil }
    return Interval(lower, upper)
  }
  let domain = automaticDomain(
    estimates: estimates, intervals: [], pooled: hull(confidence), prediction: hull(prediction),
    nullValue: nullValue)
  let room = 0.05 * (domain.upper - domain.lower)
  let (lower, upper) = (scale.clamped(domain.lower - room), scale.clamped(domain.upper + room))
  return lower < upper ? Interval(lower, upper) : domain
}

extension String {
  /// With spaces for underscores, as people write.
  var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
  /// With a capital at its beginning.
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
