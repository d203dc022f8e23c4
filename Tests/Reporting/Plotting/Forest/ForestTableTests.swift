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
    #expect(pooled.cells == ["1065", "191\u{2009}064", "1510", "166\u{2009}283"])
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
    #expect(table.rows[1].cells == ["19.75", "5.5", "34", "18.20", "6.0", "33"])
    #expect(table.rows[0].cells[0] == "24.10")
    #expect(table.rows[3].cells == ["", "", "115", "", "", "112"])
  }

  @Test func footerSaysWhatTheFitSays() throws {
    let example = try Examples.bcg()
    let table = ForestTable(fit: example.fit, effects: example.effects, options: .init())
    // metafor 5.1: tau² 0.3132 (0.1197 to 1.1115), I² 92.2214, Q 152.2330; Knapp–Hartung t by the same fit.
    #expect(table.footer[0] == "Model: random effects (REML); test and interval: Knapp–Hartung")
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

  @Test func proportionsHaveNoNullToTest() throws {
    let effects = try Examples.effects(
      Measure(code: "PFT"), labels: ["A", "B", "C"], [(.xi, [0, 12, 5]), (.ni, [35, 80, 61])])
    let example = try Examples.Example(effects)
    let table = ForestTable(fit: example.fit, effects: effects, options: .init())
    #expect(table.footer.count == 2)
    #expect(table.nullValue == nil)
    // Intervals end where the scale ends.
    #expect(table.rows[0].interval.map { $0.lower >= 0 } == true)
    guard case .figures(_, let ends) = table.rows[0].effect else {
      Issue.record("no figures")
      return
    }
    #expect(ends?.lower == "0.000")
  }

  @Test func countsShareTheDecimalsOfTheirKind() throws {
    let effects = try Examples.effects(
      Measure(code: "IRR"), labels: ["A", "B"],
      [(.x1i, [30, 4]), (.t1i, [15010.5, 350]), (.x2i, [42, 2]), (.t2i, [5000, 360])])
    let example = try Examples.Example(effects)
    let table = ForestTable(fit: example.fit, effects: effects, options: .init())
    #expect(table.rows[0].cells == ["30", "15\u{2009}010.5", "42", "5000.0"])
    #expect(table.rows[2].cells == ["34", "15\u{2009}360.5", "44", "5360.0"])
  }

  @Test func moderatorsLeaveNoDiamond() throws {
    let example = try Examples.generic(8, seed: 6)
    let design = Design(
      columns: [
        .init(term: Design.intercept, values: Array(repeating: 1, count: 8)),
        .init(term: "year", values: [1, 2, 3, 4, 5, 6, 7, nil]),
      ], formula: "~ year")
    let fit = try ModelSettings().fit(example.effects, design: design)
    let table = ForestTable(fit: fit, effects: example.effects, options: .init())
    #expect(table.rows.count == 8)
    #expect(table.rows[7].effect == .words("Not used"))
    #expect(table.pooledValue == nil)
    #expect(
      table.footer.map { $0.prefix { $0 != ":" } } == ["Model", "Residual heterogeneity", "Test of moderators"])
  }

  @Test func peopleOfRepeatedStudiesAreNotAddedUp() throws {
    let effects = try Examples.effects(
      Measure(code: "ZCOR"), labels: ["A", "A", "B"], [(.ri, [0.1, 0.2, 0.4]), (.ni, [35, 35, 61])])
    let example = try Examples.Example(effects)
    let table = ForestTable(fit: example.fit, effects: effects, options: .init())
    #expect(table.rows[3].cells == ["", ""])
  }
}
