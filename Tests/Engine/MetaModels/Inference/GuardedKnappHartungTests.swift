import EffectMeasures
import MetaModels
import Testing

/// The rules' numbers are held in `Tests/References/profiles`; these are their properties.
@Suite struct GuardedKnappHartungTests {
  private let alike = EffectSizes(yi: [0.30, 0.31, 0.29, 0.30], vi: [0.04, 0.05, 0.03, 0.06])
  private let unlike = EffectSizes(yi: [0.9, -0.4, 0.2, 1.4], vi: [0.04, 0.05, 0.03, 0.06])

  private func fit(_ test: CoefficientTest, _ effects: EffectSizes) throws -> Fit {
    try RandomEffects(test: test).fit(effects)
  }

  @Test func agreeingStudiesGetNoNarrowerInterval() throws {
    let (normal, widest) = (try fit(.z, alike), try fit(.widest, alike))
    #expect(widest.test == .z && widest.varianceFactor == nil)
    #expect(widest.coefficients == normal.coefficients)
    let iqwig = try fit(.iqwig6, alike)
    #expect(iqwig.test == .iqwig6 && iqwig.varianceFactor == 1)
    #expect(iqwig.coefficients == (try fit(.t, alike)).coefficients)
  }

  @Test(arguments: [CoefficientTest.widest, .iqwig6]) func otherwiseItIsKnappHartung(_ test: CoefficientTest)
    throws
  {
    let (plain, guarded) = (try fit(.knha, unlike), try fit(test, unlike))
    #expect(guarded.test == test && guarded.varianceFactor == plain.varianceFactor)
    #expect(guarded.coefficients == plain.coefficients)
  }
}
