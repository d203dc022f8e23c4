import Testing
import _TestSupport

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct PlotCommandTests {
  @Test func forestPlotOfTheBCGTrials() {
    let outcome = Outcome(
      "plot", "forest", "-", "--measure", "RR", "--groups", "Vaccinated,Control", "--benefit", "lower",
      "--title",
      "BCG against tuberculosis", input: TestData.bcg)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, as: "svg")
  }

  @Test func theEndingOfTheFileNamesTheForm() throws {
    try withTemporaryFolder { folder throws in
      let path = "\(folder)/forest.svg"
      let printed = Outcome("plot", "forest", "-", input: TestData.estimates)
      #expect(Outcome("plot", "forest", "-", "-o", path, input: TestData.estimates).status == 0)
      #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) == printed.output)
      let other = Outcome("plot", "forest", "-", "-o", "\(folder)/forest.xyz", input: TestData.estimates)
      #expect(other.status == 64)
      #expect(other.errors.contains("supported are .svg"))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/forest.xyz"))
    }
  }

  @Test func wordsReachThePlot() {
    let outcome = Outcome(
      "plot", "forest", "-", "--favours", "music,usual care", "--effect-name", "Difference", "--sort", "effect",
      "--axis", "-1,1", "--ticks", "-1,0,1", "--no-weights", "--no-prediction", "--decimals", "3",
      input: TestData.estimates)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Favours music"))
    #expect(outcome.output.contains("Favours usual care"))
    #expect(outcome.output.contains("Difference"))
    #expect(!outcome.output.contains("Weight"))
  }

  @Test(arguments: [
    (["--axis", "1"], "--axis"), (["--axis", "2,1"], "increasing"), (["--axis", "a,b"], "--axis"),
    (["--groups", "one"], "--groups"), (["--favours", "one"], "--favours"),
    (["--sort", "efect"], "did you mean 'effect'?"),
    (["--benefit", "low"], "did you mean 'lower'?"), (["--ticks", "1,,2"], "--ticks"),
    (["--decimals", "x"], "--decimals"),
  ])
  func wrongWords(arguments: [String], saying: String) {
    let outcome = Outcome(["plot", "forest", "-"] + arguments, input: TestData.estimates)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
  }
}
