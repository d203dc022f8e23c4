import MetaAnalysis

/// A forest plot by subgroups: each group under its heading with its studies, its diamond and its heterogeneity, the
/// overall diamond below, and the test for subgroup differences.
public struct SubgroupForestPlot: Hashable, Sendable {
  /// The result to show.
  public var result: SubgroupResult
  /// The effect sizes it was made from, with their raw data.
  public var effects: EffectSizes
  /// What is shown and how it is worded.
  public var options: ForestPlotOptions

  /// A forest plot of a subgroup analysis.
  public init(result: SubgroupResult, effects: EffectSizes, options: ForestPlotOptions = .init()) {
    self.result = result
    self.effects = effects
    self.options = options
  }

  /// The drawing; its width follows from the text, its height from the number of rows.
  public func scene() -> Scene {
    let table = ForestTable(result, effects: effects, options: options)
    let layout = ForestLayout(table, style: options.style)
    return Scene(
      width: layout.width.rounded(.up), height: layout.height,
      title: options.title ?? "Forest plot by \(result.column): \(table.effectHeading.first ?? "effect")",
      summary: summary(table), background: options.style.background, shapes: layout.shapes
    )
    .headed(by: result.notes, margin: options.style.margin, font: options.style.fontSize)
  }

  /// What the plot shows, for readers who cannot see it.
  private func summary(_ table: ForestTable) -> String {
    var sentences = [
      "Forest plot of \(result.k) estimates in \(result.subgroups.count) groups of \(result.column)."
    ]
    var group = ""
    for row in table.rows {
      switch row.mark {
      case .heading: group = row.label
      case .subtotal: sentences.append("\(group): \(row.effect.sentence).")
      case .pooled, .prediction: sentences.append("\(row.label): \(row.effect.sentence).")
      case .remark: sentences.append("\(row.label).")
      case .none, .study: break
      }
    }
    return (sentences + table.footer.map { $0 + "." }).joined(separator: " ")
  }
}

extension ForestTable.EffectText {
  /// `0.45 (0.12 to 0.78)`.
  var sentence: String {
    switch self {
    case .words(let words): words
    case .figures(let estimate, let ends):
      [estimate, ends.map { "(\($0.lower) \(EffectColumn.word) \($0.upper))" }].compactMap(\.self).joined(
        separator: " ")
    }
  }
}
