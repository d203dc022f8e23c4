import StudyRecords

/// GRIM: a mean that no whole-number scores of that many people have.
struct ImpossibleMean: LintCheck {
  let code = "mean.grim"
  let title = "Mean impossible for whole-number data (GRIM)"
  let rule =
    "No whole number over n times the number of items rounds to the printed mean, to the decimals in the cell. Needs "
    + "declared items, and decimals enough to tell: n times items below 10 to the power of the decimals."
  let limits =
    "Data that are not declared whole numbers (--items, or a column items), samples too large for the printed decimals, and "
    + "one in so many wrong means that happens to be possible. Imputed and weighted scores are not whole numbers."
  let sources = [Source.brownHeathers2017]
  let evidence =
    "{role} is {value}, but {n} people with {items} whole-number item(s) have a mean of {below} or {above}, nothing between"
  let fix = "look up mean and n: the mean may belong to another number of people, or have a slip in its digits"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row -> [LintFinding] in
      guard let items = data.items(at: row) else { return [] }
      return Arm.all(of: data, at: row).compactMap { arm in
        guard let means = data[arm.meanRole]?.range(row),
          let scores = WholeScores(n: arm.n, items: items, means: means), scores.sums == nil
        else { return nil }
        let possible = scores.possibleMeans(near: arm.mean)
        return finding(
          data, row: row, column: arm.meanRole,
          [
            "role": .text(arm.meanRole.rawValue), "value": .number(arm.mean), "n": .number(arm.n),
            "items": .number(items), "below": .number(possible.below), "above": .number(possible.above),
          ])
      }
    }
  }
}
