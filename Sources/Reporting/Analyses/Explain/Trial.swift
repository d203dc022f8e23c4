import MetaAnalysis
import RealModule

extension ExplanationRun {
  /// A set of changes that was tried.
  struct Trial: Sendable {
    var changes: [Change]
    /// The numbers on their printed scales.
    var values: [Double?]
    /// How many numbers hold, rounded as printed.
    var holding = 0
    /// How many hold when numbers that were cut instead of rounded count as well.
    var holdingCut = 0
    /// How far the numbers are off together, in orders of magnitude of units of the last digit.
    var distance = 0.0

    /// What a set of changes makes of the numbers; those that it calls misprints hold.
    init(_ changes: [Change], _ numbers: [CheckedAnalysis.Number], _ values: [Double?]) {
      self.changes = changes
      self.values = values
      for position in numbers.indices {
        let verdict = numbers[position].verdict(on: values[position])
        let isMisprint = changes.contains { $0.isMisprint(of: position) }
        if isMisprint || verdict.kind.isAcceptedByDefault {
          holdingCut += 1
          if isMisprint || verdict.kind != .truncated { holding += 1 }
        } else {
          let units = (verdict.units ?? 1e9).magnitude
          distance += units <= 0.5 ? 0 : Double.log(onePlus: min(units, 1e9))
        }
      }
    }

    /// Whether it cannot be told from another by these numbers: all agree to nine digits.
    func isSame(as other: Trial) -> Bool {
      zip(values, other.values).allSatisfy { a, b in
        guard let a, let b else { return (a == nil) == (b == nil) }
        return a == b || (a - b).magnitude <= 1e-9 * max(a.magnitude, b.magnitude)
      }
    }
  }

  /// What a set of changes gives; `nil` when no model can be run.
  func trial(_ changes: [Change], _ effects: inout EffectsOfOptions) -> Trial? {
    values(under: changes, &effects).map { Trial(changes, numbers, $0) }
  }

  /// The numbers on their printed scales under changes; `nil` when no model can be run.
  func values(under changes: [Change], _ effects: inout EffectsOfOptions) -> [Double?]? {
    guard var variant = prepared.variant(changes) else { return nil }
    // An interval of τ² takes most of the time of a fit.
    if !needsTau2Interval { variant.settings.append(.convention(.tau2Interval, "none")) }
    var results: [VariantKey: AnalysisResult?] = [:]
    let values = numbers.map { number -> Double? in
      let expectation = number.expectation
      let key = VariantKey(settings: expectation.settings, without: expectation.without)
      if results[key] == nil {
        let omitted = expectation.without.map { try? prepared.positions(of: $0, at: expectation.place) } ?? []
        results[key] = .some(
          omitted.flatMap {
            try? prepared.result(of: variant, changing: expectation.settings, omitting: $0, effects: &effects)
          })
      }
      let value = results[key].flatMap(\.self).flatMap {
        try? $0.value(
          of: number.quantity, at: expectation.target, scale: expectation.printedScale(under: variant.scale))
      }
      return value.flatMap(\.self)
    }
    return results.values.contains { $0 != nil } ? values : nil
  }

  private struct VariantKey: Hashable {
    var settings: [AnalysisSetting]
    var without: String?
  }

  /// The numbers with their verdicts under changes, as a report shows them.
  func judged(_ trial: Trial) -> [CheckedAnalysis.Number] {
    var effects = EffectsOfOptions()
    let values = values(under: trial.changes, &effects) ?? trial.values
    var judged = numbers
    for position in judged.indices {
      judged[position].reason = nil
      judged[position].judge(values[position])
    }
    for case .misprint(let misprint) in trial.changes { judged[misprint.position].verdict.kind = .misprint }
    return judged
  }
}

extension Expectation {
  /// The scale on which its numbers are read: another one holds for effects.
  func printedScale(under other: PrintedScale?) -> PrintedScale {
    guard let other, quantity.isEffect else { return scale }
    return other
  }
}
