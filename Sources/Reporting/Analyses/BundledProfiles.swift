import MetaAnalysis

extension Profile {
  /// Tutti's own choices, the default.
  public static let tutti1 = Profile(
    name: "tutti@1",
    summary: "Tutti's own choices: REML, Knapp–Hartung, prediction interval on t(k − 1).",
    effects: EffectOptions(),
    model: ModelSettings(
      heterogeneity: .estimated(.reml), test: .knha, i2Basis: .tau2, tau2Interval: .qProfile,
      predictionInterval: .t), quadrature: .automatic,
    choices: [
      Choice(topic: "τ² estimator", value: "REML", source: "Langan et al. (2019), doi:10.1002/jrsm.1316"),
      Choice(
        topic: "test", value: "Knapp–Hartung (knha)",
        source: "IntHout et al. (2014), doi:10.1186/1471-2288-14-25"),
      Choice(
        topic: "prediction interval", value: "t(k − 1), √(se² + τ²)",
        source: "Partlett & Riley (2017), doi:10.1002/sim.7140"),
      Choice(topic: "I² and H²", value: "from τ²", source: "Higgins & Thompson (2002), doi:10.1002/sim.1186"),
      Choice(
        topic: "interval of τ²", value: "Q-profile (QP)", source: "Viechtbauer (2007), doi:10.1002/sim.2514"),
      Choice(topic: "Hedges' J", value: "exact gamma", source: "Hedges (1981), doi:10.3102/10769986006002107"),
      Choice(
        topic: "variance of g", value: "1/n1 + 1/n2 + g²/(2N) (LS)",
        source: "Hedges & Olkin (1985), Statistical Methods for Meta-Analysis, p. 86"),
      Choice(
        topic: "zero cells", value: "½ added to tables with a zero (only0)",
        source: "Haldane (1956), doi:10.1111/j.1469-1809.1955.tb01285.x"),
      Choice(
        topic: "ratio of means", value: "second-order bias correction",
        source: "Lajeunesse (2015), doi:10.1890/14-2402.1"),
      Choice(
        topic: "mixed models of counts", value: "t(k − p); quadrature points doubled until ten digits stand",
        source: "Liu & Pierce (1994), doi:10.1093/biomet/81.3.624"),
      Choice(topic: "convergence", value: "global optimum to rounding", source: "this engine's law tests"),
    ])

  /// The defaults of R's metafor 5.1 at the true optimum instead of its loose default stop.
  public static let metafor51 = Profile(
    name: "metafor@5.1",
    summary: "Defaults of escalc and rma in R's metafor 5.1, at the optimum. Verified against computed values.",
    effects: EffectOptions(),
    model: ModelSettings(
      heterogeneity: .estimated(.reml), test: .z, i2Basis: .tau2, tau2Interval: .qProfile,
      predictionInterval: .test), quadrature: .sevenOrLaplace,
    choices: [
      Choice(topic: "τ² estimator", value: "REML", source: metafor),
      Choice(topic: "test", value: "normal (z)", source: metafor),
      Choice(
        topic: "prediction interval", value: "distribution of the test: normal, or t(k − p)", source: metafor),
      Choice(topic: "I² and H²", value: "from τ²; from Q for equal effects", source: metafor),
      Choice(topic: "interval of τ²", value: "Q-profile (QP)", source: metafor),
      Choice(topic: "Hedges' J", value: "exact gamma", source: metafor),
      Choice(topic: "variance of g", value: "1/n1 + 1/n2 + g²/(2N) (LS)", source: metafor),
      Choice(topic: "zero cells", value: "½ added to tables with a zero (only0)", source: metafor),
      Choice(topic: "ratio of means", value: "second-order bias correction (since 5.0)", source: metafor),
      Choice(
        topic: "mixed models of counts",
        value: "normal (z); 7 quadrature points, Laplace for two random effects",
        source: metafor),
      Choice(
        topic: "convergence", value: "the optimum; metafor's default stops within about 1e-5 of it",
        source: metafor),
    ])

  private static let metafor = "computed with metafor 5.1-12; Viechtbauer (2010), doi:10.18637/jss.v036.i03"
}
