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
}
