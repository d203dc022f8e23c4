import MetaAnalysis

/// What a L'Abbé plot says: axes, legend, footer, and the summary for readers who cannot see it.
struct LabbeWords {
  let picture: LabbePicture

  init(_ picture: LabbePicture) { self.picture = picture }

  private var plot: LabbePlot { picture.plot }
  private var style: ChartStyle { plot.options.style }
  private var studies: [LabbeStudy] { picture.studies }
  private var sentences: FitSentences { FitSentences(fit: plot.fit) }

  var title: String { plot.options.title ?? "L'Abbé plot: \(yLabel) by \(xLabel)" }

  var content: ChartContent {
    let transform = picture.axis.transform
    let ticks = plot.options.showsAnalysisScale ? nil : picture.axis.ticks(picture.domain)
    return ChartContent(
      title: plot.options.title, xLabel: xLabel, yLabel: yLabel, horizontal: .numbers(picture.domain),
      vertical: picture.domain, transform: transform, ticks: ticks, horizontalTransform: transform,
      horizontalTicks: ticks, legend: legend, footer: footer)
  }

  private var outcome: String {
    plot.options.outcome
      ?? (plot.options.showsAnalysisScale
        ? plot.scale.rawValue.capitalizedFirst : plot.scale.isRate ? "Event rate" : "Event risk")
  }
  private var xLabel: String { "\(outcome), \(plot.options.control)" }
  private var yLabel: String { "\(outcome), \(plot.options.treatment)" }

  private var legend: [ChartLegend.Entry] {
    let bubble = Stroke(style.bubbleEdge, width: 0.6)
    var entries: [ChartLegend.Entry] = [
      .init(
        sample: .bubble(fill: style.bubble, stroke: bubble),
        label:
          "Study, area by \(picture.areaBySize ? plot.scale.isRate ? "person-time" : "people" : "weight")")
    ]
    if let label = doubleZeroLabel {
      entries.append(.init(sample: .bubble(fill: .white, stroke: LabbeMarks.hollow(style)), label: label))
    }
    entries.append(.init(sample: .line(LabbeMarks.null(style)), label: "No effect"))
    if let pooled = plot.pooled {
      entries.append(.init(sample: .line(LabbeMarks.pooled(style)), label: pooledLabel(pooled)))
    }
    if plot.confidence != nil {
      entries.append(.init(sample: .band(style.confidenceBand, edge: nil), label: sentences.intervalName))
    }
    if plot.prediction != nil {
      entries.append(
        .init(
          sample: .band(style.predictionBand, edge: LabbeMarks.prediction(style)),
          label: sentences.predictionLabel))
    }
    return entries
  }

  /// `No events in both groups: 3 studies, not pooled`.
  private var doubleZeroLabel: String? {
    let marked = studies.filter(\.isDoubleZero)
    guard !marked.isEmpty else { return nil }
    let without = marked.count(where: \.isWithoutEvents)
    let name =
      without == marked.count
      ? "No events in both groups"
      : without == 0 ? "Only events in both groups" : "No or only events in both groups"
    let count = marked.count == 1 ? "1 study" : "\(marked.count) studies"
    let unpooled = marked.count { !$0.isPooled }
    let remark = unpooled == 0 ? "" : unpooled == marked.count ? ", not pooled" : ", \(unpooled) not pooled"
    return "\(name): \(count)\(remark)"
  }

  private func pooledLabel(_ pooled: Coefficient) -> String {
    let transform = plot.fit.backTransform
    let value = NumberText.significant(transform(pooled.estimate), digits: 3, minus: .typographic)
    let name = chartEffectName(plot.fit, transform, nil)
    return "Pooled \(name.prefix(1).lowercased())\(name.dropFirst()) \(value)"
  }

  private var footer: [String] {
    let missing = plot.effects.rows.count - studies.count
    var parts = [studies.count == 1 ? "1 study" : "\(studies.count) studies"]
    if missing > 0 {
      parts.append(
        "\(missing) without \(plot.options.showsAnalysisScale ? "a finite value" : "counts") not shown")
    }
    if let additionRemark { parts.append(additionRemark) }
    if !plot.options.showsAnalysisScale, let remark = picture.axis.remark { parts.append(remark) }
    let onEdge = studies.count(where: \.isOnEdge)
    if onEdge > 0 { parts.append("\(onEdge) with a \(plot.scale.isRate ? "rate" : "risk") of 0 on the edge") }
    let hidden = studies.count { !picture.domain.contains($0.x) || !picture.domain.contains($0.y) }
    if hidden > 0 { parts.append("\(hidden) beyond the axes") }
    return [parts.joined(separator: "; ")] + (plot.options.showsPooled ? sentences.footer : [])
  }

  /// `0.5 added to the counts of 2 because of zeros`: risks and rates are shown as observed, the measure's own scale has no
  /// place for a zero.
  private var additionRemark: String? {
    let corrected = studies.count(where: \.isCorrected)
    guard corrected > 0 else { return nil }
    let add = plot.options.add ?? plot.fit.measure?.definition.details.zeroCellAddition ?? 0
    let number = NumberText.significant(add, digits: 3, minus: .typographic)
    let whom = plot.options.to == .all ? "all" : "\(corrected) because of zeros"
    return "\(number) added to the counts of \(whom)"
  }

  var summary: String {
    var parts = ["L'Abbé plot of \(studies.count) studies: \(yLabel) by \(xLabel)."]
    let below = studies.count { $0.y < $0.x }
    let above = studies.count { $0.y > $0.x }
    parts.append("\(below) below the line of no effect, \(above) above.")
    if let pooled = plot.pooled { parts.append(pooledLabel(pooled) + ".") }
    if let label = doubleZeroLabel { parts.append(label + ".") }
    return (parts + footer.map { $0 + "." }).joined(separator: " ")
  }
}

extension LabbePlot {
  /// The pooled effect, where it is shown.
  var pooled: Coefficient? { options.showsPooled ? fit.pooled : nil }
  /// Its confidence interval, where it is shown and has a width.
  var confidence: Interval? {
    guard options.showsConfidence, let interval = pooled?.interval, interval.lower < interval.upper else {
      return nil
    }
    return interval
  }
  /// The prediction interval, where it is shown.
  var prediction: Interval? {
    options.showsPrediction && pooled != nil ? fit.predictionInterval?.interval : nil
  }
}
