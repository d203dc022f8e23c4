import Foundation
import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

/// The known differences between tools, explained: the number of one tool, looked for from the choices of the other.
@Suite struct KnownDifferenceTests {
  /// Every row with `TUTTI_SWEEP` set, of its value `exceptions` those that are named here, one in thirty without.
  static let sweep = ProcessInfo.processInfo.environment["TUTTI_SWEEP"]

  static func isWanted(_ position: Int, _ name: String) -> Bool {
    sweep == "exceptions"
      ? throughProfiles.contains(name) || otherwise.contains(name) : sweep != nil || position % 30 == 0
  }

  /// Rows whose number other choices give as well, fewer or likelier ones than those named: with τ² at 0 a random-effects
  /// mean is the common one, I² by DL is the same from τ² and from Q, and a difference of effect sizes (double zeros,
  /// additions) outweighs one of pooling.
  static let otherwise: Set<String> = [
    "bcg.OR I2 from metafor@5.1 to revman@5",
    "curtis1998-12.ROM random ci_lb from iqwig@6 to meta@8",
    "curtis1998-12.ROM random ci_ub from iqwig@6 to metafor@5.1",
    "curtis1998-12.ROM random se from iqwig@6 to metafor@5.1",
    "nielweise2007.OR I2 from meta@8 to metafor@5.1 rma.mh",
    "nielweise2007.OR random est from meta@8 to metafor@5.1",
    "nielweise2007.RD I2 from metafor@5.1 to revman@5",
    "nielweise2007.RR common se from meta@8 to metafor@5.1",
    "nielweise2007.RR random est from meta@8 to metafor@5.1",
    "syn-k3.RD random est from meta@8 to metafor@5.1",
    "syn-k3.RR random est from meta@8 to metafor@5.1",
    "syn-rates0.IRD I2 from meta@8 to metafor@5.1 rma.mh",
    "syn-smalln.MD random ci_lb from iqwig@6 to meta@8",
    "syn-smalln.MD random ci_ub from iqwig@6 to meta@8",
    "syn-smalln.MD random se from iqwig@6 to meta@8",
    "syn-zeros.OR I2 from metafor@5.1 to revman@5",
    "syn-zeros.RR I2 from metafor@5.1 to revman@5",
  ]

  /// Rows between tools that differ in more than three choices at once: they come out as what it takes of the other
  /// tool's profile.
  static let throughProfiles: Set<String> = [
    "nielweise2007.RR I2 from meta@8 to metafor@5.1 rma.mh",
    "nielweise2007.RR Q from meta@8 to metafor@5.1 rma.mh",
    "syn-k3.RD Q from meta@8 to metafor@5.1 rma.mh",
    "syn-zeros.OR common se from metafor@5.1 to revman@5",
  ]

  @Test func namesTheConvention() throws {
    let data = try Reference.file("profiles/data.json")
    var (explained, rows) = (0, 0)
    for (position, row) in try KnownDifference.all().enumerated() {
      let name = "\(row.name) from \(row.from.name) to \(row.to.name)"
      guard Self.isWanted(position, name) else { continue }
      guard let (prepared, printed) = try row.question(data) else { continue }
      rows += 1
      let explanation = try prepared.explain(
        ExplanationSearch(most: 3, budget: 12_000, families: [.convention]))
      let keys = explanation.solutions.flatMap { [$0.changes] + $0.equivalents }.flatMap(\.self).compactMap {
        if case .setting(.convention(let key, _), _) = $0 { key } else { nil }
      }
      let isNamed = !Set(keys).isDisjoint(with: row.keys)
      #expect(explanation.outcome == .explained, "\(name) (\(printed))")
      #expect(
        isNamed || Self.otherwise.contains(name) || Self.throughProfiles.contains(name),
        "\(name) (\(printed)): \(explanation.solutions.first?.changes.map(\.code) ?? []), wanted \(row.keys)")
      explained += 1
    }
    #expect(rows > 0 && explained == rows)
  }
}

extension KnownDifference {
  /// The analysis by one tool's choices with the other's number as printed to eight digits; `nil` where a tool has no
  /// number, or where the quantity belongs to no single model.
  fileprivate func question(_ data: Reference) throws -> (PreparedAnalysis, String)? {
    guard let value = to.value, from.value != nil else { return nil }
    let item = try self.item(from, data)
    var analysis = Analysis(
      data: DataSource(.columns(item.table.columns), name: self.data), measure: item.measure)
    analysis.profile = item.profile.name
    var conventions = try item.conventions
    let isOfTables = ["Q", "Q df", "I2"].contains(quantity) && [from.variant, to.variant].contains("rma.mh")
    let isCommon = quantity.hasPrefix("common") || isOfTables
    conventions.model = isCommon ? .common : .random
    for key in ConventionKey.allCases { analysis.overrides[key] = conventions.value(of: key) }
    let quantities: [String: Quantity] = [
      "common est": .estimate, "common se": .se, "random est": .estimate, "random se": .se,
      "random ci_lb": .ciLower,
      "random ci_ub": .ciUpper, "tau2": .tau2, "I2": .i2, "Q": .q, "Q df": .qDF, "predict lb": .piLower,
      "predict ub": .piUpper, "study est": .estimate, "study se": .se,
    ]
    guard let quantity = quantities[quantity] else { return nil }
    let text = NumberText.plain(value)
    analysis.expectations = [
      Expectation(quantity, of: row.map { .row($0) } ?? .model, printed: [try PrintedNumber(text)])
    ]
    return (try PreparedAnalysis(analysis), text)
  }
}

private enum NumberText {
  /// The number with six significant digits, at least three and at most nine decimals.
  static func plain(_ value: Double) -> String {
    let magnitude = value == 0 ? 0 : Int(log10(value.magnitude).rounded(.down))
    let decimals = min(9, max(3, 5 - magnitude))
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let digits = String(Int((value.magnitude * unit).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(value < 0 ? "-" : "")\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
