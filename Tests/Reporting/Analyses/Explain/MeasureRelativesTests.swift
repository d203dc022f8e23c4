import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Other measures of the same columns") struct MeasureRelativesTests {
  /// A data set analysed by one measure, the changes under which its numbers are printed, and the codes to recover.
  struct Switch: CustomTestStringConvertible, Sendable {
    var dataset: String
    var stated: String
    var printed: [(String, String)]
    var scale = PrintedScale.analysis
    var read: PrintedScale?
    var codes: [String]
    var testDescription: String { "\(dataset) \(stated): \(codes)" }
  }

  static let switches: [Switch] = [
    .init(dataset: "bcg", stated: "RR", printed: [("measure", "OR")], scale: .natural, codes: ["measure=OR"]),
    .init(dataset: "bcg", stated: "OR", printed: [("measure", "RD")], codes: ["measure=RD"]),
    .init(
      dataset: "bcg", stated: "RD", printed: [("measure", "RR")], scale: .natural, read: .analysis,
      codes: ["measure=RR", "scale=natural"]),
    .init(dataset: "stroke-stay", stated: "MD", printed: [("measure", "SMD")], codes: ["measure=SMD"]),
    .init(dataset: "stroke-stay", stated: "SMD", printed: [("measure", "MD")], codes: ["measure=MD"]),
    .init(dataset: "stroke-stay", stated: "SMD", printed: [("correct", "false")], codes: ["correct=false"]),
    .init(
      dataset: "stroke-stay", stated: "MD", printed: [("measure", "SMD"), ("correct", "false")],
      codes: ["measure=SMD", "correct=false"]),
    .init(
      dataset: "stroke-stay", stated: "MD", printed: [("measure", "SMD"), ("variance-of-g", "RM")],
      codes: ["measure=SMD", "variance-of-g=RM"]),
    .init(dataset: "elevated-co2", stated: "MD", printed: [("measure", "ROM")], codes: ["measure=ROM"]),
    .init(dataset: "catheter-rates", stated: "IRR", printed: [("measure", "IRD")], codes: ["measure=IRD"]),
    .init(
      dataset: "conscientiousness-adherence", stated: "ZCOR", printed: [("measure", "COR")], scale: .natural,
      codes: ["measure=COR"]),
    .init(
      dataset: "hiv-suppression", stated: "PLO", printed: [("measure", "PFT")], scale: .natural,
      codes: ["measure=PFT"]),
    .init(
      dataset: "hiv-suppression", stated: "PFT", printed: [("measure", "PAS")], scale: .natural,
      codes: ["measure=PAS"]),
    .init(
      dataset: "cesd-reliability", stated: "ARAW", printed: [("measure", "ABT")], scale: .natural,
      codes: ["measure=ABT"]),
  ]

  /// The switch comes before leaving out, adding or doubling a study, and before other readings of the scale.
  @Test(arguments: switches) func isRecovered(_ item: Switch) throws {
    let stated = try prepared(item.dataset, item.stated)
    let settings = try item.printed.map { key, value in
      key == "measure" ? .measure(try Measure(named: value)) : try AnalysisSetting(key, value)
    }
    let explanation = try stated.printing(
      [.estimate, .ci, .tau2, .q], of: try stated.result(changing: settings), decimals: 5, on: item.scale,
      read: item.read
    ).explain(ExplanationSearch(most: 1, families: [.convention, .measure, .scale, .selection]))
    #expect(explanation.outcome == .explained)
    let solution = try #require(explanation.solutions.first)
    #expect(solution.changes.map(\.code) == item.codes)
    #expect(solution.numbers.allSatisfy { $0.verdict.kind == .holds })
  }

  @Test func unrelatedMeasuresComeLast() throws {
    let bcg = try prepared("bcg", "RR")
    let changes = bcg.measureSets(of: try bcg.result()).filter { $0.count == 1 }.map { $0[0] }
    #expect(changes.prefix(4).map(\.code) == ["measure=OR", "measure=RD", "measure=AS", "measure=PETO"])
    #expect(changes.prefix(4).allSatisfy { $0.isCommon })
    #expect(changes.contains { $0.code == "measure=PHI" && !$0.isCommon })
    #expect(!changes.contains { $0.code == "measure=IRR" || $0.code == "measure=GEN" })
    let given = try prepared("head-neck-chemotherapy", "GEN")
    let none = given.measureSets(of: try bcg.result())
    #expect(none.isEmpty)
  }

  @Test func stated() throws {
    let change = Change.setting(.measure(.oddsRatio), from: "RR")
    #expect(change.description == "measure OR instead of RR (log odds ratio)")
    #expect(change.phrase == "with measure OR instead of RR (log odds ratio)")
    // Another measure takes back a kind of variance that it does not have.
    var analysis = try prepared("stroke-stay", "SMD").analysis
    try analysis.model.set(.vtype, to: "UB")
    #expect(analysis.changing([.measure(.meanDifference)]).model[.vtype] == nil)
  }

  private func prepared(_ dataset: String, _ measure: String) throws -> PreparedAnalysis {
    var analysis = Analysis(data: DataSource(.dataset(dataset)), measure: try Measure(named: measure))
    analysis.profile = "metafor@5.1"
    return try PreparedAnalysis(analysis)
  }
}

extension PreparedAnalysis {
  /// The analysis with numbers of another result as printed.
  /// - Parameter read: The scale that the file states, if another than the one they are printed on.
  func printing(
    _ quantities: [Quantity], of result: AnalysisResult, decimals: Int, on scale: PrintedScale = .analysis,
    read: PrintedScale? = nil
  ) throws -> PreparedAnalysis {
    var copy = self
    for quantity in quantities {
      let parts = quantity.ends.map { [$0.lower, $0.upper] } ?? [quantity]
      let own = quantity.isEffect ? scale : .analysis
      let printed = try parts.map { part in
        let value = try #require(try result.value(of: part, scale: own))
        return try PrintedNumber(try #require(PrintedDigits(value, decimals: part == .k ? 0 : decimals)).text)
      }
      copy.analysis.expectations.append(
        Expectation(quantity, printed: printed, scale: quantity.isEffect ? read ?? scale : .analysis))
    }
    return copy
  }
}
