import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct ListCommandsTests {
  @Test(
    arguments: [["measures"], ["measures", "SMD"], ["profiles"], ["profiles", "tutti@1"], ["glossary"]],
    ["text", "markdown", "json", "csv"])
  func listsInEveryForm(command: [String], format: String) {
    let outcome = Outcome(command + ["--format", format])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(!outcome.output.isEmpty && outcome.output.hasSuffix("\n"))
  }

  @Test func profiles() { expectSnapshot(Outcome("profiles", "metafor@5.1").output) }
}
