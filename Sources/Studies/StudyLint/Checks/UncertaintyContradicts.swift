import EffectMeasures
import StudyRecords

/// Two statements of a study's uncertainty that cannot both be true.
struct UncertaintyContradicts: LintCheck {
  let code = "uncertainty.contradiction"
  let title = "Variance, standard error and interval contradict one another"
  let rule =
    "sei² is not vi, beyond what rounding explains; or the interval is not that of vi or sei, neither as they stand nor with "
    + "one taken for the other. An interval may be up to 1.35 times as wide as the normal distribution's, for t."
  let limits =
    "Rows with one statement only. Intervals of another level than the data's look like a finding (--data-level)."
  let sources = [Source.handbookErrors]
  let evidence = "{observation}"
  let fix = "look both up; the first that a measure reads is used (vi, then sei, then the interval)"
  let saidBy: NoteKind? = .conflictingUncertainty

  func findings(in data: LintData) -> [LintFinding] {
    let readings = [Role.vi, .sei].map { ($0, UncertaintyReading.all(of: data, for: $0)) }
    return (0..<data.count).compactMap { row in
      for (role, all) in readings where !all.isEmpty {
        if case .neither = all[row] {
          return finding(data, row: row, column: role, ["observation": .text(observation(data, row, role))])
        }
        if case .other = all[row] { return nil }
      }
      guard let v = data[.vi, row], let s = data[.sei, row], v > 0, s > 0, let errors = data[.sei]?.range(row),
        let variances = data[.vi]?.range(row)
      else { return nil }
      let squares = Interval(max(0, errors.lower) * max(0, errors.lower), errors.upper * errors.upper)
      guard !squares.overlaps(variances) else { return nil }
      let text =
        v == s
        ? "vi and sei are both \(numberText(v)): one column holds the other's numbers"
        : "vi is \(numberText(v)), but sei is \(numberText(s)), whose square is \(shortDescription(s * s))"
      return finding(data, row: row, column: .vi, ["observation": .text(text)])
    }
  }

  private func observation(_ data: LintData, _ row: Int, _ role: Role) -> String {
    let (value, lower, upper) = (data[role, row] ?? 0, data[.ciLower, row] ?? 0, data[.ciUpper, row] ?? 0)
    let half = (upper - lower) / 2
    let error = role == .vi ? value.squareRoot() : value
    return
      "\(role.rawValue) is \(numberText(value)), but the interval from \(numberText(lower)) to \(numberText(upper)) is "
      + "\(shortDescription(half)) on either side, \(shortDescription(half / error)) standard errors"
  }
}
