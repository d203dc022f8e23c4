import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct SubgroupCommandTests {
  @Test(arguments: ["text", "markdown", "json", "csv"])
  func trialsByAllocation(format: String) {
    let outcome = Outcome("fit", "dataset:bcg", "--by", "allocation", "--format", format)
    #expect(outcome.status == 0)
    #expect((format == "csv") == outcome.errors.hasPrefix("tutti: note: "))
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

  @Test func groupsOfTablesByMantelHaenszel() {
    let arguments = ["dataset:bcg", "--measure", "OR", "--method", "MH", "--by", "allocation"]
    expectSnapshot(Outcome(["fit"] + arguments).output)
    let json = Outcome(["fit", "--format", "json"] + arguments).output
    #expect(json.contains("\"method\": \"MH\""))
    #expect(json.contains("cochran_mantel_haenszel"))
    let plot = Outcome(["plot", "forest"] + arguments)
    #expect(plot.status == 0, "\(plot.errors)")
    #expect(plot.output.contains("Model: Mantel–Haenszel, equal effects"))
  }

  @Test func aSetForDisplayIsDrawnInGroupsWithoutPooledEffects() {
    for extra in [[], ["--panels"]] {
      let outcome = Outcome(["plot", "forest", "dataset:music-therapy-published", "--by", "outcome"] + extra)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("Geretsegger"))
      #expect(outcome.output.contains("Not pooled: the rows mix measures"))
      for word in ["Pooled", "Random-effects", "prediction", "Heterogeneity", "Weight", "Model:"] {
        #expect(!outcome.output.contains(word), "\(word)")
      }
    }
  }

  @Test(arguments: [[], ["--panels"]])
  func anAxisThatCannotBe(extra: [String]) {
    let outcome = Outcome(
      ["plot", "forest", "dataset:bcg", "--by", "allocation", "--axis", "0,10"] + extra)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("the axis end 0 is impossible"), "\(outcome.errors)")
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
    (["--by", "allocation", "--scale", "~ year"], "--by and --scale exclude each other"),
    (["--by", "allocation", "--permutations", "exact"], "--by and --permutations exclude each other"),
    (["--by", "allocation", "--sensitivity", "zero-cells"], "--by and --sensitivity exclude each other"),
    (["--by", "allocation", "--vif"], "--by and --vif exclude each other"),
    (["--by", "allocation", "--method", "UM.RS"], "UM.RS cannot be used for measure RR"),
    (["--by", "allocation", "--method", "MH", "--tau2-common"], "MH has no model with one τ²"),
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
