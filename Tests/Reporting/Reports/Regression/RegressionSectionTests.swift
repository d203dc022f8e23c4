import MetaAnalysis
import Testing
import _TestSupport

@testable import Reports

@Suite struct RegressionSectionTests {
  static func fit(_ method: Tau2Method = .ml) throws -> (fit: Fit, effects: EffectSizes) {
    let table = try StudyTable(
      csv: """
        study,yi,vi,sessions,design
        A,0.2,0.04,3,rct
        B,0.1,0.05,10,cct
        C,0.5,0.03,24,pre
        D,0.4,0.06,16,rct
        E,1.1,0.04,51,pre
        F,0.0,0.02,7,cct
        G,0.3,0.05,12,rct
        H,0.6,0.03,30,cct

        """, name: "eight.csv")
    let effects = try table.effects(.generic)
    return (
      try RandomEffects(tau2: method).fit(effects, moderators: "~ sessions + design"), effects
    )
  }

  static func sections() throws -> [any FitSection] {
    let (fit, effects) = try fit()
    return [
      PredictionSection(
        try fit.predict(at: [["sessions": 5, "design": "rct"], ["sessions": 60, "design": "pre"]]), of: fit),
      ContrastSection(
        try fit.test(contrasts: ["designpre - designrct = 0", "sessions"], adjustment: .holm), of: fit),
      TermTestSection(fit.termTests()),
      ComparisonSection(
        try fit.settings.compare(effects, moderators: ["~ 1", "~ sessions", "~ sessions + design"])),
      InflationSection(try #require(fit.varianceInflation())),
      AdjustedMeansSection([try fit.adjustedMeans(of: "design")], of: fit),
    ]
  }

  @Test func everySectionIsAMemberBeforeTheNotes() throws {
    let (fit, effects) = try Self.fit()
    let table = try #require(effects.table)
    var report = FitReport(fit: fit, effects: effects, input: InputSummary(table: table, bytes: []))
    report.sections = try Self.sections()
    guard case .object(let members) = report.json else { return }
    #expect(
      members.suffix(7).map(\.key) == [
        "predictions", "contrasts", "term_tests", "comparison", "vif", "adjusted_means", "notes",
      ])
    #expect(report.notes.contains { $0.kind.code == "prediction.extrapolated" })
    let text = report.report().text
    for heading in [
      "Predictions", "Contrasts", "Tests of terms", "Models compared", "Variance inflation",
      "Adjusted means of design",
    ] {
      #expect(text.contains(heading))
    }
    #expect(report.csv.hasPrefix("row,study"), "several tables: the studies")
    for section in report.sections {
      report.sections = [section]
      #expect(report.csv == section.csv)
    }
  }

  @Test func everyMemberAndColumnIsInTheGlossary() throws {
    for section in try Self.sections() {
      for name in [section.key] + names(section.json) {
        #expect(Glossary.entry(name) != nil, "\(name) is not in the glossary")
      }
      let moderators: Set<String> = ["sessions", "design"]
      for name in try #require(section.csv).prefix(while: { $0 != "\n" }).split(separator: ",") {
        #expect(moderators.contains(String(name)) || Glossary.entry(String(name)) != nil, "\(name)")
      }
    }
  }

  /// All keys but the data's own column names under `moderators`.
  private func names(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { [$0.key] + ($0.key == "moderators" ? [] : names($0.value)) }
    case .list(let elements): elements.flatMap(names)
    default: []
    }
  }

  @Test func nothingIsMadeUp() throws {
    let (fit, _) = try Self.fit(.reml)
    let section = TermTestSection(fit.termTests())
    guard case .list(let entries) = section.json else { return }
    #expect(entries.allSatisfy { $0["likelihood_ratio"] == .null && $0["aic_difference"] == .null })
    let equal = try EqualEffects().fit(try Self.fit().effects)
    let predictions = PredictionSection(try equal.predict(at: [[:]]), of: equal)
    guard case .list(let rows) = predictions.json["rows"] else { return }
    #expect(rows.first?["pi_lower"] == .null && rows.first?["back_transformed"] == .null)
  }
}
