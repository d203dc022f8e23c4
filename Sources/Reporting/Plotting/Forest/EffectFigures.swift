import MetaAnalysis

/// Effects as figures of equal decimals on the scale shown.
struct EffectFigures: Sendable {
  private let transform: BackTransform
  /// `nil` for powers of ten throughout.
  private let decimals: Int?

  /// Figures with as many decimals as leave the middle one of the intervals two significant digits, two at least
  /// unless the numbers are large.
  init(transform: BackTransform, decimals: Int?, intervals: [Interval]) {
    self.transform = transform
    if let decimals {
      self.decimals = max(0, decimals)
      return
    }
    let widths = intervals.map { $0.mapped { transform($0) } }.map { $0.upper - $0.lower }
      .filter { $0.isFinite && $0 > 0 }.sorted()
    guard let width = widths.isEmpty ? nil : widths[(widths.count - 1) / 2] else {
      self.decimals = 2
      return
    }
    let steps: [(least: Double, decimals: Int)] = [
      (200, 0), (20, 1), (0.1, 2), (0.01, 3), (0.001, 4), (0.0001, 5),
    ]
    self.decimals = steps.first { width >= $0.least }?.decimals
  }

  /// The estimate and its interval.
  func text(_ estimate: Double?, _ interval: Interval?) -> ForestTable.EffectText {
    .figures(estimate: estimate.map(figure), interval: interval.map(ends))
  }

  /// The ends of an interval.
  func ends(_ interval: Interval) -> ForestTable.EffectText.Ends {
    let shown = interval.mapped { transform($0) }
    return .init(lower: text(shown.lower), upper: text(shown.upper))
  }

  /// A value of the analysis scale as the scale shown has it.
  func figure(_ x: Double) -> String { text(transform(x)) }

  private func text(_ shown: Double) -> String {
    guard let decimals, shown.magnitude < 1e6 || shown.isInfinite else {
      return shown == 0 ? "0" : NumberText.scientific(shown, digits: 3, minus: .typographic)
    }
    return NumberText.fixed(shown, decimals: decimals, minus: .typographic)
  }
}
