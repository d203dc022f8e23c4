import MetaAnalysis
import Testing

@testable import Plotting

struct ForestDomainTests {
  @Test func coversEstimatesPooledAndPrediction() {
    let domain = automaticDomain(
      estimates: [0.1, 0.5, 0.9], intervals: [Interval(-0.2, 0.4), Interval(0.2, 0.8), Interval(0.5, 1.3)],
      pooled: Interval(0.3, 0.7), prediction: Interval(-0.6, 1.6), nullValue: 0)
    for value in [-0.6, -0.2, 0, 0.9, 1.3, 1.6] { #expect(domain.contains(value)) }
  }

  @Test func aHopelessStudyDoesNotFlattenTheOthers() {
    let domain = automaticDomain(
      estimates: [0.1, 0.5, 0.9], intervals: [Interval(-40, 41), Interval(0.2, 0.8), Interval(0.5, 1.3)],
      pooled: nil, prediction: nil, nullValue: 0)
    #expect(domain.lower > -2 && domain.upper < 3)
    #expect(domain.contains(1.3))
  }

  @Test func aLonePointStillHasAnAxis() {
    let domain = automaticDomain(estimates: [3], intervals: [], pooled: nil, prediction: nil, nullValue: nil)
    #expect(domain.lower < 3 && domain.upper > 3)
    let nothing = automaticDomain(estimates: [], intervals: [], pooled: nil, prediction: nil, nullValue: nil)
    #expect(nothing == Interval(-1, 1))
  }

  @Test func infiniteIntervalsAreLeftOut() {
    let whole = Interval(-.infinity, .infinity)
    let domain = automaticDomain(
      estimates: [0, 1], intervals: [whole], pooled: whole, prediction: whole, nullValue: 0)
    #expect(domain.lower.isFinite && domain.upper.isFinite)
    #expect(domain.contains(0) && domain.contains(1))
  }
}
