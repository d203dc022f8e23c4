import StudyRecords

/// A variance in a column of standard errors.
struct StandardErrorHoldsVariance: LintCheck {
  let code = "sei.variance"
  let title = "Variance typed as a standard error"
  let rule =
    "sei contradicts the row's interval, and its square root does not; or, without an interval, sei² times the sample size "
    + "is more than five robust scales and a factor of 4 from the median of at least five others, and sei times it within two."
  let limits =
    "A row without interval and sample size (a far larger study looks the same), a whole column of variances without "
    + "intervals, and values near 1."
  let sources = [Source.altmanBland2005, .handbookErrors]
  let evidence = "{observation}"
  let fix = "if {value} is a variance, the standard error is {corrected}"

  func findings(in data: LintData) -> [LintFinding] {
    UncertaintyReading.all(of: data, for: .sei).enumerated().compactMap { row, reading in
      guard case .other(let observation) = reading, let value = data[.sei, row] else { return nil }
      return finding(
        data, row: row, column: .sei,
        ["observation": .text(observation), "value": .number(value), "corrected": .number(value.squareRoot())])
    }
  }
}
