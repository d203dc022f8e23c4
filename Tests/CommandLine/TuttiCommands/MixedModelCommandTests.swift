import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct MixedModelCommandTests {
  private let tables = """
    study,ai,n1i,ci,n2i,year
    A,0,116,3,117,1
    B,1,44,3,35,2
    C,2,208,9,195,3
    D,0,130,7,136,4
    E,5,151,6,157,5
    F,0,118,0,105,6
    G,4,64,1,69,7

    """

  private func run(_ arguments: String...) -> Outcome { Outcome(["fit", "-"] + arguments, input: tables) }

  @Test func rareEventsByTheExactLikelihood() {
    let outcome = run("--measure", "OR", "--method", "CM.EL")
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output)
  }

  @Test(arguments: ["UM.FS", "UM.RS", "CM.AL", "CM.EL"])
  func everyFormIsNamedInTheResult(form: String) {
    for options in [["--equal-effects"], ["--profile", "metafor@5.1"], ["--quadrature-points", "5"]] {
      let outcome = Outcome(
        ["fit", "-", "--measure", "OR", "--method", form, "--format", "json"] + options, input: tables)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("\"method\": \"\(form)\""))
      #expect(outcome.output.contains("\"k\": 6"))
      #expect(outcome.output.contains("\"uninformative\": 1"))
      #expect(outcome.output.contains("study.uninformative"))
    }
  }

  @Test func moderatorsEnter() {
    let outcome = run("--measure", "OR", "--method", "UM.FS", "--moderators", "~ year", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"term\": \"year\""))
  }

  @Test func whatCannotBeIsSaidInASentence() {
    for (arguments, words) in [
      (["--measure", "OR", "--method", "DL", "--equal-effects"], "--equal-effects"),
      (["--measure", "OR", "--method", "DL", "--quadrature-points", "3"], "--quadrature-points"),
      (["--measure", "RR", "--method", "UM.FS"], "--equal-effects"),
      (["--measure", "RD", "--method", "UM.FS"], "RD"),
      (["--measure", "OR", "--method", "UM.FS", "--quadrature-points", "0"], "quadrature points"),
      (["--measure", "OR", "--method", "UM.FS", "--quadrature-points", "2.5"], "--quadrature-points"),
      (["--measure", "OR", "--method", "CM.EL", "--test", "knha"], "knha"),
      (["--measure", "OR", "--method", "CM.EL", "--tau2", "1"], "--tau2"),
      (["--measure", "OR", "--method", "CM.EL", "--moderators", "~ year", "--compare", "~ 1"], "--compare"),
    ] {
      let outcome = Outcome(["fit", "-"] + arguments, input: tables)
      #expect(outcome.status == 64, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    let separated = Outcome(
      "fit", "-", "--measure", "OR", "--method", "CM.EL", input: "ai,n1i,ci,n2i\n0,10,3,12\n0,20,2,22\n")
    #expect(separated.status == 65)
    #expect(separated.errors.contains("without end"))
  }

  /// The number that is not whole is named as the file names it, whichever of a row's counts it is.
  @Test(arguments: ["CM.EL", "BB"]) func fractionsAreNamedByTheirColumns(method: String) {
    func error(_ header: String, _ rows: String, _ arguments: String...) -> String {
      Outcome(["fit", "-", "--method", method] + arguments, input: header + "\n" + rows).errors
    }
    let header = "study,events_t,size_t,events_c,size_c"
    let mapping = ["--measure", "OR", "--columns", "ai=events_t,n1i=size_t,ci=events_c,n2i=size_c"]
    for (rows, expected) in [
      (
        "SYNTHETIC A,5,20.5,3,20\nSYNTHETIC B,5,20,3,20\n",
        "row 1 (SYNTHETIC A): n1i (column 'size_t') is 20.5, but"
      ),
      (
        "SYNTHETIC A,5,20,3,20\nSYNTHETIC B,5,20,3.25,20\n",
        "row 2 (SYNTHETIC B): ci (column 'events_c') is 3.25, but"
      ),
      (
        "SYNTHETIC A,5,20,3,2e10\nSYNTHETIC B,5,20,3,20\n",
        "row 1 (SYNTHETIC A): n2i (column 'size_c') is 20000000000, but"
      ),
    ] {
      let outcome = Outcome(["fit", "-", "--method", method] + mapping, input: header + "\n" + rows)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    }
    #expect(
      error("study,ai,bi,ci,di", "SYNTHETIC A,5,20.5,3,20\nSYNTHETIC B,5,20,3,20\n", "--measure", "OR")
        .contains("row 1 (SYNTHETIC A): bi is 20.5, but CM.EL and BB need whole numbers"))
  }
}
