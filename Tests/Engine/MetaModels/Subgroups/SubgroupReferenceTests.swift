import EffectMeasures
import MetaModels
import Testing
import _TestSupport

/// Subgroup analyses against metafor: 3.8.1 for whole analyses, 5.1 for the tests of the common model.
///
/// 1e-9 for closed forms; 1e-7 where τ² is iterated, with a floor of 1e-9 typical variances for a τ² near zero, where
/// metafor stops short of it. Quantities that are 0 or 1 up to rounding are held absolutely.
@Suite("Subgroups as metafor computes them")
struct SubgroupReferenceTests {
  private static func sets() throws -> (Reference, [String: (EffectSizes, [String?])]) {
    let file = try Reference.file("subgroups/subgroups.json")
    return (
      file,
      file["sets"].object.mapValues { set in
        (
          EffectSizes(yi: set["yi"].numbers.compactMap(\.self), vi: set["vi"].numbers.compactMap(\.self)),
          set["group"].list.map(\.text)
        )
      }
    )
  }

  private static func analysis(_ row: Reference, _ tau2: SubgroupTau2) throws -> SubgroupAnalysis {
    let model = try #require(HeterogeneityModel(code: row["method"].text ?? ""))
    let test = try #require(CoefficientTest(rawValue: row["test"].text ?? ""))
    return SubgroupAnalysis(
      ModelSettings(
        heterogeneity: model, test: test, level: row["level"].number ?? 95, predictionInterval: .test),
      tau2: tau2
    )
  }

  private static func relative(_ row: Reference) -> Double {
    ["EE", "DL"].contains(row["method"].text) ? 1e-9 : 1e-7
  }

  @Test func wholeAnalyses() throws {
    let (file, sets) = try Self.sets()
    #expect(file["cases"].list.count == 72)
    for row in file["cases"].list {
      let (effects, labels) = try #require(sets[row["set"].text ?? ""])
      let tau2 = try #require(SubgroupTau2(rawValue: row["tau2"].text ?? ""))
      let result = try Self.analysis(row, tau2).analyse(effects, labels: labels)
      let name = ["set", "tau2", "method", "test"].map { row[$0].text ?? "" }.joined(separator: " ")
      let (expected, close) = (row["expect"], Self.relative(row))
      let groups = expected["groups"].list
      #expect(result.subgroups.map(\.label) == groups.map { $0["label"].text ?? "" }, "\(name)")
      for (subgroup, group) in zip(result.subgroups, groups) {
        expectSame(subgroup, group, close, "\(name), \(subgroup.label)")
      }
      let test = result.test
      expectClose(test?.statistic, expected["between"]["statistic"].number, relative: close, "\(name): between")
      expectClose(test?.pValue, expected["between"]["p"].number, relative: 10 * close, "\(name): p between")
      #expect(test?.df1 == expected["between"]["df1"].number.map { Int($0) })
      #expect(test?.df2 == expected["between"]["df2"].number.map { Int($0) })
      expectClose(result.within?.q, expected["within"]["q"].number, relative: 1e-9, "\(name): within")
      expectClose(result.within?.pValue, expected["within"]["p"].number, relative: 1e-8, "\(name): p within")
      #expect(result.within?.degreesOfFreedom == expected["within"]["df"].number.map { Int($0) })
      if tau2 == .common {
        let model = result.commonModel?.heterogeneity
        expectClose(
          model?.tau2, expected["tau2"].number, relative: close, absolute: 1e-9 * (model?.typicalVariance ?? 1),
          "\(name): τ²")
        if result.analysis.settings.heterogeneity != .equalEffects {
          expectClose(model?.r2, expected["r2"].number, relative: close, absolute: 1e-5, "\(name): R²")
        }
      } else {
        let overall = try #require(result.overall)
        expectClose(
          overall.coefficients[0].estimate, expected["overall"]["b"].number, relative: close, "\(name): overall"
        )
        expectClose(
          overall.coefficients[0].standardError, expected["overall"]["se"].number, relative: close,
          "\(name): overall SE")
      }
    }
  }

  private func expectSame(_ subgroup: Subgroup, _ group: Reference, _ close: Double, _ name: String) {
    guard let fit = subgroup.fit, let effect = fit.coefficients.first else {
      Issue.record("\(name): no fit")
      return
    }
    #expect(Double(fit.k) == group["k"].number, "\(name): k")
    // A τ² that metafor leaves at 1e-15 moves everything by that much.
    let floor = 1e-9 * effect.standardError
    expectClose(effect.estimate, group["b"].number, relative: close, absolute: floor, "\(name): estimate")
    expectClose(effect.standardError, group["se"].number, relative: close, "\(name): SE")
    expectClose(effect.degreesOfFreedom, group["df"].number, relative: 0, "\(name): df")
    expectClose(
      effect.interval?.lower, group["ci"][0].number, relative: close, absolute: floor, "\(name): lower")
    expectClose(
      effect.interval?.upper, group["ci"][1].number, relative: close, absolute: floor, "\(name): upper")
    if fit.k > 1, !group["pi"].isNull {
      // τ near zero is the root of a tiny number.
      let slack = 1e-6 * effect.standardError
      let interval = fit.predictionInterval?.interval
      expectClose(interval?.lower, group["pi"][0].number, relative: close, absolute: slack, "\(name): PI lower")
      expectClose(interval?.upper, group["pi"][1].number, relative: close, absolute: slack, "\(name): PI upper")
    }
    guard !group["tau2"].isNull else { return }
    let typical = fit.heterogeneity.typicalVariance ?? 1
    expectClose(
      fit.heterogeneity.tau2, group["tau2"].number, relative: close, absolute: 1e-9 * typical, "\(name): τ²")
    guard fit.k > 1 else { return }
    expectClose(fit.heterogeneity.i2, group["i2"].number, relative: close, absolute: 1e-7, "\(name): I²")
    expectClose(fit.heterogeneity.q, group["q"].number, relative: 1e-9, "\(name): Q")
    expectClose(fit.heterogeneity.qPValue, group["q_p"].number, relative: 1e-8, "\(name): p of Q")
  }

  @Test func testsOfTheCommonModel() throws {
    let (file, sets) = try Self.sets()
    #expect(file["metafor51"].list.count == 68)
    for row in file["metafor51"].list {
      let (effects, labels) = try #require(sets[row["set"].text ?? ""])
      let result = try Self.analysis(row, .common).analyse(effects, labels: labels)
      let name = ["set", "method", "test"].map { row[$0].text ?? "" }.joined(separator: " ")
      let close = ["EE", "DL", "HE", "HS", "HSk", "SJ"].contains(row["method"].text) ? 1e-9 : 1e-7
      let heterogeneity = try #require(result.commonModel?.heterogeneity)
      expectClose(
        heterogeneity.tau2, row["tau2"].number, relative: close,
        absolute: 1e-9 * (heterogeneity.typicalVariance ?? 1), "\(name): τ²")
      expectClose(result.within?.q, row["q"].number, relative: 1e-9, "\(name): Q within")
      expectClose(result.within?.pValue, row["q_p"].number, relative: 1e-8, "\(name): p within")
      expectClose(result.test?.statistic, row["statistic"].number, relative: close, "\(name): between")
      expectClose(result.test?.pValue, row["p"].number, relative: 10 * close, "\(name): p")
      #expect(result.test?.df2 == row["df2"].number.map { Int($0) })
    }
  }

  /// Borenstein et al. (2009), ch. 19, as printed: Q 8.4316 and 4.5429 within, τ² 0.0164 and 0.0022, pooled 0.0097.
  @Test func theBooksExample() throws {
    let (_, sets) = try Self.sets()
    let (effects, labels) = try #require(sets["borenstein"])
    let settings = ModelSettings(heterogeneity: .estimated(.dl), test: .z)
    let separate = try SubgroupAnalysis(settings).analyse(effects, labels: labels)
    let fits = separate.subgroups.compactMap(\.fit)
    expectClose(fits[0].heterogeneity.q, 8.4316, relative: 0, absolute: 5e-5)
    expectClose(fits[1].heterogeneity.q, 4.5429, relative: 0, absolute: 5e-5)
    expectClose(fits[0].heterogeneity.tau2, 0.0164, relative: 0, absolute: 5e-5)
    expectClose(fits[1].heterogeneity.tau2, 0.0022, relative: 0, absolute: 5e-5)
    let common = try SubgroupAnalysis(settings, tau2: .common).analyse(effects, labels: labels)
    expectClose(common.commonModel?.heterogeneity.tau2, 0.0097, relative: 0, absolute: 5e-5)
  }
}
