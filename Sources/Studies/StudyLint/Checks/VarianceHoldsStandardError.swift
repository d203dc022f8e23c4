import StudyRecords

/// A standard error in a column of variances.
struct VarianceHoldsStandardError: LintCheck {
  let code = "vi.standard-error"
  let title = "Standard error typed as a variance"
  let rule =
    "vi contradicts the row's interval, and its square does not; or, without an interval, vi times the sample size is more "
    + "than five robust scales and a factor of 4 from the median of at least five others, and vi² times it within two."
  let limits =
    "A row without interval and sample size, a whole column of standard errors without intervals, and values near 1."
  let sources = [Source.altmanBland2005, .handbookErrors]
  let evidence = "{observation}"
  let fix = "if {value} is a standard error, the variance is {corrected}"

  func findings(in data: LintData) -> [LintFinding] {
    UncertaintyReading.all(of: data, for: .vi).enumerated().compactMap { row, reading in
      guard case .other(let observation) = reading, let value = data[.vi, row] else { return nil }
      return finding(
        data, row: row, column: .vi,
        ["observation": .text(observation), "value": .number(value), "corrected": .number(value * value)])
    }
  }
}
