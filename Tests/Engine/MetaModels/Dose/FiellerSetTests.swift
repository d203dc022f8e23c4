import StudyRecords
import Testing
import _TestSupport

@testable import MetaModels

@Suite struct FiellerSetTests {
  private func line(_ b0: Double, _ b1: Double, _ v0: Double, _ v1: Double, _ c: Double) -> EstimatedLine {
    let center = v1 > 0 ? -c / v1 : 0
    return EstimatedLine(
      center: center, height: b0 + b1 * center, heightVariance: v1 > 0 ? v0 - c * c / v1 : v0, slope: b1,
      slopeVariance: v1)
  }

  /// In each set the ends satisfy the defining equation, and membership is that of the inequality.
  @Test(arguments: [
    (0.1, 0.03, 0.01, 0.00002, -0.0003), (0.1, -0.03, 0.01, 0.00002, -0.0003),
    (0.3, 0.01, 0.02, 0.0001, -0.001),
    (0.3, 0.001, 0.02, 0.0001, -0.001), (0.3, 0.0, 0.02, 0.0001, -0.001), (-2, 1, 1, 0.2, 0.1),
    (0.5, 0.02, 0.0001, 0.0002, 0),
  ])
  func membershipIsTheInequality(b0: Double, b1: Double, v0: Double, v1: Double, c: Double) {
    let line = line(b0, b1, v0, v1, c)
    for target in [-0.5, 0.2, 0.5, 0.8] {
      let set = line.fiellerSet(reaching: target, quantile: 1.96)
      func excess(_ x: Double) -> Double {
        let gap = target - b0 - b1 * x
        return gap * gap - 1.96 * 1.96 * (v0 + 2 * c * x + v1 * x * x)
      }
      for end in set.ends.map({ [$0.lower, $0.upper] }) ?? [] where end.isFinite {
        let gap = target - b0 - b1 * end
        // A difference of two nearly equal numbers: relative to one of them.
        #expect(abs(excess(end)) <= 1e-11 * gap * gap, "\(target) \(set)")
      }
      for x in stride(from: -200.0, through: 200, by: 0.37) where abs(excess(x)) > 1e-9 {
        #expect(set.contains(x) == (excess(x) < 0), "\(target) \(x) \(set)")
      }
      if let crossing = line.crossing(target) { #expect(set.contains(crossing)) }
    }
  }

  @Test func everyShapeOccurs() {
    // b1² against q² Var(b1) with q = 2: above, below, equal.
    #expect(line(0, 1, 0.01, 0.01, 0).fiellerSet(reaching: 1, quantile: 2).shape == "bounded")
    #expect(line(0, 1, 0.01, 1, 0).fiellerSet(reaching: 1, quantile: 2).shape == "outside")
    #expect(line(0, 1, 100, 1, 0).fiellerSet(reaching: 1, quantile: 2) == .everything)
    // A = 0: −2 b1 n u + n² − q² V ≤ 0 with n = 1, V = 0.01: u ≥ (1 − 0.04)/2.
    #expect(line(0, 1, 0.01, 0.25, 0).fiellerSet(reaching: 1, quantile: 2) == .above(0.48))
    #expect(line(0, -1, 0.01, 0.25, 0).fiellerSet(reaching: 1, quantile: 2) == .below(-0.48))
    #expect(line(0, 1, 0.01, 0.25, 0).fiellerSet(reaching: 0, quantile: 2) == .everything)
    // No slope and no doubt about it: reached nowhere, or everywhere.
    #expect(line(0, 0, 0.01, 0, 0).fiellerSet(reaching: 1, quantile: 2) == .empty)
    #expect(line(1, 0, 0.01, 0, 0).fiellerSet(reaching: 1, quantile: 2) == .everything)
    #expect(line(1, 0, 0.01, 0, 0).crossing(2) == nil)
  }

  @Test func impossibleDosesAreTakenOut() {
    let gap = Interval(-3, 20)
    #expect(DoseSet.outside(gap).restricted(toAtLeast: 0) == .above(20))
    #expect(DoseSet.outside(Interval(-5, -3)).restricted(toAtLeast: 0) == .everything)
    #expect(DoseSet.outside(Interval(2, 5)).restricted(toAtLeast: 0) == .outside(Interval(2, 5)))
    #expect(DoseSet.bounded(gap).restricted(toAtLeast: 0) == .below(20))
    #expect(DoseSet.bounded(Interval(-5, -3)).restricted(toAtLeast: 0) == .empty)
    #expect(DoseSet.bounded(Interval(1, 3)).restricted(toAtLeast: 0) == .bounded(Interval(1, 3)))
    #expect(DoseSet.below(-1).restricted(toAtLeast: 0) == .empty)
    #expect(DoseSet.above(-1).restricted(toAtLeast: 0) == .everything)
    #expect(DoseSet.outside(gap).stretches.count == 2)
    #expect(DoseSet.empty.ends == nil)
    #expect(!DoseSet.empty.contains(0))
  }
}
