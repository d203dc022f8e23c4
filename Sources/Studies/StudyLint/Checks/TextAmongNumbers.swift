import StudyRecords

/// A cell that is no number in a column of numbers.
struct TextAmongNumbers: LintCheck {
  let code = "number.text"
  let title = "Text in a column of numbers"
  let rule = "A cell of a column that plays a numeric role is neither empty nor NA nor a number."
  let limits =
    "A wrong number is a number. A decimal comma is read where the whole column uses it; a thousands separator is not."
  let sources: [Source] = []
  let evidence = "column {column} plays {role} and holds '{value}', which is not a number"
  let fix = "type the number alone, or leave the cell empty if it is missing"

  func findings(in data: LintData) -> [LintFinding] {
    data.roles.flatMap { role -> [LintFinding] in
      guard let column = data[role] else { return [] }
      return column.texts.indices.compactMap { row in
        guard let text = column.texts[row], column.values[row] == nil else { return nil }
        return finding(
          data, row: row, column: role, ["role": .text(role.rawValue), "value": .text(String(text.prefix(40)))])
      }
    }
  }
}
