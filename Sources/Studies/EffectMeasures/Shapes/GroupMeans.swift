import StudyRecords

/// Means, standard deviations and sizes of two independent groups.
struct GroupMeans {
  let m1, sd1, n1, m2, sd2, n2: Double

  static let route: [Role] = [.m1i, .sd1i, .n1i, .m2i, .sd2i, .n2i]

  init(_ study: RawStudy) {
    (m1, sd1, n1) = (study[.m1i], study[.sd1i], study[.n1i])
    (m2, sd2, n2) = (study[.m2i], study[.sd2i], study[.n2i])
  }

  var difference: Double { m1 - m2 }
  var total: Double { n1 + n2 }
  /// The degrees of freedom of the pooled variance.
  var m: Double { n1 + n2 - 2 }
  /// 1/n₁ + 1/n₂.
  var inverseSizes: Double { 1 / n1 + 1 / n2 }
  /// The number of people if both groups are the same: the harmonic mean of their sizes.
  var people: Double { 2 / inverseSizes }
  /// The pooled within-group variance; NaN without degrees of freedom.
  var pooledVariance: Double { m > 0 ? ((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / m : .nan }
  /// Cohen's d by the first route that has its numbers: means, d itself, t, two-sided p with the sign of the effect,
  /// point-biserial r.
  func cohensD(_ study: RawStudy, withoutCorrelation: Bool = false) -> Double {
    let r = withoutCorrelation ? .nan : study[.ri]
    return study.first(
      difference / pooledVariance.squareRoot(), study[.di], study[.ti] * inverseSizes.squareRoot(),
      tValue(signedP: study[.pi], degreesOfFreedom: m) * inverseSizes.squareRoot(),
      r * (m * inverseSizes / ((1 - r) * (1 + r))).squareRoot())
  }

  /// The routes of ``cohensD(_:)`` but for the last.
  static let standardizedRoutes: [[Role]] = [
    GroupMeans.route, [.di, .n1i, .n2i], [.ti, .n1i, .n2i], [.pi, .n1i, .n2i],
  ]

  /// Why a difference has no value in units of the pooled standard deviation.
  var pooledFault: RawEffect.Fault? {
    if m <= 1 { return .undefined(reason: "the two groups together need more than 3 people") }
    guard pooledVariance == 0 else { return nil }
    let what = sd1 == 0 && sd2 == 0 ? "are 0" : "are too small to be told from 0"
    return .undefined(reason: "both standard deviations \(what), so there is no unit to measure in")
  }

  /// Coefficients of variation, signed as the means.
  var cv1: Double { sd1 / m1 }
  var cv2: Double { sd2 / m2 }
}
