import MetaAnalysis
import Testing
import _TestSupport

@testable import Reports

@Suite struct FitReportTests {
  static func report(_ settings: ModelSettings = .init(), measure: Measure? = .riskRatio) throws -> FitReport {
    let effects = EffectSizes(
      yi: [-0.89, -1.59, -1.35, -1.44, -0.22], vi: [0.33, 0.19, 0.42, 0.02, 0.05],
      studies: ["Aronson 1948", "Ferguson 1949", "Rosenthal 1960", "Hart 1977", "Frimodt-Møller 1973"],
      measure: measure)
    let table = try StudyTable(
      name: "five.csv", columns: [.init(name: "yi", numbers: effects.rows.map(\.yi))])
    return FitReport(
      fit: try settings.fit(effects), effects: effects, input: InputSummary(table: table, bytes: []),
      profile: "tutti@1")
  }

  /// The members of the schema `tutti.fit/1`, in order; members may be added, none may go or move.
  @Test func theSchemaHasItsMembersInOrder() throws {
    let json = try Self.report().json
    #expect(
      keys(json) == [
        "schema", "engine", "input", "model", "k", "p", "coefficients", "covariance", "heterogeneity",
        "moderator_test",
        "prediction_interval", "likelihood", "back_transformed", "studies", "optimization", "notes",
      ])
    #expect(keys(json["input"]).starts(with: ["sha256", "rows"]))
    #expect(
      keys(json["model"]).starts(with: ["method", "test", "level", "measure", "moderators", "profile"]))
    #expect(
      keys(element(json["coefficients"]))
        == ["term", "estimate", "se", "statistic", "df", "p_value", "ci_lower", "ci_upper"])
    #expect(
      keys(json["heterogeneity"]) == [
        "tau2", "tau2_se", "tau2_ci_lower", "tau2_ci_upper", "tau2_ci_method", "tau2_truncated", "i2",
        "i2_ci_lower",
        "i2_ci_upper", "h2", "h2_ci_lower", "h2_ci_upper", "r2", "q", "q_df", "q_p_value",
      ])
    #expect(keys(json["moderator_test"]) == ["statistic", "df1", "df2", "p_value"])
    #expect(keys(json["prediction_interval"]).starts(with: ["lower", "upper", "method"]))
    #expect(
      keys(json["likelihood"]) == ["log_likelihood", "deviance", "aic", "bic", "aicc", "restricted"])
    #expect(
      keys(json["back_transformed"])
        == ["scale", "estimate", "ci_lower", "ci_upper", "pi_lower", "pi_upper"])
    #expect(
      keys(element(json["studies"])) == [
        "row", "study", "yi", "vi", "ci_lower", "ci_upper", "weight_percent", "fitted", "residual", "leverage",
      ])
  }

  @Test func numbersAreThoseOfTheFit() throws {
    let report = try Self.report()
    let json = report.json
    #expect(json["schema"] == "tutti.fit/1")
    #expect(element(json["coefficients"])?["estimate"] == .number(report.fit.coefficients[0].estimate))
    #expect(json["heterogeneity"]?["tau2"] == .number(report.fit.heterogeneity.tau2))
    #expect(json["heterogeneity"]?["i2"] == .number(report.fit.heterogeneity.i2))
    #expect(json["back_transformed"]?["scale"] == "exp")
  }

  @Test func equalEffectsHaveNoPredictionInterval() throws {
    let report = try Self.report(ModelSettings(heterogeneity: .equalEffects, test: .z), measure: nil)
    #expect(report.json["prediction_interval"] == .null)
    #expect(report.json["back_transformed"] == .null)
    #expect(report.json["model"]?["measure"] == .null)
    #expect(!report.report().text.contains("τ²"))
  }

  /// 3 of 10 and 8 of 20: a study's own proportion is turned back at its own size, the pooled one at the harmonic mean.
  @Test func studiesAreTurnedBackAtTheirOwnSize() throws {
    let table = try StudyTable(csv: "study,xi,ni\nA,3,10\nB,8,20\n", name: "two.csv")
    let effects = try table.effects(.doubleArcsineProportion)
    let report = FitReport(
      fit: try ModelSettings().fit(effects), effects: effects, input: InputSummary(table: table, bytes: []))
    let rows = report.report(details: false, decimals: 4).text.split(separator: "\n")
    #expect(rows.first { $0.hasPrefix("A") }?.contains("0.3000  [") == true)
    #expect(rows.first { $0.hasPrefix("B") }?.contains("0.4000  [") == true)
  }

  @Test func everyMemberIsInTheGlossary() throws {
    let table = try StudyTable(csv: "study,ai,bi,ci,di\nA,0,10,3,8\nB,1,9,4,6\n", name: "two.csv")
    let effects = EffectsReport(
      effects: try table.effects(.oddsRatio), table: table, input: InputSummary(table: table, bytes: []),
      options: .init())
    for name in allKeys(try Self.report().json) + allKeys(effects.json) {
      #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary")
    }
    for name in try Self.report().csv.prefix(while: { $0 != "\n" }).split(separator: ",") {
      #expect(Glossary.entry(String(name)) != nil, "\(name) is not in the glossary")
    }
    #expect(Set(Glossary.all.map(\.name)).count == Glossary.all.count)
  }

  private func keys(_ value: JSONValue?) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.map(\.key)
  }

  private func element(_ value: JSONValue?) -> JSONValue? {
    guard case .list(let elements) = value else { return nil }
    return elements.first
  }

  /// All members' names but those of a note's details, which are the note's own.
  private func allKeys(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members): members.flatMap { [$0.key] + ($0.key == "details" ? [] : allKeys($0.value)) }
    case .list(let elements): elements.flatMap(allKeys)
    default: []
    }
  }
}
