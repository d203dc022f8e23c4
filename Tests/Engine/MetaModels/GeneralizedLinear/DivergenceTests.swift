import EffectMeasures
import MetaModels
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The cases in which metafor's mixed models differ from these by more than 5e-4, decided by 40-digit arithmetic.
@Suite("Divergences from metafor")
struct DivergenceTests {
  private let isSweep = ProcessInfo.processInfo.environment["TUTTI_SWEEP"] != nil
  private static let all = Array(0..<13)

  private func number(_ entry: Reference) -> Double { entry.text.flatMap(Double.init) ?? entry.number ?? .nan }

  @Test(
    "The likelihood is higher at these values than at metafor's, by the rule that both use and by integration")
  func higherLikelihood() throws {
    let cases = try Reference.file("glmm/divergences.json")["cases"].list
    #expect(cases.count == 13)
    for entry in cases {
      let id = entry["id"].text ?? ""
      // The stored gains are differences of 30-digit values. With equal effects only standard errors differ: 0 at least.
      let least = entry["method"].text == "EE" ? -1e-20 : 1e-13
      #expect(number(entry["gain"]) > least, "\(id): \(entry["gain"])")
      #expect(number(entry["exact"]["gain"]) > least, "\(id): \(entry["exact"]["gain"])")
      let (optimum, ours, theirs) = (entry["optimum"], entry["tutti"], entry["metafor"])
      for key in ["b", "se"] {
        let (far, near) = (
          abs(number(theirs[key]) - number(optimum[key])), abs(number(ours[key]) - number(optimum[key]))
        )
        // Where metafor's value is right to ten digits there is nothing to compare.
        if far > 1e-9 { #expect(near < 0.05 * far, "\(id) \(key): \(near) here, \(far) there") }
      }
    }
  }

  @Test("Fits are the optimum of that arithmetic", arguments: all)
  func optimum(index: Int) throws {
    let entry = try Reference.file("glmm/divergences.json")["cases"][index]
    let id = entry["id"].text ?? ""
    // Two-dimensional integrals of large tables take seconds where nothing is optimized.
    if !isSweep, entry["form"].text == "UM.RS", entry["data"].text != "nielweise2008" { return }
    let data = try Reference.file("glmm/metafor.json")["data"][entry["data"].text ?? ""]
    var columns = data.columns
    columns["ablat"] = nil
    let effects = try countEffects(try #require(entry["measure"].text), columns)
    let form = try #require(entry["form"].text.flatMap { MixedModelForm(rawValue: $0) })
    let test = try #require(entry["test"].text.flatMap { CoefficientTest(rawValue: $0) })
    let fit = try MixedModel(
      form, isEqualEffects: entry["method"].text == "EE", points: .sevenOrLaplace, test: test
    ).fit(effects)
    let optimum = entry["optimum"]
    let error = number(optimum["se"])
    // The search goes by the gradient, to 1e-9 of a standard error; that error rests on differences of gradients.
    expectClose(
      fit.coefficients[0].estimate, number(optimum["b"]), relative: 0, absolute: 1e-7 * error, "\(id) b")
    expectClose(fit.coefficients[0].standardError, error, relative: 1e-7, "\(id) se")
    expectClose(fit.heterogeneity.tau2, number(optimum["tau2"]), relative: 1e-6, absolute: 1e-12, "\(id) tau2")
    if form == .randomStudies {
      expectClose(fit.mixedModel?.sigma2, number(optimum["sigma2"]), relative: 1e-6, "\(id) sigma2")
      expectClose(fit.mixedModel?.intercept, number(optimum["mu"]), relative: 1e-7, "\(id) mu")
    }
    expectClose(
      fit.likelihood?.logLikelihood, number(entry["log_likelihood"]["optimum"]), relative: 1e-11, "\(id) log L")
    // The stored point is the one that is reached.
    expectClose(fit.coefficients[0].estimate, entry["tutti"]["b"].number, relative: 0, absolute: 1e-8 * error)
    guard form != .randomStudies || isSweep else { return }
    let own = try MixedModel(form, isEqualEffects: entry["method"].text == "EE", test: test).fit(effects)
    expectClose(
      own.likelihood?.logLikelihood, number(entry["exact"]["tutti"]), relative: 1e-9, "\(id) exact log L")
  }
}
