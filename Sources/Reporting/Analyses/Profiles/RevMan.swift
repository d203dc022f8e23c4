extension Profile {
  /// Review Manager 5, as the preset of R's meta has it.
  public static let revman5 = Profile(
    "revman", "5",
    "Review Manager 5 as settings.meta(\"RevMan5\") of R's meta 8.2 computes it, not computed with RevMan itself.",
    usualSource: .verified(
      "computed with settings.meta(\"RevMan5\") of meta 8.2-1; Deeks & Higgins (2010), Statistical algorithms in Review Manager 5"
    ),
    sources: notInRevMan.merging([
      .model: .assumed(
        "chosen by the user; the software's own default is the common effect: Cochrane Handbook 5.1, sec. 9.4.10, handbook-5-1.cochrane.org"
      ),
      .predictionInterval: .assumed("not shown by Review Manager 5; that of the preset"),
      .tau2Interval: .assumed("not shown by Review Manager 5; that of the preset"),
      .tau2IntervalLeastStudies: .assumed("not shown by Review Manager 5; that of the preset"),
    ]) { $1 }
  ) {
    chooseMeta(&$0)
    $0.hedgesJ = .approximate
    $0.varianceOfG = .reviewManager
    $0.riskRatioAddition = .cells
    $0.tau2 = .dl
    $0.qCenter = .pooledTables
    $0.tau2Interval = .jackson
    $0.proportionModel = .inverseVariance
  }

  /// RevMan on the web, 2025.
  public static let revman2025 = Profile(
    "revman", "2025", "RevMan on the web with the random-effects methods of January 2025.",
    usualSource: .assumed("as in Review Manager 5: no change is announced"),
    sources: notInRevMan.merging([
      .tau2: .verified("REML, in RevMan since January 2025: \(cochrane)"),
      .tau2Interval: .verified("Q-profile, addendum of May 2024: \(cochrane)"),
      .i2: .verified("from τ², addendum of May 2024: \(cochrane)"),
      .test: .verified(
        "Hartung–Knapp–Sidik–Jonkman, in RevMan since January 2025 beside the Wald-type interval: \(cochrane)"),
      .predictionInterval: .assumed(
        "by the t distribution (\(cochrane)); k − 1 degrees of freedom are assumed"),
      .tau2IntervalLeastStudies: .assumed("not stated"),
      .convergence: .assumed("not stated"),
    ]) { $1 }
  ) {
    chooseMeta(&$0)
    $0.hedgesJ = .approximate
    $0.varianceOfG = .reviewManager
    $0.riskRatioAddition = .cells
    $0.qCenter = .pooledTables
    $0.test = .knha
    $0.i2 = .tau2
    $0.tau2IntervalLeastStudies = 2
    $0.predictionInterval = .t
    $0.proportionModel = .inverseVariance
  }

  private static let cochrane =
    "Cochrane Methods, methods.cochrane.org/methods-cochrane/random-effects-meta-analysis-methods-intervention-reviews"

  private static let notInRevMan: [ConventionKey: Evidence] = {
    let evidence = Evidence.verified("not part of the tool: it has no such measure, model or test")
    let keys: [ConventionKey] = [
      .heteroscedasticVariance, .partialCorrelationVariance, .ratioCorrection, .continuityCorrection,
      .proportionModel, .quadrature, .egger,
    ]
    return Dictionary(uniqueKeysWithValues: keys.map { ($0, evidence) })
  }()
}
