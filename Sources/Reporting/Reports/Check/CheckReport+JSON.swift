import Analyses
import MetaAnalysis

extension CheckReport {
  /// The verdicts under the schema `tutti.check/1`.
  public var json: JSONValue {
    let counts = counts
    return .object([
      "schema": "tutti.check/1", "engine": Engine.json, "passes": .flag(passes),
      "accepted": .list(Verdict.Kind.allCases.filter(accepted.contains).map { .text($0.rawValue) }),
      "summary": .object(
        [
          JSONValue.Member(key: "analyses", value: .integer(entries.count)),
          JSONValue.Member(key: "analyses_passed", value: .integer(entries.count { passes($0) })),
          JSONValue.Member(key: "analyses_not_run", value: .integer(entries.count { $0.error != nil })),
          JSONValue.Member(key: "numbers", value: .integer(numberCount)),
        ] + Verdict.Kind.allCases.map { JSONValue.Member(key: $0.rawValue, value: .integer(counts[$0] ?? 0)) }),
      "analyses": .list(entries.map(json)),
    ])
  }

  private func json(_ entry: Entry) -> JSONValue {
    let checked = entry.checked
    let error = entry.error.map { error -> JSONValue in
      let place = (error as? AnalysisFileError)?.place
      return .object([
        "kind": .text(error.kind.rawValue), "line": .integer(place?.line), "column": .integer(place?.column),
        "message": .text(error.description),
      ])
    }
    return .object([
      "file": .text(entry.file), "title": .text(checked?.analysis.title), "passes": .flag(passes(entry)),
      "sha256": .text(checked?.analysis.file.sha256), "error": error ?? .null,
      "numbers": .list((checked?.numbers ?? []).map { $0.json(isAccepted: accepts($0)) }),
      "notes": (checked?.notes ?? []).json,
    ])
  }
}

extension CheckedAnalysis.Number {
  /// The number with its verdict; a result that is to be the same when repeated has no places.
  func json(isAccepted: Bool, hasPlace: Bool = true) -> JSONValue {
    let place: KeyValuePairs<String, JSONValue> = [
      "line": .integer(expectation.place.line), "column": .integer(expectation.place.column),
    ]
    let members: KeyValuePairs<String, JSONValue> = [
      "quantity": .text(quantity.rawValue), "target": expectation.target.json,
      "scale": .text(expectation.scale.rawValue),
      "with": .object(expectation.settings.map { JSONValue.Member(key: $0.key, value: .text($0.value)) }),
      "without": .text(expectation.without), "printed": .text(printed.text), "correct": .text(correct?.text),
      "computed": .number(verdict.computed), "verdict": .text(verdict.kind.rawValue),
      "accepted": .flag(isAccepted),
      "difference": .number(verdict.difference), "units": .number(verdict.units), "reason": .text(reason),
      "hints": .list(hints.map { .text($0 as String) }), "where": .text(expectation.source),
    ]
    return .object(
      (hasPlace ? place.map { JSONValue.Member(key: $0.key, value: $0.value) } : [])
        + members.map { JSONValue.Member(key: $0.key, value: $0.value) })
  }
}

extension Expectation.Target {
  /// `{"term": …}`, `{"study": …}`, `{}` for the model.
  var json: JSONValue {
    switch self {
    case .model: .object([:])
    case .term(let term): .object(["term": .text(term)])
    case .subgroup(let group): .object(["subgroup": .text(group)])
    case .study(let study): .object(["study": .text(study)])
    case .row(let row): .object(["row": .integer(row)])
    case .at(let values): .object(["at": .object(values.members)])
    case .prediction(let number): .object(["prediction": .integer(number)])
    case .contrast(let hypotheses):
      .object([
        "contrast": hypotheses.count == 1
          ? .text(hypotheses[0]) : .list(hypotheses.map { .text($0 as String) })
      ])
    case .comparison(let formula): .object(["compare": .text(formula)])
    case .dose(let target, let model):
      .object([
        "dose": .object(
          (target.map { [JSONValue.Member(key: "target", value: .number($0))] } ?? [])
            + (model.map { [JSONValue.Member(key: "model", value: .text($0.rawValue as String))] } ?? []))
      ])
    case .adjustedMean(let values): .object(["adjusted-mean": .object(values.members)])
    }
  }
}

extension ModeratorValues {
  /// The values by column, in code-point order.
  var members: [JSONValue.Member] {
    values.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }.map { key, value in
      switch value {
      case .number(let number): JSONValue.Member(key: key, value: .number(number as Double))
      default: JSONValue.Member(key: key, value: .text(value.description))
      }
    }
  }
}

extension JSONValue {
  /// The value on one line.
  var compactText: String {
    let text = JSONValue.list([.list([self])]).formatted
    return text.split(separator: "\n").dropFirst().first.map { line in
      String(line.drop { $0 == " " }.dropFirst().dropLast())
    } ?? ""
  }
}
