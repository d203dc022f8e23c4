import Analyses
import MetaAnalysis
import Plotting

/// One analysis under many combinations of choices, from which every form of `tutti multiverse` is made.
public struct MultiverseReport: Sendable {
  /// The analysis file as given.
  public var file: String
  /// The combinations.
  public var multiverse: Multiverse
  /// What must be read before the numbers, such as that the data are invented.
  public var notes: [Note]

  /// A report on one analysis with the notes on it, of which those that must be read first are kept.
  public init(file: String, multiverse: Multiverse, notes: [Note] = []) {
    self.file = file
    self.multiverse = multiverse
    self.notes = notes.filter(\.kind.comesFirst)
  }

  private var transform: BackTransform { multiverse.backTransform }

  /// What the pooled effect is called on the scale people read.
  private var effectName: String {
    let definition = multiverse.analysis.measure?.definition
    return (transform == .identity ? definition?.name : definition?.naturalName) ?? "effect"
  }

  private func text(_ x: Double) -> String { NumberText.fixed(transform(x), decimals: 2) }

  private func text(_ specification: Multiverse.Specification) -> String {
    "\(text(specification.estimate)) [\(text(specification.interval.lower)), \(text(specification.interval.upper))]"
  }

  /// How often the conclusion changes, in one sentence.
  public var answer: String {
    let total = multiverse.specifications.count
    guard total > 0 else { return "No combination of choices gives a result." }
    let changed = multiverse.changed
    guard changed > 0 else {
      return "All \(total) \(combinations) come to the conclusion of the analysis as stated."
    }
    let share = NumberText.fixed(100 * Double(changed) / Double(total), decimals: 1)
    return
      "\(changed) of \(total) \(combinations) (\(share)%) come to another conclusion than the analysis as stated."
  }

  private var combinations: String {
    multiverse.collapsed > 0 ? "distinct analyses" : "combinations of choices"
  }

  /// How many combinations are no analysis of their own; `nil` for none.
  private var collapse: String? {
    let (all, more) = (multiverse.combinations, multiverse.collapsed)
    guard more > 0 else { return nil }
    return
      "\(all) combinations of choices make \(all - more) distinct analyses: \(more) \(more == 1 ? "does" : "do") just what another does, "
      + "since a choice has nothing to act on, and \(more == 1 ? "is" : "are") not counted again."
  }
}

extension Multiverse.Conclusion {
  /// The conclusion in words.
  func words(nullValue: String) -> String {
    switch self {
    case .above: "interval above \(nullValue)"
    case .inconclusive: "interval includes \(nullValue)"
    case .below: "interval below \(nullValue)"
    }
  }
}

extension MultiverseReport: Reportable {
  /// The answer, the range of results, and what each value of each choice gives; with `details` every combination.
  public func report(details: Bool = false, decimals: Int? = nil) -> Report {
    let ordered = multiverse.ordered
    let total = multiverse.specifications.count
    var facts: [Report.Fact] = [Report.Fact("As stated", text(multiverse.stated))]
    if let low = ordered.first, let high = ordered.last, let median = multiverse.medianEstimate {
      facts += [
        Report.Fact("Lowest", "\(text(low)): \(choices(low))"),
        Report.Fact("Median", text(median)),
        Report.Fact("Highest", "\(text(high)): \(choices(high))"),
      ]
    }
    for conclusion in Multiverse.Conclusion.allCases {
      guard let count = multiverse.counts[conclusion] else { continue }
      let share = NumberText.fixed(100 * Double(count) / Double(max(total, 1)), decimals: 1)
      facts.append(
        Report.Fact(
          conclusion.words(nullValue: text(multiverse.nullValue)).capitalizedFirst, "\(count) (\(share)%)"))
    }
    var blocks: [Report.Block] = notes.foremostBlock
    blocks += [
      .items(heading: "Answer", [answer] + (collapse.map { [$0] } ?? [])),
      .facts(heading: "\(effectName.capitalizedFirst) [\(numberText(multiverse.level))% CI]", facts),
      .table(axesTable),
    ]
    if details {
      let columns =
        multiverse.axes.map { ReportTable.Column($0.key, .left) }
        + (multiverse.collapsed > 0 ? [ReportTable.Column("Combinations")] : []) + [
          ReportTable.Column("k"), ReportTable.Column("Estimate"),
          ReportTable.Column("\(numberText(multiverse.level))% CI"), ReportTable.Column("p"),
        ]
      blocks.append(
        .table(
          ReportTable(
            heading: multiverse.collapsed > 0 ? "Every distinct analysis" : "Every combination",
            columns: columns,
            rows: ordered.map { item in
              zip(multiverse.axes, item.choices).map { .text($0.values[$1]) }
                + (multiverse.collapsed > 0 ? [.text("\(1 + item.equivalents.count)")] : []) + [
                  .text("\(item.k)"), .text(text(item.estimate)),
                  .interval(text(item.interval.lower), text(item.interval.upper)),
                  .text(item.pValue.map { NumberText.pValueText($0) } ?? ""),
                ]
            })))
    }
    if !multiverse.failures.isEmpty {
      let reasons = Dictionary(grouping: multiverse.failures, by: \.reason).sorted { $0.key < $1.key }
      blocks.append(
        .items(heading: "Combinations without a result", reasons.map { "\($0.value.count): \($0.key)" }))
    }
    let title = multiverse.analysis.title.map { "\(file): \($0)" } ?? file
    return Report(title: title, blocks: blocks)
  }

  private func choices(_ item: Multiverse.Specification) -> String {
    zip(multiverse.axes, item.choices).map { "\($0.key) \($0.values[$1])" }.joined(separator: ", ")
  }

  private var axesTable: ReportTable {
    var rows: [[ReportTable.Cell]] = []
    for (axis, choice) in multiverse.axes.enumerated() {
      for (position, value) in choice.values.enumerated() {
        let share = multiverse.share(axis: axis, value: position)
        rows.append([
          .text(position == 0 ? choice.key : ""), .text(value), .text("\(share.count)"),
          .text(share.median.map(text) ?? ""), .text("\(share.changed)"),
        ])
      }
    }
    return ReportTable(
      heading: "By choice",
      columns: [
        .init("Choice", .left), .init("Value", .left),
        .init(multiverse.collapsed > 0 ? "Analyses" : "Combinations"), .init("Median estimate"),
        .init("Other conclusion"),
      ], rows: rows)
  }

  /// The combinations under the schema `tutti.multiverse/1`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.multiverse/1", "engine": Engine.json, "file": .text(file),
      "title": .text(multiverse.analysis.title), "level": .number(multiverse.level),
      "null_value": .number(multiverse.nullValue), "answer": .text(answer),
      "changed": .integer(multiverse.changed), "combinations": .integer(multiverse.combinations),
      "distinct": .integer(multiverse.specifications.count), "stated": json(multiverse.stated),
      "axes": .list(
        multiverse.axes.map {
          .object(["key": .text($0.key), "values": .list($0.values.map { .text($0 as String) })])
        }),
      "specifications": .list(multiverse.specifications.map(json)),
      "failures": .list(
        multiverse.failures.map {
          .object(["choices": .list($0.choices.map { .integer($0) }), "reason": .text($0.reason)])
        }),
      "notes": notes.json,
    ])
  }

  private func json(_ item: Multiverse.Specification) -> JSONValue {
    .object([
      "choices": .list(item.choices.map { .integer($0) }), "k": .integer(item.k),
      "estimate": .number(item.estimate), "ci_lower": .number(item.interval.lower),
      "ci_upper": .number(item.interval.upper), "p_value": .number(item.pValue), "tau2": .number(item.tau2),
      "conclusion": .text(item.conclusion.rawValue),
      "equivalents": .list(item.equivalents.map { .list($0.map { .integer($0) }) }),
    ])
  }

  /// One row a distinct analysis, in the order of the axes, with the number of combinations that come to it.
  public var csv: String {
    var writer = CSVWriter()
    for axis in multiverse.axes { writer.append(text: axis.key) }
    for name in ["k", "estimate", "ci_lower", "ci_upper", "p_value", "tau2", "conclusion", "combinations"] {
      writer.append(text: name)
    }
    writer.endRow()
    for item in multiverse.specifications {
      for (axis, choice) in zip(multiverse.axes, item.choices) { writer.append(text: axis.values[choice]) }
      writer.append(text: String(item.k))
      for number in [item.estimate, item.interval.lower, item.interval.upper, item.pValue, item.tau2] {
        writer.append(number: number)
      }
      writer.append(text: item.conclusion.rawValue)
      writer.append(text: String(1 + item.equivalents.count))
      writer.endRow()
    }
    return writer.text
  }

  /// The specification curve. Studies left out are one row, since one each would bury the other choices; a computation to
  /// which several combinations come is marked at every value that one of them takes.
  public var curve: SpecificationCurve {
    let without = multiverse.axes.firstIndex { $0.key == "without" }
    let choices = multiverse.axes.enumerated().map { position, axis in
      SpecificationCurve.Choice(
        name: axis.key, values: position == without ? ["no study", "one study"] : axis.values)
    }
    let items = multiverse.ordered.map { item in
      let taken = multiverse.axes.indices.map { axis in
        let values = Set(([item.choices] + item.equivalents).map { $0[axis] })
        return axis == without ? Set(values.map { min($0, 1) }) : values
      }
      return SpecificationCurve.Item(estimate: item.estimate, interval: item.interval, choices: taken)
    }
    let collapsed =
      multiverse.collapsed == 0
      ? []
      : ["Several marks of one choice in a column: combinations with these values give that one result."]
    return SpecificationCurve(
      items: items, choices: choices, stated: multiverse.stated.estimate, nullValue: multiverse.nullValue,
      transform: transform, effectName: effectName.capitalizedFirst,
      title: multiverse.analysis.title, footer: [answer] + collapsed, notes: notes)
  }
}
