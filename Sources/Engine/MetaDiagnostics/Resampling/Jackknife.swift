import Distributions
import MetaBatch
import MetaModels
import StudyRecords

/// The delete-one jackknife of a fit: bias and standard errors from the fits that leave out one study each.
///
/// With θ₍ᵢ₎ the estimate without study i and θ̄ their mean over k studies: bias (k − 1)(θ̄ − θ̂), standard error
/// √((k − 1)/k Σ(θ₍ᵢ₎ − θ̄)²), interval θ̂ ∓ t(k − 1) quantile × standard error. Studies whose omission leaves an
/// estimate undefined make its jackknife undefined.
///
/// Source: Quenouille (1956), doi:10.1093/biomet/43.3-4.353; Tukey (1958), Annals of Mathematical Statistics 29, 614.
public struct Jackknife: Hashable, Sendable {
  /// One quantity; numbers are `nil` where an omission leaves it undefined.
  public struct Estimate: Hashable, Sendable {
    /// The coefficient's term; `nil` for τ².
    public var term: String?
    /// The estimate from all studies.
    public var estimate: Double
    /// The estimated bias.
    public var bias: Double?
    /// The jackknife standard error.
    public var standardError: Double?
    /// The interval at the fit's level.
    public var interval: Interval?
    /// The estimates without one study each, in the order of the data.
    public var replicates: [Double?]
  }

  /// One entry per coefficient, in order.
  public var coefficients: [Estimate]
  /// The between-study variance, where the model estimates it.
  public var tau2: Estimate?

  /// The jackknife of a fit; results are the same for any number of threads.
  /// - Throws: ``DiagnosticsError``.
  public init(_ fit: Fit, threads: Int = 1) throws(DiagnosticsError) {
    let model = try RefitModel.of(fit, for: "the jackknife", atLeast: 3)
    let refits = model.leavingOneOut(threads: threads)
    coefficients = fit.coefficients.enumerated().map { j, coefficient in
      Estimate(
        term: coefficient.term, estimate: coefficient.estimate, refits.coefficient(j),
        level: fit.settings.level)
    }
    tau2 =
      fit.settings.heterogeneity.estimatesTau2
      ? Estimate(term: nil, estimate: fit.heterogeneity.tau2, refits.tau2, level: fit.settings.level) : nil
  }
}

extension RefitModel {
  /// The fits that leave out one row each.
  func leavingOneOut(threads: Int) -> Refits {
    refits(k, threads: threads) { range in
      .counts(range.flatMap { i in (0..<k).map { $0 == i ? 0 : 1 } })
    }
  }
}

extension Jackknife.Estimate {
  fileprivate init(term: String?, estimate: Double, _ values: [Double], level: Double) {
    self.init(
      term: term, estimate: estimate, replicates: values.map { $0.isNaN ? nil : $0 })
    guard !values.contains(where: \.isNaN) else { return }
    let k = Double(values.count)
    // Means of differences from the estimate: a large offset costs no digits.
    let mean = values.reduce(0) { $0 + ($1 - estimate) } / k
    let squares = values.reduce(0) { $0 + ($1 - estimate - mean) * ($1 - estimate - mean) }
    let error = ((k - 1) / k * squares).squareRoot()
    bias = (k - 1) * mean
    standardError = error
    let quantile = StudentT(degreesOfFreedom: k - 1).quantile(upperTail: (1 - level / 100) / 2)
    interval = Interval(center: estimate, halfWidth: quantile * error)
  }
}
