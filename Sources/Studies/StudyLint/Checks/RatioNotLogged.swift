import RealModule
import StudyRecords

/// A ratio where its logarithm belongs.
struct RatioNotLogged: LintCheck {
  let code = "ratio.not-logged"
  let title = "Ratio typed instead of its logarithm"
  let rule =
    "Estimate and interval are positive and the estimate is in the middle of the interval's logarithms but not of the "
    + "interval, off by more than 5% of its width and more than rounding explains, all three numbers taken to be printed with "
    + "as many decimals; or a log hazard ratio is beyond ±4.6, a "
    + "ratio of 100."
  let limits =
    "Ratios without an interval (with a standard error of the logarithm nothing betrays them), and narrow intervals, which "
    + "are symmetric on both scales within rounding."
  let sources = [Source.handbookErrors]
  let evidence = "{observation}"
  let fix = "the analysis is of logarithms: type {log}"

  func findings(in data: LintData) -> [LintFinding] {
    (0..<data.count).compactMap { row in
      guard let y = data[.yi, row] else { return nil }
      let details: (String, String)? =
        if let stated = StatedInterval(data, at: row), stated.roles.estimate == .yi, stated.isOrdered {
          offCenter(stated)
        } else if data.measure?.definition.kind == .hazardRatio, y.magnitude > .log(100) {
          (
            "a log hazard ratio of \(shortDescription(y)) is a hazard ratio of \(shortDescription(.exp(y)))",
            y > 0 ? "ln(\(numberText(y))) = \(shortDescription(.log(y)))" : "the logarithm of the ratio"
          )
        } else {
          nil
        }
      guard let (observation, log) = details else { return nil }
      return finding(
        data, row: row, column: .yi,
        ["observation": .text(observation), "log": .text(log), "estimate": .number(y)])
    }
  }

  private func offCenter(_ stated: StatedInterval) -> (String, String)? {
    guard stated.lower > 0, stated.asymmetry() > 0.05, !stated.isCenteredAsPrinted,
      stated.isSymmetric(on: .logarithmic)
    else { return nil }
    let logs = [stated.estimate, stated.lower, stated.upper].map { shortDescription(.log($0)) }
    return (
      "\(numberText(stated.estimate)) is in the middle of the interval from \(numberText(stated.lower)) to "
        + "\(numberText(stated.upper)) on the logarithmic scale only, as a ratio is",
      "\(logs[0]) with the interval from \(logs[1]) to \(logs[2])"
    )
  }
}
