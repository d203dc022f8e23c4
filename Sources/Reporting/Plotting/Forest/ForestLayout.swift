import MetaAnalysis

/// A forest plot with a place for everything, from top to bottom; ``shapes`` only paints it.
struct ForestLayout {
  /// A row with its place.
  struct PlacedRow {
    var row: ForestTable.Row
    var labelLines: [String]
    /// The height of the row's middle.
    var middle: Double
  }

  let table: ForestTable
  let style: ForestStyle
  let columns: ForestColumns
  let axis: Axis
  let titleLines: [String]
  let footerLines: [String]
  /// The height of the rule under the headings.
  let headingBottom: Double
  let rows: [PlacedRow]
  /// The height of the axis line.
  let axisHeight: Double
  let sideLabels: SideLabels
  /// The height of the first footer line's baseline.
  let footerTop: Double
  let width: Double
  let height: Double

  init(_ table: ForestTable, style: ForestStyle) {
    self.table = table
    self.style = style
    columns = ForestColumns(table, style: style)
    width = columns.end + style.margin
    let inner = width - 2 * style.margin

    var y = style.margin
    titleLines = table.title.map { TextMetrics.wrap($0, width: inner, font: style.title, maxLines: 4) } ?? []
    if !titleLines.isEmpty { y += Double(titleLines.count) * style.lineHeight(style.titleFontSize) + 6 }
    let groupLines = columns.groups.map(\.lines.count).max() ?? 0
    let headingLines = max(groupLines + 1, columns.effect.heading.count, table.weightHeading?.count ?? 1)
    y += Double(headingLines) * style.lineHeight(style.fontSize) + (groupLines > 0 ? groupRuleGap : 0) + 4
    headingBottom = y

    y += 4
    var placed: [PlacedRow] = []
    for (index, row) in table.rows.enumerated() {
      if index > 0 { y += gap(above: row, after: table.rows[index - 1], style) }
      let font = style.font(of: row)
      let spans = row.mark.spansColumns
      let lines = TextMetrics.wrap(
        row.label, width: (spans ? columns.spanWidth : columns.labelWidth) - row.indent, font: font,
        maxLines: spans ? 4 : 2)
      let step = style.lineHeight(font.size)
      let height =
        row.mark == .remark
        ? Double(lines.count) * step : style.rowHeight + Double(lines.count - 1) * step
      placed.append(PlacedRow(row: row, labelLines: lines, middle: y + height / 2))
      y += height
    }
    rows = placed

    y += 4
    axisHeight = y
    let inset = style.maximumSquare / 2 + 1
    axis = Axis(
      domain: table.domain, start: columns.plotStart + inset, end: columns.plotEnd - inset,
      transform: table.transform, font: style.small, ticks: table.ticks)
    y += Axis.depth(style)
    let null = table.nullValue.flatMap { [axis] in axis.contains($0) ? axis.position($0) : nil }
    sideLabels = SideLabels(
      left: table.leftLabel, right: table.rightLabel, around: null,
      axis: Interval(columns.plotStart, columns.plotEnd), top: y + 2, style: style)
    y = max(y, sideLabels.bottom)
    footerLines = table.footer.flatMap { TextMetrics.wrap($0, width: inner, font: style.small) }
    y += 8
    footerTop = y + TextMetrics.ascent * style.smallFontSize
    y += Double(footerLines.count) * style.lineHeight(style.smallFontSize)
    height = (y + style.margin).rounded(.up)
  }

  /// Everything, painted from back to front.
  var shapes: [Shape] {
    [
      .group(name: "heading", headingShapes), .group(name: "lines", lineShapes),
      .group(name: "rows", rows.map { .group(name: "row", shapes(of: $0)) }), .group(name: "axis", axisShapes),
      .group(name: "footer", footerShapes),
    ]
  }

  // MARK: Parts

  private var headingShapes: [Shape] {
    var shapes: [Shape] = []
    for (line, text) in titleLines.enumerated() {
      let baseline =
        style.margin + TextMetrics.ascent * style.titleFontSize + Double(line)
        * style.lineHeight(style.titleFontSize)
      shapes.append(.text(TextShape(text, at: Point(columns.labelStart, baseline), font: style.title)))
    }
    let step = style.lineHeight(style.fontSize)
    let last = headingBottom - 4 - TextMetrics.descent * style.fontSize
    func stack(_ lines: [String], x: Double, anchor: TextShape.Anchor, bottom: Double) {
      for (index, line) in lines.enumerated() where !line.isEmpty {
        let baseline = bottom - Double(lines.count - 1 - index) * step
        shapes.append(.text(TextShape(line, at: Point(x, baseline), anchor: anchor, font: style.bold)))
      }
    }
    stack(["Study"], x: columns.labelStart, anchor: .start, bottom: last)
    for (column, end) in zip(table.columns, columns.dataEnds) {
      stack([column.heading], x: end, anchor: .end, bottom: last)
    }
    for group in columns.groups {
      stack(group.lines, x: (group.start + group.end) / 2, anchor: .middle, bottom: last - step - groupRuleGap)
      let rule = last - step - groupRuleGap + TextMetrics.descent * style.fontSize + 1
      shapes.append(
        .line(
          from: Point(group.start, rule), to: Point(group.end, rule), stroke: Stroke(style.line, width: 0.5)))
    }
    let effect = columns.effect
    stack(effect.heading, x: (effect.start + effect.end) / 2, anchor: .middle, bottom: last)
    if let heading = table.weightHeading {
      stack(heading, x: columns.weightMiddle, anchor: .middle, bottom: last)
    }
    shapes.append(
      .line(
        from: Point(style.margin, headingBottom), to: Point(width - style.margin, headingBottom),
        stroke: Stroke(style.line, width: 0.8)))
    return shapes
  }

  private var lineShapes: [Shape] {
    func upright(_ value: Double?, _ stroke: Stroke) -> [Shape] {
      guard let value, axis.contains(value) else { return [] }
      let x = axis.position(value)
      return [.line(from: Point(x, headingBottom), to: Point(x, axisHeight), stroke: stroke)]
    }
    return upright(table.nullValue, Stroke(style.line, width: 0.7))
      + upright(table.pooledValue, Stroke(style.pooledLine, width: 0.7, dashes: [2.5, 2]))
  }

  private func shapes(of placed: PlacedRow) -> [Shape] {
    let (row, y) = (placed.row, placed.middle)
    let font = style.font(of: row)
    let step = style.lineHeight(font.size)
    var shapes: [Shape] = []
    func write(_ text: String, _ x: Double, _ anchor: TextShape.Anchor, dy: Double = 0) {
      guard !text.isEmpty else { return }
      shapes.append(.text(TextShape(text, middle: Point(x, y + dy), anchor: anchor, font: font)))
    }
    for (index, line) in placed.labelLines.enumerated() {
      write(
        line, columns.labelStart + row.indent, .start,
        dy: (Double(index) - Double(placed.labelLines.count - 1) / 2) * step)
    }
    for (text, end) in zip(row.cells, columns.dataEnds) { write(text, end, .end) }
    shapes += ForestMarks(axis: axis, style: style).shapes(of: row, at: y)
    shapes += columns.effect.shapes(of: row.effect, at: y, font: font)
    if let end = columns.weightEnd { write(row.weight, end, .end) }
    return shapes
  }

  private var axisShapes: [Shape] {
    let line = axis.shapes(from: columns.plotStart, to: columns.plotEnd, at: axisHeight, style: style)
    return line + sideLabels.shapes
  }

  private var footerShapes: [Shape] {
    footerLines.enumerated().map { line, text in
      let baseline = footerTop + Double(line) * style.lineHeight(style.smallFontSize)
      return .text(TextShape(text, at: Point(columns.labelStart, baseline), font: style.small))
    }
  }
}

/// The space above a row: groups and summaries are set off from what stands before them.
private func gap(above row: ForestTable.Row, after previous: ForestTable.Row, _ style: ForestStyle) -> Double {
  switch row.mark {
  case .heading: style.groupGap
  case .pooled where previous.mark == .remark: style.groupGap
  case .pooled where previous.mark != .prediction: summaryGap
  default: 0
  }
}

private let groupRuleGap = 4.0
private let summaryGap = 4.0
