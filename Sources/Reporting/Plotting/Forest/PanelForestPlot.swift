import MetaAnalysis

/// A forest plot in panels: the groups of a subgroup analysis side by side, one row for each study.
///
/// Made for several outcomes of the same studies: every panel has its squares, its own diamond and its own axis, all
/// over one range, so that effects can be compared. Panels show effects and no raw data.
public struct PanelForestPlot: Hashable, Sendable {
  /// The result to show.
  public var result: SubgroupResult
  /// The effect sizes it was made from.
  public var effects: EffectSizes
  /// What is shown and how it is worded; an order other than the data's is that of the first panel, then the next.
  public var options: ForestPlotOptions

  /// A forest plot in panels.
  public init(result: SubgroupResult, effects: EffectSizes, options: ForestPlotOptions = .init()) {
    self.result = result
    self.effects = effects
    self.options = options
  }

  /// The drawing; its width follows from the text and the number of panels, its height from the number of studies.
  public func scene() -> Scene {
    let table = PanelTable(result, effects: effects, options: options)
    let layout = PanelLayout(table, style: options.style)
    return Scene(
      width: layout.width.rounded(.up), height: layout.height,
      title: options.title ?? "Forest plot, one panel for each \(result.column)",
      summary: summary(table), background: options.style.background, shapes: layout.shapes
    )
    .headed(by: result.notes, margin: options.style.margin, font: options.style.fontSize)
  }

  /// What the plot shows, for readers who cannot see it.
  private func summary(_ table: PanelTable) -> String {
    var sentences = [
      "Forest plot of \(table.studies.count) studies in \(table.panels.count) panels by \(result.column)."
    ]
    for panel in table.panels {
      if let pooled = panel.pooled { sentences.append("\(panel.heading): \(pooled.effect.sentence).") }
      sentences += panel.remarks.map { $0 + "." }
    }
    return (sentences + table.footer.map { $0 + "." }).joined(separator: " ")
  }
}
