/// How closely a fit must agree with a reference: within `relative` of the larger of the value and its natural unit.
///
/// The unit keeps values that are differences of larger ones from being judged by digits that no double has: a
/// standard error for estimates and limits, the typical variance for τ², 1 for statistics, k for likelihoods, 100 for
/// percentages.
struct PoolingTolerance {
  /// For everything but τ² itself.
  var relative: Double
  /// For τ² and the ends of its interval, relative to the value alone.
  var tau2: Double
  /// For τ² next to zero, in units of the typical variance.
  var tau2InVariances: Double

  /// Against values exact to 20 digits: 1e-12 for closed forms, 1e-9 for optima and roots.
  ///
  /// τ² next to zero is a difference of sums that are each right to a few ulp: 1e-13 typical variances. With columns
  /// alike to 1e-6 the design's condition number is near 1e7, and no method in doubles determines coefficients better
  /// than that times a few ulp; Wald limits on log τ² multiply it by their exponent of about 8.
  static func exact(_ reference: PoolingCase) -> PoolingTolerance {
    if reference.file == "near-collinear" {
      return PoolingTolerance(relative: 2e-8, tau2: 2e-8, tau2InVariances: 1e-9)
    }
    return reference.isIterative
      ? PoolingTolerance(relative: 1e-9, tau2: 1e-9, tau2InVariances: 1e-13)
      : PoolingTolerance(relative: 1e-12, tau2: 1e-12, tau2InVariances: 1e-13)
  }

  /// Against metafor: 1e-9 for closed forms, 1e-7 for what it iterates.
  ///
  /// Its iteration stops near 1e-13 median variances, loosened up to 1e-9 where it does not get there. It does not
  /// centre the estimates, so that residuals carry an error of an ulp of the largest estimate: `noise` ulp-sized
  /// errors per standard error, sixteen of them allowed for. What its loose defaults give is good to 1e-4.
  static func metafor(_ reference: PoolingCase, typicalVariance: Double?) -> PoolingTolerance {
    if reference.isLoose { return PoolingTolerance(relative: 1e-4, tau2: 1e-4, tau2InVariances: 1e-4) }
    let relative = reference.isIterative ? 1e-7 : 1e-9
    let noise = typicalVariance.map { 16 * reference.largestEstimate.ulp / $0.squareRoot() } ?? 0
    return PoolingTolerance(
      relative: relative + noise, tau2: relative + noise, tau2InVariances: 1e-9 + noise)
  }
}
