import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Sets of changes in lanes of a batch") struct BatchScreenTests {
  private func prepared(_ measure: String, _ rows: String) throws -> PreparedAnalysis {
    try PreparedAnalysis(
      Analysis(
        yaml: """
          schema: tutti.analysis/1
          data: {dataset: catheter-infections}
          measure: \(measure)
          rows: \(rows)
          expect:
            - {quantity: estimate, printed: "9.1234", scale: natural}
            - {quantity: ci, printed: ["9.1", "9.2"]}
            - {quantity: tau2, printed: "9.1"}
            - {quantity: i2, printed: "9.1"}
            - {quantity: q_p, printed: "0.99999"}
            - {quantity: pi, printed: ["9.1", "9.2"]}
            - {quantity: k, printed: "99"}
          """, path: "a.yml"))
  }

  /// Lanes give what single fits give: to 1e-12, and to 1e-9 for what follows from the maximum of a likelihood.
  @Test(arguments: [("OR", "row <= 9"), ("RD", "row > 0")])
  func lanesAreSingleFits(_ measure: String, _ rows: String) throws {
    let base = try prepared(measure, rows).spelled()
    let checked = try base.check(explains: false)
    let result = try #require(checked.result)
    let run = ExplanationRun(base, checked.numbers, search: .init())
    let screen = try #require(BatchScreen(base, checked.numbers, threads: 2))
    let candidates = base.candidates(of: result)
    let settings = candidates.filter {
      ["tau2=DL", "tau2=PM", "test=z", "model=common", "zero-cell-rule=all"].contains($0.code)
    }
    let studies = candidates.filter { [.selection, .transcription].contains($0.family) }.enumerated().filter {
      $0.offset % 9 == 0 || $0.element.family == .selection && $0.offset % 4 == 0
    }.map(\.element)
    let sets = studies.map { [$0] } + settings.flatMap { setting in studies.prefix(30).map { [$0, setting] } }
    let lanes = screen.trials(sets)
    #expect(lanes.count == sets.count)
    for (position, set) in sets.enumerated() {
      let outcome = try #require(lanes[position])
      let single = run.trial(set)
      let name = set.map(\.code).joined(separator: ", ")
      guard let trial = outcome.trial, let single else {
        #expect(outcome.trial == nil && single == nil, "\(name)")
        continue
      }
      for (a, b) in zip(trial.values, single.values) {
        guard let a, let b else {
          #expect(a == nil && b == nil, "\(name)")
          continue
        }
        #expect((a - b).magnitude <= 1e-9 * max(1e-3, b.magnitude), "\(name): \(a), \(b)")
      }
    }
  }

  /// A group in which nothing changes keeps its numbers, the others are pooled anew: as single fits of all groups have it.
  @Test func groupsAreLanes() throws {
    let base = try PreparedAnalysis(
      Analysis(
        yaml: """
          schema: tutti.analysis/1
          data: {dataset: bcg}
          measure: RR
          rows: year > 1940
          subgroups: {by: allocation}
          expect:
            - {quantity: estimate, printed: "9.1"}
            - {quantity: ci, subgroup: random, printed: ["9.1", "9.2"]}
            - {quantity: tau2, subgroup: random, printed: "9.1"}
            - {quantity: k, subgroup: random, printed: "99"}
            - {quantity: estimate, subgroup: systematic, printed: "9.1"}
          """, path: "a.yml")
    ).spelled()
    let checked = try base.check(explains: false)
    let result = try #require(checked.result)
    let screen = try #require(BatchScreen(base, checked.numbers, threads: 1))
    let candidates = base.candidates(of: result)
    let common = try #require(candidates.first { $0.code == "model=common" })
    let studies = candidates.filter { [.selection, .transcription].contains($0.family) }.enumerated().filter {
      $0.offset % 23 == 0 || $0.element.code.hasSuffix("omitted")
    }.map(\.element)
    let sets = studies.map { [$0] } + studies.map { [common, $0] }
    let lanes = screen.trials(sets)
    let run = ExplanationRun(base, checked.numbers, search: .init())
    var compared = 0
    for (position, set) in sets.enumerated() {
      guard let trial = lanes[position]?.trial else { continue }
      let single = try #require(run.trial(set))
      #expect(trial.values.count == single.values.count)
      for (a, b) in zip(trial.values, single.values) {
        let (a, b) = (try #require(a), try #require(b))
        // Batches give the maximum of a likelihood to 1e-9.
        #expect((a - b).magnitude <= 1e-9 * max(1e-3, b.magnitude), "\(set.map(\.code)): \(a), \(b)")
      }
      compared += 1
    }
    #expect(compared > sets.count / 2)
  }

  @Test func effectsThatHangOnEachOtherAreFittedOneByOne() throws {
    let base = try prepared("OR", "row > 0").spelled()
    let checked = try base.check(explains: false)
    let result = try #require(checked.result)
    let screen = try #require(BatchScreen(base, checked.numbers, threads: 1))
    let candidates = base.candidates(of: result)
    let omitted = candidates.filter { $0.code.hasSuffix("omitted") }
    for code in ["zero-cell-rule=if0all", "common-pooling=MH"] {
      let setting = try #require(candidates.first { $0.code == code })
      let common = try #require(candidates.first { $0.code == "model=common" })
      #expect(screen.trials(omitted.map { [$0, setting, common] }).isEmpty, "\(code)")
    }
    #expect(screen.trials([[.reading(.groupsSwapped)]]).isEmpty)
  }
}
