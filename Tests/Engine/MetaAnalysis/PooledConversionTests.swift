import MetaAnalysis
import Testing
import _TestSupport

/// A pooled result on the natural scale, from raw events to the back-transformed prediction interval.
struct PooledConversionTests {
  @Test func doubleArcsinesWithTheHarmonicMean() throws {
    let file = try Reference.file("effect-measures/conversions.json")
    let entry = try #require(
      file["cases"].list.first { $0["id"].text == "predict.PFT.pritz.ipft.hm" })
    let table = try StudyTable(
      name: "data.csv",
      columns: ["xi", "ni"].map { .init(name: $0, numbers: entry["columns"][$0].numbers) })
    let effects = try table.effects(try Measure(named: "PFT"))
    let fit = try ModelSettings(test: .z, predictionInterval: .test).fit(effects)
    // Both sides stop at an optimum of the likelihood.
    expectClose(fit.summary.tau2, entry["expect"]["tau2"].number, relative: 1e-7, "tau2")
    let natural = try #require(fit.backTransformed)
    expectClose(natural.estimate, entry["expect"]["pred"].number, relative: 1e-7, "pred")
    expectClose(natural.interval?.lower, entry["expect"]["ci_lb"].number, relative: 1e-7, "ci_lb")
    expectClose(natural.interval?.upper, entry["expect"]["ci_ub"].number, relative: 1e-7, "ci_ub")
    expectClose(natural.predictionInterval?.lower, entry["expect"]["pi_lb"].number, relative: 1e-6, "pi_lb")
    expectClose(natural.predictionInterval?.upper, entry["expect"]["pi_ub"].number, relative: 1e-7, "pi_ub")
  }
}
