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
    /// Which numbers a batch computed, where it computed the set; the others are not known. `nil` for single fits.
    var screened: [Bool]?

    /// What a set of changes makes of the numbers; those that it calls misprints hold.
    init(
      _ changes: [Change], _ numbers: [CheckedAnalysis.Number], _ values: [Double?], screened: [Bool]? = nil
    ) {
      self.changes = changes
      self.values = values
      self.screened = screened
      for position in numbers.indices where screened?[position] ?? true {
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

    /// Whether some number that is known is another than without changes.
    func moves(from base: [Double?]) -> Bool {
      values.indices.contains { position in
        guard let screened else { return values[position] != base[position] }
        guard screened[position] else { return false }
        guard let a = values[position], let b = base[position] else {
          return (values[position] == nil) != (base[position] == nil)
        }
        // Batches and single fits agree to the last digits only.
        return (a - b).magnitude > 1e-9 * max(a.magnitude, b.magnitude)
      }
    }
  }

  /// What a set of changes gives, fitted by itself; `nil` when no model can be run.
  func trial(_ changes: [Change]) -> Trial? {
    bench.values(under: changes).map { Trial(changes, numbers, $0) }
  }

  /// The numbers with their verdicts under changes, as a report shows them.
  func judged(_ trial: Trial) -> [CheckedAnalysis.Number] {
    let values = trial.screened == nil ? trial.values : bench.values(under: trial.changes) ?? trial.values
    var judged = numbers
    for position in judged.indices {
      judged[position].reason = nil
      judged[position].judge(values[position])
    }
    for case .misprint(let misprint) in trial.changes {
      for position in misprint.positions { judged[position].verdict.kind = .misprint }
    }
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
