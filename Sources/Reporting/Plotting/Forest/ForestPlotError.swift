import MetaAnalysis

/// Why a forest plot cannot be drawn as asked for.
public enum ForestPlotError: AnalysisError, Hashable {
  /// An end of the axis or a tick is no value of the scale shown, whose ends these are.
  case offScale(what: String, value: Double, scale: Interval)
  /// The ends of the axis are not in order or the same.
  case emptyAxis(Interval)
  /// A tick lies beyond the ends of the axis.
  case tickOffAxis(tick: Double, axis: Interval)

  /// Always the request.
  public var kind: ErrorKind { .usage }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    func text(_ x: Double) -> String { NumberText.significant(x, digits: 4) }
    switch self {
    case .offScale(let what, let value, let scale):
      let rule =
        scale.upper == .infinity
        ? "above \(text(scale.lower))" : "between \(text(scale.lower)) and \(text(scale.upper))"
      return "the \(what) \(text(value)) is impossible: on the scale shown all values lie \(rule)"
    case .emptyAxis(let axis):
      return
        "an axis from \(text(axis.lower)) to \(text(axis.upper)) has no length; give two increasing numbers"
    case .tickOffAxis(let tick, let axis):
      return
        "the tick \(text(tick)) is beyond the axis, which runs from \(text(axis.lower)) to \(text(axis.upper)); "
        + "leave it out or give a wider axis"
    }
  }
}

extension ForestPlot {
  /// Checks that the axis and the ticks asked for can be drawn; ``scene()`` leaves out what cannot.
  /// - Throws: ``ForestPlotError``.
  public func check() throws(ForestPlotError) {
    let table = ForestTable(fit: fit, effects: effects, options: options)
    try options.check(domain: table.domain, transform: table.transform)
  }
}

extension SubgroupForestPlot {
  /// Checks that the axis and the ticks asked for can be drawn; ``scene()`` leaves out what cannot.
  /// - Throws: ``ForestPlotError``.
  public func check() throws(ForestPlotError) {
    let table = ForestTable(result, effects: effects, options: options)
    try options.check(domain: table.domain, transform: table.transform)
  }
}

extension PanelForestPlot {
  /// Checks that the axis and the ticks asked for can be drawn; ``scene()`` leaves out what cannot.
  /// - Throws: ``ForestPlotError``.
  public func check() throws(ForestPlotError) {
    let table = PanelTable(result, effects: effects, options: options)
    try options.check(domain: table.domain, transform: table.transform)
  }
}

extension ForestPlotOptions {
  /// Checks the axis and the ticks asked for on an axis over a domain of the analysis scale.
  fileprivate func check(domain: Interval, transform: BackTransform) throws(ForestPlotError) {
    let scale = NaturalScale(transform)
    func place(_ what: String, _ value: Double) throws(ForestPlotError) -> Double {
      guard let x = scale.inverse(value) else {
        throw .offScale(what: what, value: value, scale: scale.limits)
      }
      return x
    }
    if let range = axisRange {
      let (lower, upper) = (try place("axis end", range.lower), try place("axis end", range.upper))
      guard lower < upper else { throw .emptyAxis(range) }
    }
    let slack = 1e-9 * (domain.upper - domain.lower)
    for tick in ticks ?? [] {
      let x = try place("tick", tick)
      guard x > domain.lower - slack, x < domain.upper + slack else {
        throw .tickOffAxis(tick: tick, axis: domain.mapped { transform($0) })
      }
    }
  }
}
