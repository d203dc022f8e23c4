import MetaAnalysis
import Testing
import _TestSupport

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Options that change nothing are named in every output, and only these.
@Suite struct IdleOptionsTests {
  private static let medians = """
    study,m1i,sd1i,n1i,med1i,q11i,q31i,m2i,sd2i,n2i,med2i,q12i,q32i
    SYNTHETIC a,12.1,3.2,20,,,,10.4,3.0,21,,,
    SYNTHETIC b,,,35,9.8,8.1,11.6,,,33,9.1,7.2,11.0

    """
  private static let estimates = """
    study,yi,ci_lower,ci_upper,dose
    SYNTHETIC a,0.1,-0.2,0.4,1
    SYNTHETIC b,0.3,0.0,0.6,2
    SYNTHETIC c,0.2,-0.1,0.5,3
    SYNTHETIC d,0.5,0.2,0.8,4

    """
  private static let changes = """
    study,mpre,mpost,sdpre,sdpost,ni,ri
    SYNTHETIC a,10,12,3,3.1,20,RI
    SYNTHETIC b,9,12,2.9,3.0,25,0.6

    """

  /// The options that the notes of a command's JSON call idle, in their order.
  private func idle(_ arguments: [String], _ input: String = "") throws -> [String] {
    let outcome = Outcome(arguments + ["--format", "json"], input: input)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    let result = try JSONDecoder().decode(Reference.self, from: Data(outcome.output.utf8))
    let notes = result["notes"].list
    return notes.filter { $0["code"].text == "option.unused" }.compactMap { $0["details"]["option"].text }
  }

  static let bcg = ["fit", "dataset:bcg", "--measure", "RR"]

  static let cases: [(arguments: [String], idle: [String])] = [
    // Options of the model.
    (bcg + ["--method", "EE", "--tau2-ci", "PL"], ["--tau2-ci"]),
    (bcg + ["--method", "EE", "--prediction-interval", "riley"], ["--prediction-interval"]),
    (
      bcg + ["--method", "MH", "--tau2-ci", "PL", "--prediction-interval", "t"],
      ["--tau2-ci", "--prediction-interval"]
    ),
    (["fit", "dataset:bcg", "--measure", "OR", "--method", "PETO", "--tau2-ci", "QP"], ["--tau2-ci"]),
    (bcg + ["--method", "EE", "--i2", "tau2"], ["--i2"]),
    (bcg + ["--method", "EE", "--i2", "q"], []),
    (bcg + ["--tau2-ci", "PL", "--prediction-interval", "riley", "--i2", "q"], []),
    (bcg + ["--tau2-ci", "none"], []),
    (bcg + ["--add", "1", "--to", "all"], []),
    (bcg + ["--add", "0.5", "--to", "all"], []),
    (bcg + ["--moderators", "~ latitude", "--prediction-interval", "riley"], ["--prediction-interval"]),
    (bcg + ["--moderators", "~ latitude", "--prediction-interval", "riley", "--predict", "latitude=30"], []),
    (bcg + ["--scale", "~ latitude", "--tau2-ci", "QP"], ["--tau2-ci"]),
    (bcg + ["--by", "allocation", "--tau2-ci", "PL"], []),
    (bcg + ["--by", "allocation", "--method", "EE", "--tau2-ci", "PL"], ["--tau2-ci"]),
    // The correction is that of a test where tables are pooled.
    (["fit", "dataset:bcg", "--measure", "OR", "--method", "MH", "--no-correct"], []),
    (bcg + ["--method", "MH", "--no-correct"], ["--no-correct"]),
    (["fit", "dataset:bcg", "--measure", "OR", "--method", "PETO", "--no-correct"], ["--no-correct"]),
    (bcg + ["--permutations", "19", "--seed", "3", "--permutation-p", "metafor"], []),
    // Options of effect sizes.
    (bcg + ["--no-correct"], ["--no-correct"]),
    (bcg + ["--medians", "qe"], ["--medians"]),
    (bcg + ["--items", "3"], ["--items"]),
    (bcg + ["--score-range", "0,10"], ["--score-range"]),
    (bcg + ["--data-level", "90"], ["--data-level"]),
    (bcg + ["--pre-post-correlation", "0.4"], ["--pre-post-correlation"]),
    (bcg + ["--add", "0.5", "--to", "only0"], []),
    (["effects"] + bcg.dropFirst() + ["--medians", "bc"], ["--medians"]),
  ]

  @Test(arguments: cases) func ofBundledData(_ item: (arguments: [String], idle: [String])) throws {
    #expect(try idle(item.arguments) == item.idle, "\(item.arguments)")
  }

  @Test func ofOtherForms() throws {
    let smd = ["fit", "-", "--measure", "SMD"]
    #expect(try idle(smd + ["--medians", "qe", "--no-correct", "--items", "3"], Self.medians).isEmpty)
    #expect(try idle(smd + ["--vtype", "UB"], Self.medians).isEmpty)
    #expect(try idle(smd + ["--no-lint", "--items", "3"], Self.medians) == ["--items"])
    #expect(
      try idle(smd + ["--add", "1", "--to", "all", "--drop00"], Self.medians) == ["--add", "--to", "--drop00"])
    #expect(try idle(["fit", "-", "--measure", "MD", "--no-correct"], Self.medians) == ["--no-correct"])
    #expect(try idle(["fit", "-", "--data-level", "90"], Self.estimates).isEmpty)
    #expect(try idle(["fit", "-", "--no-correct"], Self.estimates) == ["--no-correct"])
    #expect(
      try idle(["fit", "-", "--permutations", "exact", "--seed", "3"], Self.estimates) == ["--seed"])
    let change = ["effects", "-", "--measure", "SMCR", "--pre-post-correlation", "0.5", "--columns"]
    let columns = "m1i=mpost,m2i=mpre,sd1i=sdpre,ni=ni,ri=ri"
    #expect(try idle(change + [columns], Self.changes.replacing("RI", with: "NA")).isEmpty)
    #expect(
      try idle(change + [columns], Self.changes.replacing("RI", with: "0.5")) == ["--pre-post-correlation"])
  }

  @Test func ofDoses() throws {
    let dose = ["dose", "-", "--dose", "dose", "--targets", "0.3"]
    func idle(_ options: [String]) throws -> [String] { try self.idle(dose + options, Self.estimates) }
    #expect(try idle(["--models", "linear", "--knots", "4"]) == ["--knots"])
    #expect(
      try idle(["--models", "linear,logarithmic", "--samples", "99", "--seed", "3"]) == ["--samples", "--seed"])
    #expect(try idle(["--models", "quadratic", "--samples", "0", "--seed", "3"]) == ["--seed"])
    #expect(try idle(["--models", "quadratic", "--samples", "19", "--seed", "3"]).isEmpty)
    #expect(try idle(["--models", "linear", "--analysis-scale"]) == ["--analysis-scale"])
    #expect(try idle(["--models", "linear", "--medians", "qe"]) == ["--medians"])
  }

  /// Text and Markdown among their notes, tables of comma-separated values and pictures on standard error.
  @Test(arguments: ["text", "markdown", "csv"]) func everyForm(_ format: String) {
    let outcome = Outcome(Self.bcg + ["--method", "EE", "--tau2-ci", "PL", "--format", format])
    #expect(outcome.status == 0)
    let sentence = "--tau2-ci changes nothing here: the model has one common effect and no τ²"
    #expect((format == "csv" ? outcome.errors : outcome.output).contains(sentence))
    if format != "csv" { #expect(outcome.output.contains("[option.unused]")) }
  }

  @Test func picturesToo() throws {
    try withTemporaryFolder { folder in
      let outcome = Outcome(
        ["plot", "forest", "dataset:bcg", "--measure", "RR", "--medians", "qe", "-o", "\(folder)/forest.svg"])
      #expect(outcome.errors.contains("--medians changes nothing here: no row has its means from medians"))
    }
  }
}
