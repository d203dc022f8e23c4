import Testing
import _TestSupport

@testable import TuttiCommands

@Suite struct EffectsCommandTests {
  @Test(arguments: ["text", "markdown", "json", "csv"])
  func hedgesG(format: String) {
    let outcome = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", format,
      input: TestData.means + "D,12,,20,10,3,21\n")
    #expect(outcome.status == 0)
    // Where the output has no place for notes they go to standard error.
    #expect(
      outcome.errors
        == (format == "csv"
          ? "tutti: note: warning: row 4 (D): no effect size: missing sd1i (column 'sd_t') [effect.missing-input]\n"
          : ""))
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func csvOfEffectsIsReadByFitWithoutAMapping() {
    let effects = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "csv",
      input: TestData.means)
    let direct = Outcome(
      "fit", "-", "--measure", "SMD", "--columns", TestData.meanColumns, "--format", "csv",
      input: TestData.means)
    #expect(Outcome("fit", "-", "--format", "csv", input: effects.output).output == direct.output)
  }

  /// Text, plot and JSON of effect sizes read back are those of the raw data: scale, name, counts, notes.
  @Test(arguments: [
    ("OR", "ai=events_t,n1i=n_t,ci=events_c,n2i=n_c", "--method MH"),
    ("RR", "ai=events_t,n1i=n_t,ci=events_c,n2i=n_c", ""),
    ("RD", "ai=events_t,n1i=n_t,ci=events_c,n2i=n_c", ""), ("PFT", "xi=events_t,ni=n_t", ""),
    ("PLO", "xi=events_t,ni=n_t", "--method UM.FS"),
  ]) func readBackIsTheSame(measure: String, columns: String, model: String) {
    let rows = """
      study,events_t,n_t,events_c,n_c,year
      SYNTHETIC A,0,40,4,41,2001
      SYNTHETIC B,11,60,17,61,2004
      SYNTHETIC C,25,130,31,128,2009
      SYNTHETIC D,-3,50,8,52,2010

      """
    let asked = ["--measure", measure, "--columns", columns]
    let effects = Outcome(["effects", "-", "--format", "csv"] + asked, input: rows)
    let model = model.split(separator: " ").map(String.init)
    for command in [
      ["fit", "-"] + model, ["fit", "-", "--moderators", "~ year"], ["plot", "forest", "-"],
    ] {
      let direct = Outcome(command + asked, input: rows)
      let again = Outcome(command, input: effects.output)
      #expect(direct.status == 0)
      // A row without an effect size has its reason in the column note, and numbers that the raw columns' names do not show.
      func numbers(_ outcome: Outcome) -> [Substring] {
        outcome.output.split(separator: "\n").filter { !$0.contains("row 4 (SYNTHETIC D)") }
      }
      #expect(numbers(again) == numbers(direct), "\(command) \(measure)")
    }
  }

  /// Corrections that are in effects are in the effects of their file, and models of counts refuse them either way.
  @Test func choicesOfEffectsAreKept() {
    let rows = "study,ai,n1i,ci,n2i,icc,cluster_size\nSYNTHETIC A,5,40,8,42,0.05,11\nSYNTHETIC B,4,30,6,31,,\n"
    let asked = ["--measure", "OR", "--cluster-design", "variance"]
    let effects = Outcome(["effects", "-", "--format", "csv"] + asked, input: rows)
    let again = Outcome("fit", "-", input: effects.output)
    #expect(again.output.contains("odds ratio") && again.output.contains("[design.cluster]"))
    let (csv, direct) = (
      Outcome("fit", "-", "--format", "csv", input: effects.output),
      Outcome(["fit", "-", "--format", "csv"] + asked, input: rows)
    )
    #expect(csv.output == direct.output)
    for (request, input) in [([], effects.output), (asked, rows)] {
      let counts = Outcome(["fit", "-", "--method", "MH"] + request, input: input)
      #expect(counts.status == 64 && counts.output.isEmpty && counts.errors.contains("cluster-design variance"))
    }
  }

  /// Columns of the data keep their names; a word for each row's own measure stays what it is.
  @Test func columnsOfTheDataStay() {
    let rows = """
      study,measure,format,note,m1i,sd1i,n1i,m2i,sd2i,n2i,ai,ci
      SYNTHETIC A,,means,low dose,24.1,5.2,31,21.7,4.8,29,,
      SYNTHETIC B,OR,table,,,,60,,,58,17,9
      SYNTHETIC C,OR,table,,,,60,,,58,17,

      """
    let effects = Outcome("effects", "-", "--measure", "SMD", "--format", "csv", input: rows)
    let lines = effects.output.split(separator: "\n")
    #expect(
      lines[0]
        == "study,measure,format,note,m1i,sd1i,n1i,m2i,sd2i,n2i,ai,ci,yi,vi,sei,effect_measure,route,effect_note"
    )
    #expect(lines[1].hasPrefix("SYNTHETIC A,,means,low dose,") && lines[1].contains(",SMD,means,"))
    #expect(lines[2].hasPrefix("SYNTHETIC B,OR,table,,") && lines[2].contains(",SMD,OR from table,"))
    #expect(lines[3].hasSuffix(",,,,,,\"no effect size: format table needs ai, n1i, ci and n2i; missing ci\""))
    let (again, direct) = (
      Outcome("fit", "-", input: effects.output), Outcome("fit", "-", "--measure", "SMD", input: rows)
    )
    #expect(again.status == 0 && again.output == direct.output)
    // Asked for another measure the estimates are turned into it, or refused; raw numbers come first.
    let odds = Outcome(
      "effects", "-", "--measure", "OR", "--format", "csv",
      input: "study,yi,vi\nSYNTHETIC A,0.9068996821171089,0.3289868133696453\n")
    #expect(
      Outcome("effects", "-", "--measure", "SMD", "--format", "csv", input: odds.output).output.hasSuffix(
        "\nSYNTHETIC A,0.5,0.1,0.31622776601683794,SMD\n"))
    #expect(
      Outcome("effects", "-", "--measure", "RR", input: odds.output).output.contains(
        "OR (estimate) cannot be turned into RR"))
    let tables = Outcome(
      "effects", "-", "--measure", "OR", "--format", "csv",
      input: "study,ai,n1i,ci,n2i\nSYNTHETIC A,5,20,8,20\n")
    #expect(
      Outcome("effects", "-", "--measure", "RR", "--format", "csv", input: tables.output).output.contains(
        ",-0.4700036292457356,"))
    // Rows that name different measures say nothing about all.
    let mixed = "yi,vi,measure\n0.2,0.04,OR\n0.3,0.05,RR\n"
    #expect(Outcome("fit", "-", "--format", "json", input: mixed).output.contains("\"measure\": null"))
    let named = "yi,vi,measure\n0.2,0.04,OR\n0.3,0.05,OR\n,,\n"
    #expect(Outcome("fit", "-", input: named).output.contains("odds ratio"))
  }

  @Test func choicesReachTheFormula() {
    func first(_ arguments: String...) -> String {
      Outcome(
        ["effects", "-", "--measure", "OR", "--format", "csv"] + arguments, input: "ai,bi,ci,di\n0,10,3,8\n"
      ).output
    }
    let usual = first()
    #expect(first("--add", "0.25") != usual)
    #expect(first("--to", "none") != usual)
    #expect(first("--to", "only0", "--add", "0.5") == usual)
    #expect(first("--vtype", "H0") != usual)
  }
}
