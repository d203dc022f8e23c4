import StudyRecords

/// A group of people that serves in two rows.
struct ReusedGroup: LintCheck {
  let code = "group.reused"
  let title = "Same group used twice"
  let rule =
    "The mean, standard deviation and size of a group, or its events and size, equal those of the same group in an earlier row: "
    + "with at least six significant digits for means and eight for counts, two more for every tenfold of 100 rows; when both "
    + "labels name one study, four and three. "
    + "Or the two groups of one row have the same mean and standard deviation, with at least six digits."
  let limits =
    "A group that a column control declares to be shared, which is no slip. A shared group whose numbers differ between rows (another outcome, another time), and counts of small groups, "
    + "which agree by chance."
  let sources = [Source.handbookArms]
  let evidence = "{roles} are {numbers}, the same as {other}"
  let fix =
    "if these are the same people, divide the group between the rows or combine the other arms; if they were copied by mistake, "
    + "look them up"

  /// Roles of one group, those a row's own groups are compared by, and the digits needed without and with one label.
  private struct Shape {
    let groups: [[Role]]
    let events: Int?
    let digits, digitsInStudy: Int

    static let all = [
      Shape(groups: [[.m1i, .sd1i, .n1i], [.m2i, .sd2i, .n2i]], events: nil, digits: 6, digitsInStudy: 4),
      Shape(groups: [[.ai, .n1i], [.ci, .n2i]], events: 0, digits: 8, digitsInStudy: 3),
      Shape(groups: [[.x1i, .t1i], [.x2i, .t2i]], events: 0, digits: 8, digitsInStudy: 3),
    ]
  }

  func findings(in data: LintData) -> [LintFinding] {
    let all = DuplicateRow.roles(of: data)
    return Shape.all.flatMap { shape in
      shape.groups.enumerated().flatMap { side, roles -> [LintFinding] in
        guard roles.allSatisfy({ data[$0] != nil }) else { return [] }
        var earlier: [NumberGroup: Int] = [:]
        return (0..<data.count).compactMap { row in
          let group = NumberGroup(data, roles, at: row)
          guard !group.values.contains(nil) else { return nil }
          if side == 1, let copied = copied(data, row, shape) { return copied }
          guard let first = earlier[group] else {
            earlier[group] = row
            return nil
          }
          if !data.controls.isEmpty, let control = data.controls[row], control == data.controls[first] {
            return nil
          }
          let byChance = NumberGroup.digitsByChance(rows: data.count) - 7
          let needed = data.isSameStudy(first, row) ? shape.digitsInStudy : shape.digits + byChance
          guard NumberGroup.digits(data, roles, at: row) >= needed,
            shape.events.map({ data[roles[$0], row] != 0 }) ?? true,
            NumberGroup(data, all, at: row) != NumberGroup(data, all, at: first)
          else { return nil }
          return finding(data, row, roles, data.name(of: first))
        }
      }
    }
  }

  /// A row whose second group has the mean and standard deviation of its first.
  private func copied(_ data: LintData, _ row: Int, _ shape: Shape) -> LintFinding? {
    guard shape.events == nil else { return nil }
    let (first, second) = (Array(shape.groups[0].prefix(2)), Array(shape.groups[1].prefix(2)))
    guard NumberGroup(data, first, at: row) == NumberGroup(data, second, at: row),
      NumberGroup.digits(data, second, at: row) >= shape.digits
    else { return nil }
    return finding(data, row, second, first.map(\.rawValue).joined(separator: " and "))
  }

  private func finding(_ data: LintData, _ row: Int, _ roles: [Role], _ other: String) -> LintFinding {
    finding(
      data, row: row, column: roles[0],
      [
        "roles": .text(roles.map(\.rawValue).joined(separator: ", ")),
        "numbers": .text(roles.compactMap { data[$0, row].map(numberText) }.joined(separator: ", ")),
        "other": .text(other),
      ])
  }
}
