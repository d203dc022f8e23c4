import Distributions
import EffectMeasures
import RealModule
import StudyRecords

/// The two-sided p values of the tests that a row's numbers allow, each for every rounding of the numbers.
struct PossibleTests {
  let pValues: [Interval]

  init(_ data: LintData, at row: Int) {
    var found: [Interval] = []
    func range(_ role: Role) -> Interval? { data[role]?.range(row) }
    func add(_ statistic: Interval?, _ degreesOfFreedom: Double) {
      guard let statistic, degreesOfFreedom > 0, statistic.lower.isFinite else { return }
      let t = StudentT(degreesOfFreedom: degreesOfFreedom)
      found.append(Interval(2 * t.upperTail(statistic.upper), 2 * t.upperTail(max(0, statistic.lower))))
    }
    let sizes = data.numbers(.n1i, .n2i, at: row) ?? []
    let hasGroups = !sizes.isEmpty && sizes.allSatisfy { $0 > 1 }
    let people = hasGroups ? sizes[0] + sizes[1] : data[.ni, row]
    if let people, let y = range(.yi)?.magnitude, let se = Self.errors(data, row) {
      add(y.divided(by: se), people - 2)
    }
    if let people, people > 3, let r = range(.ri)?.magnitude, r.upper < 1 {
      add(r.mapped { $0 * ((people - 2) / ((1 - $0) * (1 + $0))).squareRoot() }, people - 2)
    }
    if hasGroups {
      let (n1, n2) = (sizes[0], sizes[1])
      let m = n1 + n2 - 2
      if data.measure == nil || data.measure == .hedgesG, let y = range(.yi)?.magnitude {
        // Of Hedges' g, and of a d without its correction 1 - 3/(4m - 1).
        let root = (n1 * n2 / (n1 + n2)).squareRoot()
        add(y.mapped { $0 * root }, m)
        add(y.mapped { $0 * root / (1 - 3 / (4 * m - 1)) }, m)
      }
      if let means = MeansTest(n1, n2, range) {
        add(means.student, m)
        add(means.welch, means.welchDegreesOfFreedom)
      }
      if let p = Self.chiSquared(n1, n2, data, row) { found.append(p) }
    }
    pValues = found
  }

  /// p of χ² of a 2×2 table and of Yates' corrected one (1934, doi:10.2307/2983604), between which exact tests commonly
  /// are.
  private static func chiSquared(_ n1: Double, _ n2: Double, _ data: LintData, _ row: Int) -> Interval? {
    guard let events = data.numbers(.ai, .ci, at: row), events[0] <= n1, events[1] <= n2 else { return nil }
    let (a, c, n) = (events[0], events[1], n1 + n2)
    let scale = (n / (n1 * n2 * (a + c) * (n - a - c))).squareRoot()
    let product = abs(a * (n2 - c) - c * (n1 - a))
    let (plain, corrected) = (product * scale, max(0, product - n / 2) * scale)
    guard plain.isFinite else { return nil }
    return Interval(2 * Normal.standard.upperTail(plain), 2 * Normal.standard.upperTail(corrected))
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

/// The statistics by which two means are compared: Student's t of equal variances, and Welch's of unequal ones (1947,
/// doi:10.1093/biomet/34.1-2.28).
private struct MeansTest {
  let student, welch: Interval
  let welchDegreesOfFreedom: Double

  init?(_ n1: Double, _ n2: Double, _ range: (Role) -> Interval?) {
    guard let m1 = range(.m1i), let m2 = range(.m2i), let s1 = range(.sd1i), let s2 = range(.sd2i) else {
      return nil
    }
    let difference = Interval(m1.lower - m2.upper, m1.upper - m2.lower).magnitude
    func errors(_ variance: (Double, Double) -> Double) -> Interval {
      Interval(
        variance(max(0, s1.lower), max(0, s2.lower)).squareRoot(), variance(s1.upper, s2.upper).squareRoot())
    }
    let (m, inverse) = (n1 + n2 - 2, 1 / n1 + 1 / n2)
    student = difference.divided(by: errors { ((n1 - 1) * $0 * $0 + (n2 - 1) * $1 * $1) / m * inverse })
    welch = difference.divided(by: errors { $0 * $0 / n1 + $1 * $1 / n2 })
    let (sd1, sd2) = ((s1.lower + s1.upper) / 2, (s2.lower + s2.upper) / 2)
    let (w1, w2) = (sd1 * sd1 / n1, sd2 * sd2 / n2)
    welchDegreesOfFreedom = (w1 + w2) * (w1 + w2) / (w1 * w1 / (n1 - 1) + w2 * w2 / (n2 - 1))
  }
}
