import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct ScaleCommandTests {
  private static let bcg = ["fit", "dataset:bcg", "--measure", "RR"]

  @Test(arguments: ["text", "markdown", "json"])
  func latitudeAndTheScale(format: String) {
    let outcome = Outcome(
      Self.bcg + ["--moderators", "~ latitude", "--scale", "~ latitude", "--format", format])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func theIdentityLinkIsTaken() {
    let outcome = Outcome(Self.bcg + ["--scale", "~ allocation", "--link", "identity", "--details"])
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
  }

  @Test func whatCannotBeIsRefused() {
    func refused(_ arguments: String...) -> String {
      let outcome = Outcome(Self.bcg + arguments)
      #expect(outcome.status == 64)
      return outcome.errors
    }
    #expect(refused("--link", "log").contains("--scale is needed with --link"))
    #expect(refused("--scale", "~ latitude", "--link", "logit").contains("it takes log or identity"))
    #expect(refused("--scale", "~ latitude", "--method", "DL").contains("REML or ML, not DL"))
    #expect(refused("--scale", "~ latitude", "--compare", "~ 1").contains("exclude each other"))
    #expect(refused("--scale", "~ latitude", "--permutations", "exact").contains("location–scale"))
  }
}

@Suite struct PermutationCommandTests {
  private static let bcg = ["fit", "dataset:bcg", "--measure", "RR", "--method", "DL", "--test", "z"]

  @Test(arguments: ["text", "json"])
  func randomPermutations(format: String) {
    let outcome = Outcome(
      Self.bcg + ["--moderators", "~ latitude", "--permutations", "500", "--seed", "3", "--format", format])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func allSigns() {
    let outcome = Outcome(Self.bcg + ["--permutations", "exact"])
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
  }

  @Test func whatCannotBeIsRefused() {
    func refused(_ arguments: String...) -> String {
      let outcome = Outcome(Self.bcg + arguments)
      #expect(outcome.status == 64)
      return outcome.errors
    }
    #expect(refused("--seed", "1").contains("--permutations is needed with --seed"))
    #expect(refused("--permutations", "many").contains("'exact' or a whole number"))
    #expect(refused("--permutations", "0").contains("too few"))
    #expect(refused("--permutations", "10", "--seed", "-1").contains("whole number"))
    #expect(refused("--permutations", "exact", "--moderators", "~ latitude").contains("random ones instead"))
  }
}
