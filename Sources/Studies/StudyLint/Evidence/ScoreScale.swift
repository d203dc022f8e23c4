import StudyRecords

extension LintData {
  /// The number of whole-number items that the scores of a row are means of; `nil` when that is not declared.
  func items(at row: Int) -> Double? {
    let items = self[.items, row] ?? options.items.map(Double.init)
    guard let items, items >= 1, items == items.rounded(), items < 1e6 else { return nil }
    return items
  }

  /// The ends of the scale of a row; `nil` when they are not declared.
  func scale(at row: Int) -> Interval? {
    if let lower = self[.scaleMin, row], let upper = self[.scaleMax, row] {
      return lower < upper ? Interval(lower, upper) : nil
    }
    return options.scale.flatMap { $0.lower < $0.upper ? $0 : nil }
  }
}
