import EffectMeasures
import MetaModels
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One stored case of `Tests/References/pooling`: data and call for the engine, and what is expected of it.
struct PoolingCase: Sendable, CustomTestStringConvertible {
  /// The file without its ending, for example `bcg-rr`.
  let file: String
  /// The case within the file, for example `REML.knha`.
  let id: String
  /// The code of the model.
  let method: String
  /// The data, one row per row of the file's columns.
  let effects: EffectSizes
  /// The design of a model with moderators.
  let design: Design?
  /// The choices of the call; no τ² interval.
  private(set) var settings: ModelSettings
  /// Whether the reference stopped its iteration at the tool's loose defaults.
  let isLoose: Bool
  /// The expected values.
  let expect: Reference

  var testDescription: String { "\(file)/\(id)" }

  /// Whether τ² comes out of an iteration in the reference.
  var isIterative: Bool {
    ["ML", "REML", "EB", "PM", "PMM", "GENQM", "DLIT", "SJIT"].contains(method) && expect["tau2"].number != nil
      && settings.heterogeneity.code != "FIXED"
  }

  /// The same case by another estimator that must give the same values.
  func with(_ method: Tau2Method) -> PoolingCase {
    var other = self
    other.settings.heterogeneity = .estimated(method)
    return other
  }

  /// The largest estimate in size, of the rows that have one.
  var largestEstimate: Double { effects.rows.compactMap { $0.yi }.reduce(0) { max($0, abs($1)) } }
  /// The mean sampling variance.
  var meanVariance: Double {
    let variances = effects.rows.compactMap { $0.vi }
    return variances.reduce(0, +) / Double(max(1, variances.count))
  }

  /// Every case of a folder of `Tests/References/pooling`, in order of file and place.
  static func all(in folder: String, from here: String = #filePath) throws -> [PoolingCase] {
    // The path of this file with the room's folder as its last: what `Reference.file` expects.
    let room = here.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    let references = room.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
      .joined(separator: "/")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: "\(references)/References/pooling/\(folder)")
    return try names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name in
      let content = try Reference.file("pooling/\(folder)/\(name)", from: room + "/any.swift")
      return try content["cases"].list.map { try PoolingCase($0, of: content, file: String(name.dropLast(5))) }
    }
  }

  private init(_ entry: Reference, of content: Reference, file: String) throws {
    self.file = file
    id = try #require(entry["id"].text)
    method = try #require(entry["method"].text)
    expect = entry["expect"]
    isLoose = entry["control"].text == "default" || file.hasPrefix("default-control")
    let (yi, vi) = (content["columns"]["yi"].numbers, content["columns"]["vi"].numbers)
    effects = EffectSizes(
      measure: nil, rows: yi.indices.map { EffectSize(row: $0 + 1, yi: yi[$0], vi: vi[$0]) })
    if let formula = entry["formula"].text {
      let stored = content["designs"][formula]
      let (names, rows) = (stored["names"].list.compactMap(\.text), stored["X"].list)
      design = Design(
        columns: names.indices.map { j in
          Design.Column(term: names[j], values: rows.map { $0[j].number })
        }, formula: formula)
    } else {
      design = nil
    }
    let weighting: Weighting =
      switch entry["weights"].text {
      case nil: .inverseVariance
      case "unweighted": .unweighted
      case let name?: .user(content["weights"][name].numbers)
      }
    let heterogeneity: HeterogeneityModel
    if let tau2 = entry["tau2"].number {
      heterogeneity = .fixed(tau2)
    } else {
      heterogeneity = try #require(HeterogeneityModel(code: method))
    }
    settings = ModelSettings(
      heterogeneity: heterogeneity, weighting: weighting,
      test: try #require(entry["test"].text.flatMap { CoefficientTest(rawValue: $0) }),
      level: entry["level"].number ?? 95, i2Basis: .tau2, tau2Interval: nil, predictionInterval: .test)
  }
}
