import MetaAnalysis

/// Effects as figures of equal decimals on the scale shown.
struct EffectFigures: Sendable {
  private let transform: BackTransform
  /// Whether the scale shown starts at 0, so that no positive number may read as 0.
  private let startsAtZero: Bool
  /// `nil` for powers of ten throughout.
  private let decimals: Int?

  /// Figures with as many decimals as the precision warrants unless their number is given.
  ///
  /// The pooled interval, or the middle one of the studies' where that is wider, keeps two significant digits of its
  /// width; on scales that start at 0 the middle estimate keeps two significant digits as well.
  init(transform: BackTransform, decimals: Int?, estimates: [Double], intervals: [Interval], pooled: Interval?)
  {
    self.transform = transform
    startsAtZero = transform(-.infinity) == 0
    if let decimals {
      self.decimals = max(0, decimals)
      return
    }
    func width(_ interval: Interval) -> Double {
      let shown = interval.mapped { transform($0) }
      return shown.upper - shown.lower
    }
    let widths = [middle(intervals.map(width)), pooled.map(width)].compactMap(\.self).filter {
      $0.isFinite && $0 > 0
    }
    guard let widest = widths.max() else {
      self.decimals = 2
      return
    }
    var needed = Self.decimals(forWidth: widest)
    if startsAtZero, let size = middle(estimates.map { transform($0) }), needed != nil {
      needed = [0.0995, 0.00995, 0.000995].firstIndex { size >= $0 }.map { max(needed ?? 0, $0 + 2) } ?? needed
    }
    self.decimals = needed
  }

  /// 2 for widths from 0.1 to 20, and one more or less for every power of ten beyond; `nil` for tiny widths.
  private static func decimals(forWidth width: Double) -> Int? {
    let steps: [(least: Double, decimals: Int)] = [
      (200, 0), (20, 1), (0.1, 2), (0.01, 3), (0.001, 4), (0.0001, 5),
    ]
    return steps.first { width >= $0.least }?.decimals
  }

  /// The estimate and its interval, turned back in a way of its own where a study's depends on its size.
  func text(
    _ estimate: Double?, _ interval: Interval?, by own: BackTransform? = nil
  ) -> ForestTable.EffectText {
    let transform = own ?? transform
    return .figures(
      estimate: estimate.map { transform($0) }.flatMap { $0.isFinite ? text($0) : nil },
      interval: interval.map { interval in
        let shown = interval.mapped { transform($0) }
        return .init(lower: text(shown.lower), upper: text(shown.upper))
      })
  }

  /// The estimate alone, `nil` where it is too large to be turned back.
  func plain(_ estimate: Double) -> String? {
    let shown = transform(estimate)
    return shown.isFinite ? text(shown) : nil
  }

  private func text(_ shown: Double) -> String {
    guard let decimals, shown.magnitude < 1e6 || shown.isInfinite else {
      return shown == 0 ? "0" : NumberText.scientific(shown, digits: 3, minus: .typographic)
    }
    return startsAtZero && shown.isFinite
      ? NumberText.positive(shown, decimals: decimals)
      : NumberText.fixed(shown, decimals: decimals, minus: .typographic)
  }
}

/// The middle number, the lower of the two middle ones; `nil` of nothing finite.
private func middle(_ numbers: [Double]) -> Double? {
  let sorted = numbers.filter(\.isFinite).sorted()
  return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
}
