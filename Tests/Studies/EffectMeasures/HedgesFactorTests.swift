import Testing
import _TestSupport

@testable import EffectMeasures

@Suite struct HedgesFactorTests {
  /// J against 50-digit values, with the accuracy that its documentation states.
  @Test func values() throws {
    let rows = try Reference.file("distributions/special-functions.json")["hedgesCorrection"].list
    #expect(rows.count > 20)
    for row in rows {
      guard let m = row[0].number, let expected = row[1].number else { continue }
      expectClose(HedgesFactor(m).value, expected, relative: m < 1.5 ? 8e-15 : 1e-15, "J(\(m))")
    }
    #expect(HedgesFactor(1).value.isNaN && HedgesFactor(0.5).value.isNaN && HedgesFactor(.nan).value.isNaN)
  }

  /// 1 − 3/(4m − 1), within 1e-15 of its own value and, from 10 degrees of freedom on, within 5e-4 of the exact one.
  @Test func approximation() {
    for m in [2.0, 10, 38, 500] {
      let factor = HedgesFactor(m, .approximate)
      expectClose(factor.value, 1 - 3 / (4 * m - 1), relative: 2e-15)
      if m >= 10 { expectClose(factor.value, HedgesFactor(m).value, relative: 5e-4) }
      #expect(HedgesFactor(m, .exact).value == HedgesFactor(m).value)
    }
    #expect(HedgesFactor(1, .approximate).value.isNaN)
  }
}
