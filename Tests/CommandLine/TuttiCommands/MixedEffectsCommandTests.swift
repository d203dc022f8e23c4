import Testing
import _TestSupport

@testable import TuttiCommands

/// Studies in different forms and corrections for design, from the command line; all studies are SYNTHETIC.
@Suite struct MixedEffectsCommandTests {
  private static let mixed = """
    study,form,m1i,sd1i,n1i,m2i,sd2i,n2i,ti,ai,ci,ri,ni,est,est_lower,est_upper
    SYNTHETIC A,means,24.1,5.2,31,21.7,4.8,29,,,,,,,,
    SYNTHETIC B,t,,,28,,,30,2.31,,,,,,,
    SYNTHETIC C,table,,,60,,,58,,17,9,,,,,
    SYNTHETIC D,r,,,,,,,,,,0.27,88,,,
    SYNTHETIC E,pre-post,18.4,6.0,,15.1,,,,,,0.62,24,,,
    SYNTHETIC F,paired,,,,,,,2.9,,,0.55,30,,,

    """

  @Test(arguments: ["text", "csv", "json"]) func formats(form: String) {
    let outcome = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", "format=form", "--format", form, input: Self.mixed)
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output, named: form, as: form == "json" ? "json" : "txt")
  }

  @Test func fitSaysWhereTheEffectsComeFrom() {
    let fit = Outcome("fit", "-", "--measure", "SMD", "--columns", "format=form", input: Self.mixed)
    #expect(fit.status == 0)
    #expect(fit.output.contains("OR from table (row 3)"))
    let effects = Outcome(
      "effects", "-", "--measure", "SMD", "--columns", "format=form", "--format", "csv", input: Self.mixed)
    let again = Outcome("fit", "-", "--format", "csv", input: effects.output)
    let direct = Outcome(
      "fit", "-", "--measure", "SMD", "--columns", "format=form", "--format", "csv", input: Self.mixed)
    #expect(again.output == direct.output)
  }

  private static let designs = """
    study,di,n1i,n2i,icc,cluster_size,ri,control,direction
    SYNTHETIC A,0.5,20,22,,,,Clinic 1,lower
    SYNTHETIC B,0.3,24,22,,,,Clinic 1,higher
    SYNTHETIC C,-0.2,80,80,0.05,11,,,lower
    SYNTHETIC D,0.4,16,16,,,0.6,,higher

    """

  @Test func designCorrections() {
    let outcome = Outcome(
      "effects", "-", "--measure", "SMD", "--cluster-design", "variance", "--crossover", "--shared-control",
      "covariance", "--direction", "--format", "json", input: Self.designs)
    #expect(outcome.status == 0)
    expectSnapshot(outcome.output, as: "json")
  }

  private static let arms = """
    study,format,group,mi,sdi,ni,events,n1i,n2i,est,mpre1i,sdpre1i,mpost1i,mpre2i,sdpre2i,mpost2i
    SYNTHETIC A,arms,treatment,14.2,4.1,22,,,,,,,,,,
    SYNTHETIC A,arms,treatment,12.9,3.7,19,,,,,,,,,,
    SYNTHETIC A,arms,control,17.0,4.4,25,,,,,,,,,,
    SYNTHETIC B,table-or,,,,,26,60,58,0.42,,,,,,
    SYNTHETIC C,change-pre,,,,,,34,36,,21.4,5.1,16.0,20.9,4.9,18.8

    """

  /// Arms, a table from its margins and a change with an assumed correlation, from file to pooled result and back.
  @Test func piecesOfStudies() {
    let asked = ["--measure", "SMD", "--pre-post-correlation", "0.6"]
    let effects = Outcome(["effects", "-", "--format", "text"] + asked, input: Self.arms)
    #expect(effects.status == 0)
    expectSnapshot(effects.output, as: "txt")
    let csv = Outcome(["effects", "-", "--format", "csv"] + asked, input: Self.arms)
    let (again, direct) = (
      Outcome("fit", "-", "--format", "csv", input: csv.output),
      Outcome(["fit", "-", "--format", "csv"] + asked, input: Self.arms)
    )
    #expect(direct.status == 0 && again.output == direct.output)
    let json = Outcome(["fit", "-", "--format", "json"] + asked, input: Self.arms)
    #expect(json.output.contains("\"pre_post_correlation\": 0.6"))
    let outside = Outcome(
      "effects", "-", "--measure", "SMD", "--pre-post-correlation", "6", input: Self.arms)
    #expect(outside.status == 64 && outside.errors.contains("a correlation between -1 and 1"))
  }

  @Test func comparisonsOfOneControl() {
    let rows = """
      study,ai,n1i,ci,n2i,control
      SYNTHETIC A low,5,40,8,40,A
      SYNTHETIC A high,7,42,8,40,A
      SYNTHETIC B,4,30,6,31,
      SYNTHETIC C,9,51,14,50,

      """
    let whole = """
      study,ai,n1i,ci,n2i,control
      SYNTHETIC A low,12,82,8,40,A
      ,,,,,
      SYNTHETIC B,4,30,6,31,
      SYNTHETIC C,9,51,14,50,

      """
    for method in ["REML", "MH", "PETO"] {
      func fit(_ input: String, _ rule: String...) -> Outcome {
        Outcome(
          ["fit", "-", "--measure", "OR", "--method", method, "--format", "csv"] + rule, input: input)
      }
      let combined = fit(rows, "--shared-control", "combine")
      #expect(combined.status == 0)
      func numbers(_ outcome: Outcome) -> [Substring] {
        outcome.output.split(separator: "\n").filter { !$0.hasPrefix("2,") }
      }
      #expect(numbers(combined) == numbers(fit(whole)), "\(method)")
    }
    for method in ["REML", "MH"] {
      let refused = Outcome(
        "fit", "-", "--measure", "OR", "--method", method, "--shared-control", "covariance", input: rows)
      #expect(refused.status == 64 && refused.errors.contains("rows 1 and 2 share 'A'"), "\(method)")
    }
  }

  @Test func wrongRequests() {
    func error(_ arguments: String...) -> String {
      Outcome(["effects", "-", "--measure", "SMD"] + arguments, input: Self.mixed).errors
    }
    #expect(error("--cluster-design", "half").contains("--cluster-design does not take 'half'"))
    #expect(error("--cluster-design", "sizes").contains("needs icc and cluster_size"))
    #expect(error("--crossover-correlation", "0.5").contains("--crossover is needed"))
    #expect(error("--icc", "0.05").contains("--cluster-design RULE is needed"))
    #expect(error("--medians", "mean").contains("--medians does not take 'mean'"))
  }
}
