extension Profile {
  /// Review Manager 5, as the preset of R's meta has it.
  public static let revman5 = Profile(
    "revman", "5",
    "Review Manager 5 as settings.meta(\"RevMan5\") of R's meta 8.2 computes it; not computed with RevMan itself.",
    usualSource: .verified(
      "computed with settings.meta(\"RevMan5\") of meta 8.2-1; Deeks & Higgins (2010), Statistical algorithms in Review Manager 5"
    )
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
    "revman", "2025", "RevMan's web version as documented in 2025.",
    usualSource: .assumed("as in Review Manager 5")
  ) {
    chooseMeta(&$0)
    $0.hedgesJ = .approximate
    $0.varianceOfG = .reviewManager
    $0.riskRatioAddition = .cells
    $0.test = .knha
    $0.predictionInterval = .t
    $0.proportionModel = .inverseVariance
  }
}
