import MetaAnalysis
import Testing
import _TestSupport

@testable import Reports

@Suite struct DoseReportTests {
  private func report() throws -> DoseReport {
    let yi = [0.05, 0.2, 0.15, 0.42, 0.38, 0.6, 0.51, 0.8, 0.75, 0.9]
    let table = try StudyTable(
      name: "ten.csv",
      columns: [
        .init(name: "yi", numbers: yi), .init(name: "vi", numbers: yi.map { _ in 0.05 }),
        .init(name: "dose", numbers: [2, 4, 5, 8, 10, 14, 16, 20, 24, 30]),
      ])
    var analysis = DoseAnalysis(dose: "dose", targets: [DoseTarget(0.5), DoseTarget(2)])
    analysis.samples = 49
    return DoseReport(
      result: try analysis.analyze(table.effects(.generic)), input: InputSummary(table: table, bytes: []),
      profile: "tutti@1")
  }

  private func keys(_ value: JSONValue?) -> [String] {
    if case .object(let members) = value { members.map(\.key) } else { [] }
  }

  private func element(_ value: JSONValue?) -> JSONValue? {
    if case .list(let elements) = value { elements.first } else { nil }
  }

  /// The members of the schema `tutti.dose/1`, in order; members may be added, none may go or move.
  @Test func theSchemaHasItsMembersInOrder() throws {
    let json = try report().json
    #expect(json["schema"] == "tutti.dose/1")
    #expect(
      keys(json) == [
        "schema", "engine", "input", "model", "k", "dose", "targets", "baseline", "best", "models", "notes",
      ])
    #expect(keys(json["dose"]) == ["column", "lowest", "highest", "distinct", "held_at_mean"])
    #expect(
      keys(json["model"]) == [
        "method", "test", "level", "measure", "moderators", "profile", "weighting", "knots", "samples", "seed",
        "options",
      ])
    #expect(keys(element(json["targets"])) == ["effect", "natural", "direction"])
    let model = element(json["models"])
    #expect(keys(model) == ["model", "formula", "coefficients", "tau2", "r2", "comparison", "needed"])
    #expect(
      keys(element(model?["needed"])) == [
        "target", "reach", "dose", "ci_method", "ci", "fieller", "profile_likelihood", "bootstrap",
      ])
    #expect(keys(element(model?["needed"])?["ci"]) == ["shape", "lower", "upper"])
    #expect(json.formatted == (try report().json.formatted))
  }

  @Test func everyMemberIsInTheGlossary() throws {
    func names(_ value: JSONValue) -> Set<String> {
      switch value {
      case .object(let members):
        members.reduce(into: Set(members.map(\.key))) {
          $0.formUnion($1.key == "details" ? [] : names($1.value))
        }
      case .list(let elements): elements.reduce(into: []) { $0.formUnion(names($1)) }
      default: []
      }
    }
    let report = try report()
    for name in names(report.json).sorted() {
      #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary")
    }
    for name in report.csv.prefix(while: { $0 != "\n" }).split(separator: ",") {
      #expect(Glossary.entry(String(name)) != nil, "\(name) is not in the glossary")
    }
  }

  @Test func theTableHasARowForEachTargetAndModel() throws {
    let rows = try report().csv.split(separator: "\n")
    #expect(rows.count == 1 + 2 * 4)
    #expect(rows[1].contains("linear,within,"))
  }

  @Test func theTextSaysWhatTheNumbersMean() throws {
    let text = try report().report().text
    #expect(text.contains("Never reached"))
    #expect(text.contains("They do not say what a further session"))
    #expect(!text.contains("Profile likelihood"))
    #expect(try report().report(details: true).text.contains("Profile likelihood"))
  }
}
