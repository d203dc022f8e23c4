import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Sets of changes fitted by themselves") struct TrialBenchTests {
  /// Effect sizes of which single studies are replaced give, to the bit, what the whole table computed anew gives: for
  /// tables pooled as such, moderators, subgroups, and rows left out by a condition.
  @Test(arguments: [
    ("OR", "model: {method: MH}", "{quantity: estimate, printed: \"9.1\"}"),
    ("RR", "moderators: ~ latitude", "{quantity: estimate, term: latitude, printed: \"9.1\"}"),
    ("RR", "subgroups: {by: allocation}", "{quantity: estimate, subgroup: random, printed: \"9.1\"}"),
    ("RD", "rows: year > 1948", "{quantity: tau2_ci, printed: [\"8.1\", \"9.1\"]}"),
    (
      "RR", "conventions: {zero-cell-rule: if0all}",
      "{quantity: estimate, without: Hart & Sutherland 1977, printed: \"9.1\"}"
    ),
  ])
  func replacedStudiesGiveWhatWholeTablesGive(_ measure: String, _ model: String, _ printed: String) throws {
    let base = try PreparedAnalysis(
      Analysis(
        yaml: """
          schema: tutti.analysis/1
          data: {dataset: bcg}
          measure: \(measure)
          \(model)
          expect:
            - \(printed)
            - {quantity: k, printed: "9"}
            - {quantity: estimate, study: Madras 1980, printed: "9.1"}
          """, path: "a.yml"))
    let checked = try base.check(explains: false)
    let result = try #require(checked.result)
    let candidates = base.candidates(of: result)
    let data = candidates.filter { [.selection, .reading, .transcription].contains($0.family) }
    let settings = candidates.filter {
      ["tau2=DL", "test=z", "level=90", "zero-cell-rule=all"].contains($0.code)
    }
    let some = data.enumerated().filter { $0.offset % 12 == 0 || $0.element.family == .reading }.map(\.element)
    let sets = some.map { [$0] } + settings.flatMap { setting in some.prefix(6).map { [setting, $0] } }
    var bench = TrialBench(base, checked.numbers)
    let found = bench.values(of: sets, threads: 2)
    var compared = 0
    for (set, values) in zip(sets, found) {
      let whole = try whole(base, checked.numbers, set)
      #expect(values == whole, "\(set.map(\.code))")
      compared += values == nil ? 0 : 1
    }
    #expect(compared > 20)
  }

  /// The numbers of a set by computing everything anew.
  private func whole(
    _ base: PreparedAnalysis, _ numbers: [CheckedAnalysis.Number], _ set: [Change]
  ) throws -> [Double?]? {
    guard let variant = base.variant(set) else { return nil }
    let values = numbers.map { number -> Double? in
      let omitted = number.expectation.without.flatMap { try? base.positions(of: $0, at: .start) } ?? []
      var effects = EffectsOfOptions()
      let result = try? base.result(of: variant, omitting: omitted, effects: &effects)
      return result.flatMap { result in
        (try? result.value(of: number.quantity, at: number.expectation.target)).flatMap(\.self)
      }
    }
    return values.contains { $0 != nil } ? values : nil
  }
}
