import StudyRecords

/// A count with decimals that is a percentage or a share of its group.
struct FractionalCount: LintCheck {
  let code = "count.fraction"
  let title = "Percentage or share typed as a count"
  let rule =
    "Events (ai, ci, xi) with decimals that are, as printed, a percentage or a share of a whole number of the group's "
    + "people. Halves are let pass, since corrected tables have them."
  let limits = "Percentages without decimals. Counts made up for a cluster design may look like percentages."
  let sources = [Source.brownHeathers2017]
  let evidence = "{role} is {value}, which as a {reading} of {n} people is {count}"
  let fix = "if it is a {reading}, type the count {count}"

  func findings(in data: LintData) -> [LintFinding] {
    let pairs: [(Role, Role)] = [(.ai, .n1i), (.ci, .n2i), (.xi, .ni)]
    return (0..<data.count).flatMap { row in
      pairs.compactMap { events, size -> LintFinding? in
        guard let column = data[events], let x = column.values[row], let n = data[size, row] else { return nil }
        guard n == n.rounded(), n > 1, x > 0, 2 * x != (2 * x).rounded() else { return nil }
        let decimals = column.texts[row].map { WrittenNumber($0).decimals } ?? 0
        for (reading, whole, least) in [("share", 1.0, 2), ("percentage", 100, 1)]
        where x < whole && decimals >= least {
          let count = (x * n / whole).rounded()
          if count >= 1, (whole * count / n - x).magnitude <= column.halfUnit(row) * (1 + 1e-9) {
            return finding(
              data, row: row, column: events,
              [
                "role": .text(events.rawValue), "value": .number(x), "reading": .text(reading), "n": .number(n),
                "count": .number(count),
              ])
          }
        }
        return nil
      }
    }
  }
}
