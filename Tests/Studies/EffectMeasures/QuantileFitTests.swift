import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Quantile estimation and the Box–Cox method against fits with 30 digits.
struct QuantileFitTests {
  static let cases = (try? Reference.file("effect-measures/quantile-fits.json"))?["cases"].list ?? []

  private func summary(_ entry: Reference) throws -> FiveNumberSummary {
    FiveNumberSummary(
      min: entry["min"].number, q1: entry["q1"].number, median: entry["median"].number, q3: entry["q3"].number,
      max: entry["max"].number, n: try #require(entry["n"].number))
  }

  // Both are optima, whose place double precision knows to about 1e-8.
  @Test func quantileEstimation() throws {
    #expect(Self.cases.count == 12)
    for (i, entry) in Self.cases.enumerated() {
      let fit = try #require(FittedQuantiles(try summary(entry)))
      #expect(fit.family.rawValue == entry["family"].text, "case \(i)")
      expectClose(fit.estimate.mean, entry["qe_mean"].number, relative: 1e-7, "case \(i) mean")
      expectClose(fit.estimate.sd, entry["qe_sd"].number, relative: 1e-7, "case \(i) sd")
      expectClose(
        fit.sumOfSquares, entry["qe_squares"].number, relative: 1e-9, absolute: 1e-20, "case \(i) squares")
      #expect(try summary(entry).estimate(.quantileEstimation) == fit.estimate)
    }
  }

  @Test func boxCox() throws {
    for (i, entry) in Self.cases.enumerated() {
      let estimate = try summary(entry).estimate(.boxCox)
      expectClose(estimate.mean, entry["bc_mean"].number, relative: 1e-7, "case \(i) mean")
      expectClose(estimate.sd, entry["bc_sd"].number, relative: 1e-7, "case \(i) sd")
    }
  }

  /// Exact quantiles of a family give back its moments.
  @Test func exactQuantilesAreRecognised() throws {
    // Beta(2, 3) at 0.25, 0.5 and 0.75
    let fit = try #require(
      FittedQuantiles(
        FiveNumberSummary(
          q1: 0.243022083756076302, median: 0.385727568132389548, q3: 0.543678285419080293, n: 50)))
    #expect(fit.family == .beta)
    expectClose(fit.estimate.mean, 0.4, relative: 1e-6)
    expectClose(fit.estimate.sd, 0.2, relative: 1e-6)
  }

  @Test func summariesThatSayNothing() {
    #expect(FittedQuantiles(FiveNumberSummary(q1: 1, q3: 3, n: 50)) == nil)
    #expect(FittedQuantiles(FiveNumberSummary(q1: 2, median: 2, q3: 2, n: 50)) == nil)
    #expect(FiveNumberSummary(min: -1, median: 2, max: 9, n: 30).estimate(.boxCox) == .init())
    let signed = FittedQuantiles(FiveNumberSummary(min: -1, median: 2, max: 9, n: 30))
    #expect(signed?.family == .normal)
  }
}
