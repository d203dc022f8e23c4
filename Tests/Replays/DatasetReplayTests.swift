import BundledDatasets
import MetaAnalysis
import Testing
import _TestSupport

/// Re-runs the analyses of the bundled data sets and holds every number against R's metafor.
@Suite("Replays of the bundled data sets")
struct DatasetReplayTests {
  static let cases = ((try? Reference.file("datasets/pooled.json")) ?? .null)["cases"].list

  /// Mantel–Haenszel and Peto are pooled by models of their own.
  static let pooled = cases.indices.filter { !["MH", "PETO"].contains(cases[$0]["method"].text) }

  @Test("The reference file is there")
  func present() { #expect(DatasetReplayTests.pooled.count > 80) }

  @Test("Estimates, heterogeneity and effect sizes agree", arguments: pooled)
  func replay(_ index: Int) throws {
    let reference = DatasetReplayTests.cases[index]
    let name = try #require(reference["dataset"].text)
    let dataset = try #require(BundledDataset.named(name))
    let table = try StudyTable(csv: dataset.csv, name: name)
    let measure = try #require(Measure(code: reference["measure"].text ?? "GEN"))
    let options = EffectOptions(
      vtype: reference["options"]["vtype"].text.flatMap(VarianceType.init),
      dropDoubleZero: reference["options"]["drop00"].flag ?? false,
      correct: reference["options"]["correct"].flag ?? true)
    let effects = try table.effects(
      measure, columns: ColumnMapping(parsing: reference["columns"].text ?? ""), options: options)
    let expected = reference["expect"]
    compareEffects(effects, expected, name)

    let model = try #require(HeterogeneityModel(code: reference["method"].text ?? ""))
    let settings = ModelSettings(
      heterogeneity: model, test: try #require(CoefficientTest(rawValue: reference["test"].text ?? "")),
      predictionInterval: .test)
    let design = try reference["moderators"].text.map {
      try Formula($0).design(for: table, eligible: effects.rows.map { $0.yi != nil })
    }
    compare(try settings.fit(effects, design: design), expected, "\(name) \(measure.code) \(model.code)")
  }

  private func compareEffects(_ effects: EffectSizes, _ expected: Reference, _ name: String) {
    guard !expected["yi"].isNull else { return }
    #expect(effects.rows.count == expected["yi"].list.count)
    for (row, (yi, vi)) in zip(effects.rows, zip(expected["yi"].numbers, expected["vi"].numbers)) {
      // A difference of logarithms near zero keeps its absolute accuracy.
      expectClose(row.yi, yi, relative: 1e-9, absolute: 1e-14, "\(name) yi, row \(row.row)")
      expectClose(row.vi, vi, relative: 1e-9, "\(name) vi, row \(row.row)")
    }
  }

  private func compare(_ fit: Fit, _ expected: Reference, _ what: String) {
    #expect(fit.k == Int(expected["k"].number ?? 0), "\(what)")
    // An optimum in τ² is known to 1e-7; next to zero the reference stops at 1e-15.
    let nearZero = 1e-9 * (fit.heterogeneity.typicalVariance ?? 1)
    func check(_ name: String, _ value: Double?, absolute: Double = 1e-12) {
      let list = expected[name]
      guard let wanted = list.number ?? list.numbers.first ?? nil else { return }
      expectClose(value, wanted, relative: 1e-7, absolute: absolute, "\(what): \(name)")
    }
    let first = fit.coefficients[0]
    check("estimate", first.estimate)
    check("se", first.standardError)
    check("statistic", first.statistic)
    check("p_value", first.pValue)
    check("ci_lower", first.interval?.lower)
    check("ci_upper", first.interval?.upper)
    check("tau2", fit.heterogeneity.tau2, absolute: nearZero)
    check("i2", fit.heterogeneity.i2, absolute: 1e-6)
    check("h2", fit.heterogeneity.h2, absolute: 1e-8)
    check("q", fit.heterogeneity.q)
    check("q_p_value", fit.heterogeneity.qPValue)
    let estimates = expected["estimate"].numbers
    for (coefficient, wanted) in zip(fit.coefficients, estimates) {
      expectClose(coefficient.estimate, wanted, relative: 1e-7, absolute: 1e-12, "\(what): \(coefficient.term)")
    }
  }
}
