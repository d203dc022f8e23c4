import EffectMeasures
import RealModule
import StudyRecords

/// An estimate outside its own confidence interval.
struct IntervalExcludesEstimate: LintCheck {
  let code = "ci.excludes-estimate"
  let title = "Estimate outside its interval"
  let rule =
    "yi is below ci_lower or above ci_upper, or the ends are in the wrong order, beyond what rounding explains."
  let limits = "Slips that leave the estimate inside."
  let sources: [Source] = []
  let evidence = "the estimate {estimate} is not within its interval from {lower} to {upper}"
  let fix = "{hint}"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).compactMap { row in
      guard let stated = StatedInterval(data, at: row), !stated.isOrdered else { return nil }
      return finding(
        data, row: row, column: .ciLower,
        [
          "estimate": .number(stated.estimate), "lower": .number(stated.lower), "upper": .number(stated.upper),
          "hint": .text(hint(stated)),
        ])
    }
  }

  private func hint(_ stated: StatedInterval) -> String {
    if stated.lower > stated.upper {
      return stated.lower >= stated.estimate && stated.estimate >= stated.upper
        ? "the ends are exchanged" : "look the three numbers up; the ends are in the wrong order"
    }
    let logs = Interval(stated.lower, stated.upper).mapped { $0 > 0 ? .log($0) : -.infinity }
    if stated.lower > 0, logs.contains(stated.estimate) {
      return
        "the interval may be that of a ratio and the estimate its logarithm; the interval's logarithms are "
        + "\(shortDescription(logs.lower)) and \(shortDescription(logs.upper))"
    }
    if stated.lower <= -stated.estimate, -stated.estimate <= stated.upper {
      return "the estimate's sign may be wrong"
    }
    return "look the three numbers up; one may have a slip in its digits or its sign"
  }
}
