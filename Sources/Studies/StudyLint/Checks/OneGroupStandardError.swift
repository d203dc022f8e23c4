import Distributions
import StudyRecords

/// Two groups of one study whose standard deviations differ by about √n: one may be a standard error.
struct OneGroupStandardError: LintCheck {
  let code = "sd.one-group"
  let title = "Standard error in one group only"
  let rule =
    "The two standard deviations of a row differ by a factor of 4 or more, which is within 0.6 to 1.7 of √n of the smaller "
    + "one's group and three times the others' median factor, and F rejects equal variances at 1e-6."
  let limits =
    "Groups of fewer than six people. Groups of which one was selected to be alike may differ as much."
  let sources = [Source.altmanBland2005, .gotzsche2007]
  let evidence =
    "{small} is {smaller} and {large} is {larger}, a factor of {factor}, where √n is {root} and the other rows have a median of {center}"
  let fix = "if {smaller} is a standard error, the standard deviation is {deviation}"

  func findings(in data: LintData) -> [LintFinding] {
    let pairs = (0..<data.count).map { row -> (small: Arm, large: Arm)? in
      let arms = Arm.all(of: data, at: row).filter { $0.meanRole != .mi && $0.deviation > 0 && $0.n > 1 }
      guard arms.count == 2 else { return nil }
      return arms[0].deviation <= arms[1].deviation ? (arms[0], arms[1]) : (arms[1], arms[0])
    }
    let factors = pairs.map { $0.map { $0.large.deviation / $0.small.deviation } }
    let all = OtherStudies(factors)
    return pairs.enumerated().compactMap { row, pair in
      guard let pair, let factor = factors[row], factor >= 4 else { return nil }
      let root = pair.small.n.squareRoot()
      let others = all.summary(without: row)
      guard factor > 0.6 * root, factor < 1.7 * root, factor > 3 * others.center else { return nil }
      let ratio = FisherF(numerator: pair.large.n - 1, denominator: pair.small.n - 1)
      guard ratio.upperTail(factor * factor) < 1e-6 else { return nil }
      return finding(
        data, row: row, column: pair.small.deviationRole,
        [
          "small": .text(pair.small.deviationRole.rawValue), "smaller": .number(pair.small.deviation),
          "large": .text(pair.large.deviationRole.rawValue), "larger": .number(pair.large.deviation),
          "factor": .number(factor), "root": .number(root), "center": .number(others.center),
          "deviation": .number(pair.small.deviationIfError),
        ])
    }
  }
}
