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
    (["--groups", "one"], "--groups"), (["--groups", "a,b,c"], "exactly two names"),
    (["--favours", "one"], "--favours"),
    (["--sort", "efect"], "did you mean 'effect'?"),
    (["--benefit", "low"], "did you mean 'lower'?"), (["--ticks", "1,,2"], "--ticks"),
    (["--axis", "nan,1"], "--axis"), (["--axis", "0x1,2"], "--axis"), (["--ticks", "inf"], "--ticks"),
    (["--ticks", "0,100"], "the tick 100 is beyond the axis"),
    (["--axis", "-1,1", "--ticks", "0,2"], "which runs from -1 to 1"),
    (
      ["--measure", "HR", "--axis", "0,2"],
      "the axis end 0 is impossible: on the scale shown all values lie above 0"
    ),
    (["--measure", "HR", "--ticks", "-1"], "the tick -1 is impossible"),
    (["--decimals", "x"], "--decimals"),
  ])
  func wrongWords(arguments: [String], saying: String) {
    let outcome = Outcome(["plot", "forest", "-"] + arguments, input: TestData.estimates)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
  }

  @Test func aSetForDisplayIsDrawnWithoutAPooledEffect() {
    let outcome = Outcome("plot", "forest", "dataset:music-therapy-published")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Geretsegger"))
    #expect(outcome.output.contains("Not pooled: the rows mix measures"))
    for word in ["Random-effects", "prediction", "Heterogeneity", "Weight", "Model:"] {
      #expect(!outcome.output.contains(word), "\(word)")
    }
    let forced = Outcome("plot", "forest", "dataset:music-therapy-published", "--pool-anyway")
    #expect(forced.output.contains("Random-effects model"))
    #expect(forced.errors.contains("mix measures"))
  }

  @Test func theFooterNamesTheModerators() {
    let outcome = Outcome("plot", "forest", "dataset:bcg", "--moderators", "~ latitude")
    #expect(outcome.output.contains("Model: random effects (REML), moderators ~ latitude; test"))
  }

  @Test func studiesOfDoubleArcsinesAreTurnedBackAtTheirOwnSize() {
    let input = "study,xi,ni\nA,3,10\nB,30,1000\nC,20,50\n"
    let outcome = Outcome("plot", "forest", "-", "--measure", "PFT", input: input)
    for share in ["0.30", "0.03", "0.40"] { #expect(outcome.output.contains(">\(share)</text>"), "\(share)") }
  }

  @Test func aPositiveRatioNeverReadsAsZero() {
    let input = "study,ai,n1i,ci,n2i\nA,0,50,40,50\nB,10,50,12,50\nC,20,50,22,50\n"
    #expect(
      Outcome("plot", "forest", "-", "--measure", "OR", input: input).output.contains(">(&lt;0.01</text>"))
    #expect(Outcome("fit", "-", "--measure", "OR", input: input).output.contains("[<0.01"))
  }

  @Test func labelsOfAnyKindGiveWellFormedXML() throws {
    let input = "study,yi,vi\n\"A\tB\nC \u{1B}[31m\u{7} <&>\",0.1,0.1\n👩‍👩‍👧 Ø 王,0.2,0.1\n"
    let outcome = Outcome("plot", "forest", "-", input: input)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("A B C  [31m  &lt;&amp;&gt;"))
    #expect(!outcome.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
