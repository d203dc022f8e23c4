import MetaAnalysis

extension Change {
  /// What a choice moves that acts on a model already fitted: tests, levels and definitions. `nil` for every other change.
  fileprivate var finishes: Set<AffectedQuantity>? {
    switch self {
    case .setting(.convention(let key, _), _):
      let keys: [ConventionKey] = [.test, .i2, .predictionInterval, .tau2Interval, .tau2IntervalLeastStudies]
      return keys.contains(key) ? Set(key.quantities) : nil
    case .setting(.model(.test, _), _): return [.interval, .test, .predictionInterval]
    case .setting(.model(.level, _), _): return [.interval, .tau2Interval, .i2Interval, .predictionInterval]
    default: return nil
    }
  }
}

extension CheckedAnalysis.Number {
  /// What moves the number; `nil` where more than one thing may.
  fileprivate var hangsOn: Set<AffectedQuantity>? {
    switch expectation.target {
    case .model, .term, .subgroup: break
    default: return nil
    }
    switch quantity {
    case .estimate: return [.estimate]
    case .se, .ciLower, .ciUpper, .statistic, .df, .p: return [.interval, .test]
    case .piLower, .piUpper: return [.predictionInterval]
    case .tau2, .tau: return [.tau2]
    case .i2, .h2, .h: return [.i2]
    case .q, .qDF, .qP: return [.q]
    case .k: return [.studies]
    default: return nil
    }
  }
}

extension ExplanationRun {
  /// What is known of a set without trying it, if that rules it out: a choice of tests, levels or definitions leaves what the
  /// other change gives for the estimate, τ², Q and the number of studies, and one of these does not hold. `nil` where the
  /// set must be tried.
  func ruledOut(_ set: [Change], knowing singles: [Change: Trial]) -> Trial? {
    guard set.count > 1 else { return nil }
    var moved: Set<AffectedQuantity> = []
    var others: [Change] = []
    for change in set {
      if let finished = change.finishes { moved.formUnion(finished) } else { others.append(change) }
    }
    guard others.count == 1, let other = singles[others[0]] else { return nil }
    let isKnown = numbers.indices.map { position in
      (other.screened?[position] ?? true)
        && (numbers[position].hangsOn.map { $0.isDisjoint(with: moved) } ?? false)
    }
    let fails = numbers.indices.contains { position in
      isKnown[position] && !numbers[position].verdict(on: other.values[position]).kind.isAcceptedByDefault
    }
    guard fails else { return nil }
    return Trial(set, numbers, zip(other.values, isKnown).map { $1 ? $0 : nil }, screened: isKnown)
  }
}
