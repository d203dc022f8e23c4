import StudyRecords

/// GRIMMER: a standard deviation that no whole-number scores with that mean have.
struct ImpossibleDeviation: LintCheck {
  let code = "sd.grimmer"
  let title = "Standard deviation impossible for whole-number data (GRIMMER)"
  let rule =
    "For no sum S of whole-number scores that rounds to the printed mean is there a sum of squares, a whole number as odd or "
    + "even as S, not below what S demands and not above what the scale allows, that rounds to the printed standard "
    + "deviation. Needs declared items; speaks only where GRIM can tell and finds the mean possible."
  let limits =
    "Data that are not declared whole numbers, samples too large for the printed decimals, wrong standard deviations that "
    + "happen to be possible, and deviations with n instead of n - 1 in the denominator, which look like a finding."
  let sources = [Source.anaya2016, .allard2018]
  let evidence =
    "{role} is {value}, but no whole-number scores of {n} people with a mean of {mean} have that standard deviation"
  let fix = "look up the standard deviation, the mean and n"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row -> [LintFinding] in
      guard let items = data.items(at: row) else { return [] }
      return Arm.all(of: data, at: row).compactMap { arm in
        guard arm.n > 1, let means = data[arm.meanRole]?.range(row),
          let deviations = data[arm.deviationRole]?.range(row),
          let scores = WholeScores(n: arm.n, items: items, means: means), scores.sums != nil,
          !scores.allow(deviations: deviations, scale: data.scale(at: row))
        else { return nil }
        return finding(
          data, row: row, column: arm.deviationRole,
          [
            "role": .text(arm.deviationRole.rawValue), "value": .number(arm.deviation), "n": .number(arm.n),
            "mean": .number(arm.mean),
          ])
      }
    }
  }
}
