import StudyRecords

extension NoteKind {
  /// A row of a file with a row for each arm, whose effect stands in another row.
  public static let armElsewhere = NoteKind(
    "effect.arm", .information,
    "its arm is part of the effect in row {into}: group 1 there is {first}, group 2 {second}")
  /// Several arms were combined into one group.
  public static let armsCombined = NoteKind(
    "effect.arms-combined", .information,
    "group {group} is made from the arms in {rows}, as their raw data would give it (Cochrane Handbook 6.5, table 6.5.a)"
  )
  /// An arm cannot be used, since another one of its comparison cannot.
  public static let armsIncomplete = NoteKind(
    "effect.arms-incomplete", .warning, "no effect size: the arms of its study make one effect, and {reason}")
}

/// The effects of rows in format `arms`: the arms of one study, and of one comparison where a column tells those apart,
/// put together as two groups.
///
/// The effect belongs to the first row of a comparison; the other rows have none of their own and a note that says where
/// theirs is.
struct CombinedArms {
  /// What the first rows of comparisons read, by position.
  private(set) var numbers: [Int: [Role: Double]] = [:]
  /// Why the other rows, or all rows of a comparison that cannot be used, have no effect.
  private(set) var notes: [Int: Note] = [:]
  /// What was done to the rows that have one.
  private(set) var remarks: [Note] = []

  private let labels: [String?]
  private var columns: [Role: [Double?]] = [:]

  /// The words that a column of groups may hold.
  private static let codes: [(word: String, group: Int)] = [
    ("1", 1), ("2", 2), ("treatment", 1), ("control", 2), ("experimental", 1), ("intervention", 1),
    ("exposed", 1),
    ("unexposed", 2),
  ]

  /// One row.
  private struct Arm {
    let position, group: Int
  }

  /// - Parameter positions: The rows in format `arms`.
  /// - Throws: ``StudyTableError`` for mapped columns that do not exist and for text among numbers.
  init(
    _ positions: [Int], of table: StudyTable, _ mapping: ColumnMapping, labels: [String?]
  ) throws(StudyTableError) {
    self.labels = labels
    guard !positions.isEmpty else { return }
    for role in [Role.mi, .sdi, .ni, .xi, .ti] {
      guard let column = try table.column(for: role, in: mapping), column.isNumeric || mapping[role] != nil
      else {
        continue
      }
      columns[role] = try table.numbers(for: role, in: mapping)
    }
    let groups = try table.column(for: .group, in: mapping)
    let words = groups?.labels
    let comparisons = try table.column(for: .comparison, in: mapping)?.texts
    var members: [(key: [String?], arms: [Arm])] = []
    var places: [[String?]: Int] = [:]
    for position in positions {
      guard let study = labels[position] else {
        notes[position] = lacking([.study], at: position)
        continue
      }
      guard let word = words?[position] else {
        notes[position] = lacking([.group], at: position)
        continue
      }
      guard let code = Self.codes.first(where: { $0.word == word.lowercased() }) else {
        notes[position] = .unknownCode(
          word, what: "group", known: Self.codes.map(\.word), row: position + 1, study: study,
          column: groups?.name)
        continue
      }
      let key: [String?] = [study, comparisons?[position]]
      if places[key] == nil {
        places[key] = members.count
        members.append((key, []))
      }
      members[places[key] ?? 0].arms.append(Arm(position: position, group: code.group))
    }
    for (_, arms) in members { combine(arms) }
  }

  private func number(_ role: Role, _ position: Int) -> Double { (columns[role]?[position] ?? nil) ?? .nan }

  private func lacking(_ roles: [Role], at position: Int, of needed: [Role] = [.study, .group]) -> Note {
    Note(
      .missingForFormat, row: position + 1, study: labels[position],
      [
        "format": .text(StudyFormat.arms.rawValue), "needed": .text(enumerated(needed.map(\.rawValue))),
        "roles": .text(enumerated(roles.map(\.rawValue))),
      ])
  }

  /// What the arms of a comparison report: each form with the roles of both groups that it ends in.
  private static let forms: [(arm: [Role], first: [Role], second: [Role])] = [
    ([.mi, .sdi, .ni], [.m1i, .sd1i, .n1i], [.m2i, .sd2i, .n2i]),
    ([.xi, .ni], [.ai, .n1i], [.ci, .n2i]),
    ([.xi, .ti], [.x1i, .t1i], [.x2i, .t2i]),
  ]

  private mutating func combine(_ arms: [Arm]) {
    let groups = [1, 2].map { group in arms.filter { $0.group == group }.map(\.position) }
    if let empty = groups.firstIndex(of: []) {
      return refuse(arms, [:], "no row holds an arm of group \(empty + 1)")
    }
    let missing = Self.forms.map { form in
      arms.map { arm in form.arm.filter { number($0, arm.position).isNaN } }
    }
    let complete = Self.forms.indices.filter { missing[$0].allSatisfy(\.isEmpty) }
    guard !complete.isEmpty else {
      let counts = missing.map { $0.reduce(0) { $0 + $1.count } }
      let closest = counts.firstIndex(of: counts.min() ?? 0) ?? 0
      var own: [Int: Note] = [:]
      for (arm, roles) in zip(arms, missing[closest]) where !roles.isEmpty {
        own[arm.position] = lacking(roles, at: arm.position, of: [.group] + Self.forms[closest].arm)
      }
      let rows = rowList(own.keys.sorted().map { $0 + 1 })
      return refuse(arms, own, "\(rows) \(own.count == 1 ? "lacks" : "lack") numbers")
    }
    var inputs: [Role: Double] = [:]
    for form in complete.map({ Self.forms[$0] }) {
      if let fault = self.fault(in: form.arm, arms) {
        return refuse(arms, [fault.position: fault.note], "row \(fault.position + 1) cannot be used")
      }
      for (positions, roles) in zip(groups, [form.first, form.second]) {
        let values = combined(form.arm, positions)
        for (role, value) in zip(roles, values) where inputs[role] == nil { inputs[role] = value }
      }
    }
    let first = arms[0].position
    numbers[first] = inputs
    for (group, positions) in groups.enumerated() where positions.count > 1 {
      remarks.append(
        Note(
          .armsCombined, row: first + 1, study: labels[first],
          ["group": .count(group + 1), "rows": .text(rowList(positions.map { $0 + 1 }))]))
    }
    let lists = groups.map { rowList($0.map { $0 + 1 }) }
    for arm in arms.dropFirst() {
      notes[arm.position] = Note(
        .armElsewhere, row: arm.position + 1, study: labels[arm.position],
        ["into": .count(first + 1), "first": .text(lists[0]), "second": .text(lists[1])])
    }
  }

  /// Gives every row of a comparison its own note, or the reason why the comparison cannot be used.
  private mutating func refuse(_ arms: [Arm], _ own: [Int: Note], _ reason: String) {
    for arm in arms {
      notes[arm.position] =
        own[arm.position]
        ?? Note(
          .armsIncomplete, row: arm.position + 1, study: labels[arm.position], ["reason": .text(reason)])
    }
  }

  /// The first number of an arm that cannot be.
  private func fault(in roles: [Role], _ arms: [Arm]) -> (position: Int, note: Note)? {
    for arm in arms {
      for role in roles {
        let value = number(role, arm.position)
        let range = role == .ti ? InputRange.time : role.usualRange
        var rule = range.contains(value) ? nil : range.rule
        if rule == nil, role == .xi, roles.contains(.ni), value > number(.ni, arm.position) {
          rule = "there are only \(plain(number(.ni, arm.position))) people in the arm (ni)"
        }
        guard let rule else { continue }
        return (
          arm.position,
          Note(
            .impossibleInput, row: arm.position + 1, study: labels[arm.position],
            ["role": .text(role.rawValue), "value": .number(value), "rule": .text(rule)])
        )
      }
    }
    return nil
  }

  /// One arm as it is, or several as one group: counts and times added up, means and standard deviations as their raw
  /// data would give them.
  private func combined(_ roles: [Role], _ positions: [Int]) -> [Double] {
    guard positions.count > 1 else { return roles.map { number($0, positions[0]) } }
    guard roles.contains(.mi) else {
      return roles.map { role in positions.reduce(0) { $0 + number(role, $1) } }
    }
    let arms = positions.map { ArmSummary(n: number(.ni, $0), mean: number(.mi, $0), sd: number(.sdi, $0)) }
    guard let group = ArmSummary(combining: arms) else { return [.nan, .nan, .nan] }
    return [group.mean, group.sd, group.n]
  }
}
