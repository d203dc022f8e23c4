import StudyRecords

/// A standard deviation of 0.
struct ZeroDeviation: LintCheck {
  let code = "sd.zero"
  let title = "Standard deviation of 0"
  let rule = "A standard deviation, standard error or variance of exactly 0."
  let limits =
    "A missing value typed as another number. Everybody may indeed have scored the same, at a scale's end."
  let sources: [Source] = []
  let evidence = "{role} is 0, as if nothing varied"
  let fix = "leave the cell empty if the value is missing"

  func findings(in data: LintData) -> [LintFinding] {
    [Role.sd1i, .sd2i, .sdi, .sei, .vi].flatMap { role in
      (0..<data.count).compactMap { row in
        guard data[role, row] == 0 else { return nil }
        return finding(data, row: row, column: role, ["role": .text(role.rawValue)])
      }
    }
  }
}
