import MetaAnalysis
import Plotting

/// What the beta-binomial model adds to a fit's report.
public struct BetaBinomialSection: FitSection {
  /// The result shown.
  public let result: BetaBinomialFit

  /// The section of a result.
  public init(_ result: BetaBinomialFit) { self.result = result }

  /// `beta_binomial`.
  public var key: String { "beta_binomial" }

  /// `{"rho","rho_se","likelihood_ratio","second_group","double_zero_kept","double_zero_dropped"}`.
  public var json: JSONValue {
    .object([
      "rho": .number(result.correlation), "rho_se": .number(result.correlationStandardError),
      "likelihood_ratio": .object([
        "statistic": .number(result.overdispersion.statistic),
        "df": .integer(result.overdispersion.degreesOfFreedom),
        "p_value": .number(result.overdispersion.pValue),
      ]),
      "second_group": result.baseline?.json ?? .null, "double_zero_kept": .integer(result.doubleZeroKept),
      "double_zero_dropped": .integer(result.doubleZeroDropped),
    ])
  }

  /// The intraclass correlation with its test, the second group's risk, and what became of double zeros.
  public func blocks(details: Bool, decimals: Int?) -> [Report.Block] {
    let rounding = Rounding(significant: 3, of: result.correlation, minimum: 4)
    let error = result.correlationStandardError.map { ", SE \(rounding.text($0))" } ?? ", the edge of its range"
    let test = result.overdispersion
    var facts: [Report.Fact] = [
      .init("Intraclass correlation ρ", rounding.text(result.correlation) + error),
      .init(
        "Likelihood-ratio test of ρ = 0",
        "χ² = \(NumberText.fixed(test.statistic, decimals: 2))"
          + (test.pValue.map { ", \(NumberText.pValueStatement($0))" } ?? "")),
    ]
    if let baseline = result.baseline {
      let logit = Rounding(significant: 3, of: baseline.standardError, minimum: 3)
      facts.append(
        .init(
          "Log odds of the second group",
          "\(logit.text(baseline.estimate)), SE \(logit.text(baseline.standardError))"))
      facts.append(
        .init(
          "Without information of their own",
          "\(result.doubleZeroKept) kept, \(result.doubleZeroDropped) left out"))
    }
    return [.facts(heading: "Beta-binomial model of the counts", facts)]
  }
}

extension BetaBinomialFit {
  /// `ρ = 0.070, χ² = 17.07, p < 0.001`.
  var heterogeneity: String {
    let p = overdispersion.pValue.map { ", \(NumberText.pValueStatement($0))" } ?? ""
    return "ρ = \(Rounding(significant: 3, of: correlation, minimum: 4).text(correlation)), "
      + "χ² = \(NumberText.fixed(overdispersion.statistic, decimals: 2))\(p)"
  }

  /// What is assumed of the true effects.
  var effectsSentence: String {
    baseline == nil
      ? "risks vary among studies by a beta distribution (\(BetaBinomialModel.code))"
      : "each group's risks vary among studies by a beta distribution (\(BetaBinomialModel.code))"
  }
}

extension Glossary {
  /// The names of the beta-binomial model and of the studies' own exact intervals.
  static let rareEvents = [
    Entry("beta_binomial", "What the beta-binomial model adds to a fit"),
    Entry("rho", "Intraclass correlation of the people of one group of one study"),
    Entry("rho_se", "Standard error of rho; null on the edge of its range"),
    Entry("second_group", "Log odds of the second group, a coefficient", "log odds"),
    Entry(
      "double_zero_kept", "Studies used without events, or with nothing but events, in both groups", "count"),
    Entry("double_zero_dropped", "Such studies left out", "count"),
    Entry("intervals", "How the studies' own intervals were made from their counts"),
  ]
}
