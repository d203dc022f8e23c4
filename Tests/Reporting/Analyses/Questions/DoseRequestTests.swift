import BundledDatasets
import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

/// Doses in analysis files are those of the engine's own analysis, which its own tests hold against references.
@Suite struct DoseRequestTests {
  static let head = """
    schema: tutti.analysis/1
    data: {dataset: SYNTHETIC-gamut-shaped}
    measure: SMD
    conventions: metafor@5.1

    """

  private func values(_ text: String) throws -> [Double?] {
    try PreparedAnalysis(Analysis(yaml: Self.head + text, path: "a.yml")).check(explains: false).numbers.map {
      $0.verdict.computed
    }
  }

  @Test func numbersAreThoseOfTheEngine() throws {
    let found = try values(
      """
      dose: {column: sessions, targets: [0.5, 0.2], models: [linear, quadratic], samples: 99, seed: 5}
      expect:
        - {quantity: dose, dose: {target: 0.5, model: linear}, printed: "1"}
        - {quantity: dose_ci, dose: {target: 0.5, model: linear}, printed: ["1", "2"]}
        - {quantity: dose, dose: {target: 0.2, model: quadratic}, printed: "1"}
        - {quantity: dose_ci_lower, dose: {target: 0.5, model: quadratic}, printed: "1"}
        - {quantity: lrt, dose: {model: linear}, printed: "1"}
        - {quantity: lrt_df, dose: {model: quadratic}, printed: "1"}
        - {quantity: akaike_weight, dose: {model: linear}, printed: "1"}
        - {quantity: aicc, dose: {model: quadratic}, printed: "1"}
      """)
    let table = try StudyTable(
      csv: try #require(BundledDataset.named("SYNTHETIC-gamut-shaped")).csv, name: "SYNTHETIC-gamut-shaped")
    let effects = try table.effects(.hedgesG)
    var analysis = DoseAnalysis(
      dose: "sessions", targets: [DoseTarget(0.5), DoseTarget(0.2)],
      settings: try Profile.named("metafor@5.1").conventions.randomModel(for: .hedgesG, isCommonMean: false))
    analysis.settings.tau2Interval = nil
    (analysis.shapes, analysis.samples, analysis.seed) = ([.linear, .quadratic], 99, 5)
    let result = try analysis.analyze(effects)
    let (linear, quadratic) = (result.models[0], result.models[1])
    #expect(
      found == [
        linear.needed[0].dose, linear.needed[0].confidence?.ends?.lower,
        linear.needed[0].confidence?.ends?.upper,
        quadratic.needed[1].dose, quadratic.needed[0].confidence?.ends?.lower,
        linear.comparison.test?.statistic, 2, linear.comparison.weight, quadratic.comparison.aicc,
      ])
    #expect(found[0] != nil)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var lines: String
    var place: String
    var part: String
    var testDescription: String { lines }
  }

  static let faults = [
    Fault(lines: "dose: {column: sessions}", place: "5:7", part: "dose needs 'targets'"),
    Fault(lines: "dose: {column: session, targets: 0.5}", place: "5:16", part: "did you mean 'sessions'?"),
    Fault(lines: "dose: {column: sessions, targets: [a]}", place: "5:36", part: "takes a number"),
    Fault(
      lines: "dose: {column: sessions, targets: 0.5, models: [cubic]}", place: "5:49",
      part: "linear, logarithmic"),
    Fault(lines: "dose: {column: sessions, targets: 0.5, knots: 9}", place: "5:47", part: "from 3 to 7"),
    Fault(
      lines: "expect: {quantity: dose, dose: {target: 0.5}, printed: \"3\"}", place: "5:9",
      part: "there is no section 'dose'"),
    Fault(
      lines:
        "dose: {column: sessions, targets: 0.5}\nexpect: {quantity: dose, dose: {target: 0.8}, printed: \"3\"}",
      place: "6:9", part: "the targets under 'dose' are 0.5"),
    Fault(
      lines: "dose: {column: sessions, targets: 0.5}\nexpect: {quantity: dose, printed: \"3\"}", place: "6:9",
      part: "name it with 'dose"),
  ]

  @Test(arguments: faults) func faultsHaveTheirPlace(_ fault: Fault) throws {
    do {
      _ = try PreparedAnalysis(Analysis(yaml: Self.head + fault.lines + "\n", path: "a.yml")).result()
        .doseAnswer()
      Issue.record("no error")
    } catch let error as AnalysisFileError {
      #expect(error.description.hasPrefix("a.yml:\(fault.place): "), "\(error)")
      #expect(error.description.contains(fault.part), "\(error)")
    }
  }
}
