import Testing
import _TestSupport

@testable import TuttiCommands

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct DoseCommandTests {
  static let gamut = [
    "dose", "dataset:SYNTHETIC-gamut-shaped", "--dose", "sessions", "--targets", "0.2,0.5,0.8",
  ]

  @Test(arguments: ["text", "markdown", "json", "csv"])
  func doseNeededInSyntheticStudies(format: String) {
    let outcome = Outcome(Self.gamut + ["--samples", "59", "--format", format])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect((format == "csv") == outcome.errors.hasPrefix("tutti: note: "))
    expectSnapshot(outcome.output, named: format, as: format == "json" ? "json" : "txt")
  }

  @Test func withAFurtherModerator() {
    let outcome = Outcome(
      Self.gamut + ["--moderators", "~ qualified_therapist", "--models", "linear,logarithmic", "--details"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    expectSnapshot(outcome.output)
  }

  @Test func ratiosAndDirections() {
    let bcg = [
      "dose", "dataset:bcg", "--measure", "RR", "--dose", "latitude", "--models", "linear", "--format", "csv",
    ]
    let natural = Outcome(bcg + ["--targets", "0.5"])
    #expect(natural.status == 0, "\(natural.errors)")
    #expect(natural.output.contains("at-most,linear,within"))
    let text = Outcome(Array(bcg.dropLast(2)) + ["--targets", "0.5,0.8"])
    #expect(
      text.output.contains("Targets  risk ratio 0.5 (log risk ratio -0.693), 0.8 (-0.223)"), "\(text.output)")
    let logarithm = Outcome(bcg + ["--targets", "-0.2"])
    #expect(logarithm.status == 64)
    expectSnapshot(logarithm.errors)
    let analysis = Outcome(bcg + ["--targets", "-0.6931471805599453", "--analysis-scale"])
    #expect(analysis.output == natural.output)
    let estimates = "yi,vi,dose\n-0.1,0.05,1\n-0.3,0.05,2\n-0.4,0.04,3\n-0.6,0.05,4\n-0.5,0.05,5\n"
    let common = ["dose", "-", "--dose", "dose", "--models", "linear", "--format", "csv"]
    let lower = Outcome(common + ["--targets", "0.4", "--benefit", "lower"], input: estimates)
    let signed = Outcome(common + ["--targets", "-0.4"], input: estimates)
    #expect(lower.output == signed.output)
    #expect(lower.output.contains("-0.4,-0.4,at-most,linear,within"))
  }

  @Test func thePlotIsWrittenBesideTheReport() throws {
    try withTemporaryFolder { folder throws in
      let path = "\(folder)/dose.svg"
      let words = ["--models", "linear,spline", "--samples", "39"]
      let both = Outcome(Self.gamut + words + ["--plot", path])
      #expect(both.status == 0, "\(both.errors)")
      let alone = Outcome(["plot"] + Self.gamut + words)
      #expect(alone.status == 0)
      #expect(try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) == alone.output)
      #expect(Outcome(Self.gamut + words + ["--plot", "\(folder)/dose.xyz"]).status == 64)
    }
  }

  @Test func bubblePlots() {
    let numeric = Outcome(
      "plot", "bubble", "dataset:bcg", "--measure", "RR", "--moderators", "~ latitude", "--title", "BCG",
      "--axis", "0.1,3",
      "--ticks", "0.1,1", "--no-prediction", "--x-label", "Degrees of latitude")
    #expect(numeric.status == 0, "\(numeric.errors)")
    #expect(numeric.output.contains("Degrees of latitude"))
    #expect(!numeric.output.contains("prediction interval"))
    let factor = Outcome(
      "plot", "bubble", "dataset:bcg", "--measure", "RR", "--moderators", "~ allocation + latitude")
    #expect(factor.status == 0, "\(factor.errors)")
    #expect(factor.output.contains("random"))
  }

  @Test(arguments: [
    (["--targets", "0.5"], "--dose COLUMN is needed"), (["--dose", "sessions"], "--targets NUMBERS is needed"),
    (["--dose", "session", "--targets", "0.5"], "did you mean 'sessions'?"),
    (["--dose", "design", "--targets", "0.5"], "'RCT' is not a number"),
    (["--dose", "sessions", "--targets", "a"], "--targets"),
    (["--dose", "sessions", "--targets", "0.5", "--models", "linea"], "did you mean 'linear'?"),
    (["--dose", "sessions", "--targets", "0.5", "--knots", "2"], "from 3 to 7"),
    (["--dose", "sessions", "--targets", "0.5", "--seed", "-1"], "--seed"),
    (["--dose", "sessions", "--targets", "0.5", "--samples", "x"], "--samples"),
    (["--dose", "sessions", "--targets", "0.5", "--benefit", "low"], "did you mean 'lower'?"),
    (["--dose", "sessions", "--targets", "0.5", "--moderators", "~ sessions"], "leave it out"),
  ])
  func wrongRequests(arguments: [String], saying: String) {
    let outcome = Outcome(["dose", "dataset:SYNTHETIC-gamut-shaped"] + arguments)
    #expect(outcome.status == 64 || outcome.status == 65)
    #expect(outcome.errors.contains(saying), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  @Test func wrongPlots() {
    let ratio = Outcome("dose", "dataset:bcg", "--measure", "RR", "--dose", "latitude", "--targets", "-0.5")
    #expect(ratio.status == 64)
    #expect(ratio.errors.contains("target"))
    let bubble = Outcome("plot", "bubble", "dataset:bcg", "--measure", "RR")
    #expect(bubble.errors.contains("--moderators"))
    let axis = Outcome(
      "plot", "bubble", "dataset:bcg", "--measure", "RR", "--moderators", "~ latitude", "--x", "year")
    #expect(axis.errors.contains("does not read a column 'year'"))
    let model = Outcome(
      ["plot"] + Self.gamut + ["--models", "linear", "--model", "spline"])
    #expect(model.errors.contains("--model"))
  }
}
