import Testing

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Wrong input ends in one sentence on standard error and the right exit status, never in a crash or a NaN.
@Suite struct ExitStatusTests {
  static let header = "study,yi,vi\n"

  @Test(arguments: [
    ("", "empty"),
    ("study,yi,vi\n", "no rows"),
    ("study,yi,vi\nA,,\nB,NA,0.1\n", "no study can be used"),
    ("study,yi,vi\nA,0.1,abc\nB,0.2,0.1\n", "'abc' is not a number"),
    ("study,yi,yi\nA,0.1,0.2\n", "two columns named 'yi'"),
    ("study,yi,vi\nA,0.1\nB,0.2,0.1\n", "row 1"),
    ("study,yi,vi\nA,1e308,0.1\nB,-1e308,0.1\n", "row 1 (A), column 'yi': the estimate 1e+308"),
    (
      "study,yi,vi\nA,,0.1\nB,,0.1\nC,0.2,\n",
      "all 3 rows are left out: rows 1 and 2: no effect size: missing yi; row 3"
    ),
    ("study,yi,vi\nA,0.1,-1\n", "the only row is left out: row 1: no effect size: vi is -1"),
    ("study,yi,sei\nA,0.1,0\nB,0.1,0.2\n", "row 1 (A), column 'sei': a sampling variance of 0"),
  ])
  func wrongDataEndIn65(csv: String, saying: String) {
    let outcome = Outcome("fit", "-", input: csv)
    #expect(outcome.status == 65)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("tutti: standard input"))
    expectOneSentence(outcome.errors)
  }

  @Test(arguments: [
    (["fit", "-", "--columns", "yi=effect"], 65, "no column 'effect' for role yi"),
    (["fit", "-", "--columns", "yi=yi,yi=vi"], 64, "role yi is given to 'yi' and 'vi'"),
    (["fit", "-", "--columns", "sd1=yi"], 64, "did you mean"),
    (["fit", "-", "--columns", "yi"], 64, "role=column"),
    (["fit", "-", "--method", "REMLL"], 64, "did you mean 'REML'?"),
    (["fit", "-", "--measure", "SMDD"], 64, "did you mean 'SMD'?"),
    (["fit", "-", "--test", "khna"], 64, "did you mean 'knha'?"),
    (["fit", "-", "--profile", "metafor"], 64, "metafor@5.1"),
    (["fit", "-", "--tau2-ci", "Q"], 64, "--tau2-ci does not take 'Q'"),
    (["fit", "-", "--tau2-ci", "QPP"], 64, "none"),
    (["fit", "-", "--prediction-interval", "tt"], 64, "--prediction-interval"),
    (["fit", "-", "--i2", "tau"], 64, "did you mean 'tau2'?"),
    (["fit", "-", "--level", "0"], 64, "level"),
    (["fit", "-", "--level", "0.95"], 64, "--level takes a percentage, not '0.95'; for example --level 95"),
    (["fit", "-", "--level", "95%"], 64, "without a percent sign"),
    (["fit", "-", "--method", "UM.RS", "--measure", "OR", "--level", ".9"], 64, "for example --level 90"),
    (["fit", "-", "--data-level", "0.95"], 64, "--data-level takes a percentage, not '0.95'"),
    (["effects", "-", "--measure", "SMD", "--data-level", "0.99"], 64, "for example --data-level 99"),
    (["batch", "-", "--level", "0.95"], 64, "for example --level 95"),
    (["plot", "forest", "-", "--level", "0.95"], 64, "for example --level 95"),
    (["fit", "-", "--level", "100"], 64, "level"),
    (["fit", "-", "--level", "nan"], 64, "takes a number"),
    (["fit", "-", "--level", "many"], 64, "takes a number"),
    (["fit", "-", "--tau2", "-1"], 64, "τ²"),
    (["fit", "-", "--tau2", "0.1", "--method", "DL"], 64, "exclude each other"),
    (["fit", "-", "--weights", "vi", "--unweighted"], 64, "exclude each other"),
    (["fit", "-", "--weights", "wt"], 65, "no column 'wt' for role weights"),
    (["fit", "-", "--add", "0.5,0"], 64, "inverse-variance"),
    (["fit", "-", "--format", "jsn"], 64, "did you mean 'json'?"),
    (["fit", "-", "--decimals", "99"], 64, "--decimals"),
    (["fit", "-", "--fromat", "json"], 64, "--format"),
    (["fit", "-", "--method"], 64, "missing value for '--method"),
    (["fit"], 64, "missing expected argument"),
    (["fit", "-", "more"], 64, "unexpected argument 'more'"),
    (["fti", "-"], 64, "did you mean 'fit'?"),
    (["plot", "forrest", "-"], 64, "did you mean 'forest'?"),
    (["datasets", "shwo", "bcg"], 64, "did you mean 'show'?"),
    (["effects", "-"], 64, "--measure"),
    (["measures", "QQQQ"], 64, "'QQQQ' is not a measure; 'tutti measures' lists them"),
    (["measures", "SMDD"], 64, "did you mean 'SMD'?"),
    (
      ["fit", "-", "--measure", "SMD", "--columns", "study=yi,vi=study"], 65,
      "'Alpha' is not a number"
    ),
    (["fit", "-", "--columns", "vi=yi"], 64, "column 'yi' of standard input is given to the roles yi and vi"),
    (["fit", "-", "--moderators", "~ dose"], 65, "standard input: formula '~ dose'"),
    (["datasets", "bcg"], 64, "'tutti datasets show bcg' prints it"),
    (["fit", "dataset:music-therapy-published"], 64, "--pool-anyway"),
    (["profiles", "tutti@0"], 64, "tutti@1"),
    (["fit", "/nonexistent/studies.csv"], 66, "/nonexistent/studies.csv cannot be read"),
    (["fit", "/"], 66, "tutti: / cannot be read: it is a folder"),
  ])
  func wrongRequests(arguments: [String], status: Int32, saying: String) {
    let outcome = Outcome(arguments, input: TestData.estimates)
    #expect(outcome.status == status)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
    expectOneSentence(outcome.errors)
  }

  @Test func wrongDataNameTheFileAsGivenAndItsColumn() throws {
    try withTemporaryFolder { folder throws in
      let path = "\(folder)/zero.csv"
      try Data("trial,effect,variance\nA,0.1,0\nB,0.2,0.1\n".utf8).write(to: URL(fileURLWithPath: path))
      let outcome = Outcome("fit", path, "--method", "EE", "--columns", "study=trial,yi=effect,vi=variance")
      #expect(outcome.status == 65)
      #expect(
        outcome.errors.hasPrefix("tutti: \(path): row 1 (A), column 'variance': a sampling variance of 0"))
      expectOneSentence(outcome.errors)
    }
  }

  @Test(arguments: [
    ("w=-1", "-1", "1", "row 2, column 'w': weight -1 is not usable"),
    ("z too large", "1", "1e200", "row 2: the moderator x is 1e+200"),
    ("z too small", "1", "1e-200", "row 2: the moderator x is 1e-200"),
  ])
  func numbersBeyondReach(what: String, weight: String, x: String, saying: String) {
    let outcome = Outcome(
      "fit", "-", "--weights", "w", "--moderators", "~ 0 + x",
      input: "yi,vi,w,x\n0.1,0.1,1,0\n0.2,0.1,\(weight),\(x)\n0.3,0.1,1,0\n")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
    expectOneSentence(outcome.errors)
  }

  @Test func controlCharactersOfAFileReachNoTerminal() {
    let outcome = Outcome("fit", "-", input: "study,yi,vi\n\"A\u{1B}[31m\r\nB\",0.1,abc\nC,0.2,0.1\n")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("row 1 (A [31m B)"), "\(outcome.errors)")
    expectOneSentence(outcome.errors)
  }

  /// Rows that cannot be, for every measure of group means, of 2×2 tables and of correlations: a result without the row
  /// and a note with its number, or one sentence; never a crash, a NaN or a lost row.
  @Test(arguments: [
    (
      "MD SMD SMDH SMD1 ROM D2OR CVR VR CLESN RPB RBIS ZBIS", "m1i,sd1i,n1i,m2i,sd2i,n2i",
      """
      1,0,10,2,0,10
      1,1,1,2,1,1
      1e308,1e308,10,-1e308,1,12
      1,1,1e308,2,1,12
      1,1,10,2,1,0
      1,-1,10,2,1,10
      """, "1,1,10,2,1,12\n0.5,1,20,2,1,22"
    ),
    (
      "OR RR RD AS PETO PHI YUQ YUY RTET", "ai,n1i,ci,n2i",
      """
      0,10,0,10
      11,10,1,10
      10,10,10,10
      1e308,1e308,1,10
      -1,10,1,10
      """, "1,10,2,10\n3,20,2,21"
    ),
    ("COR ZCOR UCOR", "ri,ni", "1,10\n-1.2,10\n0.5,3\n0.2,1e308\n0.2,0", "0.2,20\n0.4,30"),
  ])
  func impossibleRows(codes: String, header: String, bad: String, good: String) {
    for code in codes.split(separator: " ").map(String.init) {
      for (position, row) in bad.split(separator: "\n").enumerated() {
        let input = "\(header)\n\(row)\n\(good)\n"
        let effects = Outcome("effects", "-", "--measure", code, "--format", "json", input: input)
        #expect(effects.status == 0, "\(code) \(position)")
        let isEmpty = effects.output.contains("{\"row\": 1, \"study\": null, \"yi\": null")
        if isEmpty {
          #expect(effects.output.contains("\"severity\": \"warning\", \"row\": 1"), "\(code) \(position)")
        }
        let fit = Outcome("fit", "-", "--measure", code, "--format", "json", input: input)
        #expect(fit.status == 0 || fit.status == 65, "\(code) \(position): \(fit.errors)")
        if fit.status == 65 {
          #expect(fit.errors.contains("standard input: row 1"), "\(code) \(position): \(fit.errors)")
          expectOneSentence(fit.errors)
        } else if isEmpty {
          #expect(fit.output.contains("\"k\": 2"), "\(code) \(position)")
        }
        for output in [effects.output, fit.output] {
          #expect(!output.contains("NaN") && !output.contains("nan"), "\(code) \(position)")
        }
        let plot = Outcome("plot", "forest", "-", "--measure", code, input: input)
        #expect(plot.status == fit.status, "\(code) \(position)")
        #expect(!plot.output.contains("NaN") && !plot.output.contains("nan"), "\(code) \(position)")
      }
    }
  }

  @Test func rawColumnsWithoutAMeasureAskForOne() {
    let outcome = Outcome("fit", "-", input: TestData.means)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--measure"))
    #expect(outcome.errors.contains("mean_t"))
  }

  @Test func oneStudyIsAResultWithANote() {
    let outcome = Outcome("fit", "-", "--format", "json", input: "yi,vi\n0.5,0.04\n")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("model.single-study"))
    #expect(!outcome.output.contains("nan"))
  }

  @Test(arguments: [
    "A,12.1,3.2,1,10.4,3.0,21", "A,12.1,0,20,10.4,0,21", "A,12.1,-3,20,10.4,3.0,21",
    "A,1e308,3.2,20,-1e308,3.0,21",
    "A,12.1,3.2,20.5,10.4,,21",
  ])
  func aStudyThatCannotBeUsedIsLeftOutWithANote(row: String) {
    let outcome = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "json",
      input: TestData.means + row + "\n")
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("NaN") && !outcome.output.contains("nan,"))
    let fit = Outcome(
      "fit", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "json",
      input: TestData.means + row + "\n")
    #expect(fit.status == 0)
    if outcome.output.contains("\"row\": 4, \"study\": \"A\", \"yi\": null") {
      #expect(fit.output.contains("\"k\": 3"))
      #expect(outcome.output.contains("\"severity\": \"warning\", \"row\": 4"))
    }
  }

  private func expectOneSentence(_ errors: String) {
    #expect(errors.hasPrefix("tutti: "))
    #expect(errors.hasSuffix("\n") && errors.filter(\.isNewline).count == 1)
    #expect(!errors.contains(". "), "\(errors)")
  }
}
