import EffectMeasures
import StudyRecords

/// A percentage where a share between 0 and 1 belongs.
struct PercentForShare: LintCheck {
  let code = "share.percent"
  let title = "Percentage typed as a share"
  let rule = "A share of explained variance (r2i) outside 0 to 1."
  let limits = "Percentages below 1. Percentages among counts have a check of their own."
  let sources: [Source] = []
  let evidence = "{role} is {value}, where a share lies between 0 and 1"
  let fix = "{hint}"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).compactMap { row in
      guard let value = data[.r2i, row], !Role.r2i.usualRange.contains(value) else { return nil }
      let hint =
        value > 1 && value <= 100
        ? "if it is a percentage, type \(numberText(value / 100))" : "look the number up in the paper"
      return finding(
        data, row: row, column: .r2i, ["role": .text("r2i"), "value": .number(value), "hint": .text(hint)])
    }
  }
}
