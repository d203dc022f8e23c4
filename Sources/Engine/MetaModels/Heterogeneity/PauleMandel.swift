import Distributions
import StudyRecords

/// Paule and Mandel's estimator: the τ² at which Q(τ²) equals its expectation k − p, zero if Q(0) is smaller.
///
/// The median-unbiased form takes the median of χ²(k − p) for the expectation (Viechtbauer 2021). Standard error
/// √(2k²/(k − p))/Σw after Morris (1983), whose empirical Bayes estimator is the same root.
public struct PauleMandel: Tau2Estimator {
  /// Whether Q is set to its median instead of its mean.
  public let isMedianUnbiased: Bool

  /// The estimator in its mean or median form.
  public init(medianUnbiased: Bool = false) { isMedianUnbiased = medianUnbiased }

  /// The name in words.
  public var name: String { isMedianUnbiased ? "Paule–Mandel, median-unbiased" : "Paule–Mandel" }
  /// Where the formulas come from.
  public var sources: [Source] {
    [
      Source("Paule & Mandel", 1982, doi: "10.6028/jres.087.022"),
      Source("DerSimonian & Kacker", 2007, doi: "10.1016/j.cct.2006.04.004", place: "eq. 9"),
    ]
      + (isMedianUnbiased
        ? [Source("Viechtbauer", 2021, place: "Median-unbiased estimators for the amount of heterogeneity")]
        : [])
  }

  /// The root, by safeguarded Newton.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let df = Double(problem.degreesOfFreedom)
    let target = isMedianUnbiased ? ChiSquared(degreesOfFreedom: df).quantile(lowerTail: 0.5) : df
    return try problem.estimate(solvingQ: target, method: isMedianUnbiased ? "PMM" : "PM")
  }
}
