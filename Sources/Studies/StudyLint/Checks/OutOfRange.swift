import EffectMeasures
import StudyRecords

/// A number outside what its role allows.
struct OutOfRange: LintCheck {
  let code = "number.out-of-range"
  let title = "Number that cannot be"
  let rule =
    "A count, standard deviation, standard error or variance below 0, a sample size or person-time of 0 or less, "
    + "a p value or an intracluster correlation beyond 1, an average cluster of less than one member; correlations and shares have checks of their own."
  let limits =
    "A wrong number within the range. A measure may allow more than is usual for a role; its own range counts."
  let sources: [Source] = []
  let evidence = "{role} is {value}, but {rule}"
  let fix = "look the number up in the paper; a minus sign may stand for a missing value"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    let definition = data.measure?.definition
    return data.roles.flatMap { role -> [LintFinding] in
      let range = definition?.range(of: role) ?? role.usualRange
      // Without a measure `di` and `ti` may be what they are in any.
      if definition == nil, role == .di { return [] }
      if range == .correlation || range == .share { return [] }
      return (0..<data.count).compactMap { row in
        guard let value = data[role, row], !range.contains(value) else { return nil }
        return finding(
          data, row: row, column: role,
          ["role": .text(role.rawValue), "value": .number(value), "rule": .text(range.rule)])
      }
    }
  }
}
