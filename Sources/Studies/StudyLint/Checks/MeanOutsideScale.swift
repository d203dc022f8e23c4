import StudyRecords

/// A mean beyond the ends of the declared scale.
struct MeanOutsideScale: LintCheck {
  let code = "mean.out-of-scale"
  let title = "Mean beyond the scale"
  let rule =
    "A mean below the lowest or above the highest score, beyond what rounding explains. Needs a declared scale."
  let limits =
    "Anything without a declared scale (--score-range, or columns scale_min and scale_max); changes and standardized scores."
  let sources: [Source] = []
  let evidence = "{role} is {value}, but scores run from {lower} to {upper}"
  let fix = "look up the mean, and whether the paper scored the scale otherwise (sum or mean of the items)"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row -> [LintFinding] in
      guard let scale = data.scale(at: row) else { return [] }
      return Arm.all(of: data, at: row).compactMap { arm in
        guard let range = data[arm.meanRole]?.range(row) else { return nil }
        guard range.upper < scale.lower || range.lower > scale.upper else { return nil }
        return finding(
          data, row: row, column: arm.meanRole,
          [
            "role": .text(arm.meanRole.rawValue), "value": .number(arm.mean), "lower": .number(scale.lower),
            "upper": .number(scale.upper),
          ])
      }
    }
  }
}
