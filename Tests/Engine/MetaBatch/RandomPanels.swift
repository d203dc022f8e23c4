import MetaBatch
import RealModule
import _TestSupport

/// Random panels meant to hurt: 0 to 50 studies, missing ones, variances over 12 orders of magnitude, outliers, ties,
/// no heterogeneity and much of it.
struct RandomPanels {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One panel; all its analyses have room for the same number of studies.
  mutating func panel(analyses: Int, studies: Int) -> (yi: [Double], vi: [Double]) {
    var (yi, vi) = ([Double](), [Double]())
    for _ in 0..<analyses {
      let (y, v) = analysis(studies: studies)
      yi += y
      vi += v
    }
    return (yi, vi)
  }

  /// One analysis with `studies` places, some of them empty.
  mutating func analysis(studies: Int) -> (yi: [Double], vi: [Double]) {
    let spread = [0.0, 1, 3, 12][Int(random.next() % 4)]
    let center = 12 * (random.uniform() - 0.5)
    let tau2 = random.next() % 4 == 0 ? 0 : power(center + 8 * (random.uniform() - 0.5))
    let mean = random.next() % 2 == 0 ? 0 : power(center / 2 + 4 * (random.uniform() - 0.5))
    let missing = [0, 0, 0.1, 0.5, 0.95][Int(random.next() % 5)]
    var (yi, vi) = ([Double](), [Double]())
    for _ in 0..<studies {
      let variance = power(center * (1 - spread / 12) + spread * (random.uniform() - 0.5))
      var estimate = mean + normal() * (variance + tau2).squareRoot()
      if random.next() % 16 == 0 { estimate *= power(4 * random.uniform()) }
      if let last = yi.last, random.next() % 12 == 0 { estimate = last }
      yi.append(estimate)
      vi.append(variance)
    }
    if random.next() % 8 == 0 { yi = yi.map { ($0 * 4).rounded() / 4 } }
    if random.next() % 8 == 0 { vi = vi.map { _ in vi[0] } }
    for j in 0..<studies where random.uniform() < missing {
      if random.next() % 2 == 0 { yi[j] = .nan } else { vi[j] = .nan }
    }
    return (yi, vi)
  }

  mutating func normal() -> Double {
    (-2 * .log(random.uniform())).squareRoot() * .cos(2 * .pi * random.uniform())
  }

  private func power(_ exponent: Double) -> Double { .pow(10, exponent) }
}
