import MetaModels
import StudyRecords
import Testing
import _TestSupport

/// Holds the fit of a case against what is expected, quantity by quantity.
struct PoolingComparison {
  let reference: PoolingCase
  let tolerance: PoolingTolerance
  /// Whether the interval by generalised Q is exact; metafor's ends are good to 1.3e-4 absolute only.
  let hasExactGeneralizedQ: Bool
  /// The differences found.
  private(set) var faults: [String] = []

  init(_ reference: PoolingCase, tolerance: PoolingTolerance, hasExactGeneralizedQ: Bool) {
    self.reference = reference
    self.tolerance = tolerance
    self.hasExactGeneralizedQ = hasExactGeneralizedQ
  }

  private var expect: Reference { reference.expect }
  private var typicalVariance: Double { expect["vt"].number ?? 0 }

  /// Compares everything that is expected; more fits are made for further intervals.
  mutating func compareAll() throws {
    let fit = try reference.settings.fit(reference.effects, design: reference.design)
    compareCoefficients(fit)
    compareHeterogeneity(fit.heterogeneity)
    compareLikelihood(fit.likelihood)
    compareStudies(fit)
    for (kind, method) in PoolingComparison.predictionKinds where !expect["pi"][kind].isNull {
      var settings = reference.settings
      settings.predictionInterval = method
      let other = try settings.fit(reference.effects, design: reference.design)
      comparePrediction(kind, other)
    }
    for (kind, values) in expect["ci"].object.sorted(by: { $0.key < $1.key }) where values["error"].isNull {
      // Next to zero the limits on log τ² and τ grow as 1/τ², which nothing in doubles determines.
      if kind.hasPrefix("wald."), let tau2 = expect["tau2"].number, tau2 > 0, tau2 < 1e-6 * typicalVariance {
        continue
      }
      var settings = reference.settings
      settings.tau2Interval = Tau2IntervalMethod(rawValue: kind)
      compareInterval(kind, values, try settings.fit(reference.effects, design: reference.design))
    }
  }

  static let predictionKinds: [(String, PredictionIntervalMethod)] = [
    ("default", .test), ("simple", .simple), ("riley", .riley), ("t", .t),
  ]

  // MARK: Quantities

  private mutating func compareCoefficients(_ fit: Fit) {
    check("k", Double(fit.k), expect["k"].number, allowed: 0)
    check("p", Double(fit.p), expect["p"].number, allowed: 0)
    let names = expect["names"].list.compactMap(\.text)
    if !names.isEmpty, names != fit.coefficients.map(\.term) {
      faults.append("terms: \(fit.coefficients.map(\.term))")
    }
    for (j, coefficient) in fit.coefficients.enumerated() {
      let error = expect["se"][j].number ?? 0
      let unit = max(error, 1e-300)
      let name = coefficient.term
      check("b \(name)", coefficient.estimate, expect["b"][j].number, unit: unit)
      check("se \(name)", coefficient.standardError, error, unit: 0)
      let statistic = expect["stat"][j].number
      if error > 0 {
        check("statistic \(name)", coefficient.statistic, statistic, unit: 1)
        // A relative error e of the statistic moves a p value by up to e·statistic², relatively.
        let z = statistic ?? 0
        let p = expect["pval"][j].number
        // Below 1e-307 doubles lose digits, and metafor's are 0.
        check(
          "p \(name)", coefficient.pValue, p, allowed: tolerance.relative * max(1, z * z) * (p ?? 0) + 1e-307)
      } else {
        check("statistic \(name)", coefficient.statistic, nil)
        check("p \(name)", coefficient.pValue, nil)
      }
      check("df \(name)", coefficient.degreesOfFreedom, expect["df"].number, allowed: 0)
      check("lower \(name)", coefficient.interval?.lower, expect["ci_lb"][j].number, unit: unit)
      check("upper \(name)", coefficient.interval?.upper, expect["ci_ub"][j].number, unit: unit)
    }
    for (i, row) in expect["vb"].list.enumerated() {
      for (j, value) in row.numbers.enumerated() {
        let unit = (expect["se"][i].number ?? 0) * (expect["se"][j].number ?? 0)
        check("covariance \(i),\(j)", fit.covariance[i, j], value, unit: unit)
      }
    }
    if let factor = expect["s2w"].number { check("factor", fit.varianceFactor, factor, unit: 0) }
    let omnibus = expect["QM"].number
    check("QM", fit.moderatorTest?.statistic, omnibus, unit: 1)
    let p = expect["QMp"].number
    check(
      "QMp", fit.moderatorTest?.pValue, p,
      allowed: tolerance.relative * max(1, omnibus ?? 0) * 2 * (p ?? 0) + 1e-307)
  }

  private mutating func compareHeterogeneity(_ heterogeneity: Heterogeneity) {
    checkTau2("tau2", heterogeneity.tau2, expect["tau2"].number)
    // A given τ² has no standard error, whatever formula another tool lends it.
    if case .fixed = reference.settings.heterogeneity {
      check("se of tau2", heterogeneity.tau2StandardError, nil)
    } else {
      check("se of tau2", heterogeneity.tau2StandardError, expect["se_tau2"].number, unit: 0)
    }
    check("I2", heterogeneity.i2, expect["I2"].number, unit: 100)
    check("H2", heterogeneity.h2, expect["H2"].number, unit: 1)
    if typicalVariance > 0 { check("vt", heterogeneity.typicalVariance, typicalVariance, unit: 0) }
    let q = expect["QE"].number
    check("QE", heterogeneity.q, q, unit: 1)
    check("QE df", Double(heterogeneity.qDegreesOfFreedom), expect["QE_df"].number, allowed: 0)
    let p = expect["QEp"].number
    check("QEp", heterogeneity.qPValue, p, allowed: tolerance.relative * max(1, q ?? 0) * (p ?? 0) + 1e-307)
    // Not a share of τ² for equal effects, and 0/0 where τ² is 0 with and without moderators.
    if let r2 = expect["R2"].number, reference.settings.heterogeneity.isEstimated,
      (expect["tau2"].number ?? 0) > 1e-9 * typicalVariance || r2 > 99.9
    {
      check("R2", heterogeneity.r2, r2, unit: 100)
    }
  }

  private mutating func compareLikelihood(_ likelihood: Likelihood?) {
    let isRestricted = reference.settings.heterogeneity == .estimated(.reml)
    let expected = expect[isRestricted ? "REML" : "ML"].numbers
    guard !expected.isEmpty else { return }
    let unit = expect["k"].number ?? 1
    check("log-likelihood", likelihood?.logLikelihood, expected[0], unit: unit)
    check("deviance", likelihood?.deviance, expected[1], unit: unit)
    check("AIC", likelihood?.aic, expected[2], unit: unit)
    check("BIC", likelihood?.bic, expected[3], unit: unit)
    check("AICc", likelihood?.aicc, expected[4], unit: unit)
  }

  private mutating func compareStudies(_ fit: Fit) {
    let used = fit.studies.filter(\.isUsed)
    for (i, value) in expect["weights_percent"].numbers.enumerated() {
      check("weight \(i + 1)", used[i].weightPercent, value, unit: 100)
    }
    let spread = (expect["tau2"].number ?? 0 + typicalVariance).squareRoot()
    for (i, value) in expect["fitted"].numbers.enumerated() {
      check("fitted \(i + 1)", used[i].fitted, value, unit: spread)
      check("residual \(i + 1)", used[i].residual, expect["residuals"][i].number, unit: spread)
      check("leverage \(i + 1)", used[i].leverage, expect["leverages"][i].number, unit: 1)
    }
    let maxima = expect["maxima"].list.count
    if maxima > 0, fit.optimization.localOptima != maxima {
      faults.append("local maxima: \(maxima) exist, \(fit.optimization.localOptima) found")
    }
  }

  private mutating func comparePrediction(_ kind: String, _ fit: Fit) {
    let limits = expect["pi"][kind].numbers
    let unit = limits.compactMap(\.self).count >= 2 ? abs((limits[1] ?? 0) - (limits[0] ?? 0)) : 0
    // What τ² may be off makes more of τ the nearer it is to zero: δτ = √(τ² + δ) − √τ², times a quantile below 3.
    let tau2 = expect["tau2"].number ?? 0
    let slack = max(tolerance.tau2 * tau2, tolerance.tau2InVariances * typicalVariance)
    let spread = 3 * ((tau2 + slack).squareRoot() - tau2.squareRoot())
    for (side, actual, limit) in [
      ("lower", fit.predictionInterval?.interval.lower, limits[0]),
      ("upper", fit.predictionInterval?.interval.upper, limits[1]),
    ] {
      let own = tolerance.relative * max(abs(limit ?? 0), unit)
      check("prediction (\(kind)) \(side)", actual, limit, allowed: own + spread)
    }
    if limits.count > 2 {
      check("prediction (\(kind)) df", fit.predictionInterval?.degreesOfFreedom, limits[2], allowed: 0)
    }
  }

  private mutating func compareInterval(_ kind: String, _ expected: Reference, _ fit: Fit) {
    let heterogeneity = fit.heterogeneity
    let isEmpty = fit.notes.contains { $0.kind.code == "tau2-interval.empty" }
    if isEmpty != (expected["limits"].text == "empty") { faults.append("\(kind): empty \(isEmpty)") }
    let coarse = kind == "GENQ" && !hasExactGeneralizedQ ? 1.3e-4 : 0
    for (side, end) in [("lower", \Interval.lower), ("upper", \Interval.upper)] {
      let i = side == "lower" ? 0 : 1
      // A search limit of the tool is not the end of the interval.
      if i == 1, expected["limits"].text == "upper beyond search" { continue }
      let tau2 = expected["tau2"][i].number
      let got = heterogeneity.tau2Interval?[keyPath: end]
      if coarse > 0 {
        check("\(kind) \(side)", got, tau2, allowed: coarse)
        continue
      }
      checkTau2("\(kind) \(side)", got, tau2)
      check("\(kind) \(side) I2", heterogeneity.i2Interval?[keyPath: end], expected["I2"][i].number, unit: 100)
      check("\(kind) \(side) H2", heterogeneity.h2Interval?[keyPath: end], expected["H2"][i].number, unit: 1)
    }
  }

  // MARK: Numbers

  private mutating func check(_ name: String, _ actual: Double?, _ expected: Double?, unit: Double = 0) {
    check(name, actual, expected, allowed: tolerance.relative * max(abs(expected ?? 0), unit))
  }

  private mutating func checkTau2(_ name: String, _ actual: Double?, _ expected: Double?) {
    // Moment estimators with fixed weights subtract a mean of the variances under those weights.
    let unit =
      ["HE", "GENQ", "GENQM"].contains(reference.method)
      ? max(typicalVariance, reference.meanVariance) : typicalVariance
    check(
      name, actual, expected,
      allowed: max(tolerance.tau2 * abs(expected ?? 0), tolerance.tau2InVariances * unit))
  }

  private mutating func check(_ name: String, _ actual: Double?, _ expected: Double?, allowed: Double) {
    switch (actual, expected) {
    case (nil, nil): return
    case (let actual?, let expected?)
    where actual == expected || (actual.isFinite && expected.isFinite && abs(actual - expected) <= allowed):
      return
    case (let actual?, let expected?):
      faults.append(
        "\(name): \(actual) instead of \(expected), off by \(abs(actual - expected)), allowed \(allowed)")
    default:
      faults.append(
        "\(name): \(actual.map { "\($0)" } ?? "nil") instead of \(expected.map { "\($0)" } ?? "nil")")
    }
  }
}

extension HeterogeneityModel {
  fileprivate var isEstimated: Bool { if case .estimated = self { true } else { false } }
}
