import StudyRecords

extension EffectSizes {
  /// How one study's own estimate is turned back, with its own sample size where the scale needs one.
  /// - Parameter position: The study's position in ``rows``, from 0.
  public func backTransform(at position: Int) -> BackTransform {
    guard let measure, !inputs.isEmpty else { return backTransform }
    let numbers = inputs.map { ($0.role, [$0.values[position] ?? .nan]) }
    let study = RawStudies(Dictionary(numbers, uniquingKeysWith: { first, _ in first }), count: 1)
    return measure.definition.backTransform(for: study)
  }
}
