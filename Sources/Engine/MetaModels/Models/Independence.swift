import EffectMeasures

extension EffectSizes {
  /// Makes sure that the effects may be taken as independent, which every model here does.
  ///
  /// Effects that share a control group carry covariances when these were asked for
  /// (``DesignAdjustments/SharedControlRule/covariance``): taken as independent, the shared people would count more
  /// than once. Models that pool call this themselves.
  /// - Throws: ``ModelError/dependentEffects(group:rows:)`` when two usable rows have a covariance.
  public func requireIndependence() throws(ModelError) {
    guard let covariance else { return }
    let usable = Set(rows.filter(\.isUsable).map(\.row))
    guard let block = covariance.selecting(usable).blocks.first else { return }
    throw .dependentEffects(group: block.name, rows: block.rows)
  }
}

extension EffectSizes {
  /// Makes sure that the counts themselves say all that is in the effects, for models that read counts.
  ///
  /// Corrections for design that act on variances and signs leave counts as they are; those that divide sizes and counts,
  /// split or combine control groups are in the counts.
  /// - Throws: ``ModelError/correctionsBesideCounts(rows:corrections:)`` when a usable row has such a correction.
  func requireCountsOfEffects() throws(ModelError) {
    var found: (rows: [Int], design: DesignAdjustments)?
    for row in rows where row.isUsable {
      guard var design = row.design else { continue }
      if design.clusters == .sizes { design.clusters = nil }
      (design.sharedControl, design.assumedCorrelation) = (nil, nil)
      guard !design.isEmpty, found.map({ $0.design == design }) ?? true else { continue }
      found = ((found?.rows ?? []) + [row.row], design)
    }
    if let found { throw .correctionsBesideCounts(rows: found.rows, corrections: found.design) }
  }
}
