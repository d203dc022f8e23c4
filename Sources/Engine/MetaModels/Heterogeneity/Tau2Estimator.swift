import Optimization
import StudyRecords

/// An estimator of the between-study variance τ².
///
/// Estimators always finish: moment estimators are closed forms, the others are roots or global optima of functions
/// of one variable that are bracketed first.
public protocol Tau2Estimator: Sendable {
  /// The name in words.
  var name: String { get }
  /// Where the formulas come from.
  var sources: [Source] { get }
  /// The estimate for a problem with more estimates than coefficients.
  /// - Throws: ``ModelError`` when variances of zero leave no answer.
  func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate
}

/// An estimate of τ².
public struct Tau2Estimate: Hashable, Sendable {
  /// The estimate, not below zero.
  public var tau2: Double
  /// Its asymptotic standard error, where the estimator has one.
  public var standardError: Double?
  /// Whether the estimator's raw value was negative and was cut at zero.
  public var isTruncated: Bool
  /// How the search ended.
  public var optimization: OptimizationSummary

  /// An estimate.
  public init(
    tau2: Double, standardError: Double?, isTruncated: Bool, optimization: OptimizationSummary = .closedForm
  ) {
    self.tau2 = tau2
    self.standardError = standardError
    self.isTruncated = isTruncated
    self.optimization = optimization
  }

  /// The estimate of a raw moment value in standard units: cut at zero and brought back to the problem's units.
  init(
    raw: Double, standardError: (Double) -> Double?, in problem: Tau2Problem,
    optimization: OptimizationSummary = .closedForm
  ) {
    let tau2 = max(0, raw)
    self.init(
      tau2: tau2 * problem.scale, standardError: standardError(tau2).map { $0 * problem.scale },
      isTruncated: raw < 0, optimization: optimization)
  }
}

extension Tau2Problem {
  /// Refuses variances of zero where an estimator needs 1/v.
  func requirePositiveVariances(for method: String) throws(ModelError) {
    if let zero = v.firstIndex(of: 0) { throw .zeroVariance(row: zero + 1, study: nil, method: method) }
  }
}
