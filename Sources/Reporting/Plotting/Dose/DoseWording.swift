import MetaAnalysis

/// Doses, targets and confidence sets in words, the same in plot, text and table.
public struct DoseWording: Hashable, Sendable {
  /// The result described.
  public var result: DoseResult

  /// Words for a result.
  public init(_ result: DoseResult) { self.result = result }

  /// `linear`, `logarithmic`, `quadratic`, `spline`.
  public static func name(_ shape: DoseShape) -> String {
    switch shape {
    case .linear: "linear"
    case .logarithmic: "logarithmic"
    case .quadratic: "quadratic"
    case .spline: "spline"
    }
  }

  /// A dose to three significant digits, whole numbers from 100 on.
  public static func dose(_ dose: Double) -> String {
    dose.magnitude >= 100 && dose.magnitude < 1e7
      ? NumberText.fixed(dose, decimals: 0, minus: .typographic)
      : NumberText.significant(dose, digits: 3, minus: .typographic)
  }

  /// An effect of the analysis scale on the natural one, to three significant digits.
  public func effect(_ effect: Double) -> String {
    NumberText.significant(result.backTransform(effect), digits: 3, minus: .typographic)
  }

  /// The dose up to which an effect that falls away with the dose reaches a target, `nil` for every other effect: the
  /// crossing is where the target is lost.
  public func end(_ needed: DoseNeeded) -> Double? {
    needed.reach == .atLowest ? needed.dose.flatMap { $0 > result.observed.lower ? $0 : nil } : nil
  }

  /// The dose at which a curve reaches a target, with where that lies: `23.4`, `61 (beyond observed)`, `up to 16.3` for one
  /// that falls away, `not reached`.
  public func estimate(_ needed: DoseNeeded) -> String {
    switch needed.reach {
    case .within: return needed.dose.map(Self.dose) ?? ""
    case .atLowest:
      if let end = end(needed) {
        return "up to \(Self.dose(end))" + (end > result.observed.upper ? " (beyond observed)" : "")
      }
      guard let dose = needed.dose, dose > 0 || result.observed.lower < 0, dose < result.observed.lower else {
        return "at the lowest dose, \(Self.dose(result.observed.lower))"
      }
      return "\(Self.dose(dose)) (below observed)"
    case .beyond: return needed.dose.map { "\(Self.dose($0)) (beyond observed)" } ?? "not reached"
    case .notReached: return "not reached"
    }
  }

  /// A confidence set: `9.1 to 34`, `9.1 or more`, `any dose`.
  public static func set(_ set: DoseSet?) -> String {
    switch set {
    case .bounded(let interval): "\(dose(interval.lower)) to \(dose(interval.upper))"
    case .below(let upper): "\(dose(upper)) or less"
    case .above(let lower): "\(dose(lower)) or more"
    case .outside(let gap): "up to \(dose(gap.lower)), or from \(dose(gap.upper))"
    case .everything: "any dose"
    case .empty: "no dose"
    case nil: "–"
    }
  }

  /// What an answer means for a target, as a sentence.
  public func sentence(_ needed: DoseNeeded, of model: DoseModel) -> String {
    let unit = result.analysis.dose.replacingUnderscores
    let target = effect(needed.target.effect)
    let level = NumberText.significant(model.fit.settings.level, digits: 6)
    let interval = needed.confidence.map { " (\(level)% CI: \(Self.set($0)))" } ?? ""
    let range = "\(Self.dose(result.observed.lower)) to \(Self.dose(result.observed.upper))"
    let reached =
      switch needed.reach {
      case .within: "is reached at \(needed.dose.map(Self.dose) ?? "") \(unit)\(interval)"
      case .atLowest where end(needed) != nil:
        "is reached from the lowest observed dose, \(Self.dose(result.observed.lower)) \(unit), up to "
          + "\(end(needed).map(Self.dose) ?? "")\(interval), and not beyond"
      case .atLowest:
        "is reached at the lowest observed dose already, \(Self.dose(result.observed.lower)) \(unit)\(interval)"
      case .beyond:
        "is not reached within the observed range, \(range) \(unit); if the curve went on, it would take "
          + "\(needed.dose.map(Self.dose) ?? "") \(unit)\(interval)"
      case .notReached: "is not reached within the observed range, \(range) \(unit)\(interval)"
      }
    return "A mean effect of \(target) \(reached)."
  }
}
