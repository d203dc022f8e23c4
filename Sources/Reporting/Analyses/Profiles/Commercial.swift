extension Profile {
  /// Stata's meta suite, release 18.
  public static let stata18 = Profile(
    "stata", "18", "Defaults of Stata 18's meta suite, as documented.",
    usualSource: .assumed("Stata Meta-Analysis Reference Manual, release 18, www.stata.com/manuals/meta.pdf"),
    sources: [
      .model: .verified("random effects, \(stataOutput)"),
      .tau2: .verified("REML, [META] meta esize, Quick start; \(stataOutput)"),
      .test: .verified("normal, \(stataOutput): z = 7.95, 95% CI 0.857 to 1.418"),
      .i2: .verified("from τ², \(stataOutput): I² = 5.30% with Q = 6.34 on 9 degrees of freedom"),
      .hedgesJ: .assumed("[META] meta esize: the approximation unless 'exact' is asked for"),
      .varianceOfG: .assumed(
        "[META] meta esize, Methods and formulas: N − 3.94 unless 'holkinse' is asked for"),
      .zeroCellAddition: .assumed("[META] meta esize: zerocells(0.5, only0)"),
      .zeroCellRule: .assumed("[META] meta esize: zerocells(0.5, only0)"),
      .commonPooling: .assumed(
        "[META] meta summarize: Mantel–Haenszel for binary outcomes with common or fixed effects"),
      .poolingAddition: .assumed(
        "[META] meta summarize: zero cells are not corrected in Mantel–Haenszel pooling"),
      .predictionInterval: .assumed("[META] meta summarize: t(k − 2), Higgins et al. (2009)"),
      .tau2Interval: .assumed("[META] meta summarize prints none"),
      .egger: .assumed("[META] meta bias: random-effects meta-regression unless 'traditional' is asked for"),
    ]
  ) {
    $0.hedgesJ = .approximate
    $0.varianceOfG = .reviewManager
    $0.commonPooling = .mantelHaenszel
    $0.riskDifferenceVariance = .greenlandRobins
    $0.test = .z
    $0.predictionInterval = .riley
    $0.tau2Interval = nil
    $0.egger = .mixedEffects
  }

  /// Comprehensive Meta-Analysis, version 4.
  public static let cma4 = Profile(
    "cma", "4", "Defaults of Comprehensive Meta-Analysis 4, as its authors' book has the formulas.",
    usualSource: .assumed("Borenstein et al. (2009), Introduction to Meta-Analysis, doi:10.1002/9780470743386"),
    sources: [
      .hedgesJ: .assumed("Borenstein et al. (2009), ch. 4: J = 1 − 3/(4 df − 1)"),
      .varianceOfG: .assumed("Borenstein et al. (2009), ch. 4: J² times the variance of d"),
      .tau2: .assumed("Borenstein et al. (2009), ch. 12: method of moments"),
      .test: .assumed("Borenstein et al. (2009), ch. 12: normal; Knapp–Hartung is an option"),
      .i2: .assumed("Borenstein et al. (2009), ch. 16: from Q"),
      .predictionInterval: .assumed("Borenstein et al. (2009), ch. 17: t(k − 2)"),
      .egger: .assumed("Borenstein et al. (2009), ch. 30: Egger's regression, t(k − 2)"),
      .commonPooling: .assumed("inverse variance unless Mantel–Haenszel or Peto is asked for"),
    ]
  ) {
    $0.hedgesJ = .approximate
    $0.varianceOfG = .largeSample2
    $0.ratioCorrection = .deviations
    $0.doubleZeros = .uninformative
    $0.tau2 = .dl
    $0.test = .z
    $0.i2 = .q
    $0.tau2Interval = nil
    $0.predictionInterval = .riley
  }

  private static let stataOutput =
    "output of meta summarize for webuse metaset, www.statalist.org/forums/forum/general-stata-discussion/general/1696829-meta-analysis-total-effect-confidence-interval"
}
