import Analyses
import MetaAnalysis
import Plotting

/// What moved between two results, from which every form of `tutti diff` is made.
public struct DifferenceReport: Sendable {
  /// The difference.
  public var difference: PooledDifference

  /// A report on a difference.
  public init(_ difference: PooledDifference) { self.difference = difference }

  /// What happened, in one sentence.
  public var answer: String {
    let counts = PooledDifference.StudyChange.Kind.allCases.compactMap { kind -> String? in
      let count = difference.studies.count { $0.kind == kind }
      return count > 0 && kind != .reweighted
        ? "\(count) \(count == 1 ? "study" : "studies") \(kind.rawValue)" : nil
    }
    let studies = counts.isEmpty ? "The same studies" : enumerated(counts)
    let conclusion =
      difference.conclusionChanges
      ? "the conclusion changes: \(words(difference.before)) before, \(words(difference.after)) now"
      : "the conclusion stays: \(words(difference.after))"
    return "\(studies.prefix(1).uppercased())\(studies.dropFirst()); \(conclusion)."
  }

  private func words(_ record: PooledRecord) -> String {
    record.conclusion?.words(nullValue: numberText(record.nullValue)) ?? "no interval"
  }

  private func text(_ x: Double?, signed: Bool = false) -> String {
    guard let x else { return "" }
    let text = NumberText.significant(x, digits: 5)
    return signed && x > 0 ? "+\(text)" : text
  }
}

extension DifferenceReport: Reportable {
  /// The answer, the numbers before and after, and the studies; with `details` also those with only another weight.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    let rows = PooledQuantity.allCases.compactMap { quantity -> [ReportTable.Cell]? in
      let (old, new) = (difference.before.numbers[quantity], difference.after.numbers[quantity])
      guard old != nil || new != nil else { return nil }
      let change = difference.change(of: quantity)
      return [
        .text(quantity.title), .text(text(old)), .text(text(new)),
        change == 0 ? .empty : .text(text(change, signed: true)),
      ]
    }
    var settings: [Report.Fact] = []
    for (label, old, new) in [
      ("Method", difference.before.method, difference.after.method),
      ("Test", difference.before.test, difference.after.test),
      ("Level", numberText(difference.before.level), numberText(difference.after.level)),
    ] where old != new { settings.append(Report.Fact(label, "\(old) before, \(new) now")) }
    var blocks: [Report.Block] = [
      .items(heading: "Answer", [answer] + difference.exceeded.map { "Beyond the threshold: \($0)." })
    ]
    if !settings.isEmpty { blocks.append(.facts(heading: "Other choices", settings)) }
    blocks.append(
      .table(
        ReportTable(
          heading: "Pooled", columns: [.init("", .left), .init("Before"), .init("Now"), .init("Change")],
          rows: rows)))
    let shown = difference.studies.filter { details || $0.kind != .reweighted }
    if !shown.isEmpty { blocks.append(.table(studies(shown))) }
    return Report(title: "\(difference.before.name) → \(difference.after.name)", blocks: blocks)
  }

  private func studies(_ changes: [PooledDifference.StudyChange]) -> ReportTable {
    ReportTable(
      heading: "Studies",
      columns: [
        .init("Study", .left), .init("", .left), .init("yi before"), .init("yi now"), .init("Weight before"),
        .init("Weight now"),
      ],
      rows: changes.map { change in
        [
          .text(change.name), .text(change.kind.rawValue), .text(text(change.before?.yi)),
          .text(text(change.after?.yi)), .text(percent(change.before)), .text(percent(change.after)),
        ]
      })
  }

  private func percent(_ study: PooledRecord.Study?) -> String {
    study?.weightPercent.map { NumberText.fixed($0, decimals: 1) + "%" } ?? ""
  }

  /// The difference under the schema `tutti.diff/1`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.diff/1", "engine": Engine.json, "before": .text(difference.before.name),
      "after": .text(difference.after.name), "answer": .text(answer),
      "conclusion": .object([
        "before": .text(difference.before.conclusion?.rawValue),
        "after": .text(difference.after.conclusion?.rawValue),
        "changes": .flag(difference.conclusionChanges),
      ]),
      "quantities": .object(
        PooledQuantity.allCases.map { quantity in
          JSONValue.Member(
            key: quantity.rawValue,
            value: .object([
              "before": .number(difference.before.numbers[quantity]),
              "after": .number(difference.after.numbers[quantity]),
              "change": .number(difference.change(of: quantity)),
            ]))
        }),
      "studies": .list(
        difference.studies.map { change in
          .object([
            "study": .text(change.name), "kind": .text(change.kind.rawValue),
            "before": json(change.before), "after": json(change.after),
          ])
        }),
      "exceeded": .list(difference.exceeded.map { .text($0 as String) }),
    ])
  }

  private func json(_ study: PooledRecord.Study?) -> JSONValue {
    guard let study else { return .null }
    return .object([
      "yi": .number(study.yi), "vi": .number(study.vi), "weight_percent": .number(study.weightPercent),
    ])
  }

  /// One row a number.
  public var csv: String {
    var writer = CSVWriter()
    for name in ["quantity", "before", "after", "change"] { writer.append(text: name) }
    writer.endRow()
    for quantity in PooledQuantity.allCases {
      writer.append(text: quantity.rawValue)
      writer.append(number: difference.before.numbers[quantity])
      writer.append(number: difference.after.numbers[quantity])
      writer.append(number: difference.change(of: quantity))
      writer.endRow()
    }
    return writer.text
  }
}
