import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Correlations where the usual references are wrong or silent.
struct CorrelationTests {
  @Test func unbiasedCorrelationNearZero() throws {
    // r ₂F₁(½, ½; 5; 1 − r²) and its unbiased variance at r = -0.04, n = 12, by mpmath at 50 digits; GSL, and with it
    // metafor, is off by 5e-4 here.
    let table = try StudyTable(
      name: "data.csv", columns: [.init(name: "ri", numbers: [-0.04]), .init(name: "ni", numbers: [12])])
    let row = try table.effects(.unbiasedCorrelation, options: .init(vtype: .unbiased)).rows[0]
    expectClose(row.yi, -0.042567301554795223)
    expectClose(row.vi, 0.12441388915446121)
  }

  @Test(arguments: [4.0, 5, 6, 7, 11, 25, 26, 1000, 1e9]) func noCorrelationStaysNone(n: Double) throws {
    let table = try StudyTable(
      name: "data.csv",
      columns: [.init(name: "ri", numbers: [0, 1, -1]), .init(name: "ni", numbers: [n, n, n])])
    let rows = try table.effects(.unbiasedCorrelation).rows
    #expect(rows.map(\.yi) == (n > 4 ? [0.0, 1, -1] : [nil, nil, nil] as [Double?]))
  }
}
