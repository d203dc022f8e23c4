import MetaAnalysis

/// The model whose result is the analysis's own; the other one stands beside it.
public enum PooledModel: String, CaseIterable, Hashable, Sendable, Codable {
  /// Random effects.
  case random
  /// One common effect.
  case common
}

/// How the common effect of 2×2 tables and rates is pooled; measures that a method does not know are pooled by inverse
/// variance.
public enum TablePooling: String, CaseIterable, Hashable, Sendable, Codable {
  /// Inverse variance over the studies' own estimates.
  case inverseVariance = "IV"
  /// Mantel–Haenszel for OR, RR, RD, IRR and IRD.
  case mantelHaenszel = "MH"
  /// Peto's one-step odds ratio for OR.
  case peto = "PETO"
}

/// What is added to the cells before Mantel–Haenszel pooling.
public enum PoolingAddition: String, CaseIterable, Hashable, Sendable, Codable {
  /// Nothing: the raw counts.
  case none
  /// What the studies' own estimates of 2×2 tables get; rates keep their raw counts.
  case corrected
}

/// What becomes of studies without events, or with nothing but events, in both groups.
public enum DoubleZeroRule: String, CaseIterable, Hashable, Sendable, Codable {
  /// They keep an estimate of their own, except beside values pooled over the tables.
  case kept
  /// Odds ratios leave out both kinds, risk ratios those without events; differences and rates keep them.
  case uninformative
  /// Odds and risk ratios leave out both kinds; differences and rates keep them.
  case dropped
}

/// How logits of single proportions (PLO) are pooled.
public enum ProportionModel: String, CaseIterable, Hashable, Sendable, Codable {
  /// Inverse variance over the studies' logits.
  case inverseVariance = "IV"
  /// A logistic model with normal random intercepts, by maximum likelihood.
  case mixedModel = "GLMM"
}

/// How many nodes integrate mixed models of counts.
public enum QuadratureRule: String, CaseIterable, Hashable, Sendable, Codable {
  /// Doubled until the log-likelihood keeps ten digits.
  case automatic
  /// Seven for one random effect, Laplace's approximation for two.
  case sevenOrLaplace = "7-or-laplace"

  /// The engine's setting.
  public var points: QuadraturePoints { self == .automatic ? .automatic : .sevenOrLaplace }
}

/// The regression test for small-study effects.
public enum EggerModel: String, CaseIterable, Hashable, Sendable, Codable {
  /// Weighted least squares with a free dispersion, t(k − 2) (Egger et al. 1997, doi:10.1136/bmj.315.7109.629).
  case weightedLeastSquares = "lm"
  /// Mixed-effects meta-regression on the standard error, by the test of the model (Sterne & Egger 2005).
  case mixedEffects = "rma"
}

/// How printed numbers are cut to their decimals.
public enum OutputRounding: String, CaseIterable, Hashable, Sendable, Codable {
  /// To the nearest, halves away from zero.
  case nearest
  /// Further digits are cut off.
  case truncated
}

/// A choice that is made or not.
public enum Toggle: String, CaseIterable, Hashable, Sendable, Codable {
  case on
  case off

  /// Whether it is made.
  public var isOn: Bool { self == .on }
}
