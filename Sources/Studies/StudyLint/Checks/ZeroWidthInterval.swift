import EffectMeasures
import StudyRecords

/// An interval whose ends are the same number.
struct ZeroWidthInterval: LintCheck {
  let code = "ci.zero-width"
  let title = "Interval without a width"
  let rule =
    "Both ends of an estimate's interval are the same number, and the estimate is too, as far as rounding lets one tell: the "
    + "pairs of columns of ci.excludes-estimate."
  let limits =
    "Intervals that rounding left a little of: their standard errors may be off by half or more. An effect per small unit "
    + "(a gram, a day) may well be printed as 1.00 [1.00, 1.00]."
  let sources: [Source] = []
  let evidence = "{observation}"
  let fix =
    "rounding has taken its width away: give its ends with more digits, or for a larger unit, or the standard error or p value"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).flatMap { row in
      StatedInterval.all(data, at: row).compactMap { stated in
        guard stated.lower == stated.upper, stated.isOrdered else { return nil }
        return finding(
          data, row: row, column: stated.roles.lower,
          [
            "observation": .text(
              stated.sentence("its interval") + ", which has no width, as if nothing could vary"),
            "estimate": .number(stated.estimate), "lower": .number(stated.lower),
            "upper": .number(stated.upper),
          ])
      }
    }
  }
}
