import MetaAnalysis

/// The rows of a forest plot in the making: one set of figures, columns and square sizes for all of them.
struct ForestRows {
  /// From the analysis scale to the one shown.
  let transform: BackTransform
  let scale: NaturalScale
  /// The columns of raw data.
  let raw: [RawDataColumns.Column]
  let figures: EffectFigures
  private let texts: [[String]]
  private let positions: [Int: Int]
  private let heaviest: Double
  /// The effect sizes where a study's own transformation differs from that of the pooled effect, as its sample size does.
  private let ownScales: EffectSizes?
  private let showsWeights: Bool
  /// The intervals that the data state, by position; only where nothing is pooled, since a model takes variances.
  private let stated: [Int: Interval]

  /// - Parameters:
  ///   - studies: Every study shown.
  ///   - effects: The effect sizes, whose raw data fill the columns.
  ///   - pooled: The interval whose width warrants the decimals, besides those of the studies.
  init(
    _ studies: [FittedStudy], effects: EffectSizes, transform: BackTransform, pooled: Interval?,
    options: ForestPlotOptions
  ) {
    let used = studies.filter(\.isUsed)
    self.transform = transform
    scale = NaturalScale(transform)
    figures = EffectFigures(
      transform: transform, decimals: options.decimals, estimates: used.compactMap(\.yi),
      intervals: used.compactMap(\.interval), pooled: pooled)
    raw =
      options.showsData
      ? RawDataColumns.columns(of: effects, treatment: options.treatment, control: options.control) : []
    texts = raw.map(\.texts)
    positions = Dictionary(effects.rows.enumerated().map { ($1.row, $0) }) { first, _ in first }
    heaviest = used.compactMap(\.weightPercent).filter(\.isFinite).max() ?? 0
    ownScales =
      options.transform == nil && transform != effects.measure?.definition.backTransform ? effects : nil
    showsWeights = options.showsPooled
    stated = options.showsPooled ? [:] : effects.statedIntervals
  }

  /// The row of a study.
  func study(_ study: FittedStudy, indent: Double = 0) -> ForestTable.Row {
    let label = study.study ?? "Row \(study.row)"
    let position = positions[study.row]
    if !showsWeights, let estimate = study.yi, study.vi == nil {
      let text = figures.plain(estimate).map { "\($0) (no interval)" } ?? "Not estimable"
      return ForestTable.Row(
        label: label, cells: cells(study.row), mark: .study(area: 0.1), estimate: place(estimate, nil),
        effect: .words(text), weight: "", indent: indent)
    }
    guard study.isUsed, let estimate = study.yi else {
      // Without an estimate of its own a table may still have a weight, as in risk differences.
      let share = showsWeights ? study.weightPercent.flatMap { $0 > 0 ? $0 : nil } : nil
      return ForestTable.Row(
        label: label, cells: cells(study.row), mark: .none,
        effect: .words(study.yi == nil || study.vi == nil ? "Not estimable" : "Not used"),
        weight: share.map { NumberText.fixed($0, decimals: 1, minus: .typographic) } ?? "", indent: indent)
    }
    let weight = showsWeights ? study.weightPercent : nil
    let share = weight.map { heaviest > 0 ? max(0, $0) / heaviest : 1 } ?? 0.25
    let own = ownScales.flatMap { effects in position.map(effects.backTransform(at:)) }
    let interval = position.flatMap { stated[$0] } ?? study.interval
    return ForestTable.Row(
      label: label, cells: cells(study.row), mark: .study(area: share), estimate: place(estimate, own),
      interval: interval.map { place($0, own) }, effect: figures.text(estimate, interval, by: own),
      weight: weight.map { NumberText.fixed($0, decimals: 1, minus: .typographic) } ?? "", indent: indent)
  }

  /// The row of a pooled effect over some studies, with their totals.
  ///
  /// The people of a study with several rows would be counted several times; then there are no totals.
  func pooled(
    _ label: String, _ effect: Coefficient, over used: [FittedStudy], weight: String,
    mark: ForestTable.Row.Mark = .pooled, own: BackTransform? = nil
  ) -> ForestTable.Row {
    let labels = used.compactMap(\.study)
    let indices = Set(labels).count == labels.count ? used.compactMap { positions[$0.row] } : []
    return ForestTable.Row(
      label: label, cells: raw.map { $0.total(over: indices) }, mark: mark,
      estimate: place(effect.estimate, own), interval: effect.interval.map { place($0, own) },
      effect: figures.text(effect.estimate, effect.interval, by: own), weight: weight)
  }

  /// The row of a pooled effect that the data do not determine, with the totals of some studies.
  func unpooled(_ label: String, over studies: [FittedStudy]) -> ForestTable.Row {
    let indices = studies.compactMap { positions[$0.row] }
    return ForestTable.Row(
      label: label, cells: raw.map { $0.total(over: indices) }, mark: .pooled,
      effect: .words("Not estimable"), weight: "")
  }

  /// The row of a prediction interval.
  func prediction(_ label: String, _ interval: Interval, own: BackTransform? = nil) -> ForestTable.Row {
    ForestTable.Row(
      label: label, cells: blanks, mark: .prediction, interval: place(interval, own),
      effect: figures.text(nil, interval, by: own), weight: "")
  }

  /// A row of words alone.
  func words(_ text: String, _ mark: ForestTable.Row.Mark) -> ForestTable.Row {
    ForestTable.Row(label: text, cells: blanks, mark: mark, effect: .words(""), weight: "")
  }

  /// The place on the axis of a value whose natural value is by a transformation of its own.
  private func place(_ x: Double, _ own: BackTransform?) -> Double {
    guard let own, own != transform else { return scale.clamped(x) }
    return scale.inverse(own(x)) ?? scale.clamped(x)
  }

  private func place(_ interval: Interval, _ own: BackTransform?) -> Interval {
    Interval(place(interval.lower, own), place(interval.upper, own))
  }

  private var blanks: [String] { raw.map { _ in "" } }

  private func cells(_ row: Int) -> [String] {
    texts.map { column in
      positions[row].flatMap { column.indices.contains($0) ? column[$0] : nil } ?? ""
    }
  }
}
