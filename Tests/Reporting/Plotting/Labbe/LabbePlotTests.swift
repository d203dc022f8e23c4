import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

@Suite struct LabbePlotTests {
  private func scene(
    _ effects: EffectSizes, _ settings: ModelSettings = ModelSettings(),
    _ change: (inout LabbePlotOptions) -> Void = { _ in }
  ) throws -> Scene {
    var options = LabbePlotOptions()
    change(&options)
    return try LabbePlot(fit: settings.fit(effects), effects: effects, options: options).scene()
  }

  /// SYNTHETIC tables: two zeros in the first group, two studies without events, one with nothing but events.
  private func sparse(_ measure: Measure) throws -> EffectSizes {
    try Examples.effects(
      measure, labels: (1...6).map { "SYNTHETIC \($0)" },
      [
        (.ai, [0, 0, 4, 9, 0, 12]), (.n1i, [40, 60, 50, 90, 30, 12]), (.ci, [3, 0, 6, 17, 0, 10]),
        (.n2i, [42, 58, 51, 88, 30, 10]),
      ])
  }

  private func rates(_ measure: Measure) throws -> EffectSizes {
    try Examples.effects(
      measure, labels: ["SYNTHETIC 1", "SYNTHETIC 2", "SYNTHETIC 3"],
      [(.x1i, [0, 4, 11]), (.t1i, [120, 300, 210]), (.x2i, [2, 9, 3]), (.t2i, [100, 280, 190])])
  }

  @Test func trialsWithDoubleZeros() throws {
    expectSnapshot(
      try scene(
        sparse(.oddsRatio), ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .mantelHaenszel())
      ) { $0.title = "SYNTHETIC sparse tables" }.svg(), as: "svg")
  }

  /// On the measure's own scale counts with a zero stand with what is added to them, and the footer says so.
  @Test func additionsAreSaid() throws {
    func summary(
      _ measure: Measure, to rule: ZeroCellRule = .only0, add: Double? = nil, analysisScale: Bool = true
    ) throws -> String {
      try scene(sparse(measure)) {
        ($0.showsAnalysisScale, $0.add, $0.to) = (analysisScale, add, rule)
      }.summary
    }
    #expect(try summary(.oddsRatio).contains("; 0.5 added to the counts of 4 because of zeros."))
    #expect(try summary(.riskRatio, add: 0.25).contains("0.25 added to the counts of 4 because of zeros"))
    #expect(try summary(.oddsRatio, to: .all).contains("; 0.5 added to the counts of all."))
    #expect(try !summary(.oddsRatio, analysisScale: false).contains("added to the counts"))
    #expect(try !summary(.riskDifference).contains("added to the counts of all"))
  }

  @Test("Every measure on either scale is sound", arguments: GroupScale.measures)
  func everyMeasureIsSound(code: String) throws {
    let measure = try #require(Measure(code: code))
    let effects = try code.hasPrefix("IR") ? rates(measure) : sparse(measure)
    let long = String(repeating: "a very long name of a group of people ", count: 4)
    for showsAnalysisScale in [false, true] {
      ChartExamples.expectSound(
        try scene(effects) { $0.showsAnalysisScale = showsAnalysisScale }, "\(code) \(showsAnalysisScale)")
      ChartExamples.expectSound(
        try scene(effects) {
          $0.showsAnalysisScale = showsAnalysisScale
          ($0.title, $0.treatment, $0.control, $0.outcome) = (long, long, long, long)
        }, "\(code) with long words")
      ChartExamples.expectSound(
        try scene(effects) {
          $0.showsAnalysisScale = showsAnalysisScale
          $0.axisRange = Interval(0.02, 0.2)
        }, "\(code) cut")
    }
    for axis in LabbeAxisScale.allCases {
      ChartExamples.expectSound(try scene(effects) { $0.axisScale = axis }, "\(code) \(axis)")
      ChartExamples.expectSound(
        try scene(effects) { ($0.axisScale, $0.axisRange) = (axis, Interval(0.02, 0.2)) }, "\(code) \(axis) cut"
      )
    }
  }

  @Test("Studies stand at their risks, double zeros are hollow, and the counts are told")
  func marks() throws {
    let effects = try sparse(.oddsRatio)
    let settings = ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: .peto())
    var petoEffects = effects
    petoEffects.measure = .petoOddsRatio
    let scene = try scene(petoEffects, settings)
    let circles = scene.shapes.flatMap { shape -> [Shape] in
      if case .group("studies", let members) = shape { members } else { [] }
    }
    #expect(circles.count == 6)
    let hollow = circles.filter {
      if case .circle(_, _, let fill, _) = $0 { fill == .white } else { false }
    }
    #expect(hollow.count == 3)
    #expect(scene.texts.contains { $0.string.hasPrefix("No or only events in both groups: 3 studies") })
  }

  @Test("Small risks are spread by square roots, by themselves where they would heap in a corner")
  func axisScales() throws {
    let bcg = try Examples.bcg()
    func footer(_ change: (inout LabbePlotOptions) -> Void = { _ in }) throws -> String {
      var options = LabbePlotOptions()
      change(&options)
      let scene = try LabbePlot(fit: bcg.fit, effects: bcg.effects, options: options).scene()
      ChartExamples.expectSound(scene, "bcg")
      return scene.texts.map(\.string).first { $0.hasPrefix("13 studies") } ?? ""
    }
    #expect(try footer() == "13 studies; axes: square-root scale")
    #expect(try footer { $0.axisScale = .linear } == "13 studies")
    #expect(try footer { $0.axisScale = .logarithmic } == "13 studies; axes: logarithmic scale")
    #expect(try footer { $0.showsAnalysisScale = true } == "13 studies")
    #expect(try footer { $0.axisRange = Interval(0, 0.05) }.hasSuffix("beyond the axes"))
    // On the square-root scale a risk stands at its root: the ticks are apart and round.
    let ticks = LabbeAxisScale.squareRoot.ticks(Interval(-0.016, 0.54)) ?? []
    #expect(ticks.sorted() == [0, 0.005, 0.02, 0.05, 0.1, 0.2], "\(ticks)")
    let sparse = try scene(sparse(.oddsRatio)) { $0.axisScale = .logarithmic }
    #expect(sparse.texts.contains { $0.string.contains("3 with a risk of 0 on the edge") })
  }

  @Test func extremesAreSound() throws {
    let one = try Examples.effects(
      .oddsRatio, labels: [nil], [(.ai, [0]), (.n1i, [10]), (.ci, [0]), (.n2i, [12])])
    ChartExamples.expectSound(try scene(one, ModelSettings(heterogeneity: .equalEffects, test: .z)), "one")
    let high = try Examples.effects(
      .riskRatio, labels: [nil, nil],
      [(.ai, [99, 97]), (.n1i, [100, 100]), (.ci, [98, 95]), (.n2i, [100, 99])])
    ChartExamples.expectSound(try scene(high), "near one")
    ChartExamples.expectSound(try scene(high) { $0.showsAnalysisScale = true }, "near one, logs")
    ChartExamples.expectSound(try scene(high) { $0.showsPooled = false }, "without the pooled effect")
    let apart = try Examples.effects(
      .oddsRatio, labels: [nil, nil],
      [(.ai, [99, 88]), (.n1i, [100, 90]), (.ci, [1, 2]), (.n2i, [100, 99])])
    ChartExamples.expectSound(try scene(apart), "far apart")
    ChartExamples.expectSound(try scene(apart) { $0.showsAnalysisScale = true }, "far apart, logs")
  }

  @Test func whatCannotBeDrawnIsRefused() throws {
    let generic = try Examples.generic(4, seed: 1)
    #expect(throws: LabbePlotError.measure(nil)) {
      try LabbePlot(fit: generic.fit, effects: generic.effects)
    }
    let trials = try Examples.threeTrials()
    #expect(throws: LabbePlotError.measure("SMD")) {
      try LabbePlot(fit: trials.fit, effects: trials.effects)
    }
    let bcg = try Examples.bcg()
    let fit = try RandomEffects().fit(bcg.effects, moderators: "~ ci")
    #expect(throws: LabbePlotError.moderators) { try LabbePlot(fit: fit, effects: bcg.effects) }
  }
}
