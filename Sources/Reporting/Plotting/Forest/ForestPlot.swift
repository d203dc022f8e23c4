import MetaAnalysis

/// A forest plot: one row a study with its data, effect and weight, the pooled effect as a diamond, the prediction
/// interval as a bar, and what the fit says about heterogeneity (Lewis & Clarke 2001, doi:10.1136/bmj.322.7300.1479).
///
/// Everything is read from one fit; ``effects`` only adds the columns of raw data. Squares have areas in proportion to
/// weight. Rows that the fit did not use keep their place and say so.
public struct ForestPlot: Hashable, Sendable {
  /// The result to show.
  public var fit: Fit
  /// The effect sizes it was made from, with their raw data.
  public var effects: EffectSizes
  /// What is shown and how it is worded.
  public var options: ForestPlotOptions

  /// A forest plot of a fit.
  public init(fit: Fit, effects: EffectSizes, options: ForestPlotOptions = .init()) {
    self.fit = fit
    self.effects = effects
    self.options = options
  }

  /// The drawing; its width follows from the text, its height from the number of rows.
  public func scene() -> Scene {
    let table = ForestTable(fit: fit, effects: effects, options: options)
    let layout = ForestLayout(table, style: options.style)
    return Scene(
      width: layout.width.rounded(.up), height: layout.height, title: title(table), summary: summary(table),
      background: options.style.background, shapes: layout.shapes
    )
    .headed(by: fit.notes, margin: options.style.margin, font: options.style.fontSize)
  }

  private func title(_ table: ForestTable) -> String {
    options.title ?? "Forest plot: \(table.effectHeading.first ?? "effect")"
  }

  /// What the plot shows, for readers who cannot see it.
  private func summary(_ table: ForestTable) -> String {
    let studies = fit.k == 1 ? "1 study" : "\(fit.k) studies"
    var sentences = ["Forest plot of \(studies)."]
    for row in table.rows {
      guard row.mark == .pooled || row.mark == .prediction, case .figures(let estimate, let ends) = row.effect
      else { continue }
      let interval = ends.map { "\($0.lower) to \($0.upper)" }
      let name = FitSentences(fit: fit).intervalName
      let value = estimate.map { "\($0)\(interval.map { " (\(name) \($0))" } ?? "")" } ?? interval ?? ""
      sentences.append("\(row.label): \(value).")
    }
    return (sentences + table.footer.map { $0 + "." }).joined(separator: " ")
  }
}
