/// Where the columns of a forest plot lie: each as wide as its own text, the plotting area in between.
struct ForestColumns {
  /// A heading over several columns.
  struct Group {
    var lines: [String]
    var start: Double
    var end: Double
  }

  /// The left edge of the labels.
  let labelStart: Double
  /// The widest a label's line may be.
  let labelWidth: Double
  /// The widest a line may be that runs over the columns of raw data.
  let spanWidth: Double
  /// The right edges of the columns of raw data.
  private(set) var dataEnds: [Double] = []
  /// The headings over neighbouring columns of raw data.
  private(set) var groups: [Group] = []
  /// The left edge of the plotting area.
  let plotStart: Double
  /// The right edge of the plotting area.
  let plotEnd: Double
  /// The effects.
  let effect: EffectColumn
  /// The right edge of the weights' figures.
  private(set) var weightEnd: Double?
  /// The middle of the weights' heading.
  private(set) var weightMiddle = 0.0
  /// The right edge of the last column.
  private(set) var end: Double

  init(_ table: ForestTable, style: ForestStyle) {
    func widest(_ texts: [String], _ font: Font) -> Double {
      texts.map { TextMetrics.width(of: $0, font: font) }.max() ?? 0
    }
    labelStart = style.margin
    let labels = table.rows.filter { !$0.mark.spansColumns }.map {
      $0.indent + TextMetrics.width(of: $0.label, font: style.font(of: $0))
    }
    let fitting = min(max(labels.max() ?? 0, 60), style.maximumLabelWidth)
    let spanning = table.rows.filter(\.mark.spansColumns).map {
      $0.indent + TextMetrics.width(of: $0.label, font: style.font(of: $0))
    }
    // Without columns of raw data remarks have only the labels' room.
    let span = table.columns.isEmpty ? min(spanning.max() ?? 0, style.maximumRemarkWidth) : 0
    labelWidth = max(fitting, span)

    var x = labelStart + labelWidth
    var position = 0
    while position < table.columns.count {
      let group = table.columns[position].group
      let next = table.columns[position...].firstIndex {
        $0.group != group || group == nil && $0 != table.columns[position]
      }
      let members = position..<(next ?? table.columns.count)
      var widths = members.map { index in
        max(
          widest([table.columns[index].heading], style.bold),
          widest(table.rows.map { $0.cells[index] }, style.bold))
      }
      x += style.columnGap
      let natural = widths.reduce(0, +) + Double(members.count - 1) * style.innerGap
      if let group {
        let lines = TextMetrics.wrap(group, width: max(natural, 80), font: style.bold, maxLines: 3)
        widths[0] += max(0, widest(lines, style.bold) - natural)
        let width = widths.reduce(0, +) + Double(members.count - 1) * style.innerGap
        groups.append(Group(lines: lines, start: x, end: x + width))
      }
      for width in widths {
        dataEnds.append(x + width)
        x += width + style.innerGap
      }
      x -= style.innerGap
      position = members.upperBound
    }

    spanWidth = x - labelStart
    plotStart = x + style.columnGap
    plotEnd = plotStart + style.plotWidth
    effect = EffectColumn(
      table.rows, heading: table.effectHeading, start: plotEnd + style.columnGap, style: style)
    end = effect.end
    if let heading = table.weightHeading {
      let figures = widest(table.rows.map(\.weight), style.bold)
      let width = max(figures, widest(heading, style.bold))
      weightMiddle = end + style.columnGap + width / 2
      weightEnd = weightMiddle + figures / 2
      end += style.columnGap + width
    }
  }
}

/// Where the pieces of an effect lie: estimate, lower end and upper end each end at a common edge, so that equal
/// decimals bring the points under one another.
struct EffectColumn {
  /// The heading, broken into lines.
  let heading: [String]
  /// The left edge.
  let start: Double
  /// The right edge.
  let end: Double
  /// The right edge of the estimates.
  let estimateEnd: Double
  /// The right edge of `(lower`.
  let lowerEnd: Double
  /// The middle of the word between the ends.
  let wordMiddle: Double
  /// The right edge of `upper)`.
  let upperEnd: Double

  init(_ rows: [ForestTable.Row], heading lines: [String], start: Double, style: ForestStyle) {
    var (estimate, lower, upper, words) = (0.0, 0.0, 0.0, 0.0)
    for row in rows {
      let font = style.font(of: row)
      switch row.effect {
      case .figures(let figure, let ends):
        estimate = max(estimate, figure.map { TextMetrics.width(of: $0, font: font) } ?? 0)
        guard let ends else { continue }
        lower = max(lower, TextMetrics.width(of: Self.opening(ends), font: font))
        upper = max(upper, TextMetrics.width(of: Self.closing(ends), font: font))
      case .words(let text):
        words = max(words, TextMetrics.width(of: text, font: font))
      }
    }
    let gap = 0.55 * style.fontSize
    let space = TextMetrics.width(of: " ", font: style.body)
    let word = TextMetrics.width(of: Self.word, font: style.bold) + 2 * space
    let figures = estimate + (upper > 0 ? gap + lower + word + upper : 0)
    let name = lines.first ?? ""
    heading =
      TextMetrics.wrap(name, width: max(figures, 100), font: style.bold, maxLines: 4)
      + lines.dropFirst()
    let headingWidth = heading.map { TextMetrics.width(of: $0, font: style.bold) }.max() ?? 0
    let body = max(figures, words)
    let width = max(body, headingWidth)
    self.start = start
    end = start + width
    upperEnd = start + (width + body) / 2
    estimateEnd = upperEnd - figures + estimate
    lowerEnd = estimateEnd + gap + lower
    wordMiddle = lowerEnd + word / 2
  }

  /// An effect in figures or words in a row whose middle is at height `y`.
  func shapes(of effect: ForestTable.EffectText, at y: Double, font: Font) -> [Shape] {
    var shapes: [Shape] = []
    func write(_ text: String, _ x: Double, _ anchor: TextShape.Anchor) {
      if !text.isEmpty {
        shapes.append(.text(TextShape(text, middle: Point(x, y), anchor: anchor, font: font)))
      }
    }
    switch effect {
    case .figures(let estimate, let ends):
      write(estimate ?? "", estimateEnd, .end)
      if let ends {
        write(Self.opening(ends), lowerEnd, .end)
        write(Self.word, wordMiddle, .middle)
        write(Self.closing(ends), upperEnd, .end)
      }
    case .words(let words): write(words, upperEnd, .end)
    }
    return shapes
  }

  /// The word between the ends of an interval.
  static let word = "to"
  /// `(0.13`
  static func opening(_ ends: ForestTable.EffectText.Ends) -> String { "(\(ends.lower)" }
  /// `1.26)`
  static func closing(_ ends: ForestTable.EffectText.Ends) -> String { "\(ends.upper))" }
}

extension ForestStyle {
  /// The font of a row's label and figures.
  func font(of row: ForestTable.Row) -> Font {
    switch row.mark {
    case .none: muted
    case .study, .prediction: body
    case .pooled, .subtotal, .heading: bold
    case .remark: Font(size: smallFontSize, color: mutedText)
    }
  }
}
