import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

@Suite struct SpecificationCurveTests {
  private func curve(_ notes: [Note]) -> SpecificationCurve {
    SpecificationCurve(
      items: (0..<6).map { index in
        let estimate = -0.2 + 0.1 * Double(index)
        return .init(
          estimate: estimate, interval: Interval(center: estimate, halfWidth: 0.15),
          choices: [index == 3 ? [0, 1] : [index % 2], [index / 2]])
      },
      choices: [
        .init(name: "test", values: ["z", "knha"]), .init(name: "tau2", values: ["DL", "PM", "REML"]),
      ],
      stated: 0.1, nullValue: 0, transform: .identity, effectName: "Mean difference",
      title: "Six invented combinations", footer: ["2 of 6 combinations come to another conclusion."],
      notes: notes)
  }

  @Test func curveOfInventedData() throws {
    let scene = curve([Note(.syntheticDataset), Note(NoteKind("example", .information, "nothing of note"))])
      .scene()
    ChartExamples.expectSound(scene, "specification curve")
    expectSnapshot(scene.svg(), as: "svg")
    #expect(scene.summary.hasPrefix("SYNTHETIC DATA: the numbers of this data set are invented"))
    let plain = curve([]).scene()
    #expect(plain.height < scene.height && !plain.summary.contains("SYNTHETIC"))
  }
}
