import EffectMeasures
import StudyRecords

/// More events than people.
struct EventsExceedSize: LintCheck {
  let code = "events.exceed-n"
  let title = "More events than people"
  let rule =
    "The events of a group (ai, ci, xi) exceed its size (n1i, n2i, ni), or a 2×2 table's cells its sizes."
  let limits =
    "Events and sizes exchanged between groups, or a denominator of another analysis, where none is exceeded."
  let sources: [Source] = []
  let evidence = "{role} is {value}, but the group has only {n} people ({size})"
  let fix = "{hint}"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    let isCohensD = data.measure.map { $0.definition.range(of: .di) == .number } ?? false
    let pairs: [(Role, Role)] =
      [(.ai, .n1i), (.ci, .n2i), (.xi, .ni), (.bi, .n1i)] + (isCohensD ? [] : [(.di, .n2i)])
    return (0..<data.count).flatMap { row in
      pairs.compactMap { events, size -> LintFinding? in
        guard let x = data[events, row], let n = data[size, row], n > 0, x > n else { return nil }
        let hint =
          x <= 100
          ? "the columns may be exchanged; if it is a percentage, it stands for about \(shortDescription((x * n / 100).rounded())) people"
          : "the columns may be exchanged, or the size is that of another analysis"
        return finding(
          data, row: row, column: events,
          [
            "role": .text(events.rawValue), "value": .number(x), "n": .number(n), "size": .text(size.rawValue),
            "hint": .text(hint),
          ])
      }
    }
  }
}
