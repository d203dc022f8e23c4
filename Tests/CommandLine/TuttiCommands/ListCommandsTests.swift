import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct ListCommandsTests {
  @Test(
    arguments: [
      ["measures"], ["measures", "SMD"], ["profiles"], ["profiles", "tutti@1"],
      ["profiles", "show", "cma@4"], ["profiles", "diff", "metafor@4.8", "metafor@5.1"],
      ["profiles", "diff", "meta@8", "meta@8"], ["glossary"],
    ],
    ["text", "markdown", "json", "csv"])
  func listsInEveryForm(command: [String], format: String) {
    let outcome = Outcome(command + ["--format", format])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(!outcome.output.isEmpty && outcome.output.hasSuffix("\n"))
  }

  @Test func profiles() {
    expectSnapshot(Outcome("profiles").output)
    expectSnapshot(Outcome("profiles", "show", "metafor@5.1").output, named: "show")
    expectSnapshot(Outcome("profiles", "diff", "metafor@5.1", "revman@5").output, named: "diff")
    #expect(Outcome("profiles", "show", "metafor@5.1").output == Outcome("profiles", "metafor@5.1").output)
  }

  @Test func profileIsUnknown() {
    let outcome = Outcome("profiles", "show", "revman@6")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("did you mean 'revman@5'?"))
  }
}
