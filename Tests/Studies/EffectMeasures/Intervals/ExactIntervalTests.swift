import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

extension Reference {
  /// A number written as text with more digits than a double holds.
  fileprivate var exact: Double? { text.flatMap(Double.init) ?? number }
}

@Suite("Exact intervals")
struct ExactIntervalTests {
  @Test("Intervals of proportions agree with 30-digit arithmetic", arguments: ProportionIntervalMethod.allCases)
  func proportions(method: ProportionIntervalMethod) throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["proportions"].list {
      let (x, n) = (try #require(entry["x"].number), try #require(entry["n"].number))
      let level = try #require(entry["level"].number)
      let interval = try #require(method.interval(events: x, of: n, level: level))
      let limits = entry["limits"][method.rawValue]
      expectClose(interval.lower, limits[0].exact, relative: 1e-12, absolute: 1e-16, "\(method) \(x)/\(n)")
      expectClose(interval.upper, limits[1].exact, relative: 1e-12, "\(method) \(x)/\(n)")
    }
  }

  @Test func impossibleCountsHaveNoInterval() {
    for method in ProportionIntervalMethod.allCases {
      #expect(method.interval(events: -1, of: 10) == nil)
      #expect(method.interval(events: 11, of: 10) == nil)
      #expect(method.interval(events: 0, of: 0) == nil)
      #expect(method.interval(events: 1, of: 10, level: 100) == nil)
      #expect(method.interval(events: .nan, of: 10) == nil)
      #expect(!method.sources.isEmpty && !method.name.isEmpty)
    }
    #expect(ExactOddsRatio(a: -1, b: 2, c: 3, d: 4) == nil)
    #expect(ExactOddsRatio(a: 1, b: 2, c: 3, d: 4)?.interval(level: 0) == nil)
    #expect(ExactOddsRatio(a: 0, b: 5, c: 0, d: 5)?.logOddsRatio == nil)
    #expect(ExactOddsRatio(a: 0, b: 5, c: 0, d: 5)?.interval() == Interval(-.infinity, .infinity))
    #expect(ExactOddsRatio(a: 0, b: 5, c: 0, d: 5)?.pValue() == 1)
  }

  @Test("Conditional intervals of odds ratios agree with 30-digit arithmetic")
  func oddsRatios() throws {
    for entry in try Reference.file("exact-intervals/intervals.json")["tables"].list {
      let cells = entry["table"].numbers.compactMap { $0.map { Int($0) } }
      let table = try #require(ExactOddsRatio(a: cells[0], b: cells[1], c: cells[2], d: cells[3]))
      let (values, level) = (entry["values"], try #require(entry["level"].number))
      expectClose(table.logOddsRatio, values["estimate"].exact, relative: 1e-11, absolute: 1e-12, "\(cells)")
      for method in ExactOddsRatio.Method.allCases {
        let interval = try #require(table.interval(method, level: level))
        // The root of a tail probability near 0.025: relative rounding of the tail over its log-slope.
        expectClose(interval.lower, values[method.rawValue][0].exact, relative: 1e-11, "\(cells) \(method)")
        expectClose(interval.upper, values[method.rawValue][1].exact, relative: 1e-11, "\(cells) \(method)")
        expectClose(table.pValue(method), values["p_\(method.rawValue)"].exact, relative: 1e-11, "\(cells)")
      }
      expectClose(table.fisherPValue, values["p_fisher"].exact, relative: 1e-11, "\(cells)")
    }
  }
}
