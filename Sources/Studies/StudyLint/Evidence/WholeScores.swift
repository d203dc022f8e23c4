import RealModule
import StudyRecords

/// What whole-number scores can have for mean and standard deviation.
///
/// With n people whose score is the mean of L whole-number items, the sum S of everybody's totals is a whole number and
/// the mean is S/(nL) (GRIM). The sum of the squared totals Q is a whole number too, as odd or even as S, and
/// `sd² L² = (Q − S²/n)/(n − 1)` (GRIMMER).
struct WholeScores {
  let n, items: Double
  /// The sums that round to the printed mean; empty when none does.
  let sums: ClosedRange<Double>?

  /// `nil` when the printed decimals cannot tell: with n L steps to a unit and fewer decimals every mean is possible.
  init?(n: Double, items: Double, means: Interval) {
    guard n == n.rounded(), n >= 1, n * items < 1e9, (means.upper - means.lower) * n * items < 1 else {
      return nil
    }
    (self.n, self.items) = (n, items)
    let (least, greatest) = (
      (means.lower * n * items).rounded(.up), (means.upper * n * items).rounded(.down)
    )
    sums = least <= greatest ? least...greatest : nil
  }

  /// The two means next to the printed one that are possible.
  func possibleMeans(near mean: Double) -> (below: Double, above: Double) {
    let sum = mean * n * items
    return (sum.rounded(.down) / (n * items), sum.rounded(.up) / (n * items))
  }

  /// Whether some whole-number scores have a printed mean and a standard deviation within an interval, all of them on
  /// a scale if one is given.
  func allow(deviations: Interval, scale: Interval?) -> Bool {
    guard let sums, n > 1 else { return false }
    var sum = sums.lowerBound
    while sum <= sums.upperBound {
      if allow(sum: sum, deviations: deviations, scale: scale) { return true }
      sum += 1
    }
    return false
  }

  private func allow(sum: Double, deviations: Interval, scale: Interval?) -> Bool {
    func squares(_ deviation: Double) -> Double {
      (n - 1) * deviation * deviation * items * items + sum * sum / n
    }
    // Everybody as close to the mean as whole totals can be.
    let whole = (sum / n).rounded(.down)
    let rest = sum - n * whole
    let least = n * whole * whole + rest * (2 * whole + 1)
    var greatest = Double.infinity
    if let scale {
      let (a, b) = (scale.lower * items, scale.upper * items)
      guard a == a.rounded(), b == b.rounded() else { return true }
      // As many as possible at the upper end, the others but one at the lower.
      let above = ((sum - n * a) / (b - a)).rounded(.down)
      guard above >= 0, above <= n else { return false }
      let last = sum - above * b - (n - above - 1) * a
      greatest = above == n ? n * b * b : above * b * b + (n - above - 1) * a * a + last * last
    }
    let slack = 1e-9 * max(1, squares(deviations.upper))
    var candidate = max((squares(max(0, deviations.lower)) - slack).rounded(.up), least)
    let limit = min((squares(deviations.upper) + slack).rounded(.down), greatest)
    // Q and S are both even or both odd.
    if (candidate - sum).remainder(dividingBy: 2) != 0 { candidate += 1 }
    return candidate <= limit
  }
}
