import StudyRecords

/// An interval that its estimate does not halve.
struct AsymmetricInterval: LintCheck {
  let code = "ci.asymmetric"
  let title = "Interval not symmetric about its estimate"
  let rule =
    "The estimate is off the middle of its interval by more than 10% of the width and more than rounding explains, and not "
    + "in the middle on the logarithmic scale either."
  let limits =
    "Slips of less than 10%. Exact, bootstrap, profile-likelihood and credible intervals need not be symmetric and look like "
    + "a finding."
  let sources = [Source.handbookErrors]
  let evidence = "the estimate {estimate} is not in the middle of its interval from {lower} to {upper}"
  let fix = "{hint}"

  /// What either end would be with the other one right, as far as an interval results.
  private static func mirrored(_ stated: StatedInterval) -> String {
    let (y, lower, upper) = (stated.estimate, stated.lower, stated.upper)
    var ways: [String] = []
    if lower <= y {
      ways.append("with the lower end right the upper one is \(shortDescription(2 * y - lower))")
    }
    if upper >= y {
      ways.append("with the upper end right the lower one is \(shortDescription(2 * y - upper))")
    }
    return ways.joined(separator: ", ")
  }

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).compactMap { row in
      guard let stated = StatedInterval(data, at: row), stated.isOrdered, stated.asymmetry > 0.1,
        !stated.isSymmetric(on: .natural), !stated.isSymmetric(on: .logarithmic)
      else { return nil }
      let other = StatedInterval.Scale.allCases.first { stated.isSymmetric(on: $0) }
      let hint =
        other.map { "it is on the \($0.rawValue) scale: type all three numbers on that scale" }
        ?? "look the three numbers up: \(Self.mirrored(stated))"
      return finding(
        data, row: row, column: .ciLower,
        [
          "estimate": .number(stated.estimate), "lower": .number(stated.lower), "upper": .number(stated.upper),
          "hint": .text(hint),
        ])
    }
  }
}
