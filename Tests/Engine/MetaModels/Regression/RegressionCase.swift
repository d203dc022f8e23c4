import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// A stored case of `Tests/References/regression`: a table, a call and what is expected.
struct RegressionCase: Sendable, CustomTestStringConvertible {
  let id: String
  let call: Reference
  let expect: Reference
  let effects: EffectSizes

  var testDescription: String { id }

  /// The cases of a file, in order.
  static func all(in file: String) throws -> [RegressionCase] {
    let content = try Reference.file("regression/\(file).json")
    return try content["cases"].list.map { try RegressionCase($0, of: content) }
  }

  private init(_ entry: Reference, of content: Reference) throws {
    id = try #require(entry["id"].text)
    call = entry["call"]
    expect = entry["expect"]
    effects = try RegressionCase.effects(content["data"][try #require(entry["data"].text)])
  }

  /// The effect sizes of stored columns, with the table of all of them.
  static func effects(_ columns: Reference) throws -> EffectSizes {
    let (yi, vi) = (columns["yi"].numbers, columns["vi"].numbers)
    var effects = EffectSizes(
      measure: nil, rows: yi.indices.map { EffectSize(row: $0 + 1, yi: yi[$0], vi: vi[$0]) })
    effects.table = try StudyTable(
      name: "data",
      columns: columns.object.sorted { $0.key < $1.key }.filter { $0.key != "source" }.map { name, values in
        values.list.contains { $0.text != nil }
          ? .init(name: name, texts: values.list.map(\.text), numbers: nil)
          : .init(name: name, numbers: values.numbers)
      })
    return effects
  }

  /// The settings of the call; intervals as metafor makes them unless said otherwise.
  var settings: ModelSettings {
    get throws {
      ModelSettings(
        heterogeneity: try #require(HeterogeneityModel(code: call["method"].text ?? "REML")),
        test: try #require(CoefficientTest(rawValue: call["test"].text ?? "z")), tau2Interval: nil,
        predictionInterval: .test)
    }
  }

  /// The fit of the call's formula.
  func fit(_ formula: String? = nil) throws -> Fit {
    try settings.fit(effects, moderators: try #require(formula ?? call["mods"].text))
  }
}
