import MetaBatch
import MetaModels
import Testing
import _TestSupport

@Suite("Batch engine")
struct BatchEngineTests {
  @Test("A panel of three analyses with missing studies, in both layouts")
  func panel() throws {
    let rows: [[(Double, Double)]] = [
      [(0.3, 0.04), (0.1, 0.02), (0.45, 0.05)],
      [(0.2, 0.04), (.nan, 0.02), (1.4, 0.05)],
      [(0.3, 0.04), (.nan, .nan), (0.45, .nan)],
    ]
    let engine = try BatchEngine(BatchModel(method: .dl, test: .z))
    let flat = rows.flatMap(\.self)
    let results = engine.fit(
      try Panel(yi: flat.map(\.0), vi: flat.map(\.1), analyses: 3, studies: 3))
    let columns = (0..<3).flatMap { j in rows.map { $0[j] } }
    let other = engine.fit(
      try Panel(
        yi: columns.map(\.0), vi: columns.map(\.1), analyses: 3, studies: 3, layout: .studyMajor))
    #expect(results.k == [3, 2, 1])
    #expect(results.status == [.truncated, .ok, .oneStudy])
    for n in 0..<3 {
      #expect(results[n] == other[n])
      let used = rows[n].filter { !$0.0.isNaN && !$0.1.isNaN }
      let fit = try BatchModel(method: .dl, test: .z).settings.fit(
        .init(yi: used.map(\.0), vi: used.map(\.1)))
      expectClose(results.estimate[n], fit.coefficients[0].estimate)
      expectClose(results[n].pValue, fit.coefficients[0].pValue)
    }
    #expect(results.piLower[2] == nil)
  }
}
