import StudyRecords

/// Groups that are larger together than the whole.
struct SizesContradict: LintCheck {
  let code = "n.contradiction"
  let title = "Parts larger than the whole"
  let rule =
    "n1i + n2i exceeds ni, or the events and the others of a group (ai + bi, ci + di) exceed its size, where all are given."
  let limits =
    "Parts that are too small: a third group or people without an outcome make them so in honest data. Sizes that are wrong "
    + "together."
  let sources: [Source] = []
  let evidence = "{first} + {second} is {sum}, but {total} is only {value}"
  let fix = "look up who was randomized and who was analysed, and use one of them throughout"

  func findings(in data: LintData) -> [LintFinding] {
    let isTable = data.measure.map { $0.definition.range(of: .di) != .number } ?? true
    let sums: [(Role, Role, Role)] =
      [(.n1i, .n2i, .ni), (.ai, .bi, .n1i)] + (isTable ? [(.ci, .di, .n2i)] : [])
    return (0..<data.count).flatMap { row in
      sums.compactMap { first, second, total -> LintFinding? in
        guard let parts = data.numbers(first, second, at: row), let value = data[total, row] else { return nil }
        let sum = parts[0] + parts[1]
        guard sum > value + 1e-6 * max(1, value.magnitude) else { return nil }
        return finding(
          data, row: row, column: total,
          [
            "first": .text(first.rawValue), "second": .text(second.rawValue), "total": .text(total.rawValue),
            "sum": .number(sum), "value": .number(value),
          ])
      }
    }
  }
}
