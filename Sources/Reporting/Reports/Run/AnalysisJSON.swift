import Analyses
import MetaAnalysis

extension PreparedAnalysis {
  /// The analysis with its data written out, from which it can be repeated alone; what `Analysis(yaml:path:)` reads back.
  var json: JSONValue {
    let analysis = analysis
    var members: [JSONValue.Member] = [JSONValue.Member(key: "schema", value: .text(Analysis.schema))]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONValue.Member(key: key, value: value)) }
    }
    add("title", analysis.title.map { .text($0 as String) })
    add("source", analysis.source?.json)
    add("note", analysis.note.map { .text($0 as String) })
    add("data", data.json(of: analysis.data))
    let roles = data.columns.roles
    if !roles.isEmpty {
      add("columns", .object(roles.map { JSONValue.Member(key: $0.rawValue, value: .text(data.columns[$0])) }))
    }
    add("rows", analysis.rows.map { .text($0.text as String) })
    if !analysis.computed.isEmpty {
      add(
        "compute",
        .object(
          analysis.computed.map { JSONValue.Member(key: $0.name, value: .text($0.expression.text as String)) }))
    }
    add("measure", analysis.measure.map { .text($0.code as String) })
    add(
      "conventions",
      .object(
        [JSONValue.Member(key: "profile", value: .text(analysis.profile as String))]
          + ConventionKey.allCases.compactMap { key in
            analysis.overrides[key].map { JSONValue.Member(key: key.rawValue, value: .text($0 as String)) }
          }))
    let choices = ModelKey.allCases.compactMap { key in
      analysis.model[key].map { JSONValue.Member(key: key.rawValue, value: .text($0 as String)) }
    }
    if !choices.isEmpty { add("model", .object(choices)) }
    add("moderators", analysis.moderators.map { .text($0 as String) })
    add("subgroups", analysis.subgroups?.json)
    if !analysis.predictions.isEmpty {
      add("predict", .list(analysis.predictions.map { .object($0.members) }))
    }
    members += analysis.questions.members
    add("dose", analysis.dose?.json)
    if !analysis.diagnostics.isEmpty {
      add("diagnostics", .list(analysis.diagnostics.map { .text($0.rawValue as String) }))
    }
    let axes = analysis.sensitivity.compactMap { axis in
      axis.settings.first.map { first in
        JSONValue.Member(key: first.key, value: .list(axis.settings.map { .text($0.value as String) }))
      }
    }
    if !axes.isEmpty { add("sensitivity", .object(axes)) }
    add("plot", analysis.plot.json)
    if !analysis.expectations.isEmpty { add("expect", .list(analysis.expectations.map(\.json))) }
    add(
      "origin",
      .object([
        "file": .text(analysis.originName ?? analysis.file.name), "sha256": .text(analysis.file.sha256),
      ]))
    return .object(members)
  }
}

extension AnalysisData {
  /// The data written out: the CSV that was read, or the columns.
  fileprivate func json(of source: DataSource) -> JSONValue {
    var members = [JSONValue.Member(key: "name", value: .text(name))]
    if let dataset { members.append(JSONValue.Member(key: "dataset", value: .text(dataset.name))) }
    if let csv {
      members.append(JSONValue.Member(key: "csv", value: .text(csv as String)))
    } else {
      members.append(
        JSONValue.Member(
          key: "columns", value: .object(table.columns.map { JSONValue.Member(key: $0.name, value: $0.json) })))
    }
    // Columns in the place of a file that is no text have other bytes than it.
    var isWhole = csv != nil
    if case .columns = source.origin { isWhole = true }
    if isWhole { members.append(JSONValue.Member(key: "sha256", value: .text(sha256))) }
    return .object(members)
  }
}

extension StudyTable.Column {
  /// The cells: numbers, or texts of a factor.
  fileprivate var json: JSONValue {
    guard let numbers else { return .list(texts.map { .text($0) }) }
    return .list(
      numbers.map { number in
        guard let number, number.isInfinite else { return .number(number) }
        return .text(numberText(number))
      })
  }
}

extension DoseRequest {
  /// The request as files write it.
  fileprivate var json: JSONValue {
    var members = [
      JSONValue.Member(key: "column", value: .text(column as String)),
      JSONValue.Member(key: "targets", value: .list(targets.map { .number($0 as Double) })),
    ]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONValue.Member(key: key, value: value)) }
    }
    add("analysis-scale", isOnAnalysisScale ? .flag(true) : nil)
    add("benefit", benefit.map { .text($0.rawValue as String) })
    add("models", models.isEmpty ? nil : .list(models.map { .text($0.rawValue as String) }))
    add("knots", knots.map { .integer($0) })
    add("moderators", moderators.map { .text($0 as String) })
    add("samples", samples.map { .integer($0) })
    add("seed", seed.map { .text(String($0)) })
    return .object(members)
  }
}

extension ModelQuestions {
  /// The questions as files write them.
  fileprivate var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONValue.Member(key: key, value: value)) }
    }
    func texts(_ texts: [String]) -> JSONValue? {
      texts.isEmpty ? nil : .list(texts.map { .text($0 as String) })
    }
    add("contrast", texts(contrasts))
    add("adjust", adjustment.map { .text($0.rawValue as String) })
    add("test-terms", testsTerms ? .flag(true) : nil)
    add("compare", texts(comparedFormulas))
    add("vif", inflation ? .flag(true) : nil)
    add("adjusted-means", texts(adjustedMeans))
    if let permutations {
      switch permutations.extent {
      case .exact: add("permutations", .text("exact"))
      case .random(let count):
        add("permutations", .integer(count))
        add("seed", .text(String(permutations.seed)))
        add("permutation-p", .text(permutations.counting.rawValue))
      }
    }
    return members
  }
}

extension Publication {
  fileprivate var json: JSONValue {
    let members: KeyValuePairs<String, String?> = [
      "citation": citation, "doi": doi, "where": place, "url": url,
    ]
    return .object(
      members.compactMap { key, text in text.map { JSONValue.Member(key: key, value: .text($0 as String)) } })
  }
}

extension SubgroupRequest {
  fileprivate var json: JSONValue {
    .object([
      "by": .text(by), "tau2": .text(tau2.rawValue), "order": .text(order.rawValue),
      "overall": .text(overall.rawValue),
    ])
  }
}

extension PlotWording {
  fileprivate var json: JSONValue? {
    let members = [("groups", groups), ("favours", favours)].filter { !$0.1.isEmpty }.map { key, names in
      JSONValue.Member(key: key, value: .list(names.map { .text($0 as String) }))
    }
    return members.isEmpty ? nil : .object(members)
  }
}

extension Expectation {
  /// The expectation as files write it.
  fileprivate var json: JSONValue {
    func texts(_ numbers: [PrintedNumber]) -> JSONValue {
      numbers.count == 1 ? .text(numbers[0].text) : .list(numbers.map { .text($0.text as String) })
    }
    var members = [JSONValue.Member(key: "quantity", value: .text(quantity.rawValue as String))]
    if case .object(let target) = target.json { members += target }
    members.append(JSONValue.Member(key: "printed", value: texts(printed)))
    if scale != .analysis {
      members.append(JSONValue.Member(key: "scale", value: .text(scale.rawValue as String)))
    }
    if !settings.isEmpty {
      members.append(
        JSONValue.Member(
          key: "with",
          value: .object(settings.map { JSONValue.Member(key: $0.key, value: .text($0.value as String)) })))
    }
    if let without { members.append(JSONValue.Member(key: "without", value: .text(without as String))) }
    if let tolerance {
      members.append(
        JSONValue.Member(
          key: "tolerance",
          value: .object(["absolute": .number(tolerance.absolute), "reason": .text(tolerance.reason)])))
    }
    if let misprint {
      members.append(
        JSONValue.Member(
          key: "misprint",
          value: .object(["correct": texts(misprint.correct), "reason": .text(misprint.reason)])))
    }
    if let source { members.append(JSONValue.Member(key: "where", value: .text(source as String))) }
    if let note { members.append(JSONValue.Member(key: "note", value: .text(note as String))) }
    return .object(members)
  }
}
