import MetaAnalysis

/// What a plot of effects against a moderator says around its plotting area.
struct ChartContent {
  /// What the horizontal axis shows.
  enum Horizontal {
    /// Numbers between two ends.
    case numbers(Interval)
    /// One place for each level of a factor.
    case levels([String])
  }

  var title: String?
  var xLabel: String
  var yLabel: String
  var horizontal: Horizontal
  /// The ends of the vertical axis on the analysis scale.
  var vertical: Interval
  /// From the analysis scale to the one shown.
  var transform: BackTransform
  /// Ticks of the vertical axis on the scale shown, `nil` for automatic ones.
  var ticks: [Double]?
  /// From the horizontal axis's even scale to the one shown, where it shows numbers.
  var horizontalTransform = BackTransform.identity
  /// Its ticks on the scale shown, `nil` for automatic ones.
  var horizontalTicks: [Double]?
  /// The height of a strip between the plotting area and the horizontal axis.
  var stripHeight = 0.0
  /// The least room left of the plotting area.
  var leftRoom = 0.0
  /// The room right of the plotting area.
  var rightRoom = 0.0
  var legend: [ChartLegend.Entry]
  var footer: [String]
}

/// A plot of effects against a moderator with a place for everything around the plotting area.
struct ChartLayout {
  let content: ChartContent
  let style: ChartStyle
  /// The plotting area.
  let box: Box
  /// The horizontal axis.
  let xAxis: Axis
  /// The vertical axis.
  let yAxis: Axis
  let width: Double
  let height: Double
  private let titleLines: [String]
  private let yLines: [String]
  private let xLines: [String]
  private let levelLines: [[String]]
  private let footerLines: [String]
  private let legend: ChartLegend
  private let xLabelTop: Double
  private let footerTop: Double

  init(_ content: ChartContent, style: ChartStyle) {
    self.content = content
    self.style = style
    let small = style.lineHeight(style.smallFontSize)
    let body = style.lineHeight(style.fontSize)
    yLines = TextMetrics.wrap(content.yLabel, width: style.plotHeight, font: style.body, maxLines: 2)
    // Tick labels decide on the room at the left: lay the axis out once to know them.
    let probe = Axis(
      domain: content.vertical, start: style.plotHeight, end: 0, transform: content.transform,
      font: style.small,
      isVertical: true, ticks: content.ticks)
    let tickWidth = probe.ticks.map { TextMetrics.width(of: $0.label, font: style.small) }.max() ?? 0
    let left =
      style.margin
      + max(Double(yLines.count) * body + 6 + tickWidth + tickLength + 3, content.leftRoom)
    width = (left + style.plotWidth + max(content.rightRoom, 4) + style.margin).rounded(.up)
    let inner = width - 2 * style.margin

    var y = style.margin
    titleLines = content.title.map { TextMetrics.wrap($0, width: inner, font: style.title, maxLines: 4) } ?? []
    if !titleLines.isEmpty { y += Double(titleLines.count) * style.lineHeight(style.titleFontSize) + 6 }
    y += 4
    box = Box(x: left, y: y, width: style.plotWidth, height: style.plotHeight)
    yAxis = Axis(
      domain: content.vertical, start: box.maxY, end: box.y, transform: content.transform, font: style.small,
      isVertical: true, ticks: content.ticks)
    y = box.maxY + content.stripHeight + tickLength + 2
    switch content.horizontal {
    case .numbers(let domain):
      xAxis = Axis(
        domain: domain, start: box.x, end: box.maxX, transform: content.horizontalTransform, font: style.small,
        ticks: content.horizontalTicks)
      levelLines = []
      y += small
    case .levels(let levels):
      xAxis = Axis(
        domain: Interval(0, Double(max(levels.count, 1))), start: box.x, end: box.maxX, transform: .identity,
        font: style.small, ticks: [])
      let room = box.width / Double(max(levels.count, 1)) - 6
      levelLines = levels.map { TextMetrics.wrap($0, width: room, font: style.small, maxLines: 3) }
      y += small * Double(levelLines.map(\.count).max() ?? 1)
    }
    xLabelTop = y + 3
    xLines = TextMetrics.wrap(content.xLabel, width: box.width, font: style.body, maxLines: 2)
    y = xLabelTop + body * Double(xLines.count) + 7
    legend = ChartLegend(
      content.legend, left: style.margin, right: width - style.margin, top: y, style: style)
    y = legend.bottom + 6
    footerTop = y
    footerLines = content.footer.flatMap { TextMetrics.wrap($0, width: inner, font: style.small) }
    y += Double(footerLines.count) * small
    height = (y + style.margin).rounded(.up)
  }

  /// The page coordinate of the middle of a level's column.
  func middle(ofLevel index: Int) -> Double { xAxis.position(Double(index) + 0.5) }

  /// The height of an effect, held inside the plotting area.
  func clampedY(_ value: Double) -> Double {
    min(max(yAxis.position(value), box.y), box.maxY)
  }

  /// The title above the plot, its axes, legend and footer.
  var shapes: [Shape] {
    [
      .group(name: "title", titleShapes), .group(name: "axes", axisShapes),
      .group(name: "legend", legend.shapes),
      .group(name: "footer", footerShapes),
    ]
  }

  /// A line across the plotting area at an effect, if it lies inside.
  func across(_ value: Double?, _ stroke: Stroke) -> [Shape] {
    guard let value, yAxis.contains(value) else { return [] }
    let y = yAxis.position(value)
    return [.line(from: Point(box.x, y), to: Point(box.maxX, y), stroke: stroke)]
  }

  private var titleShapes: [Shape] {
    titleLines.enumerated().map { line, text in
      let baseline =
        style.margin + TextMetrics.ascent * style.titleFontSize + Double(line)
        * style.lineHeight(style.titleFontSize)
      return .text(TextShape(text, at: Point(style.margin, baseline), font: style.title))
    }
  }

  private var axisShapes: [Shape] {
    let stroke = Stroke(style.line, width: 0.8)
    let bottom = box.maxY + content.stripHeight
    var shapes: [Shape] = [
      .line(from: Point(box.x, box.y), to: Point(box.x, box.maxY), stroke: stroke),
      .line(from: Point(box.x, bottom), to: Point(box.maxX, bottom), stroke: stroke),
    ]
    for tick in yAxis.ticks {
      let y = yAxis.position(tick.value)
      shapes.append(.line(from: Point(box.x - tickLength, y), to: Point(box.x, y), stroke: stroke))
      shapes.append(
        .text(
          TextShape(tick.label, middle: Point(box.x - tickLength - 3, y), anchor: .end, font: style.small)))
    }
    func upright(_ x: Double, _ lines: [String]) {
      shapes.append(.line(from: Point(x, bottom), to: Point(x, bottom + tickLength), stroke: stroke))
      for (index, line) in lines.enumerated() {
        let baseline =
          bottom + tickLength + 2 + TextMetrics.ascent * style.smallFontSize + Double(index)
          * style.lineHeight(style.smallFontSize)
        shapes.append(.text(TextShape(line, at: Point(x, baseline), anchor: .middle, font: style.small)))
      }
    }
    if levelLines.isEmpty {
      for tick in xAxis.ticks { upright(xAxis.position(tick.value), [tick.label]) }
    }
    for (index, lines) in levelLines.enumerated() { upright(middle(ofLevel: index), lines) }
    for (line, text) in xLines.enumerated() {
      let baseline =
        xLabelTop + TextMetrics.ascent * style.fontSize + Double(line) * style.lineHeight(style.fontSize)
      shapes.append(
        .text(TextShape(text, at: Point(box.x + box.width / 2, baseline), anchor: .middle, font: style.body)))
    }
    for (line, text) in yLines.enumerated() {
      let x =
        style.margin + TextMetrics.ascent * style.fontSize + Double(line) * style.lineHeight(style.fontSize)
      shapes.append(
        .text(
          TextShape(
            text, at: Point(x, box.y + box.height / 2), anchor: .middle, font: style.body, rotation: -90)))
    }
    return shapes
  }

  private var footerShapes: [Shape] {
    footerLines.enumerated().map { line, text in
      let baseline =
        footerTop + TextMetrics.ascent * style.smallFontSize + Double(line)
        * style.lineHeight(style.smallFontSize)
      return .text(TextShape(text, at: Point(style.margin, baseline), font: style.small))
    }
  }
}

private let tickLength = 3.5
