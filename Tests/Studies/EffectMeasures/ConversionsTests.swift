import EffectMeasures
import StudyRecords
import Testing
import _TestSupport

/// Conversions that no other tool's numbers are at hand for.
struct ConversionsTests {
  @Test func combinedArmsAreTheirRawData() {
    let groups: [[Double]] = [[1, 4, 4, 7], [2, 9, 11], [5, 5, 6, 8, 13]]
    func summary(_ x: [Double]) -> ArmSummary {
      let n = Double(x.count)
      let mean = x.reduce(0, +) / n
      return ArmSummary(
        n: n, mean: mean, sd: (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot())
    }
    let combined = ArmSummary(combining: groups.map(summary))
    let raw = summary(groups.flatMap(\.self))
    #expect(combined?.n == raw.n)
    expectClose(combined?.mean, raw.mean)
    expectClose(combined?.sd, raw.sd)
    #expect(ArmSummary(combining: []) == nil)
  }

  @Test func deviationsFromWhatPapersPrint() {
    expectClose(StandardDeviation.ofGroup(standardError: 0.5, n: 25), 2.5)
    // Cochrane Handbook 6.5.2.2: 25 people, 95 % interval 30.0 to 34.2, t = 2.0639: SD 5.09.
    expectClose(StandardDeviation.ofGroup(interval: Interval(30, 34.2), n: 25), 5.09, relative: 1e-3)
    // Handbook 6.5.2.3: mean difference 3.8, SE 1.43 of groups of 25 and 22: SD 4.9.
    expectClose(StandardDeviation.ofGroups(standardError: 1.43, n1: 25, n2: 22), 4.9, relative: 2e-3)
    expectClose(
      StandardDeviation.ofGroups(meanDifference: 3.8, t: 3.8 / 1.43, n1: 25, n2: 22), 4.8918, relative: 1e-4)
    let change = StandardDeviation.ofChange(sd1: 4, sd2: 4.4, correlation: 0.78)
    expectClose(change.flatMap { StandardDeviation.correlation(sd1: 4, sd2: 4.4, change: $0) }, 0.78)
    #expect(StandardDeviation.correlation(sd1: 1, sd2: 1, change: 3) == nil)
    #expect(StandardDeviation.ofGroup(standardError: -1, n: 9) == nil)
  }

  @Test func varianceOnAnotherScale() {
    // conv.delta of metafor 5.1 with exp and the inverse logit at -1 with variance 0.1
    expectClose(
      SamplingVariance.byDeltaMethod(0.1, slope: 0.36787944117144233), 0.013533528323656325, relative: 1e-8)
    expectClose(
      SamplingVariance.byDeltaMethod(0.1, slope: 0.19661193324148188), 0.0038656252293164297, relative: 1e-8)
    expectClose(SamplingVariance.fromF(6.25, estimate: 0.5), 0.04)
    #expect(SamplingVariance.fromStatistic(0, estimate: 1) == nil)
    #expect(SamplingVariance.fromP(0.05, estimate: 0) == nil)
    #expect(SamplingVariance.fromInterval(Interval(2, 1)) == nil)
  }

  @Test func tablesKeepTheirMargins() {
    let margins = ReconstructedTable.Margins(total: 200, firstGroup: 90, events: 60)
    for odds in [0.01, 0.3, 1, 2.5, 400] {
      let table = ReconstructedTable(oddsRatio: odds, margins)
      #expect(table.map { $0.ai + $0.bi } == 90 && table.map { $0.ai + $0.ci } == 60)
    }
    #expect(ReconstructedTable(oddsRatio: -1, margins) == nil)
    #expect(ReconstructedTable(phi: 1, margins) == nil)
    #expect(ReconstructedTable(phi: 0.2, .init(total: 10, firstGroup: 20, events: 5)) == nil)
    #expect(ReconstructedTable(p: 1e-9, margins) != ReconstructedTable(p: -1e-9, margins))
  }

  @Test func summariesThatSayNothing() {
    #expect(FiveNumberSummary(min: 3, median: 2, max: 9, n: 30).estimate() == .init())
    #expect(FiveNumberSummary(min: 1, median: 2, max: 9, n: 3).estimate() == .init())
    #expect(FiveNumberSummary(median: 2, n: 30).estimate() == .init())
    // Without a median there is still a standard deviation.
    let spread = FiveNumberSummary(q1: 1, q3: 3, n: 50).estimate()
    #expect(spread.mean == nil && spread.sd != nil)
    let skewed = FiveNumberSummary(min: 0, median: 1, max: 30, n: 100)
    #expect(skewed.skewness?.isSignificant == true)
    #expect(skewed.estimate() == .init() && skewed.estimate(skewnessTest: false).sd != nil)
  }
}
