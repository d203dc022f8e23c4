import MetaAnalysis

/// A forest plot in panels with a place for everything; ``shapes`` only paints it.
struct PanelLayout {
  /// A panel with its place.
  struct PlacedPanel {
    let panel: PanelTable.Panel
    let headingLines: [String]
    let start: Double
    let plotEnd: Double
    let effect: EffectColumn
    let axis: Axis
    let remarkLines: [String]
    let sideLabels: SideLabels
    var end: Double { effect.end }
  }

  /// A label with the height of its row's middle.
  private struct PlacedLabel {
    var lines: [String]
    var middle: Double
    var height: Double
    var font: Font
  }

  let table: PanelTable
  let style: ForestStyle
  let panels: [PlacedPanel]
  let width: Double
  let height: Double
  private let titleLines: [String]
  private let footerLines: [String]
  private let labels: [PlacedLabel]
  private let headingTop: Double
  private let headingRule: Double
  private let headingBottom: Double
  private let axisHeight: Double
  private let remarksTop: Double
  private let footerTop: Double

  init(_ table: PanelTable, style: ForestStyle) {
    self.table = table
    self.style = style
    let (line, small) = (style.lineHeight(style.fontSize), style.lineHeight(style.smallFontSize))

    // From left to right.
    var texts = table.studies.map { ($0, style.body) }
    if let label = table.pooledLabel { texts.append((label, style.bold)) }
    if let label = table.predictionLabel { texts.append((label, style.body)) }
    let widest = texts.map { TextMetrics.width(of: $0.0, font: $0.1) }.max() ?? 0
    let labelWidth = min(max(widest, 60), style.maximumLabelWidth)
    var x = style.margin + labelWidth + style.columnGap
    var columns:
      [(start: Double, plotEnd: Double, effect: EffectColumn, heading: [String], remarks: [String])] =
        []
    for panel in table.panels {
      let plotEnd = x + style.panelPlotWidth
      let effect = EffectColumn(
        panel.filled, heading: panel.effectHeading, start: plotEnd + style.innerGap, style: style)
      let room = effect.end - x
      columns.append(
        (
          x, plotEnd, effect, TextMetrics.wrap(panel.heading, width: room, font: style.bold, maxLines: 3),
          panel.remarks.flatMap { TextMetrics.wrap($0, width: room, font: style.small, maxLines: 4) }
        ))
      x = effect.end + style.panelGap
    }
    width = x - style.panelGap + style.margin
    let inner = width - 2 * style.margin

    // From top to bottom.
    var y = style.margin
    titleLines = table.title.map { TextMetrics.wrap($0, width: inner, font: style.title, maxLines: 4) } ?? []
    if !titleLines.isEmpty { y += Double(titleLines.count) * style.lineHeight(style.titleFontSize) + 6 }
    headingTop = y
    y += Double(columns.map(\.heading.count).max() ?? 1) * line + 2
    headingRule = y
    y += 3 + Double(columns.map(\.effect.heading.count).max() ?? 1) * line + 4
    headingBottom = y
    y += 4
    var labels: [PlacedLabel] = []
    for (index, (text, font)) in texts.enumerated() {
      if index == table.studies.count { y += 4 }
      let lines = TextMetrics.wrap(text, width: labelWidth, font: font, maxLines: 2)
      let height = style.rowHeight + Double(lines.count - 1) * line
      labels.append(PlacedLabel(lines: lines, middle: y + height / 2, height: height, font: font))
      y += height
    }
    self.labels = labels
    y += 4
    axisHeight = y
    y += Axis.depth(style)

    let inset = style.maximumSquare / 2 + 1
    var bottom = y
    panels = zip(table.panels, columns).map { panel, column in
      let axis = Axis(
        domain: table.domain, start: column.start + inset, end: column.plotEnd - inset,
        transform: table.transform, font: style.small, ticks: table.ticks)
      let null = table.nullValue.flatMap { axis.contains($0) ? axis.position($0) : nil }
      let sides = SideLabels(
        left: table.leftLabel, right: table.rightLabel, around: null,
        axis: Interval(column.start, column.plotEnd), top: y + 2, style: style)
      bottom = max(bottom, sides.bottom)
      return PlacedPanel(
        panel: panel, headingLines: column.heading, start: column.start, plotEnd: column.plotEnd,
        effect: column.effect, axis: axis, remarkLines: column.remarks, sideLabels: sides)
    }
    y = bottom + 6
    remarksTop = y
    y += Double(panels.map(\.remarkLines.count).max() ?? 0) * small
    footerLines = table.footer.flatMap { TextMetrics.wrap($0, width: inner, font: style.small) }
    y += 8
    footerTop = y
    y += Double(footerLines.count) * small
    height = (y + style.margin).rounded(.up)
  }

  /// Everything, painted from back to front.
  var shapes: [Shape] {
    [
      .group(name: "bands", bandShapes), .group(name: "heading", headingShapes),
      .group(name: "labels", labelShapes),
    ] + panels.map { .group(name: "panel", shapes(of: $0)) }
      + [.group(name: "footer", lines(footerLines, x: style.margin, top: footerTop, font: style.small))]
  }

  // MARK: Parts

  /// Every other study's row is tinted, to lead the eye across the panels.
  private var bandShapes: [Shape] {
    labels.prefix(table.studies.count).enumerated().compactMap { index, label in
      guard index % 2 == 1 else { return nil }
      let box = Box(
        x: style.margin, y: label.middle - label.height / 2, width: width - 2 * style.margin,
        height: label.height)
      return .rectangle(box, fill: style.band)
    }
  }

  private var headingShapes: [Shape] {
    var shapes = lines(titleLines, x: style.margin, top: style.margin, font: style.title)
    let line = style.lineHeight(style.fontSize)
    func stack(_ texts: [String], _ x: Double, _ anchor: TextShape.Anchor, bottom: Double) {
      shapes += lines(texts, x: x, top: bottom - Double(texts.count) * line, font: style.bold, anchor: anchor)
    }
    stack(["Study"], style.margin, .start, bottom: headingBottom - 4)
    for panel in panels {
      stack(panel.headingLines, (panel.start + panel.end) / 2, .middle, bottom: headingRule - 2)
      shapes.append(
        .line(
          from: Point(panel.start, headingRule), to: Point(panel.end, headingRule),
          stroke: Stroke(style.line, width: 0.5)))
      let effect = panel.effect
      stack(effect.heading, (effect.start + effect.end) / 2, .middle, bottom: headingBottom - 4)
    }
    shapes.append(
      .line(
        from: Point(style.margin, headingBottom), to: Point(width - style.margin, headingBottom),
        stroke: Stroke(style.line, width: 0.8)))
    return shapes
  }

  private var labelShapes: [Shape] {
    let step = style.lineHeight(style.fontSize)
    return labels.flatMap { label in
      label.lines.enumerated().map { index, text in
        let y = label.middle + (Double(index) - Double(label.lines.count - 1) / 2) * step
        return .text(TextShape(text, middle: Point(style.margin, y), font: label.font))
      }
    }
  }

  private func shapes(of placed: PlacedPanel) -> [Shape] {
    let axis = placed.axis
    func upright(_ value: Double?, _ stroke: Stroke) -> [Shape] {
      guard let value, axis.contains(value) else { return [] }
      let x = axis.position(value)
      return [.line(from: Point(x, headingBottom), to: Point(x, axisHeight), stroke: stroke)]
    }
    var shapes =
      upright(table.nullValue, Stroke(style.line, width: 0.7))
      + upright(placed.panel.pooledValue, Stroke(style.pooledLine, width: 0.7, dashes: [2.5, 2]))
    let marks = ForestMarks(axis: axis, style: style)
    let rows = placed.panel.rows + [placed.panel.pooled, placed.panel.prediction]
    for (row, label) in zip(rows, labels) {
      if let row {
        shapes += marks.shapes(of: row, at: label.middle)
        shapes += placed.effect.shapes(of: row.effect, at: label.middle, font: style.font(of: row))
      } else {
        shapes += placed.effect.shapes(of: .words("–"), at: label.middle, font: style.muted)
      }
    }
    shapes += axis.shapes(from: placed.start, to: placed.plotEnd, at: axisHeight, style: style)
    shapes += placed.sideLabels.shapes
    return shapes + lines(placed.remarkLines, x: placed.start, top: remarksTop, font: style.small)
  }

  private func lines(
    _ texts: [String], x: Double, top: Double, font: Font, anchor: TextShape.Anchor = .start
  ) -> [Shape] {
    texts.enumerated().map { index, text in
      let baseline = top + TextMetrics.ascent * font.size + Double(index) * style.lineHeight(font.size)
      return .text(TextShape(text, at: Point(x, baseline), anchor: anchor, font: font))
    }
  }
}
