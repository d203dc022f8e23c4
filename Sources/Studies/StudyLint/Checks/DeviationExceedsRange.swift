import StudyRecords

/// A standard deviation larger than any scores on the declared scale with that mean can have.
///
/// `sd² ≤ n/(n−1) (b − m)(m − a)` on a scale from a to b, with everybody at one of the ends.
struct DeviationExceedsRange: LintCheck {
  let code = "sd.exceeds-range"
  let title = "Standard deviation impossible for the range"
  let rule =
    "sd² exceeds n/(n-1) (upper - mean)(mean - lower), beyond what rounding explains. Needs a declared scale."
  let limits =
    "Anything without a declared scale (--score-range, or columns scale_min and scale_max), and values below the bound."
  let sources = [Source.bhatiaDavis2000]
  let evidence =
    "{role} is {value}, but {n} scores between {lower} and {upper} with a mean of {mean} have a standard deviation of at most {largest}"
  let fix = "look the standard deviation up; it may be a variance, or belong to another scale"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row -> [LintFinding] in
      guard let scale = data.scale(at: row) else { return [] }
      return Arm.all(of: data, at: row).compactMap { arm in
        guard arm.n > 1, scale.contains(arm.mean), let means = data[arm.meanRole]?.range(row),
          let deviations = data[arm.deviationRole]?.range(row)
        else { return nil }
        // The mean within its rounding that allows most is the one nearest to the middle.
        let middle = (scale.lower + scale.upper) / 2
        let mean = min(max(middle, means.lower), means.upper)
        let largest =
          (arm.n / (arm.n - 1) * max(0, (scale.upper - mean) * (mean - scale.lower))).squareRoot()
        guard deviations.lower > largest else { return nil }
        return finding(
          data, row: row, column: arm.deviationRole,
          [
            "role": .text(arm.deviationRole.rawValue), "value": .number(arm.deviation), "n": .number(arm.n),
            "lower": .number(scale.lower), "upper": .number(scale.upper), "mean": .number(arm.mean),
            "largest": .number(largest),
          ])
      }
    }
  }
}
