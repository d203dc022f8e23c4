import Distributions
import EffectMeasures
import RealModule
import StudyRecords

/// The two-sided p values of the tests that a row's numbers allow, each for every rounding of the numbers.
struct PossibleTests {
  private(set) var pValues: [Interval] = []

  init(_ data: LintData, at row: Int) {
    func range(_ role: Role) -> Interval? { data[role]?.range(row) }
    func add(_ statistic: Interval, _ degreesOfFreedom: Double) {
      guard degreesOfFreedom > 0, statistic.lower.isFinite else { return }
      let t = StudentT(degreesOfFreedom: degreesOfFreedom)
      pValues.append(Interval(2 * t.upperTail(statistic.upper), 2 * t.upperTail(max(0, statistic.lower))))
    }
    let groups = data.numbers(.n1i, .n2i, at: row).flatMap { $0[0] > 1 && $0[1] > 1 ? ($0[0], $0[1]) : nil }
    let people = groups.map { $0.0 + $0.1 } ?? data[.ni, row]
    if let people, let y = range(.yi)?.magnitude, let se = Self.errors(data, row) {
      add(y.divided(by: se), people - 2)
    }
    if let people, people > 3, let r = range(.ri)?.magnitude, r.upper < 1 {
      func t(_ r: Double) -> Double { r * ((people - 2) / ((1 - r) * (1 + r))).squareRoot() }
      add(r.mapped(t), people - 2)
    }
    guard let (n1, n2) = groups else { return }
    if data.measure == nil || data.measure == .hedgesG, let y = range(.yi)?.magnitude {
      // Of Hedges' g, and of a d without its correction 1 - 3/(4m - 1).
      let (root, m) = ((n1 * n2 / (n1 + n2)).squareRoot(), n1 + n2 - 2)
      add(y.mapped { $0 * root }, m)
      add(y.mapped { $0 * root / (1 - 3 / (4 * m - 1)) }, m)
    }
    addMeans(n1, n2, range, add)
    addEvents(n1, n2, data, row)
  }

  /// Student's t of equal variances, and Welch's of unequal ones (Welch 1947, doi:10.1093/biomet/34.1-2.28).
  private func addMeans(
    _ n1: Double, _ n2: Double, _ range: (Role) -> Interval?, _ add: (Interval, Double) -> Void
  ) {
    guard let m1 = range(.m1i), let m2 = range(.m2i), let s1 = range(.sd1i), let s2 = range(.sd2i) else {
      return
    }
    let difference = Interval(m1.lower - m2.upper, m1.upper - m2.lower).magnitude
    func errors(_ variance: (Double, Double) -> Double) -> Interval {
      Interval(
        variance(max(0, s1.lower), max(0, s2.lower)).squareRoot(), variance(s1.upper, s2.upper).squareRoot())
    }
    let m = n1 + n2 - 2
    add(
      difference.divided(by: errors { ((n1 - 1) * $0 * $0 + (n2 - 1) * $1 * $1) / m * (1 / n1 + 1 / n2) }), m)
    let welch = errors { $0 * $0 / n1 + $1 * $1 / n2 }
    let (v1, v2) = ((s1.lower + s1.upper) / 2, (s2.lower + s2.upper) / 2)
    let (w1, w2) = (v1 * v1 / n1, v2 * v2 / n2)
    let sum = w1 + w2
    add(difference.divided(by: welch), sum * sum / (w1 * w1 / (n1 - 1) + w2 * w2 / (n2 - 1)))
  }

  /// χ² of a 2×2 table and from there to Yates' corrected one (Yates 1934, doi:10.2307/2983604), between which exact
  /// tests commonly are.
  private mutating func addEvents(_ n1: Double, _ n2: Double, _ data: LintData, _ row: Int) {
    guard let events = data.numbers(.ai, .ci, at: row), events[0] <= n1, events[1] <= n2 else { return }
    let (a, c, n) = (events[0], events[1], n1 + n2)
    let scale = (n / (n1 * n2 * (a + c) * (n - a - c))).squareRoot()
    let product = abs(a * (n2 - c) - c * (n1 - a))
    let (plain, corrected) = (product * scale, max(0, product - n / 2) * scale)
    guard plain.isFinite else { return }
    pValues.append(Interval(2 * Normal.standard.upperTail(plain), 2 * Normal.standard.upperTail(corrected)))
  }

  /// The standard errors that round to the stated one, or whose squares do.
  static func errors(_ data: LintData, _ row: Int) -> Interval? {
    if let s = data[.sei, row], s > 0 {
      return data[.sei]?.range(row).map { Interval(max(0, $0.lower), $0.upper) }
    }
    guard let v = data[.vi, row], v > 0 else { return nil }
    return data[.vi]?.range(row).map { $0.mapped { max(0, $0).squareRoot() } }
  }
}

extension Interval {
  /// The magnitudes of its numbers.
  fileprivate var magnitude: Interval {
    lower <= 0 && upper >= 0
      ? Interval(0, max(-lower, upper)) : Interval(min(abs(lower), abs(upper)), max(abs(lower), abs(upper)))
  }

  /// The quotients of its numbers, none negative, by those of another.
  fileprivate func divided(by errors: Interval) -> Interval {
    Interval(lower / max(errors.upper, 1e-300), upper / max(errors.lower, 1e-300))
  }
}
