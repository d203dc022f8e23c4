import Testing
import _TestSupport

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct LintCommandTests {
  /// SYNTHETIC trials of which the last carries standard errors.
  private let data = """
    study,n1i,m1i,sd1i,n2i,m2i,sd2i
    SYNTHETIC A,24,12.31,4.02,25,10.98,4.31
    SYNTHETIC B,40,55.2,11.7,38,52.9,12.4
    SYNTHETIC C,15,3.42,0.91,16,3.11,0.84
    SYNTHETIC D,61,101.8,15.3,60,99.4,14.2
    SYNTHETIC E,33,7.7,2.9,31,7.9,3.1
    SYNTHETIC F,18,28.4,6.6,20,24.1,7.2
    SYNTHETIC G,52,0.71,0.12,50,0.69,0.13
    SYNTHETIC H,40,21.3,0.91,38,25.6,0.88

    """

  @Test(arguments: ["text", "markdown", "json", "csv"])
  func standardErrors(format: String) {
    let outcome = Outcome("lint", "-", "--measure", "SMD", "--format", format, input: data)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func strictRefuses() {
    for command in [["lint"], ["effects", "--measure", "SMD"], ["fit", "--measure", "SMD"]] {
      let outcome = Outcome(command + ["-", "--strict"], input: data)
      #expect(outcome.status == 65)
      #expect(
        outcome.errors.hasPrefix(
          "tutti: standard input: the lint finds something at row 8 (SYNTHETIC H): the means"))
      #expect(outcome.output.isEmpty == (command != ["lint"]))
    }
    #expect(Outcome("lint", "dataset:bcg", "--strict").status == 0)
  }

  /// What the effect sizes say of a number themselves is counted all the same.
  @Test(arguments: ["lint", "effects", "fit"]) func strictCountsTheSame(command: String) {
    let rows = """
      study,ai,n1i,ci,n2i,pi
      SYNTHETIC A,5,20,3,20,1.2
      SYNTHETIC B,-5,20,3,20,0.2
      SYNTHETIC C,5,-20,3,20,0.2
      SYNTHETIC D,5,20,-3,-20,1.3
      SYNTHETIC E,25,20,3,20,0.2

      """
    let outcome = Outcome(command, "-", "--measure", "OR", "--strict", input: rows)
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("the lint has 7 findings, the first at row 1 (SYNTHETIC A): pi is 1.2"))
  }

  @Test func onByDefaultAndSwitchedOff() {
    #expect(Outcome("fit", "-", "--measure", "SMD", input: data).output.contains("[smd.implausible]"))
    #expect(
      !Outcome("fit", "-", "--measure", "SMD", "--no-lint", input: data).output.contains("[smd.implausible]"))
    #expect(Outcome("lint", "-", "--no-lint", input: data).status == 64)
    #expect(Outcome("fit", "-", "--measure", "SMD", "--no-lint", "--strict", input: data).status == 64)
  }

  @Test func declaredScores() {
    let csv = "study,m1i,sd1i,n1i,m2i,sd2i,n2i\nSYNTHETIC A,5.19,1.6,28,4.11,1.5,27\n"
    #expect(Outcome("lint", "-", input: csv).output.contains("no findings"))
    #expect(Outcome("lint", "-", "--items", "1", input: csv).output.contains("[mean.grim]"))
    #expect(Outcome("lint", "-", "--score-range", "1,5", input: csv).output.contains("[mean.out-of-scale]"))
    #expect(Outcome("lint", "-", "--score-range", "5", input: csv).status == 64)
    #expect(Outcome("lint", "-", "--items", "0", input: csv).status == 64)
  }

  @Test func textIsAFindingNotAnError() {
    let outcome = Outcome(
      "lint", "-", "--measure", "SMD", input: data + "SYNTHETIC I,40,n.s.,0.91,38,25.6,0.88\n")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("row 9 (SYNTHETIC I) [number.text]"))
  }

  @Test func catalogue() {
    #expect(Outcome("lint").status == 64)
    #expect(Outcome("lint", "--explain", "nothing").status == 64)
    #expect(Outcome("lint", "--explain", "mean.grim").output.contains("Brown & Heathers (2017)"))
    for format in ["text", "json", "csv"] { #expect(Outcome("lint", "--list", "--format", format).status == 0) }
  }

  /// `tutti lint --list --format markdown -o LINT.md` writes it anew.
  @Test func documentationIsThatOfTheCode() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(
      separator: "/")
    let stored = try Data(contentsOf: URL(fileURLWithPath: "\(root)/LINT.md"))
    #expect(String(decoding: stored, as: UTF8.self) == Outcome("lint", "--list", "--format", "markdown").output)
  }
}
