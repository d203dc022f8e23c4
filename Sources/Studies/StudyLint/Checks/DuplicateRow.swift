import StudyRecords

/// A row whose numbers are those of an earlier one.
struct DuplicateRow: LintCheck {
  let code = "study.duplicate"
  let title = "Row typed twice"
  let rule =
    "All numbers of the row, at least two, equal those of an earlier row and have seven significant digits together (two more "
    + "for every tenfold of 100 rows), three of them in other numbers than sizes; or, when both labels name one study, four in "
    + "other numbers than sizes. Variances count only where no size is given, since they follow from estimate and size."
  let limits =
    "The same study with slightly different numbers from another publication. Rows with few digits agree by chance and are let "
    + "pass, and so do two outcomes of one study."
  let sources = [Source.tramer1997]
  let evidence = "all {count} numbers are those of {other}: {numbers}"
  let fix = "if it is the same study, keep one of the rows"

  func findings(in data: LintData) -> [LintFinding] {
    let roles = Self.roles(of: data)
    guard roles.count >= 2 else { return [] }
    var earlier: [NumberGroup: Int] = [:]
    return (0..<data.count).compactMap { row in
      let group = NumberGroup(data, roles, at: row)
      let values = group.values.compactMap(\.self)
      guard values.count >= 2 else { return nil }
      guard let first = earlier[group] else {
        earlier[group] = row
        return nil
      }
      let sizes = NumberGroup.digits(data, roles.filter(Self.sizes.contains), at: row)
      let estimates = NumberGroup.digits(data, roles.filter(Self.isEstimate), at: row)
      // vi and sei are one number.
      let errors = [Role.vi, .sei].map { NumberGroup.digits(data, [$0], at: row) }.filter { $0 > 0 }.min() ?? 0
      let digits = estimates + sizes + (sizes > 0 ? 0 : min(errors, 4))
      let isTelling =
        data.isSameStudy(first, row)
        ? estimates >= 4 : estimates >= 3 && digits >= NumberGroup.digitsByChance(rows: data.count)
      guard isTelling else { return nil }
      return finding(
        data, row: row, columnName: nil,
        [
          "count": .count(values.count), "other": .text(data.name(of: first)),
          "numbers": .text(values.map(numberText).joined(separator: ", ")),
        ])
    }
  }

  private static let sizes: Set<Role> = [.n1i, .n2i, .ni]

  private static func isEstimate(_ role: Role) -> Bool { !sizes.contains(role) && role != .vi && role != .sei }

  /// The roles whose numbers describe a study, not its scale.
  static func roles(of data: LintData) -> [Role] {
    data.roles.filter { ![.items, .scaleMin, .scaleMax].contains($0) }
  }
}
