import EffectMeasures
import StudyRecords

/// An estimate or a sampling variance too large or too small for any model.
struct UnworkableSize: LintCheck {
  let code = "effect.unworkable-size"
  let title = "Effect too large or too small to be pooled"
  let rule =
    "An estimate of more than 1e75 in size, or a sampling variance other than 0 outside 1e-150 to 1e150, as typed or as "
    + "computed: models refuse them, since squares of squares leave double precision."
  let limits = "A number that is merely far too large; other checks compare it with those of the other studies."
  let sources: [Source] = []
  let evidence = "the {quantity} is {value}, which no model takes: {bound}"
  let fix = "look the number up in the paper, or state the studies' numbers in other units"

  func findings(in data: LintData) -> [LintFinding] {
    let sizes = EffectSize.workableSizes
    return data.effects.enumerated().flatMap { row, effect -> [LintFinding] in
      var findings: [LintFinding] = []
      if let estimate = effect.yi, estimate.magnitude > sizes.upperBound {
        findings.append(
          finding(
            data, row: row, column: column(.yi, in: data, row),
            [
              "quantity": .text("estimate"), "value": .number(estimate),
              "bound": .text("it must be at most 1e75 in size"),
            ]))
      }
      if let variance = effect.vi, let error = effect.sei, variance > 0, !sizes.contains(error) {
        findings.append(
          finding(
            data, row: row, column: column(.vi, in: data, row) ?? column(.sei, in: data, row),
            [
              "quantity": .text("sampling variance"), "value": .number(variance),
              "bound": .text("it must lie between 1e-150 and 1e150"),
            ]))
      }
      return findings
    }
  }

  /// The role, if the row states its number.
  private func column(_ role: Role, in data: LintData, _ row: Int) -> Role? {
    data[role, row] == nil ? nil : role
  }
}
