import Analyses
import MetaAnalysis
import Testing
import _TestSupport

/// `Tests/References/profiles/differences.json`: where tools differ on the same data, by how much, and by which choice.
@Suite struct DifferenceTests {
  /// Both numbers of each row come out, and the choices named differ between the two profiles.
  @Test func numbersAndCauses() throws {
    let data = try Reference.file("profiles/data.json")
    var cache: [String: PooledAnalysis] = [:]
    func analysis(_ row: KnownDifference, _ side: KnownDifference.Side) throws -> PooledAnalysis {
      let item = try row.item(side, data)
      if let known = cache[item.name] { return known }
      let made = try item.analyse()
      cache[item.name] = made
      return made
    }
    for row in try KnownDifference.all() {
      let (from, to) = (try row.item(row.from, data), try row.item(row.to, data))
      let differing = Set(try to.conventions.differences(from: from.conventions).map(\.key))
      #expect(!differing.isDisjoint(with: row.keys), "\(row.name): none of \(row.keys) differs")
      for (item, side) in [(from, row.from), (to, row.to)] {
        let analysis = try analysis(row, side)
        // meta takes I² of a mixed model from Wald's test, here it comes from τ² and Q.
        if row.quantity == "I2", analysis.random?.mixedModel != nil { continue }
        // As in ProfileComparison: meta's mixed model stops some 1e-5 short of the maximum.
        let isMixed = analysis.random?.mixedModel != nil
        expectClose(
          row.number(in: analysis, side), side.value, relative: isMixed ? 2e-5 : 1e-7, absolute: 1e-7,
          "\(row.name) with \(item.name)")
      }
    }
  }
}
