import StudyRecords

/// Sidik and Jonkman's two-step estimator: τ² = τ₀² Q(τ₀²)/(k − p) with τ₀² = Σ(y − ȳ)²/k.
///
/// Positive unless all estimates are equal, when it is zero. Standard error
/// τ₀²/(k − p) √(2 tr(PΣPΣ)), P at τ₀² and Σ = V + τ²I.
public struct SidikJonkman: Tau2Estimator {
  /// The estimator; it has no settings.
  public init() {}

  /// The name in words.
  public let name = "Sidik–Jonkman"
  /// Where the formulas come from.
  public let sources = [
    Source("Sidik & Jonkman", 2005, doi: "10.1111/j.1467-9876.2005.00489.x", place: "eqs. 4–5"),
    Source("Sidik & Jonkman", 2005, doi: "10.1081/BIP-200067915"),
  ]

  /// The estimate in closed form.
  public func estimate(_ problem: Tau2Problem) throws(ModelError) -> Tau2Estimate {
    let crude = problem.crudeVariance
    let df = Double(problem.degreesOfFreedom)
    guard crude > 0 else {
      try problem.requirePositiveVariances(for: "SJ")
      return Tau2Estimate(raw: 0, standardError: { _ in 0 }, in: problem)
    }
    let form = MomentForm(weights: problem.v.map { 1 / ($0 + crude) }, problem: problem)
    return Tau2Estimate(
      raw: crude * form.q / df,
      standardError: { tau2 in crude / df * (2 * form.traceOfSquare { problem.v[$0] + tau2 }).squareRoot() },
      in: problem)
  }
}

extension Tau2Problem {
  /// Σ(y − ȳ)²/k of the estimates themselves, moderators ignored; standard units.
  var crudeVariance: Double {
    let origin = yi[0]
    let mean = yi.reduce(0) { $0 + ($1 - origin) } / Double(k)
    return yi.reduce(0) { $0 + ($1 - origin - mean) * ($1 - origin - mean) } / Double(k) / scale
  }
}
