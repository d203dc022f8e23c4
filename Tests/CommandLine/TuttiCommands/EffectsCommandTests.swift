import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct EffectsCommandTests {
  @Test(arguments: ["text", "markdown", "json", "csv"])
  func hedgesG(format: String) {
    let outcome = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", format,
      input: TestData.means + "D,12,,20,10,3,21\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func csvOfEffectsIsReadByFitWithoutAMapping() {
    let effects = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "csv",
      input: TestData.means)
    let direct = Outcome(
      "fit", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "csv",
      input: TestData.means)
    #expect(Outcome("fit", "-", "--format", "csv", input: effects.output).output == direct.output)
  }

  @Test func choicesReachTheFormula() {
    func first(_ arguments: String...) -> String {
      Outcome(
        ["effects", "-", "--measure", "OR", "--format", "csv"] + arguments, input: "ai,bi,ci,di\n0,10,3,8\n"
      ).output
    }
    let usual = first()
    #expect(first("--add", "0.25") != usual)
    #expect(first("--to", "none") != usual)
    #expect(first("--to", "only0", "--add", "0.5") == usual)
    #expect(first("--vtype", "H0") != usual)
  }
}
