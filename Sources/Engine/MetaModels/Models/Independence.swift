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
