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
