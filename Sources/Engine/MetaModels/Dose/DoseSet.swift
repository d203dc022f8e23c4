import RealModule
import StudyRecords

/// The doses that a confidence statement leaves possible: not always one stretch with two ends.
///
/// A ratio of two estimates has a confidence set of one of these shapes, depending on how clearly its denominator (here
/// the slope) differs from 0. Source: Fieller (1954), doi:10.1111/j.2517-6161.1954.tb00159.x; Zerbe (1978),
/// The American Statistician 32, 103–105.
public enum DoseSet: Hashable, Sendable {
  /// From one dose to another.
  case bounded(Interval)
  /// Every dose up to this one.
  case below(Double)
  /// Every dose from this one on.
  case above(Double)
  /// Every dose but those strictly between the two.
  case outside(Interval)
  /// Every dose: the data rule out none.
  case everything
  /// No dose.
  case empty

  /// The name of the shape: `bounded`, `below`, `above`, `outside`, `everything` or `empty`.
  public var shape: String {
    switch self {
    case .bounded: "bounded"
    case .below: "below"
    case .above: "above"
    case .outside: "outside"
    case .everything: "everything"
    case .empty: "empty"
    }
  }

  /// The ends: of the set, infinite where it has none; of the gap for ``outside(_:)``; `nil` for ``empty``.
  public var ends: Interval? {
    switch self {
    case .bounded(let interval), .outside(let interval): interval
    case .below(let upper): Interval(-.infinity, upper)
    case .above(let lower): Interval(lower, .infinity)
    case .everything: Interval(-.infinity, .infinity)
    case .empty: nil
    }
  }

  /// Whether a dose is in the set.
  public func contains(_ dose: Double) -> Bool {
    switch self {
    case .outside(let gap): !(gap.lower < dose && dose < gap.upper)
    default: ends?.contains(dose) ?? false
    }
  }

  /// The stretches it consists of, in order; none when empty.
  public var stretches: [Interval] {
    switch self {
    case .outside(let gap): [Interval(-.infinity, gap.lower), Interval(gap.upper, .infinity)]
    default: ends.map { [$0] } ?? []
    }
  }

  /// The set of transformed doses, by an increasing function that is defined at infinity.
  func mapped(_ transform: (Double) -> Double) -> DoseSet {
    switch self {
    case .bounded(let interval): .bounded(interval.mapped { transform($0) })
    case .outside(let interval): .outside(interval.mapped { transform($0) })
    case .below(let upper): .below(transform(upper))
    case .above(let lower): .above(transform(lower))
    case .everything, .empty: self
    }
  }

  /// The set without impossible doses: those below `least`, which an end at or below it stands for.
  func restricted(toAtLeast least: Double) -> DoseSet {
    switch self {
    case .bounded(let interval):
      interval.lower > least ? self : interval.upper >= least ? .below(interval.upper) : .empty
    case .below(let upper): upper >= least ? self : .empty
    case .above(let lower): lower > least ? self : .everything
    case .outside(let gap):
      gap.lower >= least ? self : gap.upper > least ? .above(gap.upper) : .everything
    case .everything, .empty: self
    }
  }
}
