import EffectMeasures
import MetaModels
import RealModule
import StudyRecords
import Testing
import _TestSupport

/// A stored case of `Tests/References/location-scale`.
struct LocationScaleCase: Sendable, CustomTestStringConvertible {
  let id: String
  let call: Reference
  /// metafor's values.
  let expect: Reference
  /// The optimum in 50-digit arithmetic.
  let exact: Reference
  let effects: EffectSizes

  var testDescription: String { id }

  static let all: [LocationScaleCase] = {
    guard let content = try? Reference.file("location-scale/cases.json") else { return [] }
    return content["cases"].list.compactMap { entry in
      guard let id = entry["id"].text, let data = entry["data"].text,
        let effects = try? RegressionCase.effects(content["data"][data])
      else { return nil }
      return LocationScaleCase(
        id: id, call: entry["call"], expect: entry["expect"], exact: entry["exact"], effects: effects)
    }
  }()

  func fit() throws -> Fit {
    let method = try #require(HeterogeneityModel(code: call["method"].text ?? ""))
    let test = try #require(CoefficientTest(rawValue: call["test"].text ?? ""))
    let link = try #require(ScaleLink(rawValue: call["link"].text ?? ""))
    let scale = try #require(call["scale"].text)
    return try LocationScale(settings: ModelSettings(heterogeneity: method, test: test), link: link)
      .fit(effects, moderators: call["mods"].text, scale: scale)
  }
}

@Suite("Location–scale models")
struct LocationScaleTests {
  @Test("all cases are there")
  func count() { #expect(LocationScaleCase.all.count == 33) }

  @Test("the optimum in 50-digit arithmetic and metafor's results are met", arguments: LocationScaleCase.all)
  func references(_ example: LocationScaleCase) throws {
    let fit = try example.fit()
    try compareWithExact(fit, example)
    if !example.expect.isNull { try compareWithMetafor(fit, example) }
  }

  private func compareWithExact(_ fit: Fit, _ example: LocationScaleCase) throws {
    let scale = try #require(fit.scale)
    let exact = example.exact
    #expect(scale.optimization.ending == .stationary)
    #expect(scale.coefficients.count == exact["alpha"].list.count)
    for (j, coefficient) in scale.coefficients.enumerated() {
      let error = try #require(exact["alpha_se"][j].number)
      // Newton on the analytic gradient: the optimum to 1e-9 of its standard error.
      expectClose(
        coefficient.estimate, exact["alpha"][j].number, relative: 1e-9, absolute: 1e-9 * error, "alpha \(j)")
      expectClose(coefficient.standardError, error, relative: 1e-8, "SE of alpha \(j)")
      for l in scale.coefficients.indices {
        let expected = try #require(exact["alpha_covariance"][j][l].number)
        expectClose(
          scale.covariance?[j, l], expected, relative: 1e-8, absolute: 1e-9 * error * error, "covariance")
      }
    }
    for (j, coefficient) in fit.coefficients.enumerated() {
      expectClose(coefficient.estimate, exact["b"][j].number, relative: 1e-9, absolute: 1e-12, "b \(j)")
      expectClose(coefficient.standardError, exact["b_se"][j].number, relative: 1e-9, "SE of b \(j)")
    }
    let tau2 = scale.studies.compactMap(\.tau2)
    for (own, expected) in zip(tau2, exact["tau2"].numbers) {
      expectClose(own, expected, relative: 1e-7, "tau2")
    }
    expectClose(fit.likelihood?.logLikelihood, exact["log_likelihood"].number, relative: 1e-12, "logLik")
    let test = try #require(scale.test)
    expectClose(
      test.statistic * (test.df2 == nil ? 1 : Double(test.df1)), exact["wald_chi2"].number, relative: 1e-7,
      absolute: 1e-14, "omnibus")
    if let common = exact["common_log_likelihood"].number {
      let ratio = try #require(scale.likelihoodRatio)
      expectClose(ratio.smallerLogLikelihood, common, relative: 1e-11, "smaller logLik")
      let larger = try #require(exact["log_likelihood"].number)
      let statistic = 2 * (larger - common)
      expectClose(ratio.statistic, statistic, relative: 1e-7, absolute: 1e-9, "LRT")
    }
  }

  private func compareWithMetafor(_ fit: Fit, _ example: LocationScaleCase) throws {
    let scale = try #require(fit.scale)
    let expect = example.expect
    // metafor stops four digits from the optimum, relative to the standard errors.
    let loose = 1e-4
    #expect(fit.k == expect["k"].number.map { Int($0) })
    for (j, coefficient) in scale.coefficients.enumerated() {
      let a = expect["alpha"]
      let error = try #require(a["se"][j].number)
      #expect(coefficient.term == a["names"][j].text)
      expectClose(
        coefficient.estimate, a["a"][j].number, relative: loose, absolute: loose * error, "alpha \(j)")
      expectClose(coefficient.standardError, error, relative: loose, "SE of alpha \(j)")
      expectClose(
        coefficient.statistic, a["stat"][j].number, relative: loose, absolute: loose, "statistic \(j)")
      expectClose(coefficient.pValue, a["pval"][j].number, relative: 1e-3, absolute: loose, "p \(j)")
      expectClose(
        coefficient.interval?.lower, a["ci_lb"][j].number, relative: loose, absolute: loose * error, "lower")
      expectClose(
        coefficient.interval?.upper, a["ci_ub"][j].number, relative: loose, absolute: loose * error, "upper")
      if example.call["test"].text == "t" {
        #expect(coefficient.degreesOfFreedom == Double(fit.k - scale.coefficients.count))
      }
    }
    for (j, coefficient) in fit.coefficients.enumerated() {
      let b = expect["coef"]
      #expect(coefficient.term == b["names"][j].text)
      expectClose(coefficient.estimate, b["b"][j].number, relative: loose, "b \(j)")
      expectClose(coefficient.standardError, b["se"][j].number, relative: loose, "SE of b \(j)")
      expectClose(coefficient.pValue, b["pval"][j].number, relative: 1e-3, "p of b \(j)")
      expectClose(coefficient.interval?.lower, b["ci_lb"][j].number, relative: loose, "lower of b \(j)")
      expectClose(coefficient.interval?.upper, b["ci_ub"][j].number, relative: loose, "upper of b \(j)")
    }
    for (own, expected) in zip(scale.studies.compactMap(\.tau2), expect["tau2_per_row"].numbers) {
      expectClose(own, expected, relative: loose, "tau2")
    }
    expectClose(scale.test?.statistic, expect["QS"].number, relative: loose, absolute: 1e-6, "QS")
    expectClose(scale.test?.pValue, expect["QSp"].number, relative: 1e-3, absolute: loose, "QSp")
    #expect(scale.test?.df1 == expect["QS_df"][0].number.map { Int($0) })
    #expect(scale.test?.df2 == expect["QS_df"][1].number.map { Int($0) })
    expectClose(fit.moderatorTest?.statistic, expect["QM"].number, relative: 10 * loose, "QM")
    expectClose(fit.heterogeneity.q, expect["QE"].number, relative: 1e-10, "QE")
    expectClose(fit.heterogeneity.qPValue, expect["QEp"].number, relative: 1e-8, "QEp")
    let stats = expect["fit_stats"][example.call["method"].text ?? ""]
    expectClose(fit.likelihood?.logLikelihood, stats["ll"].number, relative: 1e-8, "logLik")
    expectClose(fit.likelihood?.deviance, stats["deviance"].number, relative: 1e-8, "deviance")
    expectClose(fit.likelihood?.aic, stats["AIC"].number, relative: 1e-8, "AIC")
    expectClose(fit.likelihood?.bic, stats["BIC"].number, relative: 1e-8, "BIC")
    expectClose(fit.likelihood?.aicc, stats["AICc"].number, relative: 1e-8, "AICc")
  }

  // MARK: Laws

  private static func effects(_ yi: [Double], _ vi: [Double], _ columns: [(String, [Double])]) throws
    -> EffectSizes
  {
    var effects = EffectSizes(
      measure: nil, rows: yi.indices.map { EffectSize(row: $0 + 1, yi: yi[$0], vi: vi[$0]) })
    effects.table = try StudyTable(name: "data", columns: columns.map { .init(name: $0.0, numbers: $0.1) })
    return effects
  }

  private static let yi = [0.1, 0.9, -0.3, 0.5, 1.4, 0.2, 0.25, 0.18, 0.22, 0.21]
  private static let vi = [0.02, 0.03, 0.02, 0.04, 0.05, 0.03, 0.02, 0.04, 0.02, 0.05]
  private static let group = [1.0, 1, 1, 1, 1, 2, 2, 2, 2, 2]

  @Test("an intercept as the scale is the usual model", arguments: [Tau2Method.reml, .ml], ScaleLink.allCases)
  func interceptOnly(_ method: Tau2Method, _ link: ScaleLink) throws {
    let effects = try Self.effects(Self.yi, Self.vi, [("g", Self.group)])
    let settings = ModelSettings(heterogeneity: .estimated(method), test: .knha)
    let plain = try settings.fit(effects)
    let fit = try LocationScale(settings: settings, link: link).fit(effects, scale: "~ 1")
    expectClose(fit.heterogeneity.tau2, plain.heterogeneity.tau2, relative: 1e-9)
    expectClose(fit.coefficients[0].estimate, plain.coefficients[0].estimate, relative: 1e-10)
    expectClose(fit.coefficients[0].standardError, plain.coefficients[0].standardError, relative: 1e-10)
    expectClose(fit.likelihood?.logLikelihood, plain.likelihood?.logLikelihood, relative: 1e-13)
    expectClose(fit.likelihood?.aicc, plain.likelihood?.aicc, relative: 1e-13)
    #expect(fit.scale?.likelihoodRatio == nil)
    #expect(fit.predictionInterval == nil)
  }

  @Test("a group without heterogeneity sends its coefficient to infinity, and only its own")
  func infinite() throws {
    // The second group agrees better than chance; the first is the reference, so its τ² is the intercept's.
    let effects = try Self.effects(Self.yi, Self.vi, [("g", Self.group)])
    let settings = ModelSettings(heterogeneity: .estimated(.reml), test: .z)
    let fit = try LocationScale(settings: settings).fit(
      effects, moderators: "~ factor(g)", scale: "~ factor(g)")
    let scale = try #require(fit.scale)
    let first = try Self.effects(Array(Self.yi[..<5]), Array(Self.vi[..<5]), [])
    let alone = try settings.fit(first)
    #expect(scale.coefficients[1].estimate == nil)
    #expect(scale.coefficients[1].standardError == nil)
    expectClose(scale.coefficients[0].estimate, Double.log(alone.heterogeneity.tau2), relative: 1e-9)
    #expect(scale.coefficients[0].standardError != nil)
    #expect(scale.studies.map(\.tau2).suffix(5).allSatisfy { $0 == 0 })
    expectClose(scale.studies[0].tau2, alone.heterogeneity.tau2, relative: 1e-9)
    expectClose(fit.coefficients[0].estimate, alone.coefficients[0].estimate, relative: 1e-9)
    #expect(fit.notes.contains { $0.kind.code == "scale.infinite" })
    #expect(scale.optimization.ending == .boundary)
    // The other way round everything that is the intercept's own is undefined.
    let reversed = try LocationScale(settings: settings).fit(
      effects, moderators: "~ factor(g)", scale: "~ factor(g, ref = \"2\")")
    #expect(reversed.scale?.coefficients.allSatisfy { $0.estimate == nil } == true)
    expectClose(reversed.likelihood?.logLikelihood, fit.likelihood?.logLikelihood, relative: 1e-10)
    // The identity link reaches the same optimum on its edge.
    let identity = try LocationScale(settings: settings, link: .identity).fit(
      effects, moderators: "~ factor(g)", scale: "~ factor(g)")
    expectClose(identity.likelihood?.logLikelihood, fit.likelihood?.logLikelihood, relative: 1e-9)
    expectClose(identity.scale?.coefficients[0].estimate, alone.heterogeneity.tau2, relative: 1e-6)
    expectClose(identity.scale?.studies[9].tau2, 0, absolute: 1e-9)
    #expect(identity.scale?.coefficients[0].standardError == nil)
    #expect(identity.notes.contains { $0.kind.code == "scale.boundary" })
  }

  @Test("studies that all agree leave no τ² at all")
  func noHeterogeneity() throws {
    let effects = try Self.effects(
      [0.2, 0.21, 0.19, 0.2, 0.22, 0.2], [0.1, 0.2, 0.1, 0.3, 0.2, 0.1], [("x", [1, 2, 3, 4, 5, 6])])
    for link in ScaleLink.allCases {
      let fit = try LocationScale(settings: .init(test: .z), link: link).fit(effects, scale: "~ x")
      let equal = try EqualEffects().fit(effects)
      expectClose(fit.coefficients[0].estimate, equal.coefficients[0].estimate, relative: 1e-9, "\(link)")
      #expect(fit.notes.contains { $0.kind.code.hasPrefix("scale.") }, "\(link)")
      #expect(fit.scale?.studies.allSatisfy { ($0.tau2 ?? 1) < 1e-9 } == true)
    }
  }

  @Test("units of estimates and moderators change what they must and nothing else")
  func units() throws {
    let x = [2.0, 5, 1, 7, 3, 8, 4, 6, 2, 9]
    let plain = try LocationScale(settings: .init(test: .t)).fit(
      try Self.effects(Self.yi, Self.vi, [("x", x)]), moderators: "~ x", scale: "~ x")
    let moved = try LocationScale(settings: .init(test: .t)).fit(
      try Self.effects(
        Self.yi.map { 100 * $0 + 7 }, Self.vi.map { 1e4 * $0 }, [("x", x.map { 1000 * $0 + 3 })]),
      moderators: "~ x", scale: "~ x")
    let (a, b) = (try #require(plain.scale), try #require(moved.scale))
    expectClose(b.coefficients[1].estimate, a.coefficients[1].estimate.map { $0 / 1000 }, relative: 1e-9)
    expectClose(
      b.coefficients[1].standardError, a.coefficients[1].standardError.map { $0 / 1000 }, relative: 1e-9)
    expectClose(b.test?.pValue, a.test?.pValue, relative: 1e-9)
    for (one, other) in zip(a.studies, b.studies) {
      expectClose(other.tau2, one.tau2.map { 1e4 * $0 }, relative: 1e-8)
      expectClose(other.interval?.upper, one.interval.map { 1e4 * $0.upper }, relative: 1e-8)
    }
  }

  @Test("missing moderators of either part drop the row, dependent columns of the scale are named")
  func rows() throws {
    var effects = try Self.effects(Self.yi, Self.vi, [])
    effects.table = try StudyTable(
      name: "data",
      columns: [
        .init(name: "x", numbers: [1, 2, 3, nil, 5, 6, 7, 8, 9, 10]),
        .init(name: "u", numbers: [2, 1, 4, 3, 6, 5, nil, 7, 9, 8]),
      ])
    let fit = try LocationScale(settings: .init(test: .z)).fit(
      effects, moderators: "~ x", scale: "~ u + I(2*u)")
    #expect(fit.k == 8)
    #expect(fit.scale?.coefficients.map(\.term) == ["intercept", "u"])
    #expect(fit.notes.filter { $0.kind.code == "study.dropped" }.compactMap(\.row) == [4, 7])
    #expect(fit.notes.contains { $0.kind.code == "scale.dropped" && $0.column == "I(2*u)" })
  }

  @Test("what a location–scale model cannot use is refused in a sentence")
  func refusals() throws {
    let effects = try Self.effects(Self.yi, Self.vi, [("x", [1, -2, 3, -4, 5, -6, 7, -8, 9, -10])])
    #expect(throws: ModelError.scaleMethod("DL")) {
      try LocationScale(settings: .init(heterogeneity: .estimated(.dl))).fit(effects, scale: "~ x")
    }
    #expect(throws: ModelError.scaleWeights) {
      try LocationScale(settings: .init(weighting: .unweighted)).fit(effects, scale: "~ x")
    }
    #expect(throws: ModelError.scaleInfeasible) {
      try LocationScale(link: .identity).fit(effects, scale: "~ 0 + x")
    }
    var exact = effects
    exact.rows[2].vi = 0
    #expect(throws: ModelError.self) { try LocationScale().fit(exact, scale: "~ x") }
  }
}
