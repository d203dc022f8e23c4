import MetaAnalysis

/// What a forest plot in panels says before anything has a place.
struct PanelTable: Hashable, Sendable {
  /// One panel.
  struct Panel: Hashable, Sendable {
    /// The group's name.
    var heading: String
    /// The heading of its effects, one string a line.
    var effectHeading: [String]
    /// One row for each of ``PanelTable/studies``, `nil` where the study is not in the group.
    var rows: [ForestTable.Row?]
    /// The pooled effect, `nil` when no study can be used.
    var pooled: ForestTable.Row?
    /// The prediction interval.
    var prediction: ForestTable.Row?
    /// Heterogeneity and the test of the effect.
    var remarks: [String]
    /// The pooled estimate the dashed line runs through.
    var pooledValue: Double? { pooled?.estimate }
    /// Every row there is.
    var filled: [ForestTable.Row] { rows.compactMap(\.self) + [pooled, prediction].compactMap(\.self) }
  }

  var title: String?
  /// The labels of the rows.
  var studies: [String]
  var panels: [Panel]
  /// The label of the diamonds, `nil` when none are shown.
  var pooledLabel: String?
  /// The label of the prediction intervals, `nil` when no panel has one.
  var predictionLabel: String?
  var nullValue: Double?
  var domain: Interval
  var transform: BackTransform
  var ticks: [Double]?
  var leftLabel: String
  var rightLabel: String
  var footer: [String]

  init(_ result: SubgroupResult, effects: EffectSizes, options: ForestPlotOptions) {
    var options = options
    options.showsData = false
    let transform = options.transform ?? effects.backTransform
    let studies = result.subgroups.flatMap(\.studies)
    let fits = options.showsPooled ? result.subgroups.compactMap(\.fit) : []
    let maker = ForestRows(
      studies, effects: effects, transform: transform,
      pooled: fits.compactMap { $0.pooled?.interval }.first, options: options)
    let words = SubgroupSentences(result: result)
    let heading = ForestTable.effectHeading(result.measure, maker, options, interval: words.intervalName)
    let keys = Self.keys(result, options)

    panels = result.subgroups.map { subgroup in
      var rows: [Key: ForestTable.Row] = [:]
      for (key, study) in subgroup.studies.keyed { rows[key] = maker.study(study) }
      let own = options.transform ?? subgroup.effects.backTransform
      let used = subgroup.studies.filter(\.isUsed)
      let fit = options.showsPooled ? subgroup.fit : nil
      let prediction = options.showsPrediction ? fit?.predictionInterval?.interval : nil
      return Panel(
        heading: subgroup.name, effectHeading: heading, rows: keys.map { rows[$0] },
        pooled: fit?.pooled.map { maker.pooled("", $0, over: used, weight: "", own: own) },
        prediction: prediction.map { maker.prediction("", $0, own: own) },
        remarks: options.showsPooled ? words.remarks(on: subgroup) : [])
    }
    title = options.title
    self.studies = keys.map(\.label)
    pooledLabel = options.showsPooled ? fits.first.map { FitSentences(fit: $0).pooledLabel } ?? "" : nil
    predictionLabel =
      panels.contains { $0.prediction != nil } ? fits.first.map { FitSentences(fit: $0).predictionLabel } : nil
    nullValue = result.measure.map { $0.definition.nullValue } ?? 0
    self.transform = transform
    ticks = options.ticks
    let overall = result.overall?.pooled.map { maker.figures.text($0.estimate, $0.interval).sentence }
    footer =
      (options.showsPooled ? words.footer(showsWeights: false, overallEffect: overall) : []) + options.remarks
    (leftLabel, rightLabel) = ForestTable.sideLabels(result.measure, options: options)
    var separate = result
    separate.overall = nil
    domain = ForestTable.domain(
      maker, options,
      automatic: ForestTable.automatic(
        separate, studies, fits.compactMap(\.pooled), options, nullValue: nullValue))
  }

  /// A study's row: its label and, where a group has the label several times, which of them.
  struct Key: Hashable {
    var label: String
    var occurrence: Int
  }

  /// The rows of all panels in the order of the data, or else in that of the first panel, then the next.
  private static func keys(_ result: SubgroupResult, _ options: ForestPlotOptions) -> [Key] {
    var keys: [Key] = []
    var seen: Set<Key> = []
    if options.order == .given {
      let places = Dictionary(result.subgroups.flatMap { $0.studies.keyed.map { ($0.1.row, $0.0) } }) {
        first, _ in
        first
      }
      for row in places.keys.sorted() {
        if let key = places[row], seen.insert(key).inserted { keys.append(key) }
      }
      // Further rows of a study follow its first.
      let order = Dictionary(keys.map(\.label).enumerated().map { ($1, $0) }) { first, _ in first }
      return keys.sorted { a, b in
        let (x, y) = (order[a.label] ?? 0, order[b.label] ?? 0)
        return x == y ? a.occurrence < b.occurrence : x < y
      }
    }
    for subgroup in result.subgroups {
      for (key, _) in subgroup.studies.ordered(options.order).keyed where seen.insert(key).inserted {
        keys.append(key)
      }
    }
    return keys
  }
}

extension [FittedStudy] {
  /// The studies with their rows' keys.
  fileprivate var keyed: [(PanelTable.Key, FittedStudy)] {
    var counts: [String: Int] = [:]
    return map { study in
      let label = study.study ?? "Row \(study.row)"
      counts[label, default: 0] += 1
      return (PanelTable.Key(label: label, occurrence: counts[label] ?? 1), study)
    }
  }
}
