import Analyses
import MetaAnalysis
import _TestSupport

/// Holds an analysis against a case, and collects what differs.
///
/// Tolerances: closed forms 1e-10, which is what two ways of summing in double precision leave; what depends on τ² 1e-7,
/// since the tools' tight tolerance leaves that much; limits of τ² 1e-6 by Q-profile (a root, at the same tolerance).
struct ProfileComparison {
  let item: ProfileCase
  let analysis: PooledAnalysis
  private(set) var differences: [String] = []

  init(_ item: ProfileCase, _ analysis: PooledAnalysis) {
    self.item = item
    self.analysis = analysis
  }

  private var expect: Reference { item.expect }
  private var isMetafor: Bool { item.profile.tool == "metafor" }
  /// The generalized linear mixed model of meta stops its optimizer some 1e-5 short of the maximum.
  private var isMixed: Bool { analysis.random?.mixedModel != nil }

  private mutating func compare(
    _ what: String, _ actual: Double?, _ expected: Reference, _ relative: Double = 1e-10,
    _ absolute: Double = 1e-13
  ) {
    switch (actual, expected.number) {
    case (nil, nil): return
    case (let actual?, let expected?) where agrees(actual, expected, relative: relative, absolute: absolute):
      return
    default:
      let (expected, actual) = (expected.number.map { "\($0)" }, actual.map { "\($0)" })
      differences.append("\(what): expected \(expected ?? "nothing"), got \(actual ?? "nothing")")
    }
  }

  /// The studies' own estimates, and their weights in the common effect.
  mutating func compareStudies() {
    guard !expect["study"].isNull else { return }
    for (i, row) in analysis.effects.rows.enumerated() {
      compare("yi[\(i)]", row.isUsable ? row.yi : nil, expect["study"]["yi"][i])
      compare("sei[\(i)]", row.isUsable ? row.sei : nil, expect["study"]["sei"][i])
      compareWeight("w_common[\(i)]", analysis.common?.studies[i], expect["study"]["w_common_pct"], i)
    }
  }

  private mutating func compareWeight(
    _ what: String, _ study: FittedStudy?, _ expected: Reference, _ i: Int, _ relative: Double = 1e-9
  ) {
    guard !expected.isNull else { return }
    // A study left out has no weight here and the weight 0 in meta.
    let expected = expected[i].isNull ? .number(0) : expected[i]
    compare(what, study?.weightPercent ?? 0, expected, relative, 1e-9)
  }

  /// The common effect.
  mutating func compareCommon() {
    guard let fit = analysis.common, let coefficient = fit.coefficients.first else { return }
    let common = expect["common"]
    compareCoefficient("common", coefficient, common, isMixed ? 1e-5 : 1e-10)
    if isMetafor {
      let i2 = common["I2"].isNull ? expect["I2"]["est"] : common["I2"]
      compare("I2 common", fit.heterogeneity.i2, i2, 1e-10, 1e-9)
    }
  }

  private mutating func compareCoefficient(
    _ what: String, _ actual: Coefficient, _ expected: Reference, _ relative: Double, _ absolute: Double = 1e-13
  ) {
    compare("\(what) est", actual.estimate, expected["est"], relative, absolute)
    compare("\(what) se", actual.standardError, expected["se"], relative, absolute)
    compare("\(what) ci_lb", actual.interval?.lower, expected["ci_lb"], relative, absolute)
    compare("\(what) ci_ub", actual.interval?.upper, expected["ci_ub"], relative, absolute)
    if !expected["stat"].isNull, !expected["p"].isNull {
      compare("\(what) stat", actual.statistic, expected["stat"], relative, absolute)
      // A p value falls as fast as its statistic's square grows.
      compare("\(what) p", actual.pValue, expected["p"], relative * 100, absolute)
    }
    if let df = expected["df"].number {
      compare("\(what) df", actual.degreesOfFreedom ?? .infinity, .number(df))
    }
  }

  /// Random effects: at the optimum with the tight values, at the tools' own stop with the others.
  mutating func compareRandom(tight: Bool) {
    guard !expect["random"].isNull else { return compareTables() }
    guard let fit = analysis.random, let coefficient = fit.coefficients.first else {
      differences.append("no random-effects fit: \(analysis.failure ?? "")")
      return
    }
    let (shipped, values) = (expect, tight ? expect["tight"] : expect)
    func value(_ key: String) -> Reference { values[key].isNull ? shipped[key] : values[key] }
    let (relative, absolute) = (isMixed ? 2e-5 : 1e-7, 1e-9)
    compareCoefficient("random", coefficient, value("random"), relative, absolute)
    compare("tau2", fit.heterogeneity.tau2, value("tau2")["est"], relative, absolute)
    let prediction = fit.predictionInterval?.interval
    compare("predict lb", prediction?.lower, value("predict")["lb"], relative, absolute)
    compare("predict ub", prediction?.upper, value("predict")["ub"], relative, absolute)
    let weights = tight ? values["w_random_pct"] : expect["study"]["w_random_pct"]
    for i in analysis.effects.rows.indices {
      compareWeight("w_random[\(i)]", fit.studies[i], weights, i, relative)
    }
    compare("k", Double(fit.k), expect["k"])
    if let mixed = fit.mixedModel {
      compare("Q by Wald", mixed.wald.statistic, expect["Q"]["stat"][0], 1e-5)
      compare("Q by likelihood ratio", mixed.likelihoodRatio.statistic, expect["Q"]["stat"][1], 1e-5)
      return
    }
    compareQ(fit)
    compare("I2", fit.heterogeneity.i2, value("I2")["est"], relative, 1e-7)
    if tight { compareIntervals(fit, tau2: value("tau2"), i2: value("I2")) }
  }

  private mutating func compareIntervals(_ fit: Fit, tau2: Reference, i2: Reference) {
    let interval = fit.heterogeneity.tau2Interval
    // Jackson's interval is a root found to .Machine$double.eps^0.25, about 1.2e-4, whatever the tolerance.
    let absolute = fit.settings.tau2Interval == .jackson ? 1.3e-4 : 1e-8
    compare("tau2 ci_lb", interval?.lower, tau2["ci_lb"], 1e-6, absolute)
    // The tools search up to 100.
    if tau2["ci_ub"].number == 100, let upper = interval?.upper, upper > 100 { return }
    compare("tau2 ci_ub", interval?.upper, tau2["ci_ub"], 1e-6, absolute)
    compare("I2 ci_lb", fit.heterogeneity.i2Interval?.lower, i2["ci_lb"], 1e-6, 1e-6)
    compare("I2 ci_ub", fit.heterogeneity.i2Interval?.upper, i2["ci_ub"], 1e-6, 1e-6)
  }

  private mutating func compareQ(_ fit: Fit) {
    compare("Q", fit.heterogeneity.q, expect["Q"]["stat"], 1e-10, 1e-11)
    compare("Q df", Double(fit.heterogeneity.qDegreesOfFreedom), expect["Q"]["df"])
    compare("Q p", fit.heterogeneity.qPValue, expect["Q"]["p"], 1e-8)
  }

  /// `rma.mh` and `rma.peto` have no random effects.
  private mutating func compareTables() {
    guard let fit = analysis.common else { return }
    compare("k", Double(fit.k), expect["k"])
    compareQ(fit)
    if !expect["MH"]["stat"].isNull {
      compare("CMH", fit.stratifiedTests?.cochranMantelHaenszel?.statistic, expect["MH"]["stat"])
    }
  }
}
