import MetaAnalysis
import Testing
import _TestSupport

@testable import Plotting

struct ForestPlotTests {
  private func svg(_ example: Examples.Example, _ change: (inout ForestPlotOptions) -> Void = { _ in })
    -> String
  {
    var options = ForestPlotOptions()
    change(&options)
    return ForestPlot(fit: example.fit, effects: example.effects, options: options).scene().svg()
  }

  @Test func bcgForestPlot() throws {
    expectSnapshot(
      svg(try Examples.bcg()) {
        $0.title = "BCG vaccine against tuberculosis"
        $0.treatment = "BCG vaccine"
        $0.benefit = .lower
      }, as: "svg")
  }

  @Test func threeTrialsForestPlot() throws { expectSnapshot(svg(try Examples.threeTrials()), as: "svg") }

  @Test func manyCorrelationsForestPlot() throws {
    expectSnapshot(svg(try Examples.correlations(80)) { $0.order = .effect }, as: "svg")
  }
}
