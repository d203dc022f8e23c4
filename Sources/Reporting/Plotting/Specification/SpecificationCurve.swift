import MetaAnalysis

/// A specification curve: the pooled effect under every combination of choices in ascending order, with the choices
/// marked below (Simonsohn, Simmons & Nelson 2020, doi:10.1038/s41562-020-0912-z).
public struct SpecificationCurve: Hashable, Sendable {
  /// One combination of choices, or several that give one result.
  public struct Item: Hashable, Sendable {
    /// The pooled effect on the analysis scale.
    public var estimate: Double
    /// Its confidence interval.
    public var interval: Interval
    /// For each choice the positions of the values taken; several where combinations give one result.
    public var choices: [Set<Int>]

    /// A combination of choices, or several.
    public init(estimate: Double, interval: Interval, choices: [Set<Int>]) {
      self.estimate = estimate
      self.interval = interval
      self.choices = choices
    }
  }

  /// A choice with its values.
  public struct Choice: Hashable, Sendable {
    /// What is chosen.
    public var name: String
    /// The values.
    public var values: [String]

    /// A choice.
    public init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// The combinations in ascending order of the estimate.
  public var items: [Item]
  /// The choices, whose values are marked below the curve.
  public var choices: [Choice]
  /// The estimate of the analysis as it is stated.
  public var stated: Double
  /// The value of no effect on the analysis scale.
  public var nullValue: Double
  /// From the analysis scale to the one shown.
  public var transform: BackTransform
  /// What the vertical axis is called.
  public var effectName: String
  /// Heading above the plot.
  public var title: String?
  /// Sentences below it.
  public var footer: [String]
  /// What was noticed; what must be read first, such as that the data are invented, stands above everything.
  public var notes: [Note]
  /// How it looks.
  public var style = ChartStyle.standard

  /// A curve.
  public init(
    items: [Item], choices: [Choice], stated: Double, nullValue: Double, transform: BackTransform,
    effectName: String, title: String? = nil, footer: [String] = [], notes: [Note] = []
  ) {
    self.items = items
    self.choices = choices
    self.stated = stated
    self.nullValue = nullValue
    self.transform = transform
    self.effectName = effectName
    self.title = title
    self.footer = footer
    self.notes = notes
  }

  /// The drawing. Of more combinations than the plot is wide, evenly spaced ones are drawn, the ends among them.
  public func scene() -> Scene { SpecificationDrawing(self).scene() }
}

/// A specification curve in the making.
private struct SpecificationDrawing {
  private let plot: SpecificationCurve
  private let style: ChartStyle
  private let items: [SpecificationCurve.Item]
  private let rowHeight: Double
  private let labelWidth: Double
  private let box: Box
  private let axis: Axis
  private let width: Double

  init(_ plot: SpecificationCurve) {
    self.plot = plot
    style = plot.style
    let most = 720
    let count = plot.items.count
    items =
      count <= most
      ? plot.items
      : (0..<most).map { plot.items[Int((Double($0) * Double(count - 1) / Double(most - 1)).rounded())] }
    rowHeight = style.lineHeight(style.smallFontSize)
    let labels = plot.choices.flatMap { choice in
      choice.values.map { TextMetrics.width(of: $0, font: plot.style.small) + 8 }
        + [TextMetrics.width(of: choice.name, font: plot.style.small)]
    }
    labelWidth = min(max(labels.max() ?? 0, 60), 190)
    let top = style.margin + (plot.title == nil ? 0 : style.lineHeight(style.titleFontSize) + 6) + 4
    box = Box(x: style.margin + labelWidth + 10, y: top, width: 430, height: 190)
    width = box.maxX + style.margin
    let scale = NaturalScale(plot.transform)
    let domain = chartDomain(
      estimates: items.map(\.estimate) + [plot.stated], confidence: items.map(\.interval), prediction: [],
      nullValue: plot.nullValue, scale: scale)
    axis = Axis(
      domain: domain, start: box.maxY, end: box.y, transform: plot.transform, font: style.small,
      isVertical: true)
  }

  func scene() -> Scene {
    var shapes: [Shape] = []
    if let title = plot.title {
      shapes.append(
        .text(
          TextShape(
            title, at: Point(style.margin, style.margin + TextMetrics.ascent * style.titleFontSize),
            font: style.title)))
    }
    shapes.append(.group(name: "axis", axisShapes))
    shapes.append(.group(name: "intervals", intervals))
    shapes.append(.group(name: "estimates", estimates))
    var y = box.maxY + 14
    for choice in plot.choices.indices { shapes.append(.group(name: "choice", rows(of: choice, &y))) }
    y += 4
    let legend = ChartLegend(
      [
        .init(sample: .line(Stroke(style.target, width: 1.4)), label: "Interval excludes no effect"),
        .init(sample: .line(Stroke(style.predictionEdge, width: 1.4)), label: "Interval includes it"),
        .init(sample: .line(Stroke(style.curve, width: 1, dashes: [4, 2])), label: "As stated"),
      ], left: style.margin, right: width - style.margin, top: y, style: style)
    shapes.append(.group(name: "legend", legend.shapes))
    y = legend.bottom + 6
    for line in plot.footer.flatMap({ TextMetrics.wrap($0, width: width - 2 * style.margin, font: style.small) }
    ) {
      shapes.append(
        .text(
          TextShape(
            line, at: Point(style.margin, y + TextMetrics.ascent * style.smallFontSize), font: style.small)))
      y += rowHeight
    }
    return Scene(
      width: width.rounded(.up), height: (y + style.margin).rounded(.up),
      title: plot.title ?? "Specification curve: \(plot.effectName)",
      summary: (["Specification curve of \(plot.items.count) combinations of choices."] + plot.footer).joined(
        separator: " "),
      background: style.background, shapes: shapes
    )
    .headed(by: plot.notes, margin: style.margin, font: style.fontSize)
  }

  private func x(_ index: Int) -> Double {
    box.x + box.width * (Double(index) + 0.5) / Double(max(items.count, 1))
  }

  private func y(_ value: Double) -> Double { min(max(axis.position(value), box.y), box.maxY) }

  private func color(_ item: SpecificationCurve.Item) -> Color {
    item.interval.contains(plot.nullValue) ? style.predictionEdge : style.target
  }

  private func lightColor(_ item: SpecificationCurve.Item) -> Color {
    item.interval.contains(plot.nullValue) ? style.predictionBand : Color(0xEBCBC6)
  }

  private var axisShapes: [Shape] {
    let stroke = Stroke(style.line, width: 0.8)
    var shapes: [Shape] = [.line(from: Point(box.x, box.y), to: Point(box.x, box.maxY), stroke: stroke)]
    for tick in axis.ticks {
      let y = axis.position(tick.value)
      shapes.append(.line(from: Point(box.x - 3.5, y), to: Point(box.x, y), stroke: stroke))
      shapes.append(
        .text(TextShape(tick.label, middle: Point(box.x - 6.5, y), anchor: .end, font: style.small)))
    }
    for (value, stroke) in [
      (plot.nullValue, Stroke(style.nullLine, width: 0.8)),
      (plot.stated, Stroke(style.curve, width: 1, dashes: [4, 2])),
    ] where axis.contains(value) {
      shapes.append(
        .line(
          from: Point(box.x, axis.position(value)), to: Point(box.maxX, axis.position(value)), stroke: stroke))
    }
    let lines = TextMetrics.wrap(plot.effectName, width: box.height, font: style.body, maxLines: 2)
    for (line, text) in lines.enumerated() {
      shapes.append(
        .text(
          TextShape(
            text,
            at: Point(
              style.margin + TextMetrics.ascent * style.fontSize + Double(line)
                * style.lineHeight(style.fontSize),
              box.y + box.height / 2), anchor: .middle, font: style.body, rotation: -90)))
    }
    return shapes
  }

  private var intervals: [Shape] {
    let step = box.width / Double(max(items.count, 1))
    return items.indices.map { index in
      .line(
        from: Point(x(index), y(items[index].interval.lower)),
        to: Point(x(index), y(items[index].interval.upper)),
        stroke: Stroke(lightColor(items[index]), width: min(max(0.5, step * 0.6), 4)))
    }
  }

  private var estimates: [Shape] {
    let step = box.width / Double(max(items.count, 1))
    let radius = min(max(0.7, step * 0.45), 2.6)
    return items.indices.map { index in
      .circle(center: Point(x(index), y(items[index].estimate)), radius: radius, fill: color(items[index]))
    }
  }

  /// The heading of a choice and a row for each of its values, with a mark where a combination takes it.
  private func rows(of choice: Int, _ y: inout Double) -> [Shape] {
    let right = box.x - 8
    var shapes: [Shape] = [
      .text(
        TextShape(
          plot.choices[choice].name, middle: Point(style.margin, y + rowHeight / 2),
          font: Font(size: style.smallFontSize, weight: .bold, color: style.text)))
    ]
    y += rowHeight
    let step = box.width / Double(max(items.count, 1))
    for (value, name) in plot.choices[choice].values.enumerated() {
      let middle = y + rowHeight / 2
      let label = TextMetrics.wrap(name, width: labelWidth, font: style.small, maxLines: 1).first ?? name
      shapes.append(.text(TextShape(label, middle: Point(right, middle), anchor: .end, font: style.small)))
      shapes.append(
        .line(
          from: Point(box.x, middle), to: Point(box.maxX, middle),
          stroke: Stroke(style.predictionBand, width: rowHeight - 3)))
      for index in items.indices where items[index].choices[choice].contains(value) {
        shapes.append(
          .line(
            from: Point(x(index), middle - rowHeight / 2 + 2), to: Point(x(index), middle + rowHeight / 2 - 2),
            stroke: Stroke(color(items[index]), width: min(max(0.5, step * 0.8), 4))))
      }
      y += rowHeight
    }
    y += 5
    return shapes
  }
}
