import MetaAnalysis

extension ForestTable {
  /// The table of one fit: its studies, the pooled effect and the prediction interval.
  init(fit: Fit, effects: EffectSizes, options: ForestPlotOptions) {
    let definition = fit.measure?.definition
    let transform = options.transform ?? fit.backTransformed?.transform ?? effects.backTransform
    let sentences = FitSentences(fit: fit)
    let used = fit.studies.filter(\.isUsed)
    let pooled = options.showsPooled ? fit.pooled : nil
    let prediction = options.showsPooled && options.showsPrediction ? fit.predictionInterval?.interval : nil
    let maker = ForestRows(
      fit.studies, effects: effects, transform: transform, pooled: pooled?.interval, options: options)

    rows = fit.studies.ordered(options.order).map { maker.study($0) }
    if let pooled {
      rows.append(
        maker.pooled(
          sentences.pooledLabel, pooled, over: used,
          weight: used.contains { $0.weightPercent != nil } ? "100.0" : ""))
    }
    if options.showsPooled, !fit.undefinedTerms.isEmpty, fit.formula == nil {
      rows.append(maker.unpooled(sentences.pooledLabel, over: fit.studies))
    }
    if let prediction { rows.append(maker.prediction(sentences.predictionLabel, prediction)) }

    title = options.title
    columns = maker.raw.map { Column(heading: $0.heading, group: $0.group) }
    effectHeading = Self.effectHeading(fit.measure, maker, options, interval: sentences.intervalName)
    weightHeading = Self.weightHeading(options, fit.studies)
    nullValue = definition == nil ? 0 : definition?.nullValue
    pooledValue = pooled?.estimate
    self.transform = transform
    ticks = options.ticks
    footer =
      (options.showsPooled ? sentences.footer : []) + options.remarks
      + [effects.measureRemark].compactMap(\.self)
    (leftLabel, rightLabel) = Self.sideLabels(fit.measure, options: options)
    domain = Self.domain(
      maker, options,
      automatic: automaticDomain(
        estimates: used.compactMap(\.yi) + [pooled?.estimate].compactMap(\.self),
        intervals: used.compactMap(\.interval)
          + (options.showsPooled ? [] : Array(effects.statedIntervals.values)),
        pooled: pooled?.interval, prediction: prediction, nullValue: nullValue))
  }

  /// The name of the effect over that of its interval.
  static func effectHeading(
    _ measure: Measure?, _ maker: ForestRows, _ options: ForestPlotOptions, interval: String
  ) -> [String] {
    let definition = measure?.definition
    let name =
      options.effectName ?? (maker.transform == .identity ? definition?.name : definition?.naturalName)
      ?? "effect"
    return [name.prefix(1).uppercased() + name.dropFirst(), "(\(interval))"]
  }

  /// The heading of the weights, which have a meaning only beside a pooled effect.
  ///
  /// Models of counts give none.
  static func weightHeading(_ options: ForestPlotOptions, _ studies: [FittedStudy]) -> [String]? {
    options.showsWeights && options.showsPooled && studies.contains { $0.weightPercent != nil }
      ? ["Weight", "(%)"] : nil
  }

  /// The ends of the axis: those of the user, or else automatic ones within the scale.
  static func domain(_ maker: ForestRows, _ options: ForestPlotOptions, automatic: Interval) -> Interval {
    let scale = maker.scale
    let lower = options.axisRange.flatMap { scale.inverse($0.lower) } ?? scale.clamped(automatic.lower)
    let upper = options.axisRange.flatMap { scale.inverse($0.upper) } ?? scale.clamped(automatic.upper)
    return lower < upper ? Interval(lower, upper) : automatic
  }

  /// The labels on the two sides of no effect: only where two groups are compared, unless the user gives them.
  static func sideLabels(_ measure: Measure?, options: ForestPlotOptions) -> (left: String, right: String) {
    let groupRoles: Set<Role> = [.ai, .x1i, .n1i]
    let comparesGroups = measure?.definition.routes.contains { !groupRoles.isDisjoint(with: $0) } ?? false
    let (treatment, control) = (options.treatment, options.control)
    let defaults =
      switch options.benefit {
      case _ where !comparesGroups: ("", "")
      case .lower: ("Favours \(treatment.lowercasedFirst)", "Favours \(control.lowercasedFirst)")
      case .higher: ("Favours \(control.lowercasedFirst)", "Favours \(treatment.lowercasedFirst)")
      case nil: ("Lower with \(treatment.lowercasedFirst)", "Higher with \(treatment.lowercasedFirst)")
      }
    return (options.leftLabel ?? defaults.0, options.rightLabel ?? defaults.1)
  }
}

extension [FittedStudy] {
  /// The studies in an order; ties stay as they are, rows without an estimate go last unless the order is the data's.
  func ordered(_ order: ForestPlotOptions.Order) -> [FittedStudy] {
    let keys: [Double?] =
      switch order {
      case .given: map { _ in 0 }
      case .effect: map { $0.isUsed ? $0.yi : nil }
      case .weight: map { $0.isUsed ? $0.weightPercent.map { -$0 } : nil }
      }
    return indices.sorted { a, b in
      let (x, y) = (keys[a] ?? .infinity, keys[b] ?? .infinity)
      return x == y ? a < b : x < y
    }
    .map { self[$0] }
  }
}

extension String {
  /// With a small first letter, unless the second is missing, a capital or a figure, as in abbreviations.
  fileprivate var lowercasedFirst: String {
    guard let second = dropFirst().first, !second.isUppercase, !second.isNumber else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
