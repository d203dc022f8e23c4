import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Choices that a file states") struct StatedChoiceTests {
  private func prepared(
    _ dataset: String, _ measure: String, _ model: [(ModelKey, String)] = [],
    _ conventions: [ConventionKey: String] = [:]
  ) throws -> PreparedAnalysis {
    var analysis = Analysis(data: DataSource(.dataset(dataset)), measure: try Measure(named: measure))
    analysis.profile = "metafor@5.1"
    analysis.overrides = conventions
    for (key, value) in model { try analysis.model.set(key, to: value) }
    return try PreparedAnalysis(analysis)
  }

  /// The first answer to the numbers of other settings.
  private func answer(_ stated: PreparedAnalysis, _ key: String, _ value: String) throws -> Explanation.Solution
  {
    let other = try stated.result(changing: [try AnalysisSetting(key, value)])
    let explanation = try stated.printing([.estimate, .ci, .tau2, .q], of: other, decimals: 6)
      .explain(ExplanationSearch(most: 1, families: [.convention, .selection]))
    return try #require(explanation.solutions.first)
  }

  @Test func kindsOfVarianceAreTriedAtTheirOtherValues() throws {
    // Of mean differences, the default among them.
    let difference = try prepared("stroke-stay", "MD", [(.vtype, "HO")])
    #expect(try answer(difference, "vtype", "LS").changes.map(\.code) == ["vtype=LS"])
    // Of g it is a convention, by which profiles are found, the file's own too.
    let g = try prepared("stroke-stay", "SMD", [(.vtype, "UB")])
    let solution = try answer(g, "vtype", "LS")
    #expect(solution.changes.map(\.code) == ["variance-of-g=LS"])
    #expect(solution.profiles.contains("metafor@5.1"))
    #expect(try answer(g, "vtype", "RM").profiles.contains("revman@5"))
  }

  @Test func theProfileOfTheFileIsNamedWhereTheFileDepartsFromIt() throws {
    let stated = try prepared("bcg", "RR", [], [.tau2: "DL", .test: "z"])
    let solution = try answer(stated, "tau2", "REML")
    #expect(solution.changes.map(\.code) == ["tau2=REML"])
    #expect(solution.profiles.contains("metafor@5.1"))
  }

  @Test func aGivenTau2IsGivenUp() throws {
    let stated = try prepared("bcg", "RR", [(.givenTau2, "0.1")])
    let solution = try answer(stated, "tau2", "REML")
    #expect(solution.changes.map(\.code) == ["tau2=REML"])
    #expect(solution.changes.first?.description.hasPrefix("tau2 REML instead of the given 0.1") == true)
  }

  @Test func theTestOfOneCommonEffectIsTried() throws {
    let stated = try prepared("bcg", "RR", [(.method, "EE")])
    #expect(try answer(stated, "test", "t").changes.map(\.code) == ["test=t"])
  }
}
