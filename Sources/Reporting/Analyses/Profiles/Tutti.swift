extension Profile {
  /// Tutti's own choices, the default.
  public static let tutti1 = Profile(
    "tutti", "1", "Tutti's own choices: REML, Knapp–Hartung, prediction interval on t(k − 1).",
    usualSource: .verified("this engine's documentation and tests"),
    sources: [
      .tau2: .verified("Langan et al. (2019), doi:10.1002/jrsm.1316"),
      .test: .verified("IntHout et al. (2014), doi:10.1186/1471-2288-14-25"),
      .predictionInterval: .verified("Partlett & Riley (2017), doi:10.1002/sim.7140"),
      .i2: .verified("Higgins & Thompson (2002), doi:10.1002/sim.1186"),
      .tau2Interval: .verified("Viechtbauer (2007), doi:10.1002/sim.2514"),
      .hedgesJ: .verified("Hedges (1981), doi:10.3102/10769986006002107"),
      .varianceOfG: .verified("Hedges & Olkin (1985), Statistical Methods for Meta-Analysis, p. 86"),
      .zeroCellAddition: .verified("Haldane (1956), doi:10.1111/j.1469-1809.1955.tb01285.x"),
      .zeroCellRule: .verified("Haldane (1956), doi:10.1111/j.1469-1809.1955.tb01285.x"),
      .ratioCorrection: .verified("Lajeunesse (2015), doi:10.1890/14-2402.1"),
      .riskDifferenceVariance: .verified("Sato (1989), doi:10.2307/2531548"),
      .quadrature: .verified("Liu & Pierce (1994), doi:10.1093/biomet/81.3.624"),
      .egger: .verified("Egger et al. (1997), doi:10.1136/bmj.315.7109.629"),
    ])
}
