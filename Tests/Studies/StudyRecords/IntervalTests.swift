import Testing

@testable import StudyRecords

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct IntervalTests {
  @Test("Both ends belong to it")
  func contains() {
    let interval = Interval(center: 1, halfWidth: 2)
    #expect(interval == Interval(-1, 3))
    #expect(
      interval.contains(-1) && interval.contains(3) && !interval.contains(3.1) && !interval.contains(.nan))
    #expect(Interval(-.infinity, 0).contains(-1e308))
  }

  @Test("A decreasing function swaps the ends")
  func mapped() {
    #expect(Interval(1, 2).mapped { -$0 } == Interval(-2, -1))
    #expect(Interval(0, .infinity).mapped { 1 / $0 } == Interval(0, .infinity))
  }

  @Test(
    "JSON and back",
    arguments: [
      (Interval(0.1, 2), "[0.1,2]"), (Interval(-.infinity, 1), "[\"-inf\",1]"),
      (Interval(0, .infinity), "[0,\"inf\"]"),
    ])
  func coding(interval: Interval, json: String) throws {
    #expect(String(decoding: try JSONEncoder().encode(interval), as: UTF8.self) == json)
    #expect(try JSONDecoder().decode(Interval.self, from: Data(json.utf8)) == interval)
  }

  @Test("What is no interval is refused", arguments: ["[1]", "[\"Inf\",1]", "[null,1]", "{}"])
  func refuses(json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Interval.self, from: Data(json.utf8)) }
  }

  @Test("NaN is never written")
  func refusesNaN() {
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(Interval(.nan, 1)) }
  }
}
