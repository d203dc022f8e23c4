import MetaAnalysis

extension ForestTable {
  /// The table of a subgroup analysis: under each group's heading its studies, its pooled effect and its
  /// heterogeneity; below them the overall effect, where one is given, and the test between groups.
  init(_ result: SubgroupResult, effects: EffectSizes, options: ForestPlotOptions) {
    let transform = options.transform ?? result.overall?.backTransformed?.transform ?? effects.backTransform
    let grouped = result.subgroups.flatMap(\.studies)
    let pooled = options.showsPooled ? result.subgroups.compactMap { $0.fit?.pooled } : []
    let overallEffect = options.showsPooled ? result.overall?.pooled : nil
    let maker = ForestRows(
      grouped, effects: effects, transform: transform,
      pooled: overallEffect?.interval ?? pooled.compactMap(\.interval).narrowest, options: options)
    let words = SubgroupSentences(result: result)

    rows = []
    for subgroup in result.subgroups {
      rows.append(maker.words(subgroup.name, .heading))
      rows += subgroup.studies.ordered(options.order).map { maker.study($0, indent: options.style.groupIndent) }
      rows += Self.summary(of: subgroup, maker, words, options)
    }
    if let overall = result.overall, let effect = overallEffect {
      let sentences = FitSentences(fit: overall)
      rows.append(
        maker.pooled(words.overallLabel, effect, over: grouped.filter(\.isUsed), weight: "100.0"))
      if options.showsPrediction, let prediction = overall.predictionInterval?.interval {
        rows.append(maker.prediction(sentences.predictionLabel, prediction))
      }
    }

    title = options.title
    columns = maker.raw.map { Column(heading: $0.heading, group: $0.group) }
    effectHeading = Self.effectHeading(result.measure, maker, options, interval: words.intervalName)
    weightHeading = Self.weightHeading(options, grouped)
    nullValue = result.measure.map { $0.definition.nullValue } ?? 0
    pooledValue = overallEffect?.estimate
    self.transform = transform
    ticks = options.ticks
    footer =
      (options.showsPooled ? words.footer(showsWeights: grouped.contains { $0.weightPercent != nil }) : [])
      + options.remarks
    (leftLabel, rightLabel) = Self.sideLabels(result.measure, options: options)
    domain = Self.domain(
      maker, options, automatic: Self.automatic(result, grouped, pooled, options, nullValue: nullValue))
  }

  /// The pooled effect of a group with what there is to say about it.
  private static func summary(
    of subgroup: Subgroup, _ maker: ForestRows, _ words: SubgroupSentences, _ options: ForestPlotOptions
  ) -> [Row] {
    guard options.showsPooled, let fit = subgroup.fit, let effect = fit.pooled else { return [] }
    let own = options.transform ?? subgroup.effects.backTransform
    let weight = subgroup.weightPercent.map { NumberText.fixed($0, decimals: 1, minus: .typographic) } ?? ""
    let used = subgroup.studies.filter(\.isUsed)
    var rows = [
      maker.pooled(words.subtotalLabel, effect, over: used, weight: weight, mark: .subtotal, own: own)
    ]
    if options.showsPrediction, words.result.overall == nil, let prediction = fit.predictionInterval?.interval {
      rows.append(maker.prediction(FitSentences(fit: fit).predictionLabel, prediction, own: own))
    }
    return rows + words.remarks(on: subgroup).map { maker.words($0, .remark) }
  }

  /// The automatic ends of the axis.
  static func automatic(
    _ result: SubgroupResult, _ studies: [FittedStudy], _ pooled: [Coefficient], _ options: ForestPlotOptions,
    nullValue: Double?
  ) -> Interval {
    let used = studies.filter(\.isUsed)
    let overall = options.showsPooled ? result.overall : nil
    let showsPrediction = options.showsPooled && options.showsPrediction
    let predictions =
      overall == nil && showsPrediction
      ? result.subgroups.compactMap { $0.fit?.predictionInterval?.interval } : []
    return automaticDomain(
      estimates: used.compactMap(\.yi) + pooled.map(\.estimate),
      intervals: used.compactMap(\.interval) + pooled.compactMap(\.interval) + predictions,
      pooled: overall?.pooled?.interval,
      prediction: showsPrediction ? overall?.predictionInterval?.interval : nil, nullValue: nullValue)
  }
}

extension [Interval] {
  /// The interval of the smallest width.
  fileprivate var narrowest: Interval? { self.min { $0.upper - $0.lower < $1.upper - $1.lower } }
}
