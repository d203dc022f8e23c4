import StudyRecords

/// Means and standard deviations of one group on two occasions, with their correlation.
struct PairedMeans {
  let m1, sd1, m2, sd2, r, n: Double

  static let route: [Role] = [.m1i, .m2i, .sd1i, .sd2i, .ri, .ni]

  init(_ study: RawStudy) {
    (m1, sd1, m2, sd2) = (study[.m1i], study[.sd1i], study[.m2i], study[.sd2i])
    (r, n) = (study[.ri], study[.ni])
  }

  var difference: Double { m1 - m2 }
  /// sd1² + sd2² − 2 r sd1 sd2, the variance of the change, as a sum of terms that are not negative.
  var changeVariance: Double { (sd1 - sd2) * (sd1 - sd2) + 2 * (1 - r) * sd1 * sd2 }
  /// (sd1² + sd2²)/2.
  var averageVariance: Double { (sd1 * sd1 + sd2 * sd2) / 2 }
  /// Coefficients of variation, signed as the means.
  var cv1: Double { sd1 / m1 }
  var cv2: Double { sd2 / m2 }
}
