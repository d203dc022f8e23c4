import EffectMeasures
import MetaModels
import Optimization
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("Mixed models against references")
struct MixedModelReferenceTests {
  /// Whether the environment asks for everything (`TUTTI_SWEEP`, see scripts/sweep).
  private var isSweep: Bool { ProcessInfo.processInfo.environment["TUTTI_SWEEP"] != nil }

  @Test("Fits agree with Newton's method on the exact likelihood")
  func exactFits() throws {
    let file = try Reference.file("glmm/fits.json")
    for entry in file["cases"].list {
      let id = entry["id"].text ?? ""
      // Two-dimensional integrals and long supports take seconds where nothing is optimized.
      let slow = ["diuretics.UM.RS", "catheters.UM.RS", "bcg.CM.EL", "bcg.CM.EL.ablat"]
      if !isSweep, slow.contains(id) { continue }
      var columns = file["data"][entry["data"].text ?? ""]["columns"].columns
      let form = try #require(entry["form"].text.flatMap { MixedModelForm(rawValue: $0) })
      var design: Design?
      if let moderator = entry["moderator"].text, let values = columns.removeValue(forKey: moderator) {
        let shift = entry["shift"].number ?? 0
        design = Design(columns: [
          .init(term: "intercept", values: values.map { _ in 1 }),
          .init(term: moderator, values: values.map { $0.map { $0 - shift } }),
        ])
      }
      let effects = try countEffects(try #require(entry["measure"].text), columns)
      let equal = try MixedModel(form, isEqualEffects: true, test: .z).fit(effects, design: design)
      compare(equal, entry["equal"], entry["k"].number, "\(id) equal")
      let random = try MixedModel(form, test: .z).fit(effects, design: design)
      if entry["random"].isNull {
        #expect(random.heterogeneity.tau2 == 0, "\(id): \(random.heterogeneity.tau2)")
        #expect(random.optimization.ending == .boundary, "\(id)")
        compare(random, entry["equal"], entry["k"].number, "\(id) at the edge")
      } else {
        compare(random, entry["random"], entry["k"].number, id)
      }
    }
  }

  /// At an optimum parameters are known to about the root of the likelihood's rounding in their own curvature; both
  /// searches go by the gradient, to 1e-9 of a standard error. Standard errors rest on differences of gradients;
  /// that of τ² also on how the quadrature, which keeps ten digits of log L, bends with τ.
  private func compare(_ fit: Fit, _ expected: Reference, _ k: Double?, _ id: String) {
    #expect(Double(fit.k) == k, "\(id)")
    for (j, coefficient) in fit.coefficients.enumerated() {
      let error = expected["se"][j].number ?? 0
      expectClose(
        coefficient.estimate, expected["beta"][j].number, relative: 0, absolute: 1e-7 * error, "\(id) b\(j)")
      expectClose(coefficient.standardError, error, relative: 1e-7, "\(id) se\(j)")
    }
    expectClose(fit.likelihood?.logLikelihood, expected["log_likelihood"].number, relative: 1e-9, "\(id) log L")
    if let tau2 = expected["tau2"].number {
      expectClose(fit.heterogeneity.tau2, tau2, relative: 1e-7, "\(id) tau2")
      expectClose(
        fit.heterogeneity.tau2StandardError, expected["se_tau2"].number, relative: 5e-6, "\(id) se tau2")
    }
    if let sigma2 = expected["sigma2"].number {
      expectClose(fit.mixedModel?.sigma2, sigma2, relative: 1e-7, "\(id) sigma2")
      expectClose(fit.mixedModel?.intercept, expected["mu"].number, relative: 1e-7, "\(id) mu")
    }
  }

  @Test("Laplace fits agree with lme4 once its inner iteration is converged")
  func laplace() throws {
    let data = try Reference.file("glmm/metafor.json")["data"]
    for entry in try Reference.file("glmm/lme4.json")["cases"].list {
      let name = entry["data"].text ?? ""
      if !isSweep, name != "nielweise2008" { continue }
      let effects = try countEffects(try #require(entry["measure"].text), data[name].columns)
      let fit = try MixedModel(.randomStudies, points: .fixed(1), test: .z).fit(effects)
      // lme4 searches without gradients: its parameters are known to about 1e-6.
      expectClose(fit.coefficients[0].estimate, entry["beta"].number, relative: 1e-5, "\(name) b")
      expectClose(fit.coefficients[0].standardError, entry["se"].number, relative: 1e-5, "\(name) se")
      expectClose(fit.heterogeneity.tau2, entry["tau2"].number, relative: 1e-4, "\(name) tau2")
      expectClose(fit.mixedModel?.sigma2, entry["sigma2"].number, relative: 1e-4, "\(name) sigma2")
      expectClose(fit.mixedModel?.intercept, entry["mu"].number, relative: 1e-5, "\(name) mu")
      expectClose(
        fit.likelihood?.logLikelihood, entry["log_likelihood"].number, relative: 1e-9, "\(name) log L")
    }
  }

  @Test("metafor's cases agree under its quadrature")
  func metafor() throws {
    let file = try Reference.file("glmm/metafor.json")
    for (index, entry) in file["cases"].list.enumerated() {
      let id = entry["id"].text ?? ""
      // Every fifth, which meets all forms; the sweep takes all.
      if !isSweep, index % 5 != 0 { continue }
      var columns = file["data"][entry["data"].text ?? ""].columns
      let form = try #require(entry["form"].text.flatMap { MixedModelForm(rawValue: $0) })
      let ablat = columns.removeValue(forKey: "ablat")
      var design: Design?
      if !entry["moderators"].isNull, let ablat {
        design = Design(columns: [
          .init(term: "intercept", values: ablat.map { _ in 1 }), .init(term: "ablat", values: ablat),
        ])
      }
      let test = try #require(entry["test"].text.flatMap { CoefficientTest(rawValue: $0) })
      let effects = try countEffects(try #require(entry["measure"].text), columns)
      let fit = try MixedModel(
        form, isEqualEffects: entry["method"].text == "EE", points: .sevenOrLaplace, test: test,
        predictionInterval: .test
      ).fit(effects, design: design)
      let (e, isRandom) = (entry["expect"], entry["method"].text == "ML")
      #expect(Double(fit.k) == e["k"].number, "\(id)")
      // The reference's searches stop within about 1e-4 of the optimum. Its standard errors are finite differences of a
      // deviance from a loosely converged inner iteration: for UM.RS they are off by up to 1.4 %, and agree with these
      // to 1e-5 once that iteration is converged (lme4.json).
      let error = form == .randomStudies && isRandom ? 2e-2 : 5e-4
      for (j, coefficient) in fit.coefficients.enumerated() {
        expectClose(
          coefficient.estimate, e["b"][j].number, relative: 7e-4, absolute: 1e-5, "\(id) b\(j)")
        expectClose(coefficient.standardError, e["se"][j].number, relative: error, "\(id) se\(j)")
      }
      // CM.EL is searched in log τ² there and stops next to 0, at 7e-5 for hine1989.
      let nearZero = form == .exactConditional ? 1e-4 : 1e-5
      expectClose(
        fit.heterogeneity.tau2, e["tau2"].number, relative: 3e-3, absolute: nearZero, "\(id) tau2")
      // From Q for equal effects here, 0 there.
      if isRandom {
        expectClose(fit.heterogeneity.i2, e["I2"].number, relative: 3e-3, absolute: 0.02, "\(id) I2")
      }
      if let sigma2 = e["sigma2"].number {
        expectClose(fit.mixedModel?.sigma2, sigma2, relative: 3e-3, absolute: 1e-5, "\(id) sigma2")
      }
      // Variances of saturated models are numerical there but for closed forms.
      let wald =
        switch form {
        case .randomStudies: 2e-2
        case .exactConditional: 2e-3
        default: 1e-5
        }
      expectClose(fit.mixedModel?.wald.statistic, e["QE_Wld"].number, relative: wald, "\(id) Wald")
      expectClose(
        fit.mixedModel?.likelihoodRatio.statistic, e["QE_LRT"].number, relative: 1e-4, "\(id) LRT")
      #expect(fit.mixedModel.map { Double($0.wald.degreesOfFreedom) } == e["QE_df"].number, "\(id)")
      // With more than one node lme4's deviance is the conditional one, no likelihood.
      let hasLikelihood =
        isRandom
        ? form == .randomStudies || (form == .exactConditional && entry["measure"].text == "OR")
        : form != .randomStudies
      guard hasLikelihood else { continue }
      expectClose(fit.likelihood?.logLikelihood, e["ll"].number, relative: 1e-4, "\(id) ll")
      expectClose(fit.likelihood?.deviance, e["deviance"].number, relative: 1e-3, "\(id) deviance")
      expectClose(fit.likelihood?.bic, e["BIC"].number, relative: 1e-4, "\(id) BIC")
      expectClose(fit.likelihood?.aicc, e["AICc"].number, relative: 1e-4, "\(id) AICc")
    }
  }
}
