import EffectMeasures
import RealModule
import StudyRecords

/// An estimate outside its own confidence interval.
struct IntervalExcludesEstimate: LintCheck {
  let code = "ci.excludes-estimate"
  let title = "Estimate outside its interval"
  let rule =
    "An estimate is below the lower end or above the upper end of its interval, or the ends are in the wrong order, beyond what "
    + "rounding explains: yi or mdi with ci_lower and ci_upper, est with est_lower and est_upper, m1i, m2i or mi with ci1_lower "
    + "and ci1_upper or ci2_lower and ci2_upper."
  let limits = "Slips that leave the estimate inside."
  let sources: [Source] = []
  let evidence = "{observation}"
  let fix = "{hint}"
  let saidBy: NoteKind? = .impossibleInput

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row in
      StatedInterval.all(data, at: row).compactMap { stated in
        guard !stated.isOrdered else { return nil }
        let relation =
          stated.lower > stated.upper
          ? "and the ends of its interval are in the wrong order," : "outside its interval"
        return finding(
          data, row: row, column: stated.roles.lower,
          [
            "observation": .text(stated.sentence(relation)), "estimate": .number(stated.estimate),
            "lower": .number(stated.lower), "upper": .number(stated.upper), "hint": .text(hint(stated)),
          ])
      }
    }
  }

  private func hint(_ stated: StatedInterval) -> String {
    if stated.lower > stated.upper {
      return stated.lower >= stated.estimate && stated.estimate >= stated.upper
        ? "the ends are exchanged" : "look the three numbers up; the ends are in the wrong order"
    }
    let logs = Interval(stated.lower, stated.upper).mapped { $0 > 0 ? .log($0) : -.infinity }
    if stated.roles.estimate == .yi, stated.lower > 0, logs.contains(stated.estimate) {
      return
        "the interval may be that of a ratio and the estimate its logarithm; the interval's logarithms are "
        + "\(shortDescription(logs.lower)) and \(shortDescription(logs.upper))"
    }
    let ratios = Interval(stated.lower, stated.upper).mapped { .exp($0) }
    if stated.roles.estimate == .est, stated.scale == .logarithmic, ratios.contains(stated.estimate) {
      return
        "the interval may be that of the estimate's logarithm; its ends as ratios are \(shortDescription(ratios.lower)) and "
        + "\(shortDescription(ratios.upper))"
    }
    if stated.lower <= -stated.estimate, -stated.estimate <= stated.upper {
      return "the estimate's sign may be wrong"
    }
    return "look the three numbers up; one may have a slip in its digits or its sign"
  }
}
