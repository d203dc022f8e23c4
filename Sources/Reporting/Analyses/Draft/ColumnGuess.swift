import MetaAnalysis

/// What a table's columns seem to be, by their names and cells: a measure, the roles of columns, and why.
struct ColumnGuess {
  /// The role of a column and what speaks for it.
  struct Assignment: Hashable {
    var role: Role
    var column: String
    var reason: String
  }

  /// The measure, `nil` for estimates that the data state.
  var measure: Measure?
  /// Why this measure.
  var reason = ""
  /// The measure that the data themselves say their estimates are in, which the analysis takes without being told.
  var statedMeasure: Measure?
  /// What to consider about the measure.
  var advice: String?
  /// Whether effects can be computed at all.
  private(set) var isComplete = false
  /// The roles, in the order of the measure's inputs, the study's name first.
  private(set) var assignments: [Assignment] = []

  let table: StudyTable
  var taken: Set<String> = []

  init(_ table: StudyTable) {
    self.table = table
    guessStudy()
    if guessWrittenEffects() || guessPrintedRatios() || guessEstimates() || guessRatios() || guessChanges()
      || guessMeans() || guessCounts() || guessRates()
      || guessCorrelations()
      || guessReliabilities() || guessMeansOfOneGroup() || guessEstimatesBesideErrors() || guessProportions()
      || guessCountsOfOneGroup()
    {
      isComplete = true
    }
    let order = [Role.study] + Role.allCases
    assignments.sort { a, b in (order.firstIndex(of: a.role) ?? 0) < (order.firstIndex(of: b.role) ?? 0) }
  }

  /// The usual measure of data whose columns play given roles.
  static func measure(for roles: Set<Role>) -> Measure? {
    let kinds: [([Role], Measure?)] = [
      ([.yi], nil), ([.m1i, .m2i], .hedgesG), ([.x1i, .t1i, .x2i, .t2i], Measure(code: "IRR")),
      ([.ai, .n1i, .ci, .n2i], .riskRatio), ([.ri, .ni], Measure(code: "ZCOR")),
      ([.xi, .ni], .logitProportion),
    ]
    return kinds.first { roles.isSuperset(of: $0.0) }?.1
  }

  /// The columns that play no part, in order; those that a file of effect sizes has beside its data left out.
  var others: [StudyTable.Column] {
    let beside = statedMeasure == nil ? [] : table.columnsOfEffects
    return table.columns.filter { column in
      !assignments.contains { $0.column == column.name } && !beside.contains(column.name)
    }
  }

  // MARK: Kinds of data

  private mutating func guessStudy() {
    let words = [
      "study", "studlab", "author", "authors", "trial", "paper", "publication", "label", "reference", "name",
      "id",
    ]
    var named: StudyTable.Column?
    for word in words where named == nil {
      named = table.columns.first {
        $0.name.lowercased() == word || tokens($0.name).first == word && !$0.isNumeric
      }
    }
    let distinct = table.columns.first { !$0.isNumeric && Set($0.texts).count == table.rowCount }
    if let named {
      take(named.name, as: .study, "its name")
    } else if let distinct {
      take(distinct.name, as: .study, "texts that differ in every row")
    }
  }

  private mutating func guessCounts() -> Bool {
    if roles([.ai, .bi, .ci, .di]) ?? roles([.ai, .n1i, .ci, .n2i]) ?? cells() == nil {
      guard let (first, second) = arms(needing: ["n"], count: true), let n1 = first["n"], let n2 = second["n"],
        let a = first["events"] ?? events(of: first, among: n1),
        let c = second["events"] ?? events(of: second, among: n2)
      else { return false }
      take(a, as: .ai, "counts up to \(n1)")
      take(n1, as: .n1i, "its name")
      take(c, as: .ci, "counts up to \(n2)")
      take(n2, as: .n2i, "its name")
    }
    measure = .riskRatio
    reason = "events among the people of two groups"
    advice = "OR (odds ratio) and RD (risk difference) are the other usual measures"
    return true
  }

  /// The four cells of 2×2 tables under names of their own.
  private mutating func cells() -> Bool? {
    let all = [["a", "b", "c", "d"], ["tpos", "tneg", "cpos", "cneg"], ["tp", "fn", "fp", "tn"]]
    for names in all {
      let columns = names.compactMap { first([$0]) }
      guard columns.count == 4, columns.allSatisfy(holdsCounts) else { continue }
      for (column, role) in zip(columns, [Role.ai, .bi, .ci, .di]) { take(column, as: role, "its name") }
      return true
    }
    return nil
  }

  func holdsCounts(_ column: String) -> Bool {
    table[column]?.numbers?.allSatisfy { number in number.map { $0 >= 0 && $0 == $0.rounded() } ?? true }
      ?? false
  }

  private mutating func guessMeans() -> Bool {
    if roles([.m1i, .sd1i, .n1i, .m2i, .sd2i, .n2i]) == nil {
      guard let (first, second) = arms(needing: ["mean", "sd", "n"], count: false) else { return false }
      for (arm, roles) in [(first, [Role.m1i, .sd1i, .n1i]), (second, [.m2i, .sd2i, .n2i])] {
        for (kind, role) in zip(["mean", "sd", "n"], roles) {
          if let column = arm[kind] { take(column, as: role, "its name") }
        }
      }
    }
    measure = .hedgesG
    reason = "means, standard deviations and sizes of two groups"
    advice = "MD (mean difference) keeps the unit where all studies use the same scale"
    return true
  }

  private mutating func guessRates() -> Bool {
    if roles([.x1i, .t1i, .x2i, .t2i]) == nil {
      guard let (first, second) = arms(needing: ["time"], count: false), let t1 = first["time"],
        let t2 = second["time"], let x1 = first["events"] ?? counts(of: first, besides: t1),
        let x2 = second["events"] ?? counts(of: second, besides: t2)
      else { return false }
      for (arm, x, t, roles) in [(first, x1, t1, [Role.x1i, .t1i]), (second, x2, t2, [.x2i, .t2i])] {
        take(x, as: roles[0], arm["events"] == nil ? "counts beside \(t)" : "its name")
        take(t, as: roles[1], "its name")
      }
    }
    measure = Measure(code: "IRR")
    reason = "events and person-time of two groups"
    advice = "IRD (rate difference) is the other usual measure"
    return true
  }

  var size: String? { first(["ni", "n", "ntotal", "total", "samplesize", "size", "ntot", "nobs"]) }

  // MARK: Names

  mutating func take(_ column: String, as role: Role, _ reason: String) {
    taken.insert(column)
    assignments.append(
      Assignment(role: role, column: column, reason: column == role.rawValue ? "the role's own name" : reason)
    )
  }

  /// Columns that bear the roles' own names, all of them or none.
  private mutating func roles(_ roles: [Role]) -> Bool? {
    guard roles.allSatisfy({ table[$0.rawValue]?.isNumeric == true }) else { return nil }
    for role in roles { take(role.rawValue, as: role, "") }
    return true
  }

  /// The first numeric column whose name, without anything but letters and digits, is one of these.
  func first(_ names: [String]) -> String? {
    for name in names {
      if let column = table.columns.first(where: { column in
        column.isNumeric && !taken.contains(column.name)
          && (tokens(column.name).joined() == name || tokens(unbracketed(column.name)).joined() == name)
      }) {
        return column.name
      }
    }
    return nil
  }

  /// A name without what stands in brackets at its end: `SE (g)` → `SE `.
  private func unbracketed(_ name: String) -> String {
    guard name.last == ")", let open = name.lastIndex(of: "("), open != name.startIndex else { return name }
    return String(name[..<open])
  }

  /// `mean_treat1` → `mean`, `treat`, `1`; `nT` → `n`, `t`.
  func tokens(_ name: String) -> [String] {
    var tokens: [String] = [""]
    var last: Character?
    for character in name {
      let isBreak =
        !(character.isLetter || character.isNumber)
        || last.map { $0.isNumber != character.isNumber || $0.isLowercase && character.isUppercase } == true
      if isBreak, tokens.last != "" { tokens.append("") }
      if character.isLetter || character.isNumber { tokens[tokens.count - 1] += character.lowercased() }
      last = character
    }
    return tokens.filter { !$0.isEmpty }
  }

  static let kinds: [String: String] = [
    "n": "n", "total": "n", "size": "n", "tot": "n", "number": "n", "num": "n",
    "mean": "mean", "m": "mean", "avg": "mean", "average": "mean",
    "sd": "sd", "stdev": "sd", "std": "sd",
    "events": "events", "event": "events", "ev": "events", "cases": "events", "deaths": "events", "r": "events",
    "x": "events",
    "time": "time", "py": "time", "personyears": "time", "pyears": "time", "years": "time", "exposure": "time",
    "days": "time", "persondays": "time", "patientyears": "time", "patientdays": "time", "months": "time",
  ]
  static let controls: Set<String> = [
    "c", "ctl", "ctrl", "control", "controls", "con", "placebo", "plac", "pl", "2", "b", "comparison",
    "comparator", "usual",
    "standard", "untreated", "unexposed", "reference", "ref",
  ]

  /// The two groups of columns that share what is left of their names without the kind: kind to column, the control second.
  private func arms(needing kinds: [String], count: Bool) -> ([String: String], [String: String])? {
    var order: [String] = []
    var arms: [String: [String: String]] = [:]
    for column in table.columns where column.isNumeric && !taken.contains(column.name) {
      let parts = tokens(column.name)
      guard parts.count > 1 else { continue }
      let position = parts.firstIndex { Self.kinds[$0] != nil && !Self.controls.contains($0) }
      let kind = position.flatMap { Self.kinds[parts[$0]] } ?? parts.dropLast().joined()
      var rest = parts
      rest.remove(at: position ?? 0)
      let name = (position == nil ? [parts[parts.count - 1]] : rest).joined(separator: " ")
      if arms[name] == nil { order.append(name) }
      if arms[name]?[kind] == nil { arms[name, default: [:]][kind] = column.name }
    }
    var complete = order.filter { name in kinds.allSatisfy { arms[name]?[$0] != nil } }
    // Of several pairs of columns the first is taken: the groups' names are as long, and one is a control's.
    if complete.count > 2 {
      func length(_ name: String) -> Int { name.split(separator: " ").count }
      func isControl(_ name: String) -> Bool {
        name.split(separator: " ").contains { Self.controls.contains(String($0)) }
      }
      let alike = complete.filter { length($0) == length(complete[0]) }
      guard alike.count == 2, alike.count(where: isControl) == 1 else { return nil }
      complete = alike
    }
    guard complete.count == 2 else { return nil }
    let isTurned = Self.controls.contains(complete[0]) && !Self.controls.contains(complete[1])
    let names = isTurned ? [complete[1], complete[0]] : complete
    guard let first = arms[names[0]], let second = arms[names[1]] else { return nil }
    return (first, second)
  }

  /// The column of an arm that holds counts, besides another.
  private func counts(of arm: [String: String], besides other: String) -> String? {
    table.columns.first { column in
      arm.values.contains(column.name) && column.name != other && holdsCounts(column.name)
    }?.name
  }

  /// The column of an arm that holds whole numbers up to the group's size.
  private func events(of arm: [String: String], among size: String) -> String? {
    guard let sizes = table[size]?.numbers else { return nil }
    return table.columns.first { column in
      guard arm.values.contains(column.name), column.name != size, let numbers = column.numbers else {
        return false
      }
      return zip(numbers, sizes).allSatisfy { events, n in
        guard let events, let n else { return true }
        return events == events.rounded() && (0...n).contains(events)
      }
    }?.name
  }
}
