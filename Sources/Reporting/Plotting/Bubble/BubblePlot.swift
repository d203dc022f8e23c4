import MetaAnalysis

/// A bubble plot of a meta-regression: every study at its moderator's value, its area in proportion to its weight, with
/// the fitted mean, its confidence band and the prediction band (Thompson & Higgins 2002, doi:10.1002/sim.1187).
///
/// A numeric moderator gives a curve over its observed range, whatever the formula makes of it; a factor gives one column
/// for each level. Other moderators are averaged over the studies used, as the caption says.
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
  /// The levels of a factor, `nil` for a number.
  let levels: [String]?
  let predictions: [Prediction]
  /// Where the predictions stand on the horizontal axis.
  let places: [Double]
  let studies: [(x: Double, y: Double, weight: Double)]

  init(_ plot: BubblePlot) throws {
    guard let table = plot.effects.table, let recipe = plot.fit.design.recipe else {
      throw BubblePlotError.noTable
    }
    self.plot = plot
    style = plot.options.style
    let column = table[plot.moderator]
    if let range = recipe.observed[plot.moderator]?.range {
      levels = nil
      let step = (range.upper - range.lower) / 128
      places = (0...128).map { $0 == 128 ? range.upper : range.lower + Double($0) * step }
      predictions = try plot.fit.predict(along: plot.moderator, at: places.map { .number($0) }, in: table).rows
    } else {
      let names = recipe.levels[plot.moderator] ?? []
      levels = names
      places = names.indices.map { Double($0) + 0.5 }
      predictions = try plot.fit.predict(along: plot.moderator, at: names.map { .text($0) }, in: table).rows
    }
    let levels = levels
    studies = plot.fit.studies.enumerated().compactMap { position, study in
      guard study.isUsed, let yi = study.yi else { return nil }
      let weight = study.weightPercent ?? 0
      guard let levels else { return column?.numbers?[position].map { ($0, yi, weight) } }
      let label = column?.labels[position] ?? ""
      return levels.firstIndex(of: label).map { (Double($0) + 0.5, yi, weight) }
    }
  }

  func scene() -> Scene {
    let layout = ChartLayout(content, style: style)
    let marks = ChartMarks(layout: layout)
    var shapes: [Shape] = [.group(name: "bands", bands(marks))]
    shapes.append(
      .group(name: "null", layout.across(nullValue, Stroke(style.nullLine, width: 0.7, dashes: [3, 2.5]))))
    shapes.append(.group(name: "studies", marks.bubbles(studies)))
    shapes.append(.group(name: "mean", means(marks)))
    return Scene(
      width: layout.width, height: layout.height,
      title: plot.options.title ?? "Bubble plot: \(yLabel) by \(xLabel)",
      summary: summary, background: style.background, shapes: shapes + layout.shapes)
  }

  // MARK: Content

  private var transform: BackTransform { plot.options.transform ?? plot.fit.backTransform }
  private var sentences: FitSentences { FitSentences(fit: plot.fit) }
  private var xLabel: String { plot.options.xLabel ?? plot.moderator.replacingUnderscores }
  private var yLabel: String { chartEffectName(plot.fit, transform, plot.options.effectName) }
  private var nullValue: Double? {
    plot.fit.measure == nil ? 0 : plot.fit.measure?.definition.nullValue
  }
  private var hasPrediction: Bool {
    plot.options.showsPrediction && predictions.contains { $0.predictionInterval != nil }
  }

  private var content: ChartContent {
    ChartContent(
      title: plot.options.title, xLabel: xLabel, yLabel: yLabel, horizontal: horizontal, vertical: vertical,
      transform: transform, ticks: plot.options.ticks, legend: legend, footer: footer)
  }

  private var horizontal: ChartContent.Horizontal {
    if let levels { return .levels(levels) }
    let (low, high) = (places.first ?? 0, places.last ?? 1)
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
    var entries: [ChartLegend.Entry] = [
      .init(
        sample: .bubble(fill: style.bubble, stroke: Stroke(style.bubbleEdge, width: 0.6)),
        label: "Study, area by weight"),
      .init(sample: .line(Stroke(style.curve, width: 1.6)), label: "Fitted mean"),
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
    let others = (plot.fit.design.recipe?.formula.columns ?? []).filter { $0 != plot.moderator }
    var lines = [
      "\(plot.fit.k) \(plot.fit.k == 1 ? "study" : "estimates"); moderators: \(plot.fit.formula ?? "none")"
    ]
    if !others.isEmpty {
      lines.append("Other moderators held at their means: " + others.joined(separator: ", "))
    }
    return lines + sentences.footer
  }

  private var summary: String {
    var sentences = ["Bubble plot of \(plot.fit.k) estimates of \(yLabel) by \(xLabel)."]
    if let first = predictions.first, let last = predictions.last {
      let scale = transform
      func text(_ x: Double) -> String {
        NumberText.significant(scale(x), digits: 3, minus: .typographic)
      }
      func place(_ index: Int) -> String {
        levels?[index] ?? NumberText.significant(places[index], digits: 4, minus: .typographic)
      }
      sentences.append(
        "Fitted mean \(text(first.estimate)) at \(place(0)) and \(text(last.estimate)) at \(place(places.count - 1))."
      )
    }
    return (sentences + footer.map { $0 + "." }).joined(separator: " ")
  }

  // MARK: Marks

  private var predictionEdge: Stroke { Stroke(style.predictionEdge, width: 0.7, dashes: [2, 2]) }

  private func bands(_ marks: ChartMarks) -> [Shape] {
    func points(_ interval: (Prediction) -> Interval?) -> [ChartMarks.BandPoint] {
      zip(places, predictions).compactMap { place, prediction in
        interval(prediction).map { ChartMarks.BandPoint(x: place, interval: $0) }
      }
    }
    let prediction = hasPrediction ? points { $0.predictionInterval?.interval } : []
    let confidence = plot.options.showsConfidence ? points { $0.interval } : []
    guard levels != nil else {
      return marks.band(prediction, style.predictionBand, edge: predictionEdge)
        + marks.band(confidence, style.confidenceBand)
    }
    // A factor's levels have boxes instead of bands.
    func boxes(_ points: [ChartMarks.BandPoint], halfWidth: Double, _ color: Color, _ edge: Stroke?) -> [Shape]
    {
      points.flatMap { point in
        marks.band(
          [-halfWidth, halfWidth].map { .init(x: point.x + $0, interval: point.interval) }, color, edge: edge)
      }
    }
    return boxes(prediction, halfWidth: 0.3, style.predictionBand, predictionEdge)
      + boxes(confidence, halfWidth: 0.3, style.confidenceBand, nil)
  }

  private func means(_ marks: ChartMarks) -> [Shape] {
    let stroke = Stroke(style.curve, width: 1.6)
    guard levels != nil else { return marks.curve(Array(zip(places, predictions.map(\.estimate))), stroke) }
    return zip(places, predictions).flatMap { place, prediction in
      marks.curve([(place - 0.3, prediction.estimate), (place + 0.3, prediction.estimate)], stroke)
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
