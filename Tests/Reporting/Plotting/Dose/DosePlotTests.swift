import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

@Suite struct DosePlotTests {
  private func result(
    _ measure: Measure? = nil, targets: [Double], shapes: [DoseShape] = DoseShape.allCases, level: Double = 95
  ) throws -> DoseResult {
    var analysis = DoseAnalysis(
      dose: "sessions", targets: targets.map { DoseTarget($0) }, settings: ModelSettings(level: level))
    analysis.shapes = shapes
    analysis.samples = 49
    return try analysis.analyze(ChartExamples.sessions(measure))
  }

  @Test func linesAndCurves() throws {
    expectSnapshot(DosePlot(try result(targets: [0.2, 0.5, 0.8], level: 80)).scene().svg(), as: "svg")
  }

  /// Targets far off are named beyond the axis and do not squash the data.
  @Test func farTargets() throws {
    func axes(_ targets: [Double]) throws -> [String] {
      let scene = DosePlot(try result(targets: targets, shapes: [.linear])).scene()
      ChartExamples.expectSound(scene, "far targets")
      let axes = try #require(scene.shapes.first { if case .group("axes", _) = $0 { true } else { false } })
      return axes.flattened.compactMap { if case .text(let text) = $0 { text.string } else { nil } }
    }
    #expect(try axes([0.5, 30, -40]) == axes([0.5]))
    #expect(try axes([0.5, 2.2]) != axes([0.5]))
    let far = DosePlot(try result(targets: [0.5, 30, 31, -40], shapes: [.linear])).scene()
    #expect(far.summary.contains("The targets 30, 31 and −40 lie beyond the axis"))
    expectSnapshot(far.svg(), as: "svg")
  }

  @Test func everyModelIsSound() throws {
    for measure in [nil, Measure.riskRatio] {
      let result = try result(measure, targets: [0.48, 0.5, 0.52, 3, -1, 0.9])
      for shape in DoseShape.allCases {
        var options = DosePlotOptions()
        options.shape = shape
        options.title = "SYNTHETIC"
        ChartExamples.expectSound(DosePlot(result, options: options).scene(), "\(shape)")
      }
    }
  }

  /// A target that a falling effect loses is marked by a ring, one that is reached by a dot, others not.
  @Test func fallingEffects() throws {
    var effects = try ChartExamples.sessions()
    for row in effects.rows.indices { effects.rows[row].yi = effects.rows[row].yi.map { 1 - $0 } }
    var analysis = DoseAnalysis(dose: "sessions", targets: [0.5, 0.99, -1].map { DoseTarget($0) })
    analysis.targets[2] = DoseTarget(0.3, direction: .atMost)
    analysis.shapes = [.linear]
    let result = try analysis.analyze(effects)
    let needed = result.models[0].needed
    #expect(needed.map(\.reach) == [.atLowest, .notReached, .within])
    let wording = DoseWording(result)
    #expect(wording.end(needed[0]) == needed[0].dose)
    #expect(wording.estimate(needed[0]).hasPrefix("up to "))
    let scene = DosePlot(result).scene()
    expectSnapshot(scene.svg(), as: "svg")
    let strip = try #require(scene.shapes.first { if case .group("needed", _) = $0 { true } else { false } })
    let fills = strip.flattened.compactMap { shape -> Color? in
      if case .circle(_, _, let fill, _) = shape { fill } else { nil }
    }
    #expect(fills == [.white, ChartStyle.standard.target])
    ChartExamples.expectSound(scene, "falling")
  }

  @Test func wordsOfDosesAndSets() throws {
    #expect(DoseWording.dose(23.456) == "23.5")
    #expect(DoseWording.dose(1234.5) == "1234")
    #expect(DoseWording.dose(-3) == "−3")
    #expect(DoseWording.set(.bounded(Interval(2, 30.04))) == "2 to 30")
    #expect(DoseWording.set(.below(5)) == "5 or less")
    #expect(DoseWording.set(.above(5)) == "5 or more")
    #expect(DoseWording.set(.outside(Interval(2, 5))) == "up to 2, or from 5")
    #expect(DoseWording.set(.everything) == "any dose")
    #expect(DoseWording.set(.empty) == "no dose")
    let result = try result(targets: [0.01, 0.5, 3, -1], shapes: [.linear])
    let wording = DoseWording(result)
    let texts = result.models[0].needed.map(wording.estimate)
    #expect(texts[0] == "at the lowest dose, 4")
    #expect(texts[2].hasSuffix("(beyond observed)"))
    #expect(texts[3] == "not reached")
    #expect(
      wording.sentence(result.models[0].needed[3], of: result.models[0]).contains("is not reached within"))
  }
}
