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

  @Test func wrongRequests() {
    func error(_ arguments: String...) -> String {
      Outcome(["effects", "-", "--measure", "SMD"] + arguments, input: Self.mixed).errors
    }
    #expect(error("--cluster-design", "half").contains("--cluster-design does not take 'half'"))
    #expect(error("--cluster-design", "sizes").contains("needs icc and cluster_size"))
    #expect(error("--crossover-correlation", "0.5").contains("--crossover is needed"))
    #expect(error("--medians", "mean").contains("--medians does not take 'mean'"))
  }
}
