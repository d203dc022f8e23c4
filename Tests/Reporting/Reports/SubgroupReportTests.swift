import MetaAnalysis
import Testing
import _TestSupport

@testable import Reports

@Suite struct SubgroupReportTests {
  private static let csv = """
    study,yi,vi,outcome
    A,0.1,0.02,mood
    B,0.4,0.03,mood
    C,0.3,0.05,mood
    D,0.9,0.04,coping
    E,0.6,0.02,coping
    F,0.2,0.06,craving

    """

  private static func report(
    _ analysis: SubgroupAnalysis = .init(), csv: String = csv
  ) throws -> SubgroupReport {
    let table = try StudyTable(csv: csv, name: "outcomes.csv")
    let result = try analysis.analyse(try table.effects(.generic), by: "outcome")
    return SubgroupReport(result: result, input: InputSummary(table: table, bytes: []), profile: "tutti@1")
  }

  private func keys(_ value: JSONValue?) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.map(\.key)
  }

  private func allKeys(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members): members.flatMap { [$0.key] + ($0.key == "details" ? [] : allKeys($0.value)) }
    case .list(let elements): elements.flatMap(allKeys)
    default: []
    }
  }

  private func element(_ value: JSONValue?, _ position: Int) -> JSONValue? {
    guard case .list(let elements) = value else { return nil }
    return elements[position]
  }

  /// The members of `tutti.fit/1` come first and in their order; those of the subgroups are added.
  @Test func theSchemaKeepsItsMembers() throws {
    let json = try Self.report(SubgroupAnalysis(tau2: .common)).json
    #expect(
      keys(json) == [
        "schema", "engine", "input", "model", "k", "p", "coefficients", "covariance", "heterogeneity",
        "moderator_test", "prediction_interval", "likelihood", "back_transformed", "studies", "optimization",
        "subgroups", "subgroup_test", "within_groups", "common_model", "shared_studies", "notes",
      ])
    for name in allKeys(json) { #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary") }
    for name in try Self.report().csv.prefix(while: { $0 != "\n" }).split(separator: ",") {
      #expect(Glossary.entry(String(name)) != nil, "\(name) is not in the glossary")
    }
  }

  @Test func numbersAreThoseOfTheResult() throws {
    let report = try Self.report()
    let json = report.json
    let fit = try #require(report.result.subgroups[0].fit)
    #expect(element(json["subgroups"], 0)?["estimate"] == .number(fit.coefficients[0].estimate))
    #expect(element(json["subgroups"], 0)?["heterogeneity"]?["tau2"] == .number(fit.heterogeneity.tau2))
    #expect(element(json["subgroups"], 2)?["heterogeneity"] == .null)
    #expect(json["subgroup_test"]?["statistic"] == .number(report.result.test?.statistic))
    #expect(
      element(json["coefficients"], 0)?["estimate"] == .number(report.result.overall?.coefficients[0].estimate))
    #expect(element(json["studies"], 3)?["subgroup"] == "coping")
    #expect(json["common_model"] == .null)
  }

  @Test func withoutAnOverallEffectItsMembersAreEmpty() throws {
    let csv = "study,yi,vi,outcome\nA,0.1,0.1,mood\nB,0.2,0.1,mood\nA,0.3,0.1,coping\nB,0.5,0.2,coping\n"
    let report = try Self.report(csv: csv)
    #expect(report.json["coefficients"] == .list([]))
    #expect(report.json["heterogeneity"] == .null)
    #expect(report.json["subgroup_test"] == .null)
    #expect(report.json["shared_studies"] == .list(["A", "B"]))
    #expect(!report.csv.contains("overall"))
    #expect(!report.report().text.contains("All studies"))
  }

  @Test func theTableHoldsStudiesGroupsAndTheWhole() throws {
    let lines = try Self.report().csv.split(separator: "\n")
    #expect(lines.count == 1 + 6 + 3 + 1)
    #expect(lines[4].hasPrefix("mood,subgroup,,,3,"))
    #expect(lines.last?.hasPrefix(",overall,,,6,") == true)
  }

  @Test func textAndMarkdownSayTheSame() throws {
    for analysis in [SubgroupAnalysis(), SubgroupAnalysis(tau2: .common)] {
      let report = try Self.report(analysis).report()
      #expect(report.text.contains("Differences between subgroups"))
      #expect(report.markdown.contains("**All studies**"))
      #expect(report.text.contains(analysis.tau2 == .common ? "one for all groups" : "each group its own"))
    }
  }
}
