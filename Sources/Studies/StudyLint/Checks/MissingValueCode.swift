import StudyRecords

/// A number that statistics programs use for a missing value.
struct MissingValueCode: LintCheck {
  let code = "number.missing-code"
  let title = "Code for a missing value"
  let rule =
    "The value is -9, -99, -999, -9999, 99, 999, 9999 or 99999, it is repeated or stands alone, and its size is more than "
    + "five times that of any other number of the column."
  let limits = "Other codes, and codes that look like the other numbers."
  let sources: [Source] = []
  let evidence =
    "{role} is {value}, a usual code for a missing value, where no other number of the column exceeds {largest}"
  let fix = "leave the cell empty if the value is missing"

  func findings(in data: LintData) -> [LintFinding] {
    let codes: Set<Double> = [-9, -99, -999, -9999, 99, 999, 9999, 99999]
    return data.roles.flatMap { role -> [LintFinding] in
      guard let values = data[role]?.values else { return [] }
      let others = values.compactMap(\.self).filter { !codes.contains($0) }.map(\.magnitude)
      guard others.count >= 3, let largest = others.max() else { return [] }
      return values.indices.compactMap { row in
        guard let value = values[row], codes.contains(value), value.magnitude > 5 * largest else { return nil }
        return finding(
          data, row: row, column: role,
          ["role": .text(role.rawValue), "value": .number(value), "largest": .number(largest)])
      }
    }
  }
}
