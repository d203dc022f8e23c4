import MetaAnalysis

extension ForestTable {
  /// The table of one fit: its studies, the pooled effect and the prediction interval.
  init(fit: Fit, effects: EffectSizes, options: ForestPlotOptions) {
    let definition = fit.measure?.definition
    let transform = options.transform ?? fit.backTransformed?.transform ?? effects.backTransform
    let scale = NaturalScale(transform)
    let sentences = FitSentences(fit: fit)
    let used = fit.studies.filter(\.isUsed)
    let pooled = options.showsPooled ? fit.pooled : nil
    let prediction = options.showsPooled && options.showsPrediction ? fit.predictionInterval?.interval : nil
    let intervals = used.compactMap(\.interval)
    let estimates = used.compactMap(\.yi)
    let figures = EffectFigures(
      transform: transform, decimals: options.decimals, estimates: estimates, intervals: intervals,
      pooled: pooled?.interval)
    let raw =
      options.showsData
      ? RawDataColumns.columns(of: effects, treatment: options.treatment, control: options.control) : []
    let texts = raw.map(\.texts)
    let positions = Dictionary(effects.rows.enumerated().map { ($1.row, $0) }) { first, _ in first }
    func cells(_ row: Int) -> [String] {
      texts.map { column in
        positions[row].flatMap { column.indices.contains($0) ? column[$0] : nil } ?? ""
      }
    }
    // A study's own transformation where it differs from that of the pooled effect, as its sample size does.
    let isPerStudy = options.transform == nil && transform != definition?.backTransform
    func ownTransform(_ row: Int) -> BackTransform {
      isPerStudy ? positions[row].map(effects.backTransform(at:)) ?? transform : transform
    }
    /// The place on the axis of a study's value, whose natural value is by its own transformation.
    func place(_ x: Double, _ own: BackTransform) -> Double {
      own == transform ? scale.clamped(x) : scale.inverse(own(x)) ?? scale.clamped(x)
    }
    let heaviest = used.compactMap(\.weightPercent).filter(\.isFinite).max() ?? 0

    rows = fit.studies.ordered(options.order).map { study in
      let label = study.study ?? "Row \(study.row)"
      guard study.isUsed, let estimate = study.yi else {
        return Row(
          label: label, cells: cells(study.row), mark: .none,
          effect: .words(study.yi == nil || study.vi == nil ? "Not estimable" : "Not used"), weight: "")
      }
      let weight = options.showsPooled ? study.weightPercent : nil
      let share = weight.map { heaviest > 0 ? max(0, $0) / heaviest : 1 } ?? 0.25
      let own = ownTransform(study.row)
      return Row(
        label: label, cells: cells(study.row), mark: .study(area: share), estimate: place(estimate, own),
        interval: study.interval.map { Interval(place($0.lower, own), place($0.upper, own)) },
        effect: figures.text(estimate, study.interval, by: own),
        weight: weight.map { NumberText.fixed($0, decimals: 1, minus: .typographic) } ?? "")
    }
    if let pooled {
      // The people of a study with several rows would be counted several times.
      let labels = used.compactMap(\.study)
      let indices = Set(labels).count == labels.count ? used.compactMap { positions[$0.row] } : []
      rows.append(
        Row(
          label: sentences.pooledLabel, cells: raw.map { $0.total(over: indices) }, mark: .pooled,
          estimate: scale.clamped(pooled.estimate), interval: pooled.interval.map(scale.clamped),
          effect: figures.text(pooled.estimate, pooled.interval),
          weight: used.contains { $0.weightPercent != nil } ? "100.0" : ""))
    }
    if let prediction {
      rows.append(
        Row(
          label: sentences.predictionLabel, cells: raw.map { _ in "" }, mark: .prediction,
          interval: scale.clamped(prediction),
          effect: figures.text(nil, prediction), weight: ""))
    }

    title = options.title
    columns = raw.map { Column(heading: $0.heading, group: $0.group) }
    let name =
      options.effectName ?? (transform == .identity ? definition?.name : definition?.naturalName) ?? "effect"
    effectHeading = [name.prefix(1).uppercased() + name.dropFirst(), "(\(sentences.intervalName))"]
    weightHeading = options.showsWeights && options.showsPooled ? ["Weight", "(%)"] : nil
    nullValue = definition == nil ? 0 : definition?.nullValue
    pooledValue = pooled?.estimate
    self.transform = transform
    ticks = options.ticks
    footer = (options.showsPooled ? sentences.footer : []) + options.remarks
    (leftLabel, rightLabel) = Self.sideLabels(fit: fit, options: options)
    let automatic = automaticDomain(
      estimates: estimates + [pooled?.estimate].compactMap(\.self), intervals: intervals,
      pooled: pooled?.interval, prediction: prediction, nullValue: nullValue)
    let lower = options.axisRange.flatMap { scale.inverse($0.lower) } ?? scale.clamped(automatic.lower)
    let upper = options.axisRange.flatMap { scale.inverse($0.upper) } ?? scale.clamped(automatic.upper)
    domain = lower < upper ? Interval(lower, upper) : automatic
  }

  /// The labels on the two sides of no effect: only where two groups are compared, unless the user gives them.
  private static func sideLabels(fit: Fit, options: ForestPlotOptions) -> (left: String, right: String) {
    let groupRoles: Set<Role> = [.ai, .x1i, .n1i]
    let comparesGroups = fit.measure?.definition.routes.contains { !groupRoles.isDisjoint(with: $0) } ?? false
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
