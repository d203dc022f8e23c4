import MetaAnalysis

/// A study's place and mark in a L'Abbé plot.
struct LabbeStudy {
  /// The place on the axes' even scale, the second group's value across.
  var x: Double
  var y: Double
  var weight: Double
  var isPooled: Bool
  var isDoubleZero: Bool
  /// Whether nobody had the event in either group.
  var isWithoutEvents: Bool
  /// Whether a value of 0 stands on the edge, since the scale has no place for it.
  var isOnEdge = false
  /// Whether its place is that of counts to which something was added.
  var isCorrected = false
}

/// What a L'Abbé plot shows, on the even scale of its axes: risks or rates, their roots or logarithms, or the measure's
/// own scale.
struct LabbePicture {
  let plot: LabbePlot
  /// The scale of the axes; linear where they show the measure's own.
  let axis: LabbeAxisScale
  private(set) var studies: [LabbeStudy]
  /// The ends of both axes.
  let domain: Interval
  /// Whether bubbles stand for people or person-time, for lack of weights.
  let areaBySize: Bool

  init(_ plot: LabbePlot) {
    self.plot = plot
    let options = plot.options
    let outcomes = plot.effects.groupOutcomes(add: options.add, to: options.to)
    axis = options.showsAnalysisScale ? .linear : options.axisScale ?? LabbeAxisScale(spreading: outcomes)
    let isUnweighted = plot.fit.studies.allSatisfy { $0.weightPercent == nil }
    areaBySize = isUnweighted
    let fitted = Dictionary(plot.fit.studies.map { ($0.row, $0) }) { first, _ in first }
    let sizes = Dictionary(
      zip(plot.effects.rows, plot.effects.twoGroupCounts).map { ($0.row, $1?.total ?? 0) }
    ) { first, _ in first }
    let transform = axis.transform
    let placed = outcomes.compactMap { outcome -> LabbeStudy? in
      let place: (x: Double, y: Double)
      if options.showsAnalysisScale {
        guard let scaled = outcome.scaled else { return nil }
        place = (scaled.second, scaled.first)
      } else {
        place = (transform.analysisValue(outcome.second), transform.analysisValue(outcome.first))
      }
      let weight = isUnweighted ? sizes[outcome.row] : fitted[outcome.row]?.weightPercent
      return LabbeStudy(
        x: place.x, y: place.y, weight: weight ?? 0, isPooled: fitted[outcome.row]?.isUsed ?? false,
        isDoubleZero: outcome.isDoubleZero, isWithoutEvents: outcome.first == 0 && outcome.second == 0,
        isCorrected: options.showsAnalysisScale && outcome.isCorrected)
    }
    let domain = Self.domain(placed, plot, axis)
    self.domain = domain
    studies = placed.map { study in
      var study = study
      study.isOnEdge = !study.x.isFinite || !study.y.isFinite
      if !study.x.isFinite { study.x = domain.lower }
      if !study.y.isFinite { study.y = domain.lower }
      return study
    }
  }

  /// The ends of both axes: every study with room for its bubble; risks and rates begin at 0 where the scale has it.
  private static func domain(_ studies: [LabbeStudy], _ plot: LabbePlot, _ axis: LabbeAxisScale) -> Interval {
    let transform = axis.transform
    if let given = plot.options.axisRange, given.lower < given.upper {
      let ends = given.mapped { axis == .linear ? $0 : transform.analysisValue(max(0, $0)) }
      if ends.lower.isFinite, ends.upper.isFinite, ends.lower < ends.upper { return ends }
    }
    let values = studies.flatMap { [$0.x, $0.y] }.filter(\.isFinite)
    if plot.options.showsAnalysisScale || axis == .logarithmic {
      var (low, high) = (values.min() ?? 0, values.max() ?? 1)
      if values.isEmpty, axis == .logarithmic { (low, high) = (.log(0.001), .log(0.1)) }
      if low == high { (low, high) = (low - 0.5, high + 0.5) }
      let room = 0.06 * (high - low)
      // Those on the edge stand apart from the lowest.
      let hasEdge = studies.contains { !$0.x.isFinite || !$0.y.isFinite }
      return Interval(low - (hasEdge ? 2 : 1) * room, high + room)
    }
    var (low, high) = (values.min() ?? 0, values.max() ?? 1)
    if high <= 0 { high = transform.analysisValue(plot.scale.isRate ? 1 : 0.05) }
    // From 0, or for risks all near 1, from the lowest.
    if plot.scale.isRate || low <= 0.5 { low = 0 } else { low -= (1 - low) * 0.1 }
    var room = 0.05 * (high - low)
    if room <= 0 { room = 0.05 }
    return Interval(low - 0.6 * room, high + room)
  }

  /// The pairs that have an effect, from one side of the plotting area to the other.
  ///
  /// Steps along both axes, so that a steep curve is as smooth as a flat one.
  func curve(_ effect: Double) -> [(x: Double, y: Double)] {
    if plot.options.showsAnalysisScale {
      return [(domain.lower, domain.lower + effect), (domain.upper, domain.upper + effect)]
    }
    let transform = axis.transform
    let floor = axis == .logarithmic ? domain.lower : max(0, domain.lower)
    let ceiling = plot.scale.isRate ? domain.upper : min(transform.analysisValue(1), domain.upper)
    var points: [(x: Double, y: Double)] = []
    for step in 0...128 {
      let shown = floor + (ceiling - floor) * Double(step) / 128
      let value = transform(shown)
      if let y = plot.scale.first(second: value, effect: effect).map(transform.analysisValue), y.isFinite {
        points.append((shown, y))
      }
      if let x = plot.scale.second(first: value, effect: effect).map(transform.analysisValue), x >= floor,
        x <= ceiling
      {
        points.append((x, shown))
      }
    }
    return points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }
}
