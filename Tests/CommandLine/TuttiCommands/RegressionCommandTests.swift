import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct RegressionCommandTests {
  static let bcg = [
    "fit", "dataset:bcg", "--measure", "RR", "--method", "ML", "--moderators", "~ latitude + allocation",
  ]

  static let questions = [
    "--predict", "latitude=15,45,70; allocation=random,'alternate'",
    "--contrast", "allocationrandom - allocationsystematic = 0", "--contrast", "latitude = -0.03", "--adjust",
    "holm",
    "--test-terms", "--compare", "~ 1", "--compare", "~ latitude", "--vif", "--adjusted-means", "allocation",
  ]

  @Test(arguments: ["text", "markdown", "json"])
  func everyQuestionAboutTheBCGTrials(format: String) {
    let outcome = Outcome(Self.bcg + Self.questions + ["--format", format])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func theOnlyTableAskedForIsTheCSV() {
    let outcome = Outcome(Self.bcg + ["--predict", "latitude=15,45; allocation=random", "--format", "csv"])
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
  }

  @Test func predictionsAtTheRowsOfAFile() throws {
    try withTemporaryFolder { folder in
      try writeFile(
        Array("place,latitude,allocation\nA,15,random\nB,45,alternate\n".utf8), to: "\(folder)/new.csv")
      let fromFile = Outcome(Self.bcg + ["--predict", "\(folder)/new.csv", "--format", "csv"])
      #expect(fromFile.status == 0, "\(fromFile.errors)")
      #expect(fromFile.output.split(separator: "\n").count == 3)
      let missing = Outcome(Self.bcg + ["--predict", "\(folder)/absent.csv"])
      #expect(missing.status == 66)
    }
  }

  @Test func aTermAndASynonymAreAccepted() {
    let outcome = Outcome(Self.bcg + ["--contrast", "allocation", "--anova"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Joint test of the contrasts"))
    #expect(outcome.output.contains("Tests of terms"))
  }

  static let wrong: [([String], Int32, String)] = [
    (["--predict", "latitude=15"], 64, "the moderator 'allocation' has no value"),
    (["--predict", "latitude=x; allocation=random"], 64, "'latitude' must be a number, not 'x'"),
    (["--predict", "latitude=1; allocation=randon"], 64, "did you mean 'random'?"),
    (["--predict", "latitude=1; alocation=random"], 64, "did you mean 'allocation'?"),
    (["--predict", "latitude=; allocation=random"], 64, "moderator=value"),
    (["--predict", "latitude=1; latitude=2"], 64, "moderator=value"),
    (["--contrast", "latitud = 0"], 64, "did you mean 'latitude'?"),
    (["--contrast", "latitude ="], 64, "character 11"),
    (["--contrast", "latitude", "--adjust", "hollm"], 64, "did you mean 'holm'?"),
    (["--adjust", "holm"], 64, "--contrast"),
    (["--compare", "~ latitud"], 65, "did you mean 'latitude'?"),
    (["--compare", "~ latitude +"], 64, "character"),
    (["--compare", "~ 1", "--method", "REML"], 64, "maximum likelihood (ML)"),
    (["--adjusted-means", "latitude"], 64, "not a factor"),
    (["--adjusted-means", "allocatio"], 64, "did you mean 'allocation'?"),
  ]

  @Test(arguments: wrong)
  func wrongQuestionsAreAnsweredInOneSentence(arguments: [String], status: Int32, saying: String) {
    let outcome = Outcome(
      Self.bcg.filter { $0 != "--method" && $0 != "ML" }
        + (arguments.contains("--method") ? [] : ["--method", "ML"]) + arguments)
    #expect(outcome.status == status)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func questionsAboutModeratorsNeedSome() {
    for option in ["--vif", "--test-terms"] {
      let outcome = Outcome("fit", "dataset:bcg", "--measure", "RR", option)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--moderators"))
    }
    #expect(Outcome("fit", "dataset:bcg", "--measure", "RR", "--contrast", "intercept = -1").status == 0)
  }

  /// Rows without a moderator of any of the models are left out of all of them.
  @Test func modelsAreComparedOnCommonRows() {
    let data = """
      study,yi,vi,a,b
      A,0.2,0.04,1,2
      B,0.1,0.05,2,NA
      C,0.5,0.03,3,1
      D,0.4,0.06,4,5
      E,1.1,0.04,5,3
      F,0.0,0.02,1,4

      """
    let outcome = Outcome(
      "fit", "-", "--method", "ML", "--moderators", "~ a", "--compare", "~ a + b", input: data)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("comparison.rows"))
    #expect(outcome.output.contains("6 studies"))
  }
}
