import MetaAnalysis
import Testing
import _TestSupport

@testable import Analyses

@Suite("Multiverses")
struct MultiverseTests {
  private func prepared(_ dataset: String, _ measure: String) throws -> PreparedAnalysis {
    try PreparedAnalysis(Analysis(data: DataSource(.dataset(dataset)), measure: Measure(code: measure)))
  }

  @Test("runs the declared grid, every value by every value")
  func declared() throws {
    var base = try prepared("bcg", "RR")
    base.analysis.sensitivity = [
      SensitivityAxis(settings: [try AnalysisSetting("method", "DL"), try AnalysisSetting("method", "REML")]),
      SensitivityAxis(settings: [try AnalysisSetting("test", "z"), try AnalysisSetting("test", "knha")]),
    ]
    let multiverse = try base.multiverse(MultiverseSettings(leavesOut: false))
    #expect(multiverse.axes.map(\.key) == ["method", "test"])
    #expect(multiverse.specifications.map(\.choices) == [[0, 0], [0, 1], [1, 0], [1, 1]])
    for specification in multiverse.specifications {
      let settings = zip(base.analysis.sensitivity, specification.choices).map { $0.settings[$1] }
      let single = try base.result(changing: settings)
      #expect(try single.value(of: .estimate) == specification.estimate)
      #expect(try single.value(of: .ciUpper) == specification.interval.upper)
    }
    #expect(multiverse.stated.conclusion == .below)
    #expect(multiverse.changed == 0)
  }

  @Test("leaves every study out in turn")
  func leavesOut() throws {
    var base = try prepared("bcg", "RR")
    base.analysis.sensitivity = [SensitivityAxis(settings: [try AnalysisSetting("method", "DL")])]
    let multiverse = try base.multiverse()
    #expect(multiverse.specifications.count == 14)
    #expect(multiverse.specifications.map(\.k) == [13] + Array(repeating: 12, count: 13))
    let fourth = try base.result(changing: [try AnalysisSetting("method", "DL")], omitting: [3])
    expectClose(multiverse.specifications[4].estimate, try fourth.value(of: .estimate), relative: 1e-12)
  }

  @Test("gives in lanes what single fits give", arguments: [("bcg", "RR"), ("catheter-infections", "OR")])
  func lanes(_ dataset: String, _ measure: String) throws {
    let base = try prepared(dataset, measure)
    let multiverse = try base.multiverse()
    let methods = try #require(multiverse.axes.first)
    for item in multiverse.specifications.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
      var settings: [AnalysisSetting] = []
      for (axis, choice) in zip(multiverse.axes, item.choices) where axis.key != "without" {
        let value = axis.values[choice]
        if axis.key == methods.key {
          let parts = value.split(separator: ", ").map(String.init)
          settings += [
            try AnalysisSetting("method", parts[0]),
            try AnalysisSetting("test", parts.count > 1 ? parts[1] : "z"),
          ]
        } else {
          settings.append(try AnalysisSetting(axis.key, value))
        }
      }
      let without = try #require(item.choices.last)
      let used = base.rowsUsed.filter { row in
        multiverse.axes.last?.values.contains(base.labels[row] ?? "row \(row + 1)") == true
      }
      let single = try base.result(changing: settings, omitting: without == 0 ? [] : [used[without - 1]])
      // 1e-12 for closed forms, 1e-9 at the maximum of a likelihood; ends of intervals near 0 by their width.
      let width = item.interval.upper - item.interval.lower
      func isClose(_ a: Double, _ b: Double?) -> Bool {
        b.map { (a - $0).magnitude <= 1e-9 * max(width, a.magnitude) } ?? false
      }
      #expect(isClose(item.estimate, try single.value(of: .estimate)), "\(settings)")
      #expect(isClose(item.interval.lower, try single.value(of: .ciLower)), "\(settings)")
      #expect(isClose(item.interval.upper, try single.value(of: .ciUpper)), "\(settings)")
      #expect(try single.value(of: .k) == Double(item.k))
    }
  }

  @Test("varies what is defensible, and gives the same for any number of threads")
  func defensible() throws {
    let base = try prepared("catheter-infections", "OR")
    let one = try base.multiverse(MultiverseSettings(leavesOut: false, threads: 1))
    let two = try base.multiverse(MultiverseSettings(leavesOut: false, threads: 2))
    #expect(one.specifications == two.specifications && one.failures == two.failures)
    #expect(one.axes.map(\.key).contains("zero-cell-rule"))
    #expect(one.combinations + one.failures.count == one.axes.map(\.values.count).reduce(1, *))
    #expect(one.counts.values.reduce(0, +) == one.specifications.count)
    let shares = one.axes[0].values.indices.map { one.share(axis: 0, value: $0) }
    #expect(shares.allSatisfy { $0.count > 0 && $0.changed <= $0.count })
    #expect(shares.map(\.count).reduce(0, +) >= one.specifications.count)
  }

  @Test("counts combinations that are one computation once")
  func collapses() throws {
    var base = try prepared("bcg", "RR")
    func axis(_ key: String, _ values: [String]) throws -> SensitivityAxis {
      SensitivityAxis(settings: try values.map { try AnalysisSetting(key, $0) })
    }
    // Values pooled over tables have one test, a prediction interval moves no estimate, and there are no zeros.
    base.analysis.sensitivity = [
      try axis("method", ["MH", "DL"]), try axis("test", ["z", "knha"]),
      try axis("prediction-interval", ["t", "riley"]), try axis("zero-cell-rule", ["only0", "if0all", "all"]),
    ]
    let multiverse = try base.multiverse(MultiverseSettings(leavesOut: false))
    // MH alone; DL by test and by addition to all or to none.
    #expect(multiverse.specifications.count == 5)
    #expect(multiverse.combinations == 24 && multiverse.collapsed == 19)
    #expect(multiverse.specifications[0].equivalents.count == 11)
    #expect(multiverse.specifications[0].takes(1, axis: 1) && multiverse.specifications[0].takes(2, axis: 3))
    #expect(multiverse.share(axis: 0, value: 0).count == 1 && multiverse.share(axis: 0, value: 1).count == 4)
    let each = try base.multiverse(MultiverseSettings(threads: 2))
    #expect(each.specifications.count == 5 * 14 && each.combinations == 24 * 14)
    #expect(each.changed <= each.specifications.count)
  }

  @Test("an addition that only one study gets is none where that study is left out")
  func collapsesWithoutTheStudy() throws {
    var base = try prepared("catheter-infections", "OR")
    base.analysis.sensitivity = [
      SensitivityAxis(settings: try ["0.5", "1"].map { try AnalysisSetting("zero-cell-addition", $0) })
    ]
    base.analysis.model = ModelRequest()
    try base.analysis.model.set(.method, to: "DL")
    let multiverse = try base.multiverse()
    let hasZeros = try base.result().notes.contains { $0.kind.code.hasPrefix("zero-cell") }
    #expect(hasZeros && multiverse.collapsed == 0)
  }

  @Test("holds what the file states", arguments: [("PETO", "PETO"), ("EB", "EB, z"), ("HE", "HE, z")])
  func stated(_ method: String, _ name: String) throws {
    var base = try prepared("bcg", "OR")
    try base.analysis.model.set(.method, to: method)
    if method != "PETO" { try base.analysis.model.set(.test, to: "z") }
    let multiverse = try base.multiverse(MultiverseSettings(leavesOut: false))
    let value = try #require(multiverse.axes[0].values.firstIndex(of: name))
    let own = try #require(multiverse.specifications.first { $0.takes(value, axis: 0) })
    #expect(own.estimate == multiverse.stated.estimate && own.interval == multiverse.stated.interval)
  }

  @Test("varies a kind of variance that the file states")
  func variances() throws {
    var base = try prepared("stroke-stay", "MD")
    try base.analysis.model.set(.vtype, to: "HO")
    try base.analysis.model.set(.givenTau2, to: "10")
    let multiverse = try base.multiverse(MultiverseSettings(leavesOut: false))
    #expect(multiverse.axes.map(\.key) == ["method, test", "vtype"])
    #expect(multiverse.axes[0].values.last == "as stated")
    #expect(multiverse.specifications.contains { $0.estimate == multiverse.stated.estimate })
  }

  @Test("refuses more combinations than asked for, and models without one effect")
  func refuses() throws {
    var base = try prepared("bcg", "RR")
    #expect(throws: MultiverseError.self) { try base.multiverse(MultiverseSettings(most: 10)) }
    base.analysis.moderators = "~ latitude"
    #expect(throws: MultiverseError.noSingleEffect) { try base.multiverse() }
  }
}
