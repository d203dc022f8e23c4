import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

@Suite struct BubblePlotTests {
  private func scene(
    _ effects: EffectSizes, _ formula: String, x: String? = nil,
    _ change: (inout BubblePlotOptions) -> Void = { _ in }
  ) throws -> Scene {
    var options = BubblePlotOptions()
    change(&options)
    return try BubblePlot(
      fit: ChartExamples.fit(effects, formula), effects: effects, moderator: x, options: options
    ).scene()
  }

  @Test func curveOfRatios() throws {
    let effects = try ChartExamples.sessions(.riskRatio)
    expectSnapshot(
      try scene(effects, "~ log(sessions) + study_design") { $0.title = "SYNTHETIC ratios" }.svg(), as: "svg")
  }

  @Test func columnsOfAFactor() throws {
    expectSnapshot(try scene(ChartExamples.sessions(), "~ study_design * sessions").svg(), as: "svg")
  }

  @Test(arguments: [
    "~ sessions", "~ log(sessions)", "~ poly(sessions, 2)", "~ rcs(sessions, 4)", "~ sessions + I(sessions^2)",
    "~ 0 + study_design", "~ factor(sessions)", "~ center(sessions):study_design", "~ I(sessions > 1)",
  ])
  func everyFormulaIsSound(formula: String) throws {
    let effects = try ChartExamples.sessions()
    guard (try? Formula(formula)) != nil else { return }
    ChartExamples.expectSound(try scene(effects, formula), formula)
    let ratios = try ChartExamples.sessions(.riskRatio)
    let long = String(repeating: "a very long name of an effect and its scale ", count: 3)
    ChartExamples.expectSound(
      try scene(ratios, formula) {
        $0.title = long
        $0.effectName = long
        $0.xLabel = long
      }, formula + " with long words")
  }

  @Test func theMeanIsThatOfThePredictions() throws {
    let effects = try ChartExamples.sessions()
    let fit = try ChartExamples.fit(effects, "~ sessions + study_design")
    let table = try #require(effects.table)
    let along = try fit.predict(along: "sessions", at: [10, 30], in: table).rows
    // Half of the rows are of each design, so that the mean is the middle of the two.
    for (point, value) in zip(along, [10.0, 30]) {
      let two = try fit.predict(
        at: ["RCT", "CCT"].map { ["sessions": .number(value), "study_design": .text($0)] }
      ).rows
      expectClose(point.estimate, (two[0].estimate + two[1].estimate) / 2, relative: 1e-12)
    }
    // With an interaction the slope is that at the mean of the design, too.
    let crossed = try ChartExamples.fit(effects, "~ sessions * study_design")
    let line = try crossed.predict(along: "sessions", at: [0, 1], in: table).rows
    let b = Dictionary(uniqueKeysWithValues: crossed.coefficients.map { ($0.term, $0.estimate) })
    expectClose(
      line[1].estimate - line[0].estimate, (b["sessions"] ?? 0) + 0.5 * (b["sessions:study_designRCT"] ?? 0),
      relative: 1e-10)
    // A product inside I() is averaged over the rows.
    let product = try ChartExamples.fit(effects, "~ I(sessions*vi)")
    let ends = try product.predict(along: "sessions", at: [0, 1], in: table).rows
    let mean = effects.rows.compactMap(\.vi).reduce(0, +) / 16
    expectClose(
      ends[1].estimate - ends[0].estimate, product.coefficients[1].estimate * mean, relative: 1e-10)
  }

  @Test func aLineForEachLevelThatInteracts() throws {
    let effects = try ChartExamples.sessions()
    expectSnapshot(try scene(effects, "~ sessions * study_design").svg(), as: "svg")
    let fit = try ChartExamples.fit(effects, "~ sessions * study_design")
    let curves = try BubbleCurves(BubblePlot(fit: fit, effects: effects))
    #expect(curves.split == "study_design" && curves.hidden.isEmpty && curves.averaged.isEmpty)
    #expect(curves.curves.map(\.level) == ["CCT", "RCT"])
    for curve in curves.curves {
      let level = try #require(curve.level)
      let ends = try fit.predict(
        at: [curve.places[0], curve.places[128]].map {
          ["sessions": .number($0), "study_design": .text(level)]
        }
      ).rows
      expectClose(curve.predictions[0].estimate, ends[0].estimate, relative: 1e-12)
      expectClose(curve.predictions[128].standardError, ends[1].standardError, relative: 1e-12)
    }
    // Two numbers: one line, and the caption says what it hides.
    let numbers = try ChartExamples.fit(effects, "~ sessions * vi")
    let caption = try BubbleCaption(
      fit: numbers, moderator: "sessions", curves: BubbleCurves(BubblePlot(fit: numbers, effects: effects)))
    #expect(caption.lines[0] == "16 estimates; averaged over them: vi at its mean")
    #expect(caption.lines[1] == "Sessions interacts with vi: the mean shown is an average, and differs with vi")
  }

  @Test func inventedDataSaySo() throws {
    let table = try #require(try ChartExamples.sessions().table)
    var named = try StudyTable(name: "SYNTHETIC-example", columns: table.columns)
    named.noteInvention()
    var effects = try ChartExamples.sessions()
    effects.notes = named.notes + effects.notes
    let scene = try scene(effects, "~ sessions")
    let plain = try self.scene(ChartExamples.sessions(), "~ sessions")
    #expect(scene.texts.first?.string == "SYNTHETIC DATA: the numbers of this data set are invented")
    #expect(scene.height > plain.height && scene.summary.hasPrefix("SYNTHETIC DATA"))
    ChartExamples.expectSound(scene, "headed")
    #expect(Set(plain.texts.map(\.string)).isSubset(of: scene.texts.map(\.string)))
  }

  @Test func areasFollowWeights() throws {
    let effects = try ChartExamples.sessions()
    let fit = try ChartExamples.fit(effects, "~ sessions")
    let scene = try BubblePlot(fit: fit, effects: effects).scene()
    let studies = try #require(
      scene.shapes.first { if case .group("studies", _) = $0 { true } else { false } })
    let radii = studies.flattened.compactMap { shape -> Double? in
      if case .circle(_, let radius, _, _) = shape { radius } else { nil }
    }
    let weights = fit.studies.compactMap(\.weightPercent).sorted(by: >)
    #expect(radii.count == 16)
    for (radius, weight) in zip(radii, weights) {
      expectClose(radius * radius / (radii[0] * radii[0]), weight / weights[0], relative: 1e-9)
    }
  }

  @Test func whatCannotBeDrawn() throws {
    let effects = try ChartExamples.sessions()
    #expect(throws: BubblePlotError.noModerators) {
      try BubblePlot(fit: RandomEffects().fit(effects), effects: effects)
    }
    let fit = try ChartExamples.fit(effects, "~ sessions")
    #expect(throws: BubblePlotError.unknownModerator(name: "session", moderators: ["sessions"])) {
      try BubblePlot(fit: fit, effects: effects, moderator: "session")
    }
    #expect(throws: BubblePlotError.noTable) {
      try BubblePlot(fit: fit, effects: EffectSizes(yi: [1], vi: [1]))
    }
    #expect(
      BubblePlotError.unknownModerator(name: "session", moderators: ["sessions"]).description.contains(
        "did you mean"))
  }
}
