import Testing

@testable import TuttiCommands

/// Ready-made estimates under a named measure, and requests that are refused; all studies are SYNTHETIC.
@Suite struct StatedEffectsCommandTests {
  private static let estimates =
    "study,yi,vi\nSYNTHETIC A,0.4,0.04\nSYNTHETIC B,0.2,0.05\nSYNTHETIC C,0.1,0.02\n"

  /// Effect sizes and the fit of their file are those of the raw data.
  @Test func effectsCanBePooledUnderTheirMeasure() {
    let effects = Outcome("effects", "dataset:bcg", "--measure", "RR", "--format", "csv")
    let again = Outcome("fit", "-", "--measure", "RR", "--format", "csv", input: effects.output)
    #expect(again.status == 0)
    #expect(again.output == Outcome("fit", "dataset:bcg", "--measure", "RR", "--format", "csv").output)
  }

  @Test func aMeasureTurnsEstimatesBack() {
    let fit = Outcome("fit", "-", "--measure", "OR", input: Self.estimates)
    #expect(fit.status == 0)
    #expect(fit.output.contains("odds ratio"))
    #expect(fit.output.contains("all rows: yi is taken as it stands, as log odds ratio (OR)"))
    for name in ["dataset:passive-smoking", "dataset:teacher-expectancy"] {
      #expect(Outcome("fit", name, "--measure", name.contains("smoking") ? "OR" : "SMD").status == 0)
    }
  }

  /// Peto's own values, from R's metafor: escalc(measure = "PETO", add = 0); rma.peto gives the pooled one.
  @Test func petoListsItsOwnValues() {
    let fit = Outcome("fit", "dataset:catheter-infections", "--method", "PETO", "--decimals", "6")
    #expect(fit.status == 0)
    #expect(
      fit.output.contains("-2.008770") && fit.output.contains("-0.147723") && fit.output.contains("-1.105"))
    #expect(!fit.output.contains("was added to the counts"))
  }

  @Test func refused() {
    let control =
      "study,m1i,sd1i,n1i,m2i,sd2i,n2i,control\nSYNTHETIC A,5,2,20,4,2,20,C\nSYNTHETIC B,6,2,20,4,2,20,C\n"
    let shared = Outcome("fit", "-", "--measure", "SMD", "--shared-control", "covariance", input: control)
    #expect(shared.status == 64 && shared.errors.contains("--shared-control split"))
    let declared = Outcome("fit", "-", "--measure", "SMD", input: control)
    #expect(declared.status == 0 && declared.output.contains("no correction is made for it"))
    for (arguments, saying) in [
      (["fit", "-", "-o", ""], "the value of -o is empty"),
      (["fit", "-", "--columns", ""], "the value of --columns is empty"),
      (["fit", "-", "--method", "DL", "--method", "PM"], "--method is given twice"),
      (["fit", "-", "--title="], "the value of --title is empty"),
      (["glossary", "columns"], "roles"),
    ] {
      let outcome = Outcome(arguments, input: Self.estimates)
      #expect(outcome.status == 64 && outcome.errors.contains(saying), "\(outcome.errors)")
    }
  }

  @Test func allDecimalsAskedForAreShown() {
    let fit = Outcome("fit", "-", "--decimals", "12", input: Self.estimates)
    #expect(fit.output.contains("0.400000000000"))
  }

  @Test func rolesAreExplained() {
    let roles = Outcome("glossary", "roles")
    #expect(roles.status == 0 && roles.output.contains("Hedges' g") && roles.output.contains("paired-t"))
  }

  /// Columns of raw numbers that some rows lack have no total.
  @Test func mixedFormsHaveNoTotals() {
    let mixed = "study,ai,n1i,ci,n2i,yi,vi\nSYNTHETIC A,20,40,12,42,,\nSYNTHETIC B,,,,,0.3,0.1\n"
    let plot = Outcome("plot", "forest", "-", "--measure", "OR", input: mixed)
    #expect(plot.status == 0)
    #expect(plot.output.parts(around: ">20<").count == 2)
  }

  /// Published intervals are drawn as printed: −1.28 [−3.75, 1.02] (Aalbers et al. 2017).
  @Test func publishedIntervalsAreDrawn() {
    let plot = Outcome("plot", "forest", "dataset:music-therapy-published", "--no-pooled")
    #expect(plot.status == 0)
    #expect(plot.output.contains("(−3.75") && !plot.output.contains("(−3.66"))
    #expect(plot.output.contains("(no interval)") && plot.output.contains("different measures"))
  }
}

extension String {
  fileprivate func parts(around text: String) -> [Substring] {
    split(separator: text, omittingEmptySubsequences: false)
  }
}
