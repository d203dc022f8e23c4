import Analyses
import MetaAnalysis

/// The JSON Schema (draft 2020-12) of analysis files, made from the same lists that the decoder reads by.
public enum AnalysisSchema {
  /// The schema, as `Documentation/analysis.schema.json` holds it.
  public static var json: JSONValue {
    .object([
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Tutti analysis file",
      "description": "An analysis, its data and the numbers that a publication prints; see analysis-file.md.",
      "type": "object", "required": .list([.text("schema"), .text("data")]),
      "additionalProperties": .flag(false),
      "properties": .object(AnalysisKeys.file.map { member($0, section($0.name)) }),
      "$defs": .object([
        "scalar": types("string", "number", "boolean"),
        "printed": .object([
          "description": "a number as printed, or the two ends of an interval; in quotes its digits are safe",
          "anyOf": .list([
            types("string", "number"),
            .object([
              "type": "array", "minItems": .integer(2), "maxItems": .integer(2),
              "items": types("string", "number"),
            ]),
          ]),
        ]),
        "values": .object([
          "description": "moderator values by column", "type": "object",
          "additionalProperties": types("string", "number"),
        ]),
        "settings": settings(listed: false), "expectation": expectation,
      ]),
    ])
  }

  private static func member(_ key: AnalysisKeys.Key, _ value: JSONValue) -> JSONValue.Member {
    guard case .object(let members) = value else { return JSONValue.Member(key: key.name, value: value) }
    return JSONValue.Member(
      key: key.name,
      value: .object([JSONValue.Member(key: "description", value: .text(key.meaning as String))] + members))
  }

  private static func section(_ name: String) -> JSONValue {
    switch name {
    case "schema": .object(["const": .text(Analysis.schema)])
    case "source": anyOf(string, object(AnalysisKeys.source) { _ in string })
    case "data": anyOf(string, object(AnalysisKeys.data, dataMember))
    case "columns":
      .object([
        "type": "object", "additionalProperties": .flag(false),
        "properties": .object(
          Role.allCases.map { JSONValue.Member(key: $0.rawValue, value: types("string", "number")) }),
      ])
    case "compute": .object(["type": "object", "additionalProperties": types("string", "number")])
    case "measure": codes(Measure.allCases.map(\.code))
    case "conventions": anyOf(codes(Profile.all.map(\.name)), conventions)
    case "model":
      .object([
        "type": "object", "additionalProperties": .flag(false),
        "properties": .object(
          ModelKey.allCases.map { member(AnalysisKeys.Key($0), value(of: $0)) }),
      ])
    case "contrast", "compare", "adjusted-means": oneOrMore(string)
    case "dose": object(AnalysisKeys.dose, required: ["column", "targets"], doseMember)
    case "adjust": codes(MultiplicityAdjustment.allCases.map(\.rawValue))
    case "test-terms", "vif": types("boolean")
    case "permutations": anyOf(codes(["exact"]), types("integer"))
    case "seed": types("integer", "string")
    case "permutation-p": codes(PermutationCounting.allCases.map(\.rawValue))
    case "subgroups": anyOf(string, object(AnalysisKeys.subgroups, required: ["by"], subgroupMember))
    case "predict": oneOrMore(reference("values"))
    case "diagnostics":
      oneOrMore(codes(Diagnostic.allCases.map(\.rawValue)))
    case "sensitivity": settings(listed: true)
    case "plot":
      object(AnalysisKeys.plot) { _ in
        .object(["type": "array", "items": string, "minItems": .integer(2), "maxItems": .integer(2)])
      }
    case "expect": oneOrMore(reference("expectation"))
    case "origin": object(AnalysisKeys.origin) { _ in string }
    default: string
    }
  }

  private static func dataMember(_ name: String) -> JSONValue {
    switch name {
    case "columns":
      .object([
        "type": "object",
        "additionalProperties": .object([
          "type": "array", "items": types("string", "number", "null"),
        ]),
      ])
    case "sha256": .object(["type": "string", "pattern": "^[0-9A-Fa-f]{64}$"])
    default: string
    }
  }

  private static func doseMember(_ name: String) -> JSONValue {
    switch name {
    case "targets": oneOrMore(types("number"))
    case "analysis-scale": types("boolean")
    case "benefit": codes(DoseRequest.Benefit.allCases.map(\.rawValue))
    case "models": oneOrMore(codes(DoseShape.allCases.map(\.rawValue)))
    case "knots", "samples": types("integer")
    case "seed": types("integer", "string")
    default: string
    }
  }

  private static func subgroupMember(_ name: String) -> JSONValue {
    switch name {
    case "tau2": codes(SubgroupTau2.allCases.map(\.rawValue))
    case "order": codes(SubgroupOrder.allCases.map(\.rawValue))
    case "overall": codes(SubgroupOverall.allCases.map(\.rawValue))
    default: string
    }
  }

  private static var conventions: JSONValue {
    .object([
      "type": "object", "additionalProperties": .flag(false),
      "properties": .object(
        [JSONValue.Member(key: "profile", value: codes(Profile.all.map(\.name)))]
          + ConventionKey.allCases.map { member(AnalysisKeys.Key($0), value(of: $0)) }),
    ])
  }

  /// Choices of any kind by key, each one value or a list of them.
  private static func settings(listed: Bool) -> JSONValue {
    func form(_ value: JSONValue) -> JSONValue {
      listed ? anyOf(value, .object(["type": "array", "items": value, "minItems": .integer(1)])) : value
    }
    let models = Set(ModelKey.allCases.map(\.rawValue))
    return .object([
      "type": "object", "additionalProperties": .flag(false),
      "properties": .object(
        [JSONValue.Member(key: "profile", value: form(codes(Profile.all.map(\.name))))]
          + ModelKey.allCases.map { member(AnalysisKeys.Key($0), form(value(of: $0))) }
          + ConventionKey.allCases.filter { !models.contains($0.rawValue) }.map {
            member(AnalysisKeys.Key($0), form(value(of: $0)))
          }),
    ])
  }

  private static func value(of key: ModelKey) -> JSONValue {
    switch key.form {
    case .code(let list): codes(list)
    case .number, .percent: types("number")
    case .count: types("integer")
    case .flag: types("boolean")
    case .text: string
    }
  }

  private static func value(of key: ConventionKey) -> JSONValue {
    let list = codes(key.values.map(\.code))
    return key.acceptsNumbers ? anyOf(list, types("number")) : list
  }

  private static var expectation: JSONValue {
    object(AnalysisKeys.expectation, required: ["quantity", "printed"]) { name in
      switch name {
      case "quantity":
        .object([
          "oneOf": .list(
            Quantity.allCases.map { .object(["const": .text($0.rawValue), "description": .text($0.meaning)]) })
        ])
      case "scale":
        .object([
          "oneOf": .list(
            PrintedScale.allCases.map {
              .object(["const": .text($0.rawValue), "description": .text($0.meaning)])
            })
        ])
      case "printed": reference("printed")
      case "row", "prediction": .object(["type": "integer", "minimum": .integer(1)])
      case "at", "adjusted-mean": reference("values")
      case "dose":
        object(AnalysisKeys.dosePart) {
          $0 == "model" ? codes(DoseShape.allCases.map(\.rawValue)) : types("number")
        }
      case "contrast": oneOrMore(string)
      case "with": reference("settings")
      case "tolerance":
        object(AnalysisKeys.tolerance, required: ["absolute", "reason"]) {
          $0 == "absolute" ? types("string", "number") : string
        }
      case "misprint":
        object(AnalysisKeys.misprint, required: ["correct", "reason"]) {
          $0 == "correct" ? reference("printed") : string
        }
      case "term", "subgroup", "study", "without": types("string", "number")
      default: string
      }
    }
  }

  // MARK: Words of JSON Schema

  private static var string: JSONValue { types("string") }

  private static func types(_ names: String...) -> JSONValue {
    .object(["type": names.count == 1 ? .text(names[0]) : .list(names.map { .text($0 as String) })])
  }

  private static func codes(_ codes: [String]) -> JSONValue {
    .object(["enum": .list(codes.map { .text($0 as String) })])
  }

  private static func anyOf(_ choices: JSONValue...) -> JSONValue { .object(["anyOf": .list(choices)]) }

  private static func oneOrMore(_ value: JSONValue) -> JSONValue {
    anyOf(value, .object(["type": "array", "items": value]))
  }

  private static func reference(_ name: String) -> JSONValue { .object(["$ref": .text("#/$defs/\(name)")]) }

  private static func object(
    _ keys: [AnalysisKeys.Key], required: [String] = [], _ form: (String) -> JSONValue
  ) -> JSONValue {
    var members: [JSONValue.Member] = [JSONValue.Member(key: "type", value: "object")]
    if !required.isEmpty {
      members.append(JSONValue.Member(key: "required", value: .list(required.map { .text($0 as String) })))
    }
    members.append(JSONValue.Member(key: "additionalProperties", value: .flag(false)))
    members.append(JSONValue.Member(key: "properties", value: .object(keys.map { member($0, form($0.name)) })))
    return .object(members)
  }
}

extension AnalysisKeys.Key {
  fileprivate init(_ key: ModelKey) { self.init(name: key.rawValue, meaning: key.meaning) }
  fileprivate init(_ key: ConventionKey) { self.init(name: key.rawValue, meaning: key.sentence) }
}
