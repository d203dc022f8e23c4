import EffectMeasures
import MetaModels
import Testing
import _TestSupport

/// The numbers are held in `Tests/References/profiles`; these are what the stop does.
@Suite struct ShippedFisherScoringTests {
  private func fit(_ effects: EffectSizes, _ convergence: Convergence) throws -> Fit {
    try ModelSettings(test: .z, convergence: convergence).fit(effects)
  }

  @Test func stopsNearTheOptimum() throws {
    let effects = EffectSizes(yi: [0.21, -0.14, 0.33, 0.05, 0.48], vi: [0.02, 0.01, 0.03, 0.015, 0.02])
    let (optimum, shipped) = (try fit(effects, .optimum), try fit(effects, .metaforDefault))
    expectClose(shipped.heterogeneity.tau2, optimum.heterogeneity.tau2, relative: 0, absolute: 1e-5)
    #expect(shipped.heterogeneity.tau2 != optimum.heterogeneity.tau2)
    #expect(shipped.optimization.ending == .stalled && optimum.optimization.ending == .stationary)
  }

  /// On data of small scale the stop is reached at once.
  @Test func smallScalesAreLeftAtTheStart() throws {
    let effects = EffectSizes(yi: [0.0011, -0.0004, 0.0023, 0.0001], vi: [4e-7, 3e-7, 9e-7, 2e-7])
    let shipped = try fit(effects, .metaforDefault)
    #expect(shipped.optimization.iterations == 1)
  }

  /// Odds ratios of SYNTHETIC tables with many zeros, on which metafor's search does not end.
  @Test func mayNotEnd() throws {
    let se = [
      1.5445960069873335, 1.5946910645374086, 1.5752090091349444, 0.6040686963408962, 0.4419993309059452,
      1.7523433084607225,
    ]
    let effects = EffectSizes(
      yi: [
        -1.9959205696299747, 1.6808968764162453, -2.833213344056216, -0.49247648509779407, -0.8162072733171726,
        3.4965075614664802,
      ],
      vi: se.map { $0 * $0 })
    #expect(throws: ModelError.notConverged(method: "REML", steps: 100)) { try fit(effects, .metaforDefault) }
    #expect(try fit(effects, .optimum).k == 6)
  }
}
