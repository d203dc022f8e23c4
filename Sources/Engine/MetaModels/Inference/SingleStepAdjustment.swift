import Distributions
import LinearAlgebra
import RealModule

/// P values and intervals of several linear hypotheses adjusted in one step by the joint distribution of their statistics.
///
/// A test's adjusted p value is the probability that the largest |statistic| of all, normal or t with the correlations of
/// the estimates, exceeds its own; the intervals that hold together at the level reach as far as the (1 − level)
/// quantile of that largest. Source: Hothorn, Bretz & Westfall (2008), doi:10.1002/bimj.200810425, sec. 3.
struct SingleStepAdjustment {
  /// One adjusted p value for each hypothesis, `nil` where the statistic is undefined.
  let pValues: [Double?]
  /// How many standard errors the simultaneous intervals reach; `nil` without a defined statistic.
  let quantile: Double?
  /// How far any of the p values may be off, as a bound that holds 99 times in 100.
  let error: Double

  /// - Parameters:
  ///   - statistics: One for each hypothesis, `nil` where undefined.
  ///   - images: For each hypothesis a vector; their inner products are proportional to the covariances.
  ///   - degreesOfFreedom: Of the t distribution, `nil` for the normal.
  ///   - level: Of the simultaneous intervals in percent.
  init(_ statistics: [Double?], images: [[Double]], degreesOfFreedom: Double?, level: Double) {
    var units: [[Double]] = []
    var positions: [Int] = []
    for (i, image) in images.enumerated() where statistics[i] != nil {
      let length = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { continue }
      units.append(image.map { $0 / length })
      positions.append(i)
    }
    let correlations = units.enumerated().map { i, first in
      units.enumerated().map { j, second in i == j ? 1 : zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    guard
      let largest = MaximumModulus(
        correlations: correlations, degreesOfFreedom: degreesOfFreedom ?? .infinity)
    else {
      (pValues, quantile, error) = (statistics.map { _ in nil }, nil, 0)
      return
    }
    let single = CoefficientInference.distribution(degreesOfFreedom)
    var pValues = [Double?](repeating: nil, count: statistics.count)
    // From the largest statistic on: a smaller one has no smaller p value, and equal ones the same.
    let order = positions.sorted { abs(statistics[$0] ?? 0) > abs(statistics[$1] ?? 0) }
    var (error, before) = (0.0, (statistic: Double.infinity, p: 0.0))
    for i in order {
      let statistic = abs(statistics[i] ?? 0)
      if statistic < before.statistic {
        let tail = largest.upperTail(statistic)
        error = max(error, tail.error)
        before = (statistic, min(1, max(tail.value, before.p, 2 * single.upperTail(statistic))))
      }
      pValues[i] = before.p
    }
    self.pValues = pValues
    self.error = error
    quantile = largest.quantile(upperTail: 1 - level / 100).value
  }
}
