/// One row about a model, after broom's `glance`: what a table of many fits would show of each.
public struct FitSummary: Hashable, Sendable, Codable {
  /// The number of effect sizes used.
  public var k: Int
  /// The number of coefficients.
  public var p: Int
  /// The code of the model: `REML`, `EE`, …
  public var method: String
  /// The test in use.
  public var test: CoefficientTest
  /// The variance of the true effects.
  public var tau2: Double
  /// I² in percent.
  public var i2: Double?
  /// H².
  public var h2: Double?
  /// R² in percent.
  public var r2: Double?
  /// Cochran's Q, its degrees of freedom and p value.
  public var q: Double?
  /// The degrees of freedom of Q.
  public var qDegreesOfFreedom: Int
  /// The p value of Q.
  public var qPValue: Double?
  /// The log-likelihood.
  public var logLikelihood: Double?
  /// Akaike's criterion.
  public var aic: Double?
}

extension Fit {
  /// One row about the model.
  public var summary: FitSummary {
    FitSummary(
      k: k, p: p, method: settings.methodCode, test: test, tau2: heterogeneity.tau2,
      i2: heterogeneity.i2,
      h2: heterogeneity.h2, r2: heterogeneity.r2, q: heterogeneity.q,
      qDegreesOfFreedom: heterogeneity.qDegreesOfFreedom, qPValue: heterogeneity.qPValue,
      logLikelihood: likelihood?.logLikelihood, aic: likelihood?.aic)
  }
}
