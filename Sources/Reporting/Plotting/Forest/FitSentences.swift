import MetaAnalysis

/// A fit in the words and symbols of a forest plot's margin.
struct FitSentences {
  let fit: Fit

  /// `Random-effects model`.
  var pooledLabel: String {
    if fit.betaBinomial != nil { return "Beta-binomial model" }
    if fit.settings.isStratified { return "\(fit.settings.pooling.name) estimate" }
    let name = fit.settings.heterogeneity.name
    return "\(name.prefix(1).uppercased())\(name.dropFirst()) model"
  }

  /// `95% prediction interval`.
  var predictionLabel: String { "\(level) prediction interval" }

  /// `95% CI`.
  var intervalName: String { "\(level) CI" }

  private var level: String { NumberText.significant(fit.settings.level, digits: 6) + "%" }

  /// Everything under the plot, one sentence a line.
  var footer: [String] { [model, heterogeneity, overallEffect, moderators].compactMap(\.self) }

  /// `Model: random effects (REML); test and interval: Knapp–Hartung`.
  var model: String {
    guard fit.modelsCounts else { return Self.model(fit.settings, test: fit.test, formula: fit.formula) }
    let name =
      fit.mixedModel.map {
        "\($0.model.isEqualEffects ? "equal" : "random") effects (\($0.model.form.rawValue): \($0.model.form.name))"
      }
      ?? "beta-binomial (\(fit.methodCode))"
    return
      "Model: \(name)\(fit.formula.map { ", moderators \($0)" } ?? ""); test and interval: \(fit.test.name)"
  }

  /// `Model: random effects (REML); test and interval: Knapp–Hartung`; `aside` follows the code of τ².
  static func model(
    _ settings: ModelSettings, test: CoefficientTest, formula: String? = nil, aside: String = ""
  ) -> String {
    let name =
      switch settings.heterogeneity {
      case .equalEffects: "equal effects"
      case .fixedEffects: "fixed effects"
      case .estimated(let method): "random effects (\(method.rawValue)\(aside))"
      case .fixed(let tau2): "random effects (τ² fixed at \(variance(tau2)))"
      }
    let weights: String =
      switch settings.weighting {
      case .inverseVariance: ""
      case .unweighted: ", unweighted"
      case .user: ", user-defined weights"
      }
    let pooling = settings.pooling == .inverseVariance ? "" : "\(settings.pooling.name), "
    let moderators = formula.map { ", moderators \($0)" } ?? ""
    return "Model: \(pooling)\(name)\(moderators)\(weights); test and interval: \(test.name)"
  }

  /// `Heterogeneity: τ² = 0.31 (95% CI 0.12 to 1.11), I² = 92.2%, Q = 152.2, df = 12, p < 0.001`.
  private var heterogeneity: String? { heterogeneity(showsInterval: true) }

  /// The same, with or without the interval of τ².
  func heterogeneity(showsInterval: Bool) -> String? {
    guard fit.k > 1 else { return fit.k == 1 ? "Heterogeneity: not applicable with one study" : nil }
    if let model = fit.betaBinomial {
      let p = model.overdispersion.pValue.map { ", \(NumberText.pValueStatement($0))" } ?? ""
      return "Heterogeneity: intraclass correlation ρ = \(Self.variance(model.correlation)), "
        + "likelihood-ratio χ² = \(Self.figure(model.overdispersion.statistic, decimals: 1))\(p)"
    }
    let result = fit.heterogeneity
    if fit.settings.isStratified, result.qDegreesOfFreedom == 0 {
      return "Heterogeneity: not applicable with fewer than two estimates"
    }
    var parts: [String] = []
    if fit.settings.heterogeneity.isRandom {
      let interval = result.tau2Interval.map {
        " (\(intervalName) \(Self.variance($0.lower)) to \(Self.variance($0.upper)))"
      }
      parts.append("τ² = \(Self.variance(result.tau2))\(showsInterval ? interval ?? "" : "")")
    }
    if let i2 = result.i2 { parts.append("I² = \(NumberText.fixed(i2, decimals: 1))%") }
    let q: Double? = result.q
    let p: Double? = result.qPValue
    if let q {
      parts.append("Q = \(Self.figure(q, decimals: 1))")
      parts.append("df = \(result.qDegreesOfFreedom)")
    }
    if let p, result.qDegreesOfFreedom > 0 { parts.append(NumberText.pValueStatement(p)) }
    return "\(fit.p > 1 ? "Residual heterogeneity" : "Heterogeneity"): \(parts.joined(separator: ", "))"
  }

  /// `Test for overall effect: t = −3.87, df = 12, p = 0.002`.
  var overallEffect: String? { effectTest(named: "Test for overall effect") }

  /// The same under another name.
  func effectTest(named name: String) -> String? {
    guard fit.measure == nil || fit.measure?.definition.nullValue != nil else { return nil }
    guard let pooled = fit.pooled, let statistic = pooled.statistic, let p = pooled.pValue else { return nil }
    var parts = ["\(pooled.degreesOfFreedom == nil ? "z" : "t") = \(Self.figure(statistic, decimals: 2))"]
    if let df = pooled.degreesOfFreedom { parts.append("df = \(NumberText.significant(df, digits: 4))") }
    parts.append(NumberText.pValueStatement(p))
    return "\(name): \(parts.joined(separator: ", "))"
  }

  /// `Test of moderators: F(2, 10) = 5.90, p = 0.020`.
  private var moderators: String? {
    guard fit.formula != nil, let test = fit.moderatorTest else { return nil }
    let name = test.df2.map { "F(\(test.df1), \($0))" } ?? "χ²(\(test.df1))"
    return "Test of moderators: \(name) = \(Self.figure(test.statistic, decimals: 2)), "
      + NumberText.pValueStatement(test.pValue)
  }

  static func variance(_ x: Double) -> String {
    if x == 0 || x.isInfinite { return x == 0 ? "0" : NumberText.fixed(x, decimals: 2, minus: .typographic) }
    return x >= 0.1 ? figure(x, decimals: 2) : NumberText.significant(x, digits: 2, minus: .typographic)
  }

  static func figure(_ x: Double, decimals: Int) -> String {
    x.magnitude >= 1e6 && x.isFinite
      ? NumberText.scientific(x, digits: 3, minus: .typographic)
      : NumberText.fixed(x, decimals: decimals, minus: .typographic)
  }
}

extension Fit {
  /// The pooled effect: the intercept of a model that has nothing else.
  var pooled: Coefficient? {
    coefficients.count == 1 && coefficients[0].term == "intercept" ? coefficients[0] : nil
  }
}

extension HeterogeneityModel {
  /// `random-effects`, `equal-effects` or `fixed-effects`.
  public var name: String {
    switch self {
    case .equalEffects: "equal-effects"
    case .fixedEffects: "fixed-effects"
    case .estimated, .fixed: "random-effects"
    }
  }
}
