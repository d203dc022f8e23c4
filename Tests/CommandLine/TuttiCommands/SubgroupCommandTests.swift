import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct SubgroupCommandTests {
  @Test(arguments: ["text", "markdown", "json", "csv"])
  func trialsByAllocation(format: String) {
    let outcome = Outcome("fit", "dataset:bcg", "--by", "allocation", "--format", format)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func oneVarianceForAllGroups() {
    expectSnapshot(Outcome("fit", "dataset:bcg", "--by", "allocation", "--tau2-common").output)
  }

  @Test func outcomesOfTheSameStudies() {
    let arguments = ["fit", "dataset:SYNTHETIC-gamut-shaped", "--by", "outcome"]
    let outcome = Outcome(arguments)
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("All studies"))
    expectSnapshot(outcome.output)
    #expect(Outcome(arguments + ["--overall"]).output.contains("Between groups"))
    #expect(
      !Outcome(["fit", "dataset:bcg", "--by", "allocation", "--no-overall"]).output.contains("All studies"))
  }

  @Test func plotsBySubgroupAndInPanels() {
    let arguments = ["plot", "forest", "dataset:SYNTHETIC-gamut-shaped", "--by", "outcome"]
    let stacked = Outcome(arguments)
    #expect(stacked.status == 0)
    #expect(stacked.output.contains("Heterogeneity: τ²"))
    #expect(stacked.errors.contains("5 studies occur in several groups of outcome"))
    let panels = Outcome(arguments + ["--panels"])
    #expect(panels.status == 0)
    #expect(panels.output != stacked.output)
  }

  @Test(arguments: [
    (["--tau2-common"], "--by is needed with --tau2-common"), (["--overall"], "--by is needed with --overall"),
    (["--group-order", "label"], "--by is needed with --group-order"),
    (["--by", "allocation", "--moderators", "~ year"], "--by and --moderators exclude each other"),
    (["--by", "allocation", "--group-order", "lable"], "did you mean 'label'?"),
  ])
  func wrongRequests(arguments: [String], saying: String) {
    let outcome = Outcome(["fit", "dataset:bcg"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
  }

  @Test func aColumnThatIsNotThere() {
    let outcome = Outcome("fit", "dataset:bcg", "--by", "alocation")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("did you mean 'allocation'?"), "\(outcome.errors)")
    #expect(
      Outcome("plot", "forest", "dataset:bcg", "--panels").errors.contains("--by is needed with --panels"))
  }
}
