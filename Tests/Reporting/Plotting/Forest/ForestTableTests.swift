import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

struct ForestTableTests {
  @Test func bcgTrials() throws {
    let example = try Examples.bcg()
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    #expect(table.columns.map(\.heading) == ["Events", "Total", "Events", "Total"])
    #expect(table.columns.map(\.group) == ["Treatment", "Treatment", "Control", "Control"])
    #expect(table.rows[0].cells == ["4", "123", "11", "139"])
    #expect(table.rows[0].effect == .figures(estimate: "0.41", interval: .init(lower: "0.13", upper: "1.26")))
    #expect(table.effectHeading == ["Risk ratio", "(95% CI)"])
    #expect(table.nullValue == 0)
    let pooled = table.rows[13]
    #expect(pooled.mark == .pooled)
    #expect(pooled.cells == ["1065", "191\u{2009}064", "1510", "169\u{2009}274"].map { $0 })
    #expect(pooled.weight == "100.0")
    #expect(table.rows[14].mark == .prediction)
    #expect(table.leftLabel == "Lower with treatment")
  }

  @Test func areasFollowWeights() throws {
    let example = try Examples.bcg()
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    let heaviest = example.fit.studies.compactMap(\.weightPercent).max() ?? 0
    for (row, study) in zip(table.rows, example.fit.studies) {
      guard case .study(let area) = row.mark else {
        Issue.record("\(row.label) has no square")
        continue
      }
      expectClose(area, (study.weightPercent ?? 0) / heaviest)
    }
  }

  @Test func directionIsOnlyClaimedWhenKnown() throws {
    let example = try Examples.bcg()
    var options = ForestPlotOptions()
    options.treatment = "BCG"
    options.benefit = .lower
    var table = ForestTable(fit: example.fit, effects: example.effects, options: options)
    #expect([table.leftLabel, table.rightLabel] == ["Favours BCG", "Favours control"])
    options.benefit = .higher
    table = ForestTable(fit: example.fit, effects: example.effects, options: options)
    #expect([table.leftLabel, table.rightLabel] == ["Favours control", "Favours BCG"])
    let correlations = try Examples.correlations(3)
    table = ForestTable(fit: correlations.fit, effects: correlations.effects, options: options)
    #expect([table.leftLabel, table.rightLabel] == ["", ""])
  }

  @Test func orders() throws {
    let example = try Examples.bcg()
    func labels(_ order: ForestPlotOptions.Order) -> [String] {
      var options = ForestPlotOptions()
      options.order = order
      return ForestTable(fit: example.fit, effects: example.effects, options: options).rows.map(\.label)
    }
    #expect(labels(.given).first == "Aronson 1948")
    #expect(labels(.effect).first == "Vandiviere et al. 1973")
    #expect(labels(.effect)[12] == "Comstock & Webster 1969")
    #expect(labels(.weight).first == "TPT Madras 1980")
    #expect(labels(.weight).last == "95% prediction interval")
  }

  @Test func groupMeansShowEverythingTheEffectIsMadeOf() throws {
    let example = try Examples.threeTrials()
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    #expect(table.columns.map(\.heading) == ["Mean", "SD", "n", "Mean", "SD", "n"])
    #expect(table.rows[1].cells == ["19.75", "5.5", "34", "18.2", "6.0", "33"])
    #expect(table.rows[0].cells[0] == "24.10")
    #expect(table.rows[3].cells == ["", "", "115", "", "", "112"])
  }

  @Test func footerSaysWhatTheFitSays() throws {
    let example = try Examples.bcg()
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    // metafor 5.1: tau² 0.3132 (0.1197 to 1.1115), I² 92.2214, Q 152.2330; Knapp–Hartung t by the same fit.
    #expect(table.footer[0] == "Model: random effects (REML), confidence interval by Knapp–Hartung")
    #expect(
      table.footer[1]
        == "Heterogeneity: τ² = 0.31 (95% CI 0.12 to 1.11), I² = 92.2%, Q = 152.2, df = 12, p < 0.001")
    #expect(table.footer[2].hasPrefix("Test for overall effect: t = −3."))
  }

  @Test func equalEffectsHaveNoTau2() throws {
    let example = try Examples.bcg(
      Measure(code: "RR"), ModelSettings(heterogeneity: .equalEffects, test: .z))
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    #expect(table.rows.last?.label == "Equal-effects model")
    #expect(table.footer[1] == "Heterogeneity: I² = 92.1%, Q = 152.2, df = 12, p < 0.001")
    #expect(table.footer[2] == "Test for overall effect: z = −10.62, p < 0.001")
  }
}
