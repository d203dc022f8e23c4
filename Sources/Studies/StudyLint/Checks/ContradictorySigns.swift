import EffectMeasures
import StudyRecords

/// An estimate and its own statistic that point in opposite directions.
struct ContradictorySigns: LintCheck {
  let code = "sign.contradiction"
  let title = "Signs of estimate and statistic contradict each other"
  let rule =
    "Of yi, mdi, di, gi and est (less the value of no effect, on its measure's analysis scale) and of ti one is "
    + "positive and the other negative, beyond rounding; or of an estimate and of pi, in a column where some p values carry "
    + "signs."
  let limits =
    "Signs that are both wrong. Where three or more estimates are negative and no t is, t is taken to be printed without its "
    + "sign, and nothing is said; p values without any sign say nothing about directions."
  let sources: [Source] = []
  let evidence = "{estimate} is {value}, but {statistic} is {other}: one says the opposite of the other"
  let fix = "look both up; one has the wrong sign, unless {statistic} is printed without its own"

  func findings(in data: LintData) -> [LintFinding] {
    // Beside events of one group ti is a person-time.
    let tests = [Role.ti, .pi].filter { data[$0] != nil && !($0 == .ti && data[.xi] != nil) }
    return tests.flatMap { test -> [LintFinding] in
      let isSigned = data[test]?.values.contains { $0.map { $0 < 0 } ?? false } ?? false
      if test == .pi, !isSigned { return [] }
      var apart: [LintFinding] = []
      for row in 0..<data.count {
        guard let statistic = data[test, row], let sign = data[test]?.range(row)?.sign else { continue }
        guard let estimate = Estimate.all(data, at: row).first(where: { $0.sign == -sign }) else { continue }
        apart.append(
          finding(
            data, row: row, column: test,
            [
              "estimate": .text(estimate.name), "value": .number(estimate.value),
              "statistic": .text(data[test]?.name ?? test.rawValue), "other": .number(statistic),
            ]))
      }
      return test == .ti && !isSigned && apart.count >= 3 ? [] : apart
    }
  }

  /// An estimate of a row with the side of no effect that it is on.
  private struct Estimate {
    let name: String
    let value: Double
    let sign: Int

    private init?(_ name: String, _ value: Double, _ range: Interval?) {
      guard let sign = range?.sign else { return nil }
      (self.name, self.value, self.sign) = (name, value, sign)
    }

    static func all(_ data: LintData, at row: Int) -> [Estimate] {
      let measure = data.measure(at: row)?.definition
      // What has no direction, or none around 0, has no sign either.
      let isCentered = measure.map { $0.isDirected && $0.nullValue == 0 } ?? true
      var found = [Role.yi, .mdi, .di, .gi].compactMap { role -> Estimate? in
        guard role != .yi || isCentered, role != .di || data[.ai] == nil, let value = data[role, row] else {
          return nil
        }
        return Estimate(data[role]?.name ?? role.rawValue, value, data[role]?.range(row))
      }
      if isCentered, let measure, data.measure(at: row) != .generic, let value = data[.est, row],
        let range = data[.est]?.range(row)
      {
        let turned = range.mapped { measure.backTransform.analysisValue($0) }
        found += [Estimate(data[.est]?.name ?? Role.est.rawValue, value, turned)].compactMap { $0 }
      }
      return found
    }
  }
}

extension Interval {
  /// 1 or −1 where all its numbers are on one side of 0, `nil` otherwise.
  fileprivate var sign: Int? { lower > 0 ? 1 : upper < 0 ? -1 : nil }
}
