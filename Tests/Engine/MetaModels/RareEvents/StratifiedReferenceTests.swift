import EffectMeasures
import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// Mantel–Haenszel and Peto pooling against R's metafor and, for RevMan's random effects, R's meta.
@Suite("Stratified references")
struct StratifiedReferenceTests {
  /// Closed forms; the loss is in ad − bc and in differences of sums over up to 42 tables.
  static let relative = 1e-9

  @Test("Mantel–Haenszel and Peto agree with metafor's rma.mh and rma.peto")
  func metafor() throws {
    let file = try Reference.file("rare-events/stratified.json")
    #expect(file["cases"].list.count == 237)
    for reference in file["cases"].list {
      let id = reference["id"].text ?? "?"
      let set = file["sets"][reference["set"].text ?? ""]
      let isPeto = reference["method"].text == "PETO"
      var options = EffectOptions(dropDoubleZero: true)
      var choices = StratifiedSettings(correctsContinuity: reference["correct"].flag ?? true)
      if let add = reference["add"].list.first?.number, let to = reference["to"].list.first?.text {
        options.add = add
        options.to = try #require(ZeroCellRule(rawValue: to))
        choices.add = try #require(reference["add"][1].number)
        choices.to = try #require(ZeroCellRule(rawValue: reference["to"][1].text ?? ""))
      }
      let settings = ModelSettings(
        heterogeneity: .equalEffects, level: reference["level"].number ?? 95,
        pooling: isPeto ? .peto(choices) : .mantelHaenszel(choices))
      let expect = reference["expect"]
      let effects = try effects(set, measure: reference["measure"].text ?? "", options: options)
      guard expect["error"].isNull else {
        #expect(throws: ModelError.self, "\(id)") { try settings.fit(effects) }
        continue
      }
      let fit = try settings.fit(effects)
      let coefficient = fit.coefficients.first
      func close(_ value: Double?, _ key: String, absolute: Double = 0) {
        expectClose(value, expect[key].number, relative: Self.relative, absolute: absolute, "\(id) \(key)")
      }
      #expect(fit.k == expect["k"].number.map { Int($0) }, "\(id) k")
      close(coefficient?.estimate, "b")
      close(coefficient?.standardError, "se")
      close(coefficient?.statistic, "z")
      close(coefficient?.pValue, "pval")
      close(coefficient?.interval?.lower, "ci_lb")
      close(coefficient?.interval?.upper, "ci_ub")
      // Sums of squares of nearly equal numbers: a Q of 0 comes out as 1e-30.
      close(fit.heterogeneity.q, "QE", absolute: 1e-20)
      close(fit.heterogeneity.qPValue, "QEp")
      close(fit.heterogeneity.i2, "I2", absolute: 1e-9)
      close(fit.heterogeneity.h2, "H2", absolute: 1e-20)
      close(fit.stratifiedTests?.cochranMantelHaenszel?.statistic, "MH")
      close(fit.stratifiedTests?.cochranMantelHaenszel?.pValue, "MHp")
      // With one table the pooled odds ratio fits it exactly and both statistics are rounding.
      close(fit.stratifiedTests?.breslowDay?.statistic, "BD", absolute: 1e-20)
      close(fit.stratifiedTests?.tarone?.statistic, "TA", absolute: 1e-20)
      close(fit.stratifiedTests?.breslowDay?.pValue, "BDp")
      close(fit.stratifiedTests?.tarone?.pValue, "TAp")
      close(fit.likelihood?.logLikelihood, "ll")
      close(fit.likelihood?.aic, "AIC")
      close(fit.likelihood?.bic, "BIC")
      close(fit.likelihood?.aicc, "AICc")
      close(fit.likelihood?.deviance, "deviance", absolute: 1e-14)
    }
  }

  @Test("RevMan's common and random effects: Mantel–Haenszel with ½ in pooling, DL on its Q")
  func revMan() throws {
    let file = try Reference.file("rare-events/revman.json")
    #expect(file["cases"].list.count == 8)
    for reference in file["cases"].list {
      let id = reference["id"].text ?? "?"
      // RevMan keeps risk ratios of tables in which everybody had the event; drop00 leaves them out as metafor does.
      if id.hasPrefix("syn-zeros.RR") { continue }
      let effects = try effects(
        file["sets"][reference["set"].text ?? ""], measure: reference["measure"].text ?? "",
        options: EffectOptions(dropDoubleZero: true))
      let pooling = Pooling.mantelHaenszel(StratifiedSettings(add: 0.5, to: .only0, dropsDoubleZero: true))
      let common = try ModelSettings(heterogeneity: .equalEffects, test: .z, pooling: pooling).fit(effects)
      let random = try ModelSettings(
        heterogeneity: .estimated(.dl), test: .z, i2Basis: .q, tau2Interval: nil, pooling: pooling
      ).fit(effects)
      let expect = reference["expect"]
      for (fit, key) in [(common, "common"), (random, "random")] {
        expectClose(
          fit.coefficients[0].estimate, expect[key]["est"].number, relative: Self.relative, "\(id) \(key)")
        expectClose(
          fit.coefficients[0].standardError, expect[key]["se"].number, relative: Self.relative,
          "\(id) \(key) se")
        expectClose(fit.heterogeneity.q, expect["Q"].number, relative: Self.relative, "\(id) \(key) Q")
        expectClose(
          fit.heterogeneity.i2, expect["I2"].number, relative: Self.relative, absolute: 1e-9, "\(id) \(key) I2")
      }
      expectClose(
        random.heterogeneity.tau2, expect["tau2"].number, relative: Self.relative, absolute: 1e-15, "\(id) tau2"
      )
    }
  }

  @Test("Greenland and Robins's variance of the risk difference is the weighted sum of binomial variances")
  func greenlandRobins() throws {
    // Two tables by hand: weights n1 n2/N = 10 and 30; Σ w²(p1 q1/n1 + p2 q2/n2)/(Σ w)².
    let table = try StudyTable(
      name: "two",
      columns: [
        .init(name: "ai", numbers: [4, 15]), .init(name: "n1i", numbers: [20, 60]),
        .init(name: "ci", numbers: [10, 30]), .init(name: "n2i", numbers: [20, 60]),
      ])
    let effects = try table.effects(.riskDifference)
    let choices = StratifiedSettings(riskDifferenceVariance: .greenlandRobins)
    let fit = try ModelSettings(heterogeneity: .equalEffects, pooling: .mantelHaenszel(choices)).fit(effects)
    let first = 100 * (0.2 * 0.8 / 20 + 0.5 * 0.5 / 20)
    let second = 900 * (0.25 * 0.75 / 60 + 0.5 * 0.5 / 60)
    expectClose(fit.coefficients[0].estimate, (10 * -0.3 + 30 * -0.25) / 40, relative: 1e-14)
    expectClose(fit.coefficients[0].standardError, ((first + second) / 1600).squareRoot(), relative: 1e-14)
  }

  @Test("What cannot be pooled over tables is refused with its reason")
  func refusals() throws {
    let plain = EffectSizes(yi: [0.1, 0.2], vi: [0.01, 0.02])
    let mh = ModelSettings(heterogeneity: .equalEffects, pooling: .mantelHaenszel())
    #expect(throws: ModelError.pooling("MH", .counts(measure: nil))) { try mh.fit(plain) }
    let file = try Reference.file("rare-events/stratified.json")
    let effects = try effects(file["sets"]["bcg"], measure: "OR", options: .init())
    #expect(throws: ModelError.pooling("MH", .moderators)) {
      try mh.fit(effects, design: .interceptOnly(rows: effects.rows.count))
    }
    #expect(throws: ModelError.pooling("MH", .estimator("REML"))) {
      try ModelSettings(heterogeneity: .estimated(.reml), pooling: .mantelHaenszel()).fit(effects)
    }
    let separated = try StudyTable(
      name: "SYNTHETIC",
      columns: [
        .init(name: "ai", numbers: [0, 0]), .init(name: "n1i", numbers: [20, 30]),
        .init(name: "ci", numbers: [3, 2]), .init(name: "n2i", numbers: [20, 30]),
      ]
    ).effects(.oddsRatio)
    #expect(throws: ModelError.pooling("MH", .infinite)) {
      try ModelSettings(heterogeneity: .estimated(.dl), pooling: .mantelHaenszel()).fit(separated)
    }
    #expect(throws: ModelError.pooling("MH", .weights)) {
      try ModelSettings(heterogeneity: .equalEffects, weighting: .unweighted, pooling: .mantelHaenszel())
        .fit(effects)
    }
  }

  private func effects(
    _ set: Reference, measure: String, options: EffectOptions
  ) throws -> EffectSizes {
    let columns = set["columns"].object.sorted { $0.key < $1.key }
    let table = try StudyTable(
      name: "set", columns: columns.map { .init(name: $0.key, numbers: $0.value.numbers) })
    return try table.effects(try #require(Measure(code: measure)), options: options)
  }
}
