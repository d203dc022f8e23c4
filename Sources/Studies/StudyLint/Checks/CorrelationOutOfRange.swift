import EffectMeasures
import StudyRecords

/// A correlation beyond ±1.
struct CorrelationOutOfRange: LintCheck {
  let code = "correlation.out-of-range"
  let title = "Correlation beyond ±1"
  let rule = "A correlation below -1 or above 1."
  let limits = "A Fisher z, a regression weight or a t value within ±1 that was typed for a correlation."
  let sources: [Source] = []
  let evidence = "the correlation is {value}"
  let fix = "{hint}"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).compactMap { row in
      guard let value = data[.ri, row], value.magnitude > 1 else { return nil }
      let hint =
        value.magnitude <= 3.5 && value != value.rounded()
        ? "it may be a Fisher z, whose correlation is tanh of it, or lack a leading zero"
        : value.magnitude < 100
          ? "the decimal point may be missing: if it is a percentage or in hundredths, divide by 100"
          : "look the number up in the paper"
      return finding(data, row: row, column: .ri, ["value": .number(value), "hint": .text(hint)])
    }
  }
}
