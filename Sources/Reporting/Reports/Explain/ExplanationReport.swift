import Analyses
import MetaAnalysis
import Plotting

/// What explains the printed numbers of an analysis, from which every form of `tutti explain` is made.
public struct ExplanationReport: Sendable {
  /// The analysis file as given.
  public var file: String
  /// The explanation.
  public var explanation: Explanation

  /// A report on one analysis.
  public init(file: String, explanation: Explanation) {
    self.file = file
    self.explanation = explanation
  }

  /// The answer in one sentence.
  public var answer: String {
    let numbers = explanation.checked.numbers.count
    switch explanation.outcome {
    case .holds:
      return numbers == 1
        ? "The printed number holds as it is." : "All \(numbers) printed numbers hold as they are."
    case .explained:
      guard let first = explanation.solutions.first else { return "" }
      let misprints = first.changes.filter { $0.family == .misprint }
      if !misprints.isEmpty {
        let others = first.changes.filter { $0.family != .misprint }
        let how = others.isEmpty ? "under the file's own conventions" : others.phrase
        let mistyped = explanation.checked.numbers.indices.count { position in
          misprints.contains { $0.isMisprint(of: position) }
        }
        let reasons = misprints.map(\.description).joined(separator: "; and ")
        guard mistyped < numbers else { return "\(reasons.capitalizedFirst)." }
        return "\(numbers - mistyped) of \(numbers) printed numbers hold \(how); \(reasons)."
      }
      let all = numbers == 1 ? "The printed number holds" : "All \(numbers) printed numbers hold"
      return "\(all) \(first.changes.phrase)."
    case .unexplained:
      let rest = explanation.isExhaustive ? "" : " before the budget was spent"
      return "None of \(explanation.tried) sets of changes makes every printed number hold\(rest)."
    }
  }

  /// The solutions shown: the ten most plausible.
  private var shown: [Explanation.Solution] { Array(explanation.solutions.prefix(10)) }
}

extension ExplanationReport: Reportable {
  /// The answer, the numbers as they are and as explained, other answers, and what each convention moves.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    var blocks: [Report.Block] = [.items(heading: "Answer", [answer] + remarks)]
    if !explanation.checked.numbers.isEmpty { blocks.append(numbers) }
    if shown.count > 1 {
      let others = shown.dropFirst().map { $0.changes.phrase.capitalizedFirst + profiles($0) }
      let more = explanation.solutions.count - shown.count
      blocks.append(
        .items(
          heading: "Would do as well", others + (more > 0 ? ["\(more) further changes of single studies"] : []))
      )
    }
    if !explanation.closest.isEmpty {
      let total = explanation.checked.numbers.count
      blocks.append(
        .items(
          heading: "Nearest",
          explanation.closest.map { "\($0.holding) of \(total) hold \($0.changes.phrase)" }))
    }
    let hints = explanation.checked.numbers.filter { !$0.hints.isEmpty }.map {
      "\($0.label), \($0.printed.text): \($0.hints.joined(separator: "; "))"
    }
    if !explanation.findings.isEmpty {
      blocks.append(.items(heading: "Against the bundled data set", explanation.findings))
    }
    if !hints.isEmpty { blocks.append(.items(heading: "Of single numbers", hints)) }
    if details || explanation.outcome == .unexplained, let table = effects { blocks.append(table) }
    let title = explanation.checked.analysis.title.map { "\(file): \($0)" } ?? file
    return Report(title: title, blocks: blocks)
  }

  private var remarks: [String] {
    var remarks: [String] = []
    guard let first = explanation.solutions.first else { return remarks }
    if !first.profiles.isEmpty {
      let names = first.profiles.map(named)
      remarks.append("That is what \(enumerated(names)) \(names.count == 1 ? "does" : "do").")
    }
    if !first.equivalents.isEmpty {
      let others = first.equivalents.prefix(5).map(\.phrase)
      let more = first.equivalents.count - others.count
      remarks.append(
        "On these data the numbers are the same \(others.joined(separator: "; or "))\(more > 0 ? "; or with \(more) other changes" : "")."
      )
    }
    return remarks
  }

  private func profiles(_ solution: Explanation.Solution) -> String {
    solution.profiles.isEmpty ? "" : " (as \(enumerated(solution.profiles)))"
  }

  /// A profile, with a remark if the file itself names it.
  private func named(_ profile: String) -> String {
    profile == explanation.checked.analysis.profile ? "\(profile) (the file's own profile)" : profile
  }

  /// The printed numbers beside the computed ones, without changes and with the first solution's.
  private var numbers: Report.Block {
    let solution = explanation.solutions.first ?? explanation.closest.first
    var columns: [ReportTable.Column] = [
      .init("Number", .left), .init("Printed"), .init("As stated"), .init("Verdict", .left),
    ]
    if solution != nil { columns += [.init("With the change"), .init("Verdict", .left)] }
    let rows = explanation.checked.numbers.indices.map { index -> [ReportTable.Cell] in
      let number = explanation.checked.numbers[index]
      var cells: [ReportTable.Cell] = [
        .text(number.label), .text(number.printed.text), .text(number.computedText),
        .text(number.verdict.kind.words),
      ]
      if let changed = solution?.numbers[index] {
        let isMisprint = solution?.changes.contains { $0.isMisprint(of: index) } ?? false
        cells += [
          .text(changed.computedText), .text(isMisprint ? "probable misprint" : changed.verdict.kind.words),
        ]
      }
      return cells
    }
    return .table(ReportTable(heading: nil, columns: columns, rows: rows))
  }

  /// One row a convention that moves a number: what becomes of each.
  private var effects: Report.Block? {
    guard !explanation.effects.isEmpty else { return nil }
    let columns =
      [ReportTable.Column("Convention", .left), .init("Hold")]
      + explanation.checked.numbers.map { ReportTable.Column($0.label) }
    let rows = explanation.effects.map { effect -> [ReportTable.Cell] in
      let cells = effect.numbers.indices.map { index -> ReportTable.Cell in
        let (old, new) = (explanation.checked.numbers[index].computedText, effect.numbers[index].computedText)
        return old == new ? .empty : .text(new)
      }
      return [.text(effect.changes.map(\.choice).joined(separator: ", ")), .text("\(effect.holding)")] + cells
    }
    return .table(ReportTable(heading: "What each convention moves", columns: columns, rows: rows))
  }

  /// The explanation under the schema `tutti.explain/1`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.explain/1", "engine": Engine.json, "file": .text(file),
      "title": .text(explanation.checked.analysis.title), "outcome": .text(explanation.outcome.rawValue),
      "answer": .text(answer), "tried": .integer(explanation.tried),
      "exhaustive": .flag(explanation.isExhaustive),
      "findings": .list(explanation.findings.map { .text($0 as String) }),
      "numbers": .list(
        explanation.checked.numbers.map { $0.json(isAccepted: $0.verdict.kind.isAcceptedByDefault) }),
      "solutions": .list(explanation.solutions.map(json)), "closest": .list(explanation.closest.map(json)),
      "effects": .list(explanation.effects.map(json)),
    ])
  }

  private func json(_ solution: Explanation.Solution) -> JSONValue {
    .object([
      "changes": .list(
        solution.changes.map {
          .object([
            "code": .text($0.code), "family": .text($0.family.rawValue), "description": .text($0.description),
          ])
        }),
      "profiles": .list(solution.profiles.map { .text($0 as String) }),
      "equivalents": .list(
        solution.equivalents.map { .list($0.map { .text($0.code) }) }),
      "holding": .integer(solution.holding),
      "computed": .list(solution.numbers.map { .number($0.verdict.computed) }),
    ])
  }

  /// One row for each solution, nearest set of changes and convention, with the computed numbers.
  public var csv: String {
    var writer = CSVWriter()
    for name in ["kind", "changes", "profiles", "holding"] { writer.append(text: name) }
    for number in explanation.checked.numbers { writer.append(text: number.label) }
    writer.endRow()
    func rows(_ kind: String, _ solutions: [Explanation.Solution]) {
      for solution in solutions {
        writer.append(text: kind)
        writer.append(text: solution.changes.map(\.code).joined(separator: "; "))
        writer.append(text: solution.profiles.joined(separator: " "))
        writer.append(text: String(solution.holding))
        for number in solution.numbers { writer.append(number: number.verdict.computed) }
        writer.endRow()
      }
    }
    rows("solution", explanation.solutions)
    rows("nearest", explanation.closest)
    rows("convention", explanation.effects)
    return writer.text
  }
}

extension Change {
  /// A choice with its value, as files name them: `tau2 DL`; anything else by its code.
  fileprivate var choice: String {
    if case .setting(let setting, _) = self { "\(setting.key) \(setting.value)" } else { code }
  }
}
