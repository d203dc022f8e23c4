import MetaModels
import RealModule
import Testing
import _TestSupport

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Random data sets meant to hurt: 2 to 50 studies, variances over 12 orders of magnitude, outliers, ties.
struct RandomProblems {
  let seed: UInt64

  /// The estimates and variances of one data set.
  func dataSet(_ index: Int) -> (yi: [Double], vi: [Double]) {
    var random = SeededGenerator(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
    let k = 2 + Int(random.next() % 49)
    let spread = [0.0, 1, 3, 12][Int(random.next() % 4)]
    let center = 12 * (random.uniform() - 0.5)
    let tau2 = random.next() % 4 == 0 ? 0 : power(center + 8 * (random.uniform() - 0.5))
    var (yi, vi) = ([Double](), [Double]())
    for _ in 0..<k {
      let variance = power(center * (1 - spread / 12) + spread * (random.uniform() - 0.5))
      var estimate = normal(&random) * (variance + tau2).squareRoot()
      if random.next() % 16 == 0 { estimate *= power(4 * random.uniform()) }
      if let last = yi.last, random.next() % 12 == 0 { estimate = last }
      yi.append(estimate)
      vi.append(variance)
    }
    if random.next() % 8 == 0 { yi = yi.map { ($0 * 4).rounded() / 4 } }
    if random.next() % 8 == 0 { vi = vi.map { _ in vi[0] } }
    return (yi, vi)
  }

  private func power(_ exponent: Double) -> Double { .pow(10, exponent) }

  private func normal(_ random: inout SeededGenerator) -> Double {
    (-2 * .log(random.uniform())).squareRoot() * .cos(2 * .pi * random.uniform())
  }
}

/// −2 × the log-likelihood of a common mean without its constant, in the plainest way.
func plainDeviance(_ yi: [Double], _ vi: [Double], _ tau2: Double, restricted: Bool) -> Double {
  var (total, moment, logs) = (0.0, 0.0, 0.0)
  let origin = yi[0]
  for i in yi.indices {
    let w = 1 / (vi[i] + tau2)
    total += w
    moment += w * (yi[i] - origin)
    logs -= .log(w)
  }
  let mean = moment / total
  var q = 0.0
  for i in yi.indices { q += (yi[i] - origin - mean) * (yi[i] - origin - mean) / (vi[i] + tau2) }
  return q + logs + (restricted ? .log(total) : 0)
}

@Suite("Random problems")
struct RandomProblemTests {
  /// How many data sets; `TUTTI_SWEEP` asks for another number (scripts/sweep: a million).
  static var count: Int {
    ProcessInfo.processInfo.environment["TUTTI_SWEEP"].flatMap(Int.init) ?? 1500
  }

  @Test("Every estimator returns; ML and REML are at the global maximum as a dense grid sees it")
  func sweep() async {
    let count = RandomProblemTests.count
    let chunk = max(1, count / 64)
    let faults = await withTaskGroup(of: [String].self) { group in
      for start in stride(from: 0, to: count, by: chunk) {
        group.addTask { (start..<min(start + chunk, count)).flatMap(RandomProblemTests.faults) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(count): \(faults.sorted().prefix(5))")
  }

  private static func faults(_ index: Int) -> [String] {
    let (yi, vi) = RandomProblems(seed: 2026).dataSet(index)
    var faults: [String] = []
    do {
      let problem = try Tau2Problem(yi: yi, vi: vi)
      for method in Tau2Method.allCases where method != .genqm || index % 100 == 0 {
        let estimate = try method.estimator().estimate(problem)
        guard estimate.tau2.isFinite, estimate.tau2 >= 0 else {
          faults.append("\(index) \(method.rawValue): \(estimate.tau2)")
          continue
        }
        guard method == .ml || method == .reml else { continue }
        let restricted = method == .reml
        let reached = plainDeviance(yi, vi, estimate.tau2, restricted: restricted)
        let grid = gridMinimum(yi, vi, restricted: restricted)
        // The deviance's own rounding: k terms of size |log v| and Q.
        let rounding = 1e-9 + 4e-15 * Double(yi.count) * (30 + abs(reached))
        if !(reached <= grid.deviance + rounding) {
          faults.append("\(index) \(method.rawValue): \(estimate.tau2) \(reached), grid \(grid)")
        }
      }
    } catch {
      faults.append("\(index): \(error)")
    }
    return faults
  }

  /// The smallest deviance over 0 and 300 points spaced evenly in log τ² over every scale that matters.
  private static func gridMinimum(
    _ yi: [Double], _ vi: [Double], restricted: Bool
  ) -> (tau2: Double, deviance: Double) {
    let mean = yi.reduce(0, +) / Double(yi.count)
    let spread = yi.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let low = Double.log(vi.min().map { $0 / 100 } ?? 1)
    let high = Double.log(10 * (spread + (vi.max() ?? 1)))
    var best = (tau2: 0.0, deviance: plainDeviance(yi, vi, 0, restricted: restricted))
    for step in 0...300 {
      let tau2 = Double.exp(low + (high - low) * Double(step) / 300)
      let deviance = plainDeviance(yi, vi, tau2, restricted: restricted)
      if deviance < best.deviance { best = (tau2, deviance) }
    }
    return best
  }
}
