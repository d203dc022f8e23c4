import Distributions
import StudyRecords

/// Quantiles of bootstrap values.
struct OrderStatistics {
  /// The values, ascending.
  let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  /// The value of order (R + 1)α, interpolated on the scale of normal quantiles (Davison & Hinkley 1997, eq. 5.8); the
  /// smallest or largest value beyond them.
  func quantile(_ alpha: Double) -> Double {
    let count = sorted.count
    let position = Double(count + 1) * alpha
    // Orders that are whole but for rounding are taken as whole.
    let nearest = position.rounded()
    if abs(position - nearest) < 1e-9 * max(1, position) {
      return sorted[min(max(Int(nearest), 1), count) - 1]
    }
    let below = Int(position.rounded(.down))
    if below < 1 { return sorted[0] }
    if below >= count { return sorted[count - 1] }
    func z(_ order: Int) -> Double { Normal.standard.quantile(lowerTail: Double(order) / Double(count + 1)) }
    let share = (Normal.standard.quantile(lowerTail: alpha) - z(below)) / (z(below + 1) - z(below))
    return sorted[below - 1] + share * (sorted[below] - sorted[below - 1])
  }

  /// Efron's BCa interval: quantiles at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))) with Φ(z₀) the share of values below the
  /// estimate; `nil` where none or all are, or where the correction turns the order round.
  func correctedInterval(around estimate: Double, acceleration a: Double, normalQuantile z: Double) -> Interval?
  {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < estimate { low = middle + 1 } else { high = middle }
    }
    guard low > 0, low < sorted.count else { return nil }
    let z0 = Normal.standard.quantile(lowerTail: Double(low) / Double(sorted.count))
    func corrected(_ z: Double) -> Double? {
      let scale = 1 - a * (z0 + z)
      guard scale > 0 else { return nil }
      return quantile(Normal.standard.lowerTail(z0 + (z0 + z) / scale))
    }
    guard let lower = corrected(-z), let upper = corrected(z) else { return nil }
    return Interval(lower, upper)
  }
}
