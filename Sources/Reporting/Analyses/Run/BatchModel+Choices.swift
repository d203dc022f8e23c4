import MetaAnalysis

extension AnalysisChoices {
  /// The batch's model that gives the same numbers; `nil` where batches do not have it.
  ///
  /// An interval of τ² is no part of a batch.
  func batchModel(of analysis: Analysis) -> BatchModel? {
    guard analysis.moderators == nil, analysis.subgroups == nil, analysis.predictions.isEmpty,
      case .effects(let settings) = model
    else { return nil }
    return BatchModel(settings)
  }

  /// Whether the effect size of a study hangs on no other study, so that leaving one out changes no other.
  func areEffectsSeparate(in table: StudyTable, _ columns: ColumnMapping) -> Bool {
    let namesVariances = columns[.vtype] ?? Role.vtype.rawValue
    let formats = table[columns[.format] ?? Role.format.rawValue]?.texts ?? []
    return options.to != .if0all && options.design == DesignAdjustments() && table[namesVariances] == nil
      && !formats.contains { $0?.lowercased() == StudyFormat.arms.rawValue }
      && ![.average, .average2, .averageHomoscedastic].contains(options.vtype)
  }
}

/// Estimates and sampling variances of studies side by side, NaN where missing; of one analysis of a batch.
struct BatchRow: Sendable {
  var yi: [Double]
  var vi: [Double]

  /// The effect sizes in their order.
  init(_ effects: EffectSizes) {
    yi = effects.rows.map { $0.yi ?? .nan }
    vi = effects.rows.map { $0.vi ?? .nan }
  }

  /// The studies at some positions.
  func selecting(_ positions: [Int]) -> BatchRow {
    var copy = self
    copy.yi = positions.map { yi[$0] }
    copy.vi = positions.map { vi[$0] }
    return copy
  }

  mutating func leaveOut(_ position: Int) { (yi[position], vi[position]) = (.nan, .nan) }

  mutating func append(_ other: BatchRow, _ position: Int) {
    yi.append(other.yi[position])
    vi.append(other.vi[position])
  }
}

extension BatchEngine {
  /// What the engine gives for rows of any length.
  func fit(_ rows: [BatchRow]) -> BatchResults? {
    let studies = rows.reduce(0) { max($0, $1.yi.count) }
    var (yi, vi) = ([Double](), [Double]())
    yi.reserveCapacity(rows.count * studies)
    vi.reserveCapacity(rows.count * studies)
    for row in rows {
      let missing = repeatElement(Double.nan, count: studies - row.yi.count)
      yi += row.yi
      yi += missing
      vi += row.vi
      vi += missing
    }
    guard let panel = try? Panel(yi: yi, vi: vi, analyses: rows.count, studies: studies) else { return nil }
    return fit(panel)
  }
}
