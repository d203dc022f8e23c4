import StudyRecords

/// Several models of the same studies side by side, each with the likelihood-ratio test against the one before it.
public struct ModelComparison: Hashable, Sendable {
  /// One row of the table.
  public struct Row: Hashable, Sendable {
    /// The moderators' formula; `~ 1` for a common mean.
    public var formula: String
    /// The code of the model: `ML`, `EE`, ….
    public var method: String
    /// The number of effect sizes.
    public var k: Int
    /// The number of coefficients.
    public var p: Int
    /// The number of parameters, τ² included where it is estimated.
    public var parameterCount: Int
    /// Log-likelihood and information criteria; smaller criteria are better.
    public var likelihood: Likelihood
    /// AICc less the smallest AICc of all rows.
    public var aiccDifference: Double
    /// The variance of the true effects.
    public var tau2: Double
    /// The share of τ² without moderators that the model accounts for, in percent.
    public var r2: Double?
    /// Cochran's residual Q.
    public var q: Double?
    /// The test of the larger against the smaller of this model and the one before; `nil` in the first row and where
    /// neither is a special case of the other.
    public var test: LikelihoodRatioTest?
  }

  /// The models in the order given.
  public var rows: [Row]
  /// Pairs without a test, p values at the boundary.
  public var notes: [Note]

  /// Compares fits of the same rows.
  ///
  /// ML, EE, FE and given τ² compare by the full likelihood; REML by the restricted one, and only models with the same
  /// moderators. Source: Burnham & Anderson (2002), doi:10.1007/b97636, ch. 2.
  /// - Throws: ``ComparisonError``.
  public init(_ fits: [Fit]) throws(ComparisonError) {
    guard let first = fits.first, fits.count > 1 else { throw .tooFewModels }
    var isRestricted = false
    for fit in fits.dropFirst() {
      try first.requireSameData(as: fit)
      let sameModerators = first.moderatorSpace(comparedWith: fit) == .same
      if try first.comparesRestricted(with: fit, sameModerators: sameModerators) { isRestricted = true }
    }
    rows = []
    notes = []
    for (i, fit) in fits.enumerated() {
      guard let likelihood = fit.likelihood(restricted: isRestricted) else {
        throw .noLikelihood(model: fit.modelName, method: fit.settings.heterogeneity.code)
      }
      let test = i > 0 ? try ModelComparison.test(fits[i - 1], fit, notes: &notes) : nil
      rows.append(
        Row(
          formula: fit.modelName, method: fit.settings.heterogeneity.code, k: fit.k, p: fit.p,
          parameterCount: fit.parameterCount, likelihood: likelihood, aiccDifference: 0,
          tau2: fit.heterogeneity.tau2, r2: fit.heterogeneity.r2, q: fit.heterogeneity.q, test: test))
    }
    let least = rows.map(\.likelihood.aicc).reduce(.infinity, min)
    for i in rows.indices { rows[i].aiccDifference = rows[i].likelihood.aicc - least }
  }

  /// The test of the larger of two models against the smaller.
  private static func test(
    _ before: Fit, _ fit: Fit, notes: inout [Note]
  ) throws(ComparisonError) -> LikelihoodRatioTest? {
    let (full, reduced) = fit.parameterCount >= before.parameterCount ? (fit, before) : (before, fit)
    do throws(ComparisonError) {
      let test = try full.likelihoodRatioTest(against: reduced)
      if test.isAtBoundary { notes.append(Note(.testAtBoundary)) }
      return test
    } catch {
      switch error {
      case .notNested, .sameModel:
        notes.append(
          Note(.modelsNotNested, ["first": .text(before.modelName), "second": .text(fit.modelName)]))
        return nil
      default: throw error
      }
    }
  }
}

extension NoteKind {
  /// Two neighbours of a comparison have no likelihood-ratio test.
  static let modelsNotNested = NoteKind(
    "comparison.not-nested", .information,
    "neither of the models '{first}' and '{second}' is a special case of the other; compare their criteria")
  /// τ² = 0 is tested.
  static let testAtBoundary = NoteKind(
    "comparison.boundary", .information,
    "the smaller model holds τ² at 0, the edge of its range, so that the p value is too large, up to twice")
}
