import Distributions
import LinearAlgebra
import StudyRecords

/// The likelihood-ratio test of a model against one nested in it.
public struct LikelihoodRatioTest: Hashable, Sendable, Codable {
  /// 2(ℓ_full − ℓ_reduced), not below 0.
  public var statistic: Double
  /// The difference of the numbers of parameters.
  public var degreesOfFreedom: Int
  /// The upper tail of χ².
  public var pValue: Double
  /// Whether the likelihoods are restricted: then the models have the same moderators.
  public var isRestricted: Bool
  /// Whether the reduced model holds τ² at 0, the edge of its range: then the p value is too large (Self & Liang 1987,
  /// doi:10.1080/01621459.1987.10478472).
  public var isAtBoundary: Bool
  /// The share of the reduced model's τ² that the full model accounts for, in percent, never negative; where both
  /// estimate it.
  public var r2: Double?
}

/// Why models cannot be compared; models count from 1.
public enum ComparisonError: AnalysisError, Hashable {
  /// Fewer than two models.
  case tooFewModels
  /// The models rest on different rows.
  case differentData(first: String, second: String, row: Int?)
  /// Neither model is a special case of the other.
  case notNested(full: String, reduced: String)
  /// Both models say the same.
  case sameModel(first: String, second: String)
  /// Restricted likelihoods of models with different moderators.
  case restrictedLikelihood(first: String, second: String)
  /// One likelihood is restricted and the other not.
  case mixedLikelihoods(first: String, second: String)
  /// The fit does not maximise a likelihood.
  case noLikelihood(model: String, method: String)
  /// Weights of the user's own: the coefficients do not maximise the likelihood.
  case weighted(model: String)

  /// Whether the request or the data are at fault.
  public var kind: ErrorKind {
    if case .differentData = self { .data } else { .usage }
  }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .tooFewModels: "a comparison needs two models or more"
    case .differentData(let first, let second, let row):
      "the models '\(first)' and '\(second)' rest on different studies"
        + (row.map { " (row \($0) is used differently)" } ?? "")
        + "; fit both to the rows in which no moderator of either is missing"
    case .notNested(let full, let reduced):
      "the model '\(reduced)' is not a special case of '\(full)', so that their likelihoods have no ratio test; "
        + "compare their information criteria"
    case .sameModel(let first, let second): "the models '\(first)' and '\(second)' are the same"
    case .restrictedLikelihood(let first, let second):
      "the models '\(first)' and '\(second)' have different moderators, and restricted likelihoods (REML) of such "
        + "models cannot be compared; fit them by maximum likelihood (ML)"
    case .mixedLikelihoods(let first, let second):
      "the models '\(first)' and '\(second)' are fitted by ML and REML; fit both by the same method"
    case .noLikelihood(let model, let method):
      "the model '\(model)' is fitted by \(method), which does not maximise a likelihood; fit it by maximum "
        + "likelihood (ML)"
    case .weighted(let model):
      "the model '\(model)' has weights of its own, so that its coefficients do not maximise the likelihood; "
        + "leave the weights out"
    }
  }
}

extension Fit {
  /// What names the fit in messages: its formula, or `~ 1`.
  var modelName: String { formula ?? "~ 1" }

  /// The number of parameters: coefficients, and τ² where it is estimated.
  public var parameterCount: Int { p + (settings.heterogeneity.estimatesTau2 ? 1 : 0) }

  /// The log-likelihood and criteria at the fitted τ², restricted or not, whatever the fit's method.
  public func likelihood(restricted: Bool) -> Likelihood? {
    if let likelihood, likelihood.isRestricted == restricted { return likelihood }
    let used = studies.filter(\.isUsed)
    guard case let (yi, vi) = (used.compactMap(\.yi), used.compactMap(\.vi)), yi.count == k, vi.count == k,
      settings.weighting == .inverseVariance,
      let problem = try? Tau2Problem(yi: yi, vi: vi, design: design.matrix),
      let squares = try? LeastSquaresFit(problem, tau2: heterogeneity.tau2, userWeights: nil)
    else { return nil }
    return Likelihood(
      problem, fit: squares, tau2: heterogeneity.tau2, isRestricted: restricted,
      estimatesTau2: settings.heterogeneity.estimatesTau2)
  }

  /// The likelihood-ratio test of this model against a reduced one.
  ///
  /// 2(ℓ_full − ℓ_reduced) against χ² with the difference of the numbers of parameters. Both are fitted to the same
  /// rows by ML, EE or FE, or a given τ²; by REML only when they have the same moderators, where the difference lies in
  /// τ² alone. Source: Viechtbauer (2010), doi:10.18637/jss.v036.i03, sec. 3.4; Searle, Casella & McCulloch (1992),
  /// doi:10.1002/9780470316856, ch. 6.
  /// - Throws: ``ComparisonError``.
  public func likelihoodRatioTest(against reduced: Fit) throws(ComparisonError) -> LikelihoodRatioTest {
    try requireSameData(as: reduced)
    let space = moderatorSpace(comparedWith: reduced)
    let isRestricted = try comparesRestricted(with: reduced, sameModerators: space == .same)
    guard space == .same || space == .larger, varianceIncludes(reduced) else {
      throw .notNested(full: modelName, reduced: reduced.modelName)
    }
    let df = parameterCount - reduced.parameterCount
    guard df > 0 else { throw .sameModel(first: modelName, second: reduced.modelName) }
    guard let own = likelihood(restricted: isRestricted),
      let other = reduced.likelihood(restricted: isRestricted)
    else { throw .noLikelihood(model: modelName, method: settings.heterogeneity.code) }
    let statistic = max(0, 2 * (own.logLikelihood - other.logLikelihood))
    let (tau2, before) = (heterogeneity.tau2, reduced.heterogeneity.tau2)
    let bothEstimate =
      settings.heterogeneity.estimatesTau2 && reduced.settings.heterogeneity.estimatesTau2 && before > 0
    return LikelihoodRatioTest(
      statistic: statistic, degreesOfFreedom: df,
      pValue: ChiSquared(degreesOfFreedom: Double(df)).upperTail(statistic), isRestricted: isRestricted,
      isAtBoundary: settings.heterogeneity.estimatesTau2 && !reduced.settings.heterogeneity.estimatesTau2
        && before == 0, r2: bothEstimate ? 100 * max(0, (before - tau2) / before) : nil)
  }

  /// Whether the models rest on the same rows with the same numbers.
  func requireSameData(as other: Fit) throws(ComparisonError) {
    let names = (first: modelName, second: other.modelName)
    guard studies.count == other.studies.count else {
      throw .differentData(first: names.first, second: names.second, row: nil)
    }
    for (a, b) in zip(studies, other.studies)
    where a.isUsed != b.isUsed || a.isUsed && (a.yi != b.yi || a.vi != b.vi) {
      throw .differentData(first: names.first, second: names.second, row: a.row)
    }
  }

  /// How the columns of two designs span each other.
  enum Inclusion { case same, larger, smaller, neither }

  /// Whether this design's columns span more than the other's; rows must be the same.
  func moderatorSpace(comparedWith other: Fit) -> Inclusion {
    switch (spans(other.design.matrix), other.spans(design.matrix)) {
    case (true, true): .same
    case (true, false): .larger
    case (false, true): .smaller
    case (false, false): .neither
    }
  }

  private func spans(_ columns: Matrix) -> Bool {
    guard columns.columns <= p, let qr = try? ThinQR(design.matrix) else { return false }
    return (0..<columns.columns).allSatisfy { j in
      var rest = Array(columns.column(j))
      let length = rest.reduce(0) { $0 + $1 * $1 }
      for l in 0..<qr.q.columns {
        OrthogonalColumns.remove(qr.q.elements, column: l, from: &rest, rows: qr.q.rows)
      }
      return rest.reduce(0) { $0 + $1 * $1 } <= 1e-16 * length
    }
  }

  /// Whether the models' likelihoods are compared in their restricted form.
  func comparesRestricted(with other: Fit, sameModerators: Bool) throws(ComparisonError) -> Bool {
    for fit in [self, other] {
      guard fit.settings.weighting == .inverseVariance else { throw .weighted(model: fit.modelName) }
      switch fit.settings.heterogeneity {
      case .estimated(.ml), .estimated(.reml), .equalEffects, .fixedEffects, .fixed: continue
      case .estimated(let method): throw .noLikelihood(model: fit.modelName, method: method.rawValue)
      }
    }
    let methods = [settings.heterogeneity, other.settings.heterogeneity]
    guard methods.contains(.estimated(.reml)) else { return false }
    guard !methods.contains(.estimated(.ml)) else {
      throw .mixedLikelihoods(first: modelName, second: other.modelName)
    }
    guard sameModerators else {
      throw .restrictedLikelihood(first: modelName, second: other.modelName)
    }
    return true
  }

  /// Whether the other model's τ² is one that this model allows.
  private func varianceIncludes(_ other: Fit) -> Bool {
    if settings.heterogeneity.estimatesTau2 { return true }
    return !other.settings.heterogeneity.estimatesTau2 && heterogeneity.tau2 == other.heterogeneity.tau2
  }
}
