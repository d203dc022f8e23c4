import LinearAlgebra
import RealModule

/// By how much correlation with other moderators inflates the coefficients' variances.
public struct VarianceInflation: Hashable, Sendable {
  /// The factor of one coefficient or of one term.
  public struct Factor: Hashable, Sendable {
    /// The coefficient's or the formula's term.
    public var term: String
    /// The number of coefficients m.
    public var coefficientCount: Int
    /// VIF, for several coefficients generalised: 1 without correlation.
    public var factor: Double
    /// Its root VIF^(1/(2m)): the inflation of standard errors, comparable between terms.
    public var root: Double
  }

  /// One factor for each coefficient but the intercept.
  public var coefficients: [Factor]
  /// One factor for each term of the formula.
  public var terms: [Factor]
}

extension Fit {
  /// Variance inflation factors from the covariance of the coefficients, the intercept left out.
  ///
  /// GVIF = det R₁₁ det R₂₂ / det R with R the correlation matrix of the coefficients, R₁₁ its block for the term and
  /// R₂₂ for all others; for one coefficient the usual VIF. Without an intercept the factors rest on raw second moments
  /// and measure less than collinearity. From QR of a root of the covariance, so that no determinant is formed.
  /// Source: Fox & Monette (1992), doi:10.1080/01621459.1992.10475190.
  /// - Returns: `nil` without moderators, or when all studies' variances vanish.
  public func varianceInflation() -> VarianceInflation? {
    let moderators = design.terms.indices.filter { design.terms[$0] != Design.intercept }
    guard !moderators.isEmpty, let all = logDeterminant(moderators) else { return nil }
    func factor(_ term: String, _ positions: [Int]) -> VarianceInflation.Factor? {
      let others = moderators.filter { !positions.contains($0) }
      guard let own = logDeterminant(positions), let rest = logDeterminant(others) else { return nil }
      let log = max(0, own + rest - all)
      return .init(
        term: term, coefficientCount: positions.count, factor: .exp(log),
        root: .exp(log / Double(2 * positions.count)))
    }
    let coefficients = moderators.compactMap { factor(design.terms[$0], [$0]) }
    let terms = design.modelTerms.compactMap { factor($0.label, $0.coefficients) }
    guard coefficients.count == moderators.count, terms.count == design.modelTerms.count else { return nil }
    return VarianceInflation(coefficients: coefficients, terms: terms)
  }

  /// log det of the covariance of some coefficients before any factor, 0 for none; `nil` where it is singular.
  private func logDeterminant(_ positions: [Int]) -> Double? {
    guard let qr = try? ThinQR(covarianceRoot.selecting(columns: positions)) else { return nil }
    return qr.r.diagonal.reduce(0) { $0 + 2 * .log(abs($1)) }
  }
}
