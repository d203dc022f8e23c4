import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

/// Forest plots by subgroups and in panels: what they show, and that nothing overlaps or leaves the page.
struct SubgroupForestPlotTests {
  /// Made-up effects of so many studies spread over groups in turn.
  private func example(
    _ count: Int, groups: Int, label: (Int) -> String? = { "Study \($0)" }
  ) throws -> (SubgroupResult, EffectSizes) {
    let effects = try Examples.generic(count, seed: 7, label: label).effects
    let labels = (0..<count).map { "Group \($0 % groups + 1)" }
    return (try SubgroupAnalysis().analyse(effects, labels: labels, column: "design"), effects)
  }

  /// Several outcomes of the same studies, some of them missing.
  private func outcomes() throws -> (SubgroupResult, EffectSizes) {
    var random = SeededGenerator(seed: 3)
    var (rows, labels): ([EffectSize], [String?]) = ([], [])
    for study in 1...9 {
      for outcome in ["Coping", "Motivation for treatment", "Mood"] where random.uniform() < 0.7 {
        let yi = 0.3 + 0.4 * (random.uniform() - 0.5)
        rows.append(
          EffectSize(
            row: rows.count + 1, study: "SYNTHETIC \(study)", yi: yi, vi: 0.02 + 0.1 * random.uniform()))
        labels.append(outcome)
      }
    }
    let effects = EffectSizes(measure: .hedgesG, rows: rows)
    return (try SubgroupAnalysis().analyse(effects, labels: labels, column: "outcome"), effects)
  }

  private func expectSound(_ scene: Scene, _ name: String) {
    let page = Box(x: 0, y: 0, width: scene.width, height: scene.height)
    let texts = scene.texts
    let boxes = texts.map(\.bounds)
    for (text, box) in zip(texts, boxes) {
      #expect(page.contains(box), "\(name): '\(text.string)' leaves the page")
    }
    let order = boxes.indices.sorted { boxes[$0].y < boxes[$1].y }
    for (rank, a) in order.enumerated() {
      for b in order[(rank + 1)...] {
        if boxes[b].y > boxes[a].maxY { break }
        #expect(!boxes[a].overlaps(boxes[b]), "\(name): '\(texts[a].string)' and '\(texts[b].string)' overlap")
      }
    }
  }

  @Test(arguments: [(3, 2), (17, 4), (80, 8)])
  func plotsBySubgroups(studies: Int, groups: Int) throws {
    for label in [{ "Study \($0)" }, { "A label that goes on and on, as those of reviews do, \($0)" }]
      as [(Int) -> String?]
    {
      let (result, effects) = try example(studies, groups: groups, label: label)
      let plot = SubgroupForestPlot(result: result, effects: effects)
      let table = ForestTable(result, effects: effects, options: plot.options)
      #expect(table.rows.count { $0.mark == .heading } == groups)
      #expect(table.rows.count { $0.mark == .subtotal } == groups)
      #expect(table.rows.count { $0.mark == .pooled } == 1)
      #expect(table.footer.contains { $0.hasPrefix("Test for subgroup differences: χ²(\(groups - 1)) = ") })
      expectSound(plot.scene(), "\(studies) studies")
      expectSound(PanelForestPlot(result: result, effects: effects).scene(), "\(studies) studies in panels")
    }
  }

  @Test func trialsBySubgroup() throws {
    let effects = try Examples.bcg().effects
    let labels = [
      "random", "random", "random", "random", "alternate", "alternate", "random", "random", "random",
      "systematic", "systematic", "systematic", "systematic",
    ]
    let result = try SubgroupAnalysis(ModelSettings(test: .z)).analyse(
      effects, labels: labels, column: "allocation")
    var options = ForestPlotOptions()
    (options.treatment, options.benefit) = ("Vaccinated", .lower)
    let scene = SubgroupForestPlot(result: result, effects: effects, options: options).scene()
    expectSound(scene, "BCG")
    expectSnapshot(scene.svg(), as: "svg")
  }

  @Test func outcomesInPanels() throws {
    let (result, effects) = try outcomes()
    var options = ForestPlotOptions()
    (options.treatment, options.benefit) = ("Music therapy", .higher)
    let plot = PanelForestPlot(result: result, effects: effects, options: options)
    let table = PanelTable(result, effects: effects, options: options)
    #expect(table.panels.map(\.heading) == ["Coping", "Motivation for treatment", "Mood"])
    #expect(table.studies == Set(table.studies).sorted())
    #expect(table.panels.map { $0.rows.count { $0 != nil } } == result.subgroups.map(\.k))
    #expect(table.footer.contains { $0.contains("no overall effect is given") })
    let scene = plot.scene()
    #expect(scene.texts.contains { $0.string == "Favours music therapy" })
    expectSound(scene, "panels")
    expectSnapshot(scene.svg(), as: "svg")
  }

  @Test func aGroupWithoutStudiesKeepsItsRows() throws {
    var effects = try Examples.generic(5, seed: 1).effects
    effects.rows[4].vi = nil
    let result = try SubgroupAnalysis().analyse(effects, labels: ["a", "a", "b", "b", "c"])
    let scene = SubgroupForestPlot(result: result, effects: effects).scene()
    #expect(scene.texts.contains { $0.string == "c" })
    #expect(scene.texts.contains { $0.string == "Not estimable" })
    expectSound(PanelForestPlot(result: result, effects: effects).scene(), "panel without studies")
  }

  @Test func aStudyTwiceInAPanelHasTwoRows() throws {
    let effects = EffectSizes(
      yi: [0.1, 0.2, 0.3, 0.4], vi: [0.1, 0.1, 0.1, 0.1], studies: ["A", "B", "A", "A"])
    let result = try SubgroupAnalysis().analyse(effects, labels: ["x", "x", "x", "y"])
    let table = PanelTable(result, effects: effects, options: .init())
    #expect(table.studies == ["A", "A", "B"])
    #expect(table.panels.map { $0.rows.map { $0 != nil } } == [[true, true, true], [true, false, false]])
  }

  /// What is said of all studies stands beside their effect: in figures where no panel draws it, and not at all without one.
  @Test func footersSpeakOfEffectsThatAreShown() throws {
    let (result, effects) = try example(12, groups: 3)
    let test = "Test for overall effect"
    let overall = try #require(result.overall?.pooled)
    let drawn = ForestTable(result, effects: effects, options: .init())
    #expect(drawn.rows.contains { $0.label == "All studies" && $0.mark == .pooled })
    #expect(drawn.footer.contains { $0.hasPrefix(test) } && !drawn.footer.contains { $0.contains("not drawn") })
    let panels = PanelTable(result, effects: effects, options: .init())
    let figures = EffectFigures(
      transform: .identity, decimals: 2, estimates: [], intervals: [], pooled: nil
    ).text(overall.estimate, overall.interval).sentence
    #expect(panels.footer.contains("All studies, not drawn: \(figures)"), "\(panels.footer)")
    #expect(panels.footer.contains { $0.hasPrefix(test) })
    var alone = result
    (alone.overall, alone.test) = (nil, nil)
    for footer in [
      ForestTable(alone, effects: effects, options: .init()).footer,
      PanelTable(alone, effects: effects, options: .init()).footer,
    ] {
      #expect(!footer.contains { $0.contains("overall") || $0.contains("All studies") }, "\(footer)")
    }
    var hidden = ForestPlotOptions()
    hidden.showsPooled = false
    #expect(ForestTable(result, effects: effects, options: hidden).footer.isEmpty)
    #expect(PanelTable(result, effects: effects, options: hidden).footer.isEmpty)
  }
}
