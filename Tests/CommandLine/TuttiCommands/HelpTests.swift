import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct HelpTests {
  @Test(arguments: [
    [], ["effects"], ["lint"], ["fit"], ["plot"], ["plot", "forest"], ["dose"], ["batch"], ["plot", "dose"],
    ["plot", "bubble"], ["init"], ["run"], ["check"], ["explain"], ["multiverse"], ["diff"],
    ["measures"], ["profiles"], ["datasets"],
    ["datasets", "show"], ["glossary"],
  ])
  func helpIsComplete(command: [String]) {
    let outcome = Outcome(command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("EXAMPLE"))
    expectSnapshot(outcome.output, named: (["tutti"] + command).joined(separator: "-"))
  }

  @Test func versionIsPrinted() {
    let outcome = Outcome("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output == "0.1.0\n")
  }

  @Test func withoutACommandHelpIsPrinted() {
    #expect(Outcome([]).output == Outcome("--help").output)
  }
}
