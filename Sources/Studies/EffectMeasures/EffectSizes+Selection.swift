import StudyRecords

extension EffectSizes {
  /// The effect sizes of some rows with everything that belongs to them: raw columns, table, notes.
  ///
  /// Rows keep their numbers. Notes on other rows are left out, notes on the whole data stay. A back-transformation that
  /// depends on sample sizes is made anew from those of the rows chosen.
  /// - Parameter positions: Positions in ``rows``, from 0, in the order wanted.
  public func selectingRows(_ positions: [Int]) -> EffectSizes {
    var copy = self
    copy.rows = positions.map { rows[$0] }
    for column in inputs.indices { copy.inputs[column].values = positions.map { inputs[column].values[$0] } }
    copy.table = table?.selectingRows(positions)
    let kept = Set(copy.rows.map(\.row))
    copy.notes = notes.filter { note in note.row.map(kept.contains) ?? true }
    copy.covariance = covariance?.selecting(kept)
    if let own = measuredBackTransform, own == backTransform, let new = copy.measuredBackTransform {
      copy.backTransform = new
    }
    return copy
  }

  /// The measure's back-transformation for the sample sizes of the usable rows; `nil` without raw columns.
  private var measuredBackTransform: BackTransform? {
    guard let measure, !inputs.isEmpty else { return nil }
    let numbers = inputs.map { ($0.role, $0.values.map { $0 ?? .nan }) }
    let studies = RawStudies(Dictionary(numbers, uniquingKeysWith: { first, _ in first }), count: rows.count)
    return measure.definition.backTransform(for: studies.erasing(rows.indices.filter { !rows[$0].isUsable }))
  }
}
