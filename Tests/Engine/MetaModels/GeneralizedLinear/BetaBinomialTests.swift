import EffectMeasures
import MetaModels
import Testing
import _TestSupport

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

  @Test func separatedEventsAreRefused() throws {
    let effects = try countEffects("OR", ["ai": [0, 0], "bi": [10, 20], "ci": [3, 6], "di": [11, 19]])
    #expect(throws: MixedModelError.infiniteEstimate(terms: ["intercept"])) {
      try BetaBinomialModel().fit(effects)
    }
  }
}
