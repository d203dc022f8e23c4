import EffectMeasures
import RealModule
import StudyRecords
import Testing
import _TestSupport

extension Reference {
  /// A number written as text with more digits than a double holds.
  fileprivate var exact: Double? { text.flatMap(Double.init) ?? number }
}

@Suite("Studies' own intervals")
struct StudyIntervalTests {
  private func effects(_ code: String, _ columns: [(Role, [Double?])]) throws -> EffectSizes {
    let table = try StudyTable(
      name: "SYNTHETIC", columns: columns.map { .init(name: $0.0.rawValue, numbers: $0.1) })
    return try table.effects(#require(Measure(code: code)))
  }

  @Test(
    "Proportions: the method's own limits, turned to every analysis scale",
    arguments: StudyIntervalMethod.allCases)
  func proportions(method: StudyIntervalMethod) throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["proportions"].list {
      let (x, n) = (entry["x"].number, entry["n"].number)
      let level = try #require(entry["level"].number)
      let limits = entry["limits"][method.proportionMethod.rawValue]
      for code in ["PR", "PLN", "PLO", "PRZ", "PAS", "PFT"] {
        let effects = try effects(code, [(.xi, [x]), (.ni, [n])])
        let interval = try #require(try effects.intervals(method, level: level).rows[0])
        expectClose(interval.natural.lower, limits[0].exact, relative: 1e-12, absolute: 1e-16)
        expectClose(interval.natural.upper, limits[1].exact, relative: 1e-12)
        let back = interval.analysis.mapped { effects.backTransform(at: 0)($0) }
        // Through logits and arcsines and back a limit next to 1 keeps its distance from 1 to rounding alone.
        expectClose(back.lower, interval.natural.lower, relative: 1e-9, absolute: 1e-12, "\(code)")
        expectClose(back.upper, interval.natural.upper, relative: 1e-9, absolute: 1e-12, "\(code)")
      }
    }
  }

  @Test("Odds ratios agree with 30-digit arithmetic")
  func oddsRatios() throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["tables"].list {
      let cells = entry["table"].numbers
      let effects = try effects("OR", zip([Role.ai, .bi, .ci, .di], cells).map { ($0, [$1]) })
      for method in [StudyIntervalMethod.exact, .midP] {
        let result = try effects.intervals(method, level: #require(entry["level"].number))
        let interval = try #require(result.rows[0])
        let limits = entry["values"][method.rawValue]
        expectClose(interval.analysis.lower, limits[0].exact, relative: 1e-11, absolute: 1e-11)
        expectClose(interval.analysis.upper, limits[1].exact, relative: 1e-11, absolute: 1e-11)
        if let estimate = entry["values"]["estimate"].exact {
          expectClose(
            interval.naturalEstimate.map { Double.log($0) }, estimate, relative: 1e-11, absolute: 1e-11)
        }
      }
    }
  }

  @Test("Rates and rate ratios agree with 40-digit arithmetic")
  func rates() throws {
    let reference = try Reference.file("exact-intervals/rates.json")
    for method in [StudyIntervalMethod.exact, .midP] {
      for entry in reference["rates"].list {
        let effects = try effects("IRLN", [(.xi, [entry["x"].number]), (.ti, [entry["t"].number])])
        let level = try #require(entry["level"].number)
        let interval = try #require(try effects.intervals(method, level: level).rows[0])
        expectClose(interval.natural.lower, entry[method.rawValue][0].exact, relative: 1e-12, absolute: 0)
        expectClose(interval.natural.upper, entry[method.rawValue][1].exact, relative: 1e-12)
        expectClose(interval.analysis.upper, Double.log(interval.natural.upper), relative: 1e-14)
      }
      for entry in reference["ratios"].list {
        let roles: [Role] = [.x1i, .t1i, .x2i, .t2i]
        let effects = try effects("IRR", roles.map { ($0, [entry[$0.rawValue].number]) })
        let level = try #require(entry["level"].number)
        let interval = try #require(try effects.intervals(method, level: level).rows[0])
        expectClose(interval.analysis.lower, entry[method.rawValue][0].exact, relative: 1e-11)
        expectClose(interval.analysis.upper, entry[method.rawValue][1].exact, relative: 1e-11)
      }
    }
  }

  @Test("Tables and rates without events have the widest interval and no estimate")
  func nothing() throws {
    let tables = try effects(
      "OR", [(.ai, [0, 2, 5]), (.n1i, [9, 9, 5]), (.ci, [0, nil, 7]), (.n2i, [8, 8, 7])])
    let result = try tables.intervals(.exact)
    #expect(result.rows[0]?.naturalEstimate == nil)
    #expect(result.rows[0]?.natural == Interval(0, .infinity))
    #expect(result.rows[0]?.analysis == Interval(-.infinity, .infinity))
    #expect(result.rows[1] == nil && result.notes.isEmpty)
    #expect(result.rows[2]?.naturalEstimate == nil)
    let rates = try effects("IRR", [(.x1i, [0]), (.t1i, [9]), (.x2i, [0]), (.t2i, [8])]).intervals(.midP)
    #expect(rates.rows[0]?.naturalEstimate == nil && rates.rows[0]?.natural == Interval(0, .infinity))
  }

  @Test func fractionalTablesHaveANote() throws {
    let result = try effects("OR", [(.ai, [1.5]), (.bi, [9]), (.ci, [2]), (.di, [8])]).intervals(.exact)
    #expect(result.rows == [nil])
    #expect(result.notes.map(\.kind.code) == ["interval.undefined"])
  }

  @Test func whatIsNotOfferedIsRefused() throws {
    let tables = try effects("OR", [(.ai, [1]), (.bi, [9]), (.ci, [2]), (.di, [8])])
    #expect(
      throws: EffectError.intervalNotOffered(method: "wilson", measure: "OR", offered: ["exact", "mid-p"])
    ) {
      try tables.intervals(.wilson)
    }
    #expect(throws: EffectError.self) { try tables.intervals(.exact, level: 100) }
    let means = EffectSizes(yi: [1], vi: [1])
    #expect(throws: EffectError.intervalNotOffered(method: "exact", measure: nil, offered: [])) {
      try means.intervals(.exact)
    }
  }
}
