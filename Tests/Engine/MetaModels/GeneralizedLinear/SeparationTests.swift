import EffectMeasures
import MetaModels
import Testing
import _TestSupport

/// Data for which the likelihood has no maximum: every form says so, whatever its quadrature.
@Suite("Separated counts")
struct SeparationTests {
  private static let forms = MixedModelForm.allCases
  private static let points: [QuadraturePoints] = [.automatic, .sevenOrLaplace, .fixed(1)]

  private func tables(_ a: [Double], _ n1: [Double], _ c: [Double], _ n2: [Double]) throws -> EffectSizes {
    try countEffects("OR", ["ai": a, "n1i": n1, "ci": c, "n2i": n2])
  }

  private func expectInfinite(_ effects: EffectSizes, _ form: MixedModelForm) {
    for points in Self.points {
      for isEqualEffects in [false, true] {
        #expect(throws: MixedModelError.infiniteEstimate(terms: ["intercept"]), "\(form) \(points)") {
          try MixedModel(form, isEqualEffects: isEqualEffects, points: points).fit(effects)
        }
      }
    }
  }

  @Test("No events in the first group", arguments: forms)
  func emptyFirstGroup(form: MixedModelForm) throws {
    expectInfinite(try tables([0, 0, 0], [10, 20, 31], [3, 2, 6], [12, 22, 30]), form)
  }

  @Test("No events in the second group", arguments: forms)
  func emptySecondGroup(form: MixedModelForm) throws {
    expectInfinite(try tables([3, 2, 6], [10, 20, 31], [0, 0, 0], [12, 22, 30]), form)
  }

  @Test(
    "Nothing but events in one group: the random intercept runs off and takes the effect along",
    arguments: forms.filter { $0 != .approximateConditional })
  func fullGroup(form: MixedModelForm) throws {
    expectInfinite(try tables([5, 9, 3], [10, 20, 8], [12, 22, 9], [12, 22, 9]), form)
    expectInfinite(try tables([12, 22, 9], [12, 22, 9], [5, 9, 3], [10, 20, 8]), form)
  }

  @Test(
    "Groups that change sides bound the mean but not the heterogeneity",
    arguments: [MixedModelForm.randomStudies, .fixedStudies])
  func changingSides(form: MixedModelForm) throws {
    let effects = try tables([10, 0, 8], [10, 20, 8], [0, 22, 0], [12, 22, 9])
    #expect(throws: MixedModelError.unboundedVariance(name: "τ²", limit: 900)) {
      try MixedModel(form).fit(effects)
    }
    let equal = try MixedModel(form, isEqualEffects: true).fit(effects)
    #expect(abs(equal.coefficients[0].estimate) < 2)
  }

  @Test("One group without any event, or with nothing but events, has a sentence of its own")
  func allAlike() throws {
    for (measure, columns) in [
      ("PLO", ["xi": [0.0, 0], "ni": [10.0, 20]]), ("IRLN", ["xi": [0, 0], "ti": [100, 20]]),
    ] {
      #expect(throws: MixedModelError.allAlike(hasEvents: false)) {
        try MixedModel(.fixedStudies).fit(countEffects(measure, columns))
      }
    }
    #expect(throws: MixedModelError.allAlike(hasEvents: true)) {
      try BetaBinomialModel().fit(countEffects("PLO", ["xi": [10, 20], "ni": [10, 20]]))
    }
    #expect(throws: MixedModelError.allAlike(hasEvents: false)) {
      try BetaBinomialModel().fit(tables([0, 0], [10, 20], [0, 0], [11, 21]))
    }
    #expect("\(MixedModelError.allAlike(hasEvents: false))".contains("nobody had the event"))
  }
}
