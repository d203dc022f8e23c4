import EffectMeasures
import RealModule
import Testing
import _TestSupport

@testable import MetaModels

@Suite("Beta-binomial model")
struct BetaBinomialTests {
  @Test("Fits agree with Newton's method in 30-digit arithmetic, double-zero studies kept")
  func references() throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["beta_binomial"].list {
      let effects = try countEffects(try #require(entry["measure"].text), entry["columns"].columns)
      let fit = try BetaBinomialModel(test: .z).fit(effects)
      let id = entry["data"].text ?? ""
      let parameters = entry["parameters"].list.compactMap { $0.text.flatMap(Double.init) }
      let errors = entry["se"].list.compactMap { $0.text.flatMap(Double.init) }
      expectClose(fit.coefficients[0].estimate, parameters[0], relative: 1e-8, "\(id) b")
      // The reference's second derivatives are differences with step 1e-8 in 30 digits: good to about 1e-10.
      expectClose(fit.coefficients[0].standardError, errors[0], relative: 1e-8, "\(id) se")
      expectClose(fit.correlation, parameters[parameters.count - 1], relative: 1e-8, "\(id) rho")
      expectClose(fit.correlationStandardError, errors[errors.count - 1], relative: 1e-8, "\(id) se rho")
      if parameters.count == 3 {
        expectClose(fit.baseline?.estimate, parameters[1], relative: 1e-8, "\(id) baseline")
        expectClose(fit.baseline?.standardError, errors[1], relative: 1e-8, "\(id) se baseline")
      }
      expectClose(
        fit.likelihood.logLikelihood, entry["log_likelihood"].text.flatMap(Double.init), relative: 1e-11,
        "\(id) log L")
    }
  }

  @Test func doubleZeroStudiesAreKeptOrDroppedByChoice() throws {
    let effects = try countEffects(
      "OR", ["ai": [0, 2, 1, 5], "bi": [10, 20, 30, 21], "ci": [0, 6, 4, 9], "di": [11, 19, 28, 20]])
    let kept = try BetaBinomialModel().fit(effects)
    #expect(kept.k == 4 && kept.doubleZeroKept == 1 && kept.doubleZeroDropped == 0)
    let dropped = try BetaBinomialModel(dropsDoubleZero: true).fit(effects)
    #expect(dropped.k == 3 && dropped.doubleZeroKept == 0 && dropped.doubleZeroDropped == 1)
    #expect(dropped.notes.contains { $0.kind.code == "study.uninformative" })
  }

  @Test("Without overdispersion ρ is 0 and the fit is the binomial one")
  func edge() throws {
    let effects = try countEffects("PLO", ["xi": [10, 20, 30], "ni": [20, 40, 60]])
    let fit = try BetaBinomialModel(test: .z).fit(effects)
    #expect(fit.correlation == 0 && fit.correlationStandardError == nil)
    #expect(fit.optimization.ending == .boundary)
    expectClose(fit.coefficients[0].estimate, 0, relative: 0, absolute: 1e-12)
    expectClose(fit.coefficients[0].standardError, (1.0 / 60 + 1.0 / 60).squareRoot(), relative: 1e-10)
    #expect(fit.overdispersion.pValue == 1)
  }

  @Test("Long sums by Gauss rules give what adding every term gives")
  func longSums() {
    for (y, n) in [(0, 40), (33, 64), (500, 88_391), (499, 87_500), (70_000, 88_391)] {
      let term = BetaBinomialTerm(y: y, n: n, constant: 0)
      for (mean, correlation) in [(0.3, 0.0), (0.0057, 1e-6), (0.0057, 0.0004), (0.2, 0.01), (0.8, 0.3)] {
        let d = term.derivatives(mean: mean, complement: 1 - mean, correlation: correlation)
        var (value, slope, curvature, size) = (0.0, 0.0, 0.0, 0.0)
        for (count, p, sign) in [(y, mean, 1.0), (n - y, 1 - mean, -1.0)] {
          for j in 0..<count {
            let a = p * (1 - correlation) + Double(j) * correlation
            value += Double.log(a)
            slope += sign * (1 - correlation) / a
            let part = (Double(j) - p) * (Double(j) - p) / (a * a)
            curvature -= part
            size += part
          }
        }
        for j in 0..<n {
          let c = 1 - correlation + Double(j) * correlation
          value -= Double.log(c)
          curvature += (Double(j) - 1) * (Double(j) - 1) / (c * c)
        }
        // Plain sums of 10⁵ terms lose some digits, and the parts of the curvature cancel.
        expectClose(d.value, value, relative: 1e-11, absolute: 1e-9, "\(y)/\(n) at \(mean), \(correlation)")
        expectClose(d.mean, slope, relative: 1e-10, absolute: 1e-8)
        expectClose(d.correlationCorrelation, curvature, relative: 1e-9, absolute: 1e-13 * size)
      }
    }
  }

  @Test(
    "As a fit it has the coefficients, the likelihood and the studies, but neither weights nor heterogeneity")
  func pooled() throws {
    let columns: [String: [Double?]] = [
      "ai": [0, 2, 1, 5], "bi": [10, 20, 30, 21], "ci": [0, 6, 4, 9], "di": [11, 19, 28, 20],
    ]
    let effects = try countEffects("OR", columns)
    let model = BetaBinomialModel()
    let own = try model.fit(effects)
    let fit = try model.pool(effects)
    #expect(fit.betaBinomial == own && fit.methodCode == "BB" && fit.modelsCounts)
    #expect(fit.coefficients == own.coefficients && fit.likelihood == own.likelihood && fit.k == 4)
    #expect(fit.studies.allSatisfy { $0.weightPercent == nil && $0.fitted == own.coefficients[0].estimate })
    #expect(fit.heterogeneity.i2 == nil && fit.heterogeneity.q == nil)
    #expect(try model.eligibleRows(effects) == [true, true, true, true])
    #expect(try BetaBinomialModel(dropsDoubleZero: true).eligibleRows(effects) == [false, true, true, true])
    #expect(throws: MixedModelError.self) { try model.pool(countEffects("RR", columns)) }
  }

  @Test func separatedEventsAreRefused() throws {
    let effects = try countEffects("OR", ["ai": [0, 0], "bi": [10, 20], "ci": [3, 6], "di": [11, 19]])
    #expect(throws: MixedModelError.infiniteEstimate(terms: ["intercept"])) {
      try BetaBinomialModel().fit(effects)
    }
  }
}
