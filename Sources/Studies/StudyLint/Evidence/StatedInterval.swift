import Distributions
import RealModule
import StudyRecords

/// An estimate with its confidence interval as typed, and on which scale it stands in the middle.
struct StatedInterval {
  let estimate, lower, upper: Double
  private let estimates, lowers, uppers: Interval

  /// A scale on which intervals are commonly symmetric.
  enum Scale: String, CaseIterable {
    case natural
    case logarithmic
    case fisherZ = "Fisher's z"
    case logit

    func transform(_ x: Double) -> Double {
      switch self {
      case .natural: x
      case .logarithmic: .log(max(x, 0))
      case .fisherZ: .atanh(min(max(x, -1), 1))
      case .logit: .log(max(x, 0)) - .log(onePlus: -min(x, 1))
      }
    }

    func contains(_ x: Double) -> Bool {
      switch self {
      case .natural: true
      case .logarithmic: x > 0
      case .fisherZ: x.magnitude < 1
      case .logit: x > 0 && x < 1
      }
    }
  }

  init?(_ data: LintData, at row: Int) {
    guard let estimate = data[.yi, row], let lower = data[.ciLower, row], let upper = data[.ciUpper, row],
      let estimates = Self.range(data, .yi, row), let lowers = Self.range(data, .ciLower, row),
      let uppers = Self.range(data, .ciUpper, row)
    else { return nil }
    (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    (self.estimates, self.lowers, self.uppers) = (estimates, lowers, uppers)
  }

  /// The numbers that round to the one in the cell; where this is the logarithm of a number with up to three decimals, in
  /// all its digits, the logarithms of those that round to that number, as it was rounded before the logarithm was taken.
  private static func range(_ data: LintData, _ role: Role, _ row: Int) -> Interval? {
    guard let column = data[role], let range = column.range(row), let value = column.values[row] else {
      return nil
    }
    guard column.halfUnit(row) < 1e-6, value.magnitude < 20 else { return range }
    for unit in [1.0, 10, 100, 1000] {
      let printed = (Double.exp(value) * unit).rounded() / unit
      guard printed > 0, (Double.log(printed) - value).magnitude <= 2 * column.halfUnit(row) + 1e-12 else {
        continue
      }
      return Interval(center: printed, halfWidth: 0.5 / unit).mapped { $0 > 0 ? .log($0) : value - 1 }
    }
    return range
  }

  /// Whether the ends are in order and the estimate is between them, as far as rounding lets one tell.
  var isOrdered: Bool { lower <= upper && lowers.lower <= estimates.upper && estimates.lower <= uppers.upper }

  /// How far the estimate is from the middle, over the width.
  var asymmetry: Double { upper > lower ? (upper + lower - 2 * estimate).magnitude / (upper - lower) : 0 }

  /// Whether the estimate may be in the middle on a scale, given how the three numbers are rounded.
  func isSymmetric(on scale: Scale) -> Bool {
    guard [estimate, lower, upper].allSatisfy(scale.contains) else { return false }
    let g = scale.transform
    return g(uppers.lower) + g(lowers.lower) <= 2 * g(estimates.upper)
      && g(uppers.upper) + g(lowers.upper) >= 2 * g(estimates.lower)
  }

  /// The standard errors that the width may stand for, at that level: from a t distribution with few degrees of
  /// freedom, which is up to 1.35 times as wide as the normal one (5 degrees, 95%), to the normal one.
  func standardErrors(level: Double) -> Interval {
    let quantile = Normal.standard.quantile(upperTail: (1 - level / 100) / 2)
    return Interval(
      max(0, uppers.lower - lowers.upper) / (2 * quantile) / 1.35,
      (uppers.upper - lowers.lower) / (2 * quantile) * 1.05)
  }
}
