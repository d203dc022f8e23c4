import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct FitCommandTests {
  @Test(arguments: ["text", "markdown", "json", "csv"])
  func riskRatiosOfTheBCGTrials(format: String) {
    let outcome = Outcome("fit", "-", "--measure", "RR", "--format", format, input: TestData.bcg)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func detailsOfAnAnalysisLikeMetafors() {
    let outcome = Outcome(
      "fit", "-", "--measure", "RR", "--profile", "metafor@5.1", "--details", input: TestData.bcg)
    expectSnapshot(outcome.output)
  }

  @Test func estimatesWithAMissingOne() {
    let outcome = Outcome("fit", "-", input: TestData.estimates)
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
  }

  @Test func equalEffectsOfMeans() {
    let outcome = Outcome(
      "fit", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--method", "EE", "--test", "z",
      "--level", "90",
      input: TestData.means)
    expectSnapshot(outcome.output)
  }

  @Test func everyMethodTestAndIntervalIsAccepted() {
    for method in HeterogeneityModel.codes {
      #expect(Outcome("fit", "-", "--method", method, input: TestData.estimates).status == 0, "\(method)")
    }
    for test in ["z", "t", "knha", "adhoc"] {
      #expect(Outcome("fit", "-", "--test", test, input: TestData.estimates).status == 0, "\(test)")
    }
    for interval in ["QP", "GENQ", "PL", "none"] {
      #expect(Outcome("fit", "-", "--tau2-ci", interval, input: TestData.estimates).status == 0, "\(interval)")
    }
  }

  @Test func optionsReplaceWhatTheProfileSays() {
    func model(_ arguments: String...) -> String {
      Outcome(["fit", "-", "--format", "json"] + arguments, input: TestData.estimates).output
    }
    #expect(model().contains("\"test\": \"knha\""))
    #expect(model("--profile", "metafor@5.1").contains("\"test\": \"z\""))
    #expect(model("--profile", "metafor@5.1", "--test", "adhoc").contains("\"test\": \"adhoc\""))
    #expect(model("--tau2", "0.25").contains("\"method\": \"FIXED\""))
    #expect(model("--tau2", "0.25").contains("\"tau2\": 0.25"))
    #expect(model("--unweighted").contains("\"weighting\": \"unweighted\""))
    #expect(model("--weights", "vi").contains("\"weighting\": \"user\""))
    #expect(model("--i2", "q").contains("\"i2\": \"q\""))
    #expect(model("--tau2-ci", "none").contains("\"tau2_ci_method\": null"))
  }

  @Test func theSameInputGivesTheSameBytes() {
    let first = Outcome("fit", "-", "--format", "json", input: TestData.estimates)
    let second = Outcome("fit", "-", "--format", "json", input: TestData.estimates)
    #expect(first.output == second.output)
  }
}
