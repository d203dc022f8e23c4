import Distributions
import EffectMeasures
import RealModule
import StudyRecords

/// An estimate with its confidence interval as typed, and on which scale it stands in the middle.
struct StatedInterval {
  /// The roles of an estimate and of the ends of its interval.
  struct Roles: Hashable {
    let estimate, lower, upper: Role

    /// What an interval of a role's ends may belong to, the likeliest first.
    static let all: [[Roles]] = [
      [Roles(estimate: .yi, .ciLower, .ciUpper), Roles(estimate: .mdi, .ciLower, .ciUpper)],
      [Roles(estimate: .est, .estLower, .estUpper)],
      [Roles(estimate: .m1i, .ci1Lower, .ci1Upper), Roles(estimate: .mi, .ci1Lower, .ci1Upper)],
      [Roles(estimate: .m2i, .ci2Lower, .ci2Upper)],
    ]

    private init(estimate: Role, _ lower: Role, _ upper: Role) {
      (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    }
  }

  let roles: Roles
  let estimate, lower, upper: Double
  /// The scale on which an analysis takes it to be symmetric; `nil` where that is not known.
  let scale: IntervalScale?
  private let estimates, lowers, uppers: Interval
  /// Half a unit of the last decimal of that number of the three that has most.
  private let finestHalfUnit: Double
  private let names: [String]

  /// Every estimate with an interval at a row.
  static func all(_ data: LintData, at row: Int) -> [StatedInterval] {
    Roles.all.compactMap { $0.lazy.compactMap { StatedInterval(data, $0, at: row) }.first }
  }

  /// The estimate on the analysis scale, or the difference of means, that `vi` and `sei` belong to.
  init?(_ data: LintData, at row: Int) {
    guard let found = Roles.all[0].lazy.compactMap({ StatedInterval(data, $0, at: row) }).first else {
      return nil
    }
    self = found
  }

  private init?(_ data: LintData, _ roles: Roles, at row: Int) {
    guard let estimate = data[roles.estimate, row], let lower = data[roles.lower, row],
      let upper = data[roles.upper, row], let estimates = Self.range(data, roles.estimate, row),
      let lowers = Self.range(data, roles.lower, row), let uppers = Self.range(data, roles.upper, row)
    else { return nil }
    self.roles = roles
    (self.estimate, self.lower, self.upper) = (estimate, lower, upper)
    (self.estimates, self.lowers, self.uppers) = (estimates, lowers, uppers)
    finestHalfUnit =
      [roles.estimate, roles.lower, roles.upper].compactMap { data[$0]?.halfUnit(row) }.min() ?? 0
    scale = roles.estimate == .est ? IntervalScale(of: data.measure(at: row)) : .natural
    names = [roles.estimate, roles.lower, roles.upper].map { data[$0]?.name ?? $0.rawValue }
  }

  /// The numbers that round to the one in the cell; where this is the logarithm of a number with up to three decimals, in
  /// all its digits, the logarithms of those that round to that number, as it was rounded before the logarithm was taken.
  private static func range(_ data: LintData, _ role: Role, _ row: Int) -> Interval? {
    guard let column = data[role], let range = column.range(row), let value = column.values[row] else {
      return nil
    }
    guard [.yi, .ciLower, .ciUpper].contains(role), column.halfUnit(row) < 1e-6, value.magnitude < 20 else {
      return range
    }
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

  /// How far the estimate is from the middle, over the width; 0 where the scale does not hold the numbers.
  func asymmetry(on scale: IntervalScale = .natural) -> Double {
    guard upper > lower, holds(on: scale) else { return 0 }
    let (y, a, b) = (scale.value(estimate), scale.value(lower), scale.value(upper))
    return (b + a - 2 * y).magnitude / (b - a)
  }

  /// Whether estimate and ends may lie inside a scale, given how they are rounded.
  func holds(on scale: IntervalScale) -> Bool {
    [estimate, lowers.upper, uppers.lower].allSatisfy(scale.contains)
  }

  /// Whether the estimate may be in the middle on a scale, given how the three numbers are rounded.
  func isSymmetric(on scale: IntervalScale) -> Bool {
    guard holds(on: scale) else { return false }
    let g = scale.value
    return g(uppers.lower) + g(lowers.lower) <= 2 * g(estimates.upper)
      && g(uppers.upper) + g(lowers.upper) >= 2 * g(estimates.lower)
  }

  /// Whether the estimate may be in the middle of its interval where all three numbers were printed with as many decimals,
  /// of which spreadsheets drop final zeros: 0.7 beside 0.98 stands for 0.70.
  var isCenteredAsPrinted: Bool {
    (lower + upper - 2 * estimate).magnitude <= 4 * finestHalfUnit + 1e-9 * estimate.magnitude
  }

  /// What either end would be with the other one right, as far as an interval results.
  func mirrored(on scale: IntervalScale) -> String {
    let (y, a, b) = (scale.value(estimate), scale.value(lower), scale.value(upper))
    var ways: [String] = []
    if lower <= estimate {
      ways.append("with the lower end right the upper one is \(shortDescription(scale.number(2 * y - a)))")
    }
    if upper >= estimate {
      ways.append("with the upper end right the lower one is \(shortDescription(scale.number(2 * y - b)))")
    }
    return ways.joined(separator: ", ")
  }

  /// The three numbers under the file's names for them: `yi is 0.5, its interval from 0.1 (ci_lower) to 0.9 (ci_upper)`.
  func sentence(_ relation: String) -> String {
    "\(names[0]) is \(numberText(estimate)), \(relation) from \(numberText(lower)) (\(names[1])) to "
      + "\(numberText(upper)) (\(names[2]))"
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
