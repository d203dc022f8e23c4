import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

@testable import MetaModels

/// Dose models held against metafor (`curves.json`) and 50-digit arithmetic (`needed.json`).
@Suite struct DoseReferenceTests {
  @Test func curvesAgreeWithMetafor() throws {
    let file = try Reference.file("dose/curves.json")
    let effects = try DoseExamples.effects(file["data"])
    for item in file["cases"].list {
      let name = item["model"].text ?? ""
      let shape = DoseShape(rawValue: name.filter { !$0.isNumber }) ?? .linear
      let test = try #require(CoefficientTest(rawValue: item["test"].text ?? ""))
      var analysis = DoseExamples.analysis([shape], targets: [0.5], test: test)
      analysis.settings.predictionInterval = .test
      analysis.knots = name.hasSuffix("4") ? 4 : 3
      analysis.profilesLikelihood = false
      if item["adjusted"].flag == true { analysis.adjustment = "~ qualified" }
      let result = try analysis.analyze(effects)
      let model = try #require(result.models.first)
      let what = "\(name) \(test) adjusted \(item["adjusted"])"

      // At an optimum in τ²: relative 1e-7. metafor puts the covariates after the dose, as the formula does.
      let reml = item["reml"]
      for (j, coefficient) in model.fit.coefficients.enumerated() {
        expectClose(coefficient.estimate, reml["b"][j].number, relative: 1e-7, absolute: 1e-9, "\(what) b\(j)")
        expectClose(coefficient.standardError, reml["se"][j].number, relative: 1e-7, "\(what) se\(j)")
      }
      expectClose(
        model.fit.heterogeneity.tau2, reml["tau2"].number, relative: 1e-7, absolute: 1e-10, "\(what) tau2")
      expectClose(model.fit.heterogeneity.r2, reml["R2"].number, relative: 1e-6, absolute: 1e-6, "\(what) R2")
      let ml = item["ml"]
      expectClose(model.comparison.tau2, ml["tau2"].number, relative: 1e-7, absolute: 1e-10, "\(what) ML tau2")
      // Flat at the optimum: the likelihood itself agrees better than τ².
      expectClose(model.comparison.logLikelihood, ml["logLik"].number, relative: 1e-10, "\(what) logLik")
      expectClose(model.comparison.aic, ml["AIC"].number, relative: 1e-10, "\(what) AIC")
      expectClose(model.comparison.aicc, ml["AICc"].number, relative: 1e-10, "\(what) AICc")
      expectClose(model.comparison.bic, ml["BIC"].number, relative: 1e-10, "\(what) BIC")

      let points = model.points(at: item["at"].numbers.compactMap(\.self))
      for (j, point) in points.enumerated() {
        let curve = item["curve"]
        func check(_ value: Double?, _ key: String) {
          expectClose(value, curve[key][j].number, relative: 1e-7, absolute: 1e-9, "\(what) \(key)\(j)")
        }
        check(point?.estimate, "estimate")
        check(point?.interval.lower, "ci_lower")
        check(point?.interval.upper, "ci_upper")
        check(point?.predictionInterval?.lower, "pi_lower")
        check(point?.predictionInterval?.upper, "pi_upper")
      }
      let base = try #require(file["baseline"].list.first { $0["adjusted"] == item["adjusted"] })
      expectClose(result.baseline.aicc, base["AICc"].number, relative: 1e-10, "\(what) baseline")
    }
  }

  @Test func setsAgreeWithExactArithmetic() throws {
    let file = try Reference.file("dose/needed.json")
    for item in file["cases"].list {
      let name = item["name"].text ?? ""
      let effects = try DoseExamples.effects(file["data"][name])
      let shape = try #require(DoseShape(rawValue: item["model"].text ?? ""))
      for test in [CoefficientTest.z, .knha] {
        var analysis = DoseExamples.analysis(
          [shape], targets: item["targets"].list.compactMap { $0["target"].number }, test: test,
          level: item["level"].number ?? 95)
        if item["adjusted"].flag == true { analysis.adjustment = "~ qualified" }
        let needed = try #require(try analysis.analyze(effects).models.first).needed
        for (need, expected) in zip(needed, item["targets"].list) {
          let what = "\(name) \(shape) \(test) \(need.target.effect)"
          // At an optimum in τ²: relative 1e-7.
          expectClose(need.dose, expected["dose"].number, relative: 1e-7, "\(what) dose")
          expect(need.fieller, expected[test.rawValue], relative: 1e-7, "\(what) Fieller")
          // Ends of a likelihood that is maximised at each dose, then back-transformed from an angle: 1e-6.
          let possible = try #require(expectedSet(expected["profile"])).restricted(toAtLeast: 0)
          let own = try #require(need.profile)
          #expect(own.shape == possible.shape, "\(what) profile \(own) \(possible)")
          expectClose(own.ends?.lower, possible.ends?.lower, relative: 1e-6, "\(what) profile lower")
          expectClose(own.ends?.upper, possible.ends?.upper, relative: 1e-6, "\(what) profile upper")
        }
      }
    }
  }

  private func expectedSet(_ reference: Reference) -> DoseSet? {
    let ends = reference["ends"].numbers.compactMap(\.self)
    switch reference["shape"].text {
    case "bounded": return .bounded(Interval(ends[0], ends[1]))
    case "outside": return .outside(Interval(ends[0], ends[1]))
    case "everything": return .everything
    default: return nil
    }
  }

  private func expect(_ set: DoseSet?, _ reference: Reference, relative: Double, _ what: String) {
    let expected = expectedSet(reference)
    #expect(set?.shape == expected?.shape, "\(what)")
    expectClose(set?.ends?.lower, expected?.ends?.lower, relative: relative, "\(what) lower")
    expectClose(set?.ends?.upper, expected?.ends?.upper, relative: relative, "\(what) upper")
  }
}
