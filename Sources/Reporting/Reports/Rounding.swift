import MetaAnalysis
import Plotting

/// How many decimals a report shows on one scale: as many as the precision of the numbers warrants.
struct Rounding: Hashable, Sendable {
  /// The decimals shown.
  var decimals: Int
  /// What follows every number, for example `%`.
  var unit = ""
  /// Whether the scale starts at 0, so that no positive number may read as 0.
  var startsAtZero = false

  /// Whether so many decimals were asked for, however many they are.
  private var isAsked = true

  /// A fixed number of decimals.
  init(decimals: Int, unit: String = "") {
    self.decimals = max(0, decimals)
    self.unit = unit
  }

  /// So many significant digits of a typical magnitude, at least `minimum` decimals; `minimum` alone without one.
  init(significant digits: Int, of magnitude: Double?, minimum: Int) {
    guard let magnitude, magnitude.isFinite, magnitude != 0 else {
      self.init(decimals: minimum)
      return
    }
    self.init(decimals: max(minimum, digits - 1 - decimalExponent(magnitude)))
    isAsked = false
  }

  /// The number as text, in powers of ten where fixed decimals would not fit on a page; empty when undefined.
  func text(_ number: Double?) -> String {
    if isAsked, decimals > 9, let number, number.magnitude < 1e9 {
      return NumberText.fixed(number, decimals: decimals) + unit
    }
    guard let number else { return "" }
    if decimals > 9 || number.magnitude >= 1e9 { return NumberText.significant(number, digits: 5) + unit }
    return
      (startsAtZero
      ? NumberText.positive(number, decimals: decimals) : NumberText.fixed(number, decimals: decimals)) + unit
  }

  /// What stands for an interval whose ends are both too large for a number.
  private static let beyond = "too large"

  /// `[lower, upper]`, empty when undefined.
  func text(_ interval: Interval?) -> String {
    interval.map { $0.isBeyondNumbers ? Self.beyond : "[\(text($0.lower)), \(text($0.upper))]" } ?? ""
  }

  /// The number as a cell.
  func cell(_ number: Double?) -> ReportTable.Cell { number.map { .text(text($0)) } ?? .empty }

  /// The interval as a cell.
  func cell(_ interval: Interval?) -> ReportTable.Cell {
    interval.map { $0.isBeyondNumbers ? .text(Self.beyond) : .interval(text($0.lower), text($0.upper)) }
      ?? .empty
  }
}

extension Interval {
  /// Whether both ends are beyond the largest number, on the same side.
  fileprivate var isBeyondNumbers: Bool { lower.isInfinite && lower == upper }
}

/// The power of ten of a finite number's first digit: 0 for 1 ≤ |x| < 10.
private func decimalExponent(_ x: Double) -> Int {
  var magnitude = x.magnitude
  var exponent = 0
  while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
  while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
  return exponent
}

/// The middle value, the lower of the two middle ones for an even count; `nil` of nothing.
func lowerMedian(_ numbers: [Double]) -> Double? {
  guard !numbers.isEmpty else { return nil }
  return numbers.sorted()[(numbers.count - 1) / 2]
}
