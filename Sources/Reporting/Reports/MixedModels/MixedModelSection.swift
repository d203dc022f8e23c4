import MetaAnalysis
import Plotting

/// What a generalized linear mixed model adds to a fit's report.
public struct MixedModelSection: FitSection {
  /// The result shown.
  public let result: MixedModelResult

  /// The section of a result.
  public init(_ result: MixedModelResult) { self.result = result }

  /// `mixed_model`.
  public var key: String { "mixed_model" }

  /// `{"equal_effects","quadrature_points","sigma2","study_intercept","wald","likelihood_ratio","uninformative"}`.
  public var json: JSONValue {
    .object([
      "equal_effects": .flag(result.model.isEqualEffects), "quadrature_points": .integer(result.points),
      "sigma2": .number(result.sigma2), "study_intercept": .number(result.intercept),
      "wald": json(result.wald), "likelihood_ratio": json(result.likelihoodRatio),
      "uninformative": .integer(result.uninformative),
    ])
  }

  private func json(_ test: ChiSquaredTest) -> JSONValue {
    .object([
      "statistic": .number(test.statistic), "df": .integer(test.degreesOfFreedom),
      "p_value": .number(test.pValue),
    ])
  }

  /// The model, how it was integrated, and the tests of heterogeneity.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    var facts: [Report.Fact] = [
      .init("Model", "\(result.model.form.rawValue): \(result.model.form.name)")
    ]
    if let points = result.points {
      let rule =
        points == 1
        ? "Laplace's approximation" : "adaptive Gauss–Hermite quadrature, \(points) points"
      facts.append(.init("Integrals", rule))
    }
    if let sigma2 = result.sigma2 {
      facts.append(
        .init("σ² of study intercepts", Rounding(significant: 4, of: sigma2, minimum: 4).text(sigma2)))
    }
    facts.append(.init("Wald test of heterogeneity", text(result.wald)))
    facts.append(.init("Likelihood-ratio test", text(result.likelihoodRatio)))
    if result.uninformative > 0 {
      facts.append(.init("Left out", "\(result.uninformative) without information on the effect"))
    }
    return [.facts(heading: "Mixed model of the counts", facts)]
  }

  private func text(_ test: ChiSquaredTest) -> String {
    "χ²(\(test.degreesOfFreedom)) = \(NumberText.fixed(test.statistic, decimals: 2)), "
      + (test.pValue.map { NumberText.pValueStatement($0) } ?? "no degrees of freedom")
  }
}
