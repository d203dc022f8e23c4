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

  @Test func tetrachoricCorrelationNextToOne() throws {
    // 1 + ρ is 1e-17, which a correlation cannot hold: the angle alone keeps it, to the digits of π/2. By mpmath with 50 digits
    // (the function of closed-forms.py).
    let table = try StudyTable(
      name: "data.csv",
      columns: zip(["ai", "bi", "ci", "di"], [3, 7e8, 1e9, 2]).map { .init(name: $0, numbers: [$1]) })
    let row = try table.effects(Measure(named: "ZTET")).rows[0]
    expectClose(row.yi, -19.180961154501432, relative: 2e-8)
    expectClose(row.vi, 0.20333578131666621, relative: 1e-6)
  }

  @Test func tetrachoricCorrelationOfAnAlmostEmptyCell() throws {
    // The cell's share, 8e-10, is what is left of two numbers near 0.05, so that it has seven digits fewer. By mpmath with 50
    // digits (the function of closed-forms.py).
    let table = try StudyTable(
      name: "data.csv",
      columns: zip(["ai", "bi", "ci", "di"], [3, 7e8, 1e9, 2e9]).map { .init(name: $0, numbers: [$1]) })
    let row = try table.effects(Measure(named: "RTET")).rows[0]
    expectClose(row.yi, -0.9612129636129702, relative: 1e-10)
    expectClose(row.vi, 2.0117359799947406e-06, relative: 1e-7)
  }
}
