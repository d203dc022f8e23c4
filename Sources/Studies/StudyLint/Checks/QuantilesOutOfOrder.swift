import StudyRecords

/// A minimum, quartile, median, mean or maximum on the wrong side of another.
struct QuantilesOutOfOrder: LintCheck {
  let code = "quantiles.out-of-order"
  let title = "Quantiles out of order"
  let rule =
    "Of minimum, lower quartile, median, upper quartile and maximum of a group one is larger than the next that is given, "
    + "or the mean is outside minimum and maximum."
  let limits =
    "Quantiles in order that belong to another group or variable. Of the two numbers that contradict each other either may "
    + "be wrong."
  let sources: [Source] = []
  let evidence = "{role} is {value}, above {other_role}, which is {other}"
  let fix = "look both numbers up; columns may be exchanged"

  private static let summaries: [(mean: Role, quantiles: [Role])] = [
    (.m1i, [.min1i, .q11i, .med1i, .q31i, .max1i]), (.m2i, [.min2i, .q12i, .med2i, .q32i, .max2i]),
  ]

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row in
      Self.summaries.flatMap { mean, quantiles -> [LintFinding] in
        let given = quantiles.filter { data[$0, row] != nil }
        let pairs =
          zip(given, given.dropFirst()).map { ($0, $1) }
          + [(quantiles[0], mean), (mean, quantiles[4])].filter { data[$0, row] != nil && data[$1, row] != nil }
        return pairs.compactMap { lower, upper in
          guard let first = data[lower]?.range(row), let second = data[upper]?.range(row),
            first.lower > second.upper, let value = data[lower, row], let other = data[upper, row]
          else { return nil }
          return finding(
            data, row: row, column: lower,
            [
              "role": .text(lower.rawValue), "value": .number(value),
              "other_role": .text(upper.rawValue), "other": .number(other),
            ])
        }
      }
    }
  }
}
