import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct RareEventsTests {
  private static let rare = "dataset:catheter-infections"

  @Test(arguments: ["text", "json"])
  func mantelHaenszel(format: String) {
    let outcome = Outcome("fit", Self.rare, "--measure", "OR", "--method", "MH", "--format", format)
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func sensitivityToZeroCells() {
    let outcome = Outcome("fit", Self.rare, "--measure", "OR", "--sensitivity", "zero-cells")
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
    #expect(Outcome("fit", Self.rare, "--measure", "OR", "--sensitivity", "zeros").status == 64)
  }

  @Test func twoValuesOfAddAndTo() {
    func output(_ arguments: String...) -> String {
      Outcome(["fit", Self.rare, "--measure", "OR", "--format", "json"] + arguments).output
    }
    let both = output("--method", "MH", "--add", "0.5,0.5", "--to", "only0,all")
    #expect(both.contains("\"to\": \"all\""))
    #expect(output("--method", "MH", "--no-correct").contains("\"continuity_correction\": false"))
    #expect(output("--method", "DL", "--pooling", "MH").contains("\"method\": \"DL\""))
    #expect(output("--method", "PETO").contains("\"method\": \"PETO\""))
  }

  @Test(arguments: [
    ["--method", "MH", "--test", "knha"], ["--method", "MH", "--moderators", "~ row"],
    ["--method", "REML", "--pooling", "MH"], ["--pooling", "XX"], ["--method", "MH", "--pooling", "PETO"],
    ["--method", "MH", "--add", "1,2,3"], ["--rd-variance", "none"], ["--add", "0.5,0"],
  ])
  func whatCannotBePooledIsRefused(arguments: [String]) {
    let outcome = Outcome(["fit", Self.rare, "--measure", "OR"] + arguments)
    #expect(outcome.status != 0)
    #expect(outcome.status != 70)
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }
}
