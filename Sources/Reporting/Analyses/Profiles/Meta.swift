extension Profile {
  /// R's meta 7.0.
  public static let meta7 = meta("7", computedWith: "7.0-0 on metafor 4.8-0") {
    $0.predictionInterval = .classicRiley
  }

  /// R's meta 8.2.
  public static let meta8 = meta("8", computedWith: "8.2-1 on metafor 5.1-12") { _ in }

  /// The preset of R's meta for IQWiG's General Methods, version 6.
  public static let iqwig6 = Profile(
    "iqwig", "6", "The preset settings.meta(\"IQWiG6\") of R's meta 8.2, at the root of PM's equation.",
    usualSource: .verified("computed with settings.meta(\"IQWiG6\") of meta 8.2-1 on metafor 5.1-12"),
    sources: sourcesOfMeta.merging([
      .convergence: .verified(
        "computed with meta 8.2-1: PM's default stops within 1.2e-4 of the root that is taken here"),
      .proportionModel: .verified(
        "computed with meta 8.2-1: refused, since the rule for Knapp–Hartung has no counterpart there"),
    ]) { $1 }
  ) {
    chooseMeta(&$0)
    $0.tau2 = .pm
    $0.test = .iqwig6
  }

  private static func meta(
    _ version: String, computedWith full: String, _ choose: (inout Conventions) -> Void
  ) -> Profile {
    Profile(
      "meta", version, "Defaults of R's meta \(version), at the optimum.",
      usualSource: .verified(
        "computed with meta \(full); Balduzzi et al. (2019), doi:10.1136/ebmental-2019-300117"),
      sources: sourcesOfMeta.merging([
        .convergence: .verified(
          "computed with meta \(full): the default stops within about 1e-5 of the optimum that is taken here")
      ]) { $1 }
    ) {
      chooseMeta(&$0)
      choose(&$0)
    }
  }

  /// What the versions and presets of meta share.
  static func chooseMeta(_ conventions: inout Conventions) {
    conventions.varianceOfG = .unbiased
    conventions.ratioCorrection = .deviations
    conventions.riskRatioAddition = .events
    conventions.differenceAddition = .variance
    conventions.doubleZeros = .uninformative
    conventions.commonPooling = .mantelHaenszel
    conventions.poolingAddition = .corrected
    conventions.riskDifferenceVariance = .greenlandRobins
    conventions.test = .z
    conventions.qCenter = .inverseVariance
    conventions.i2 = .q
    conventions.tau2IntervalLeastStudies = 3
    conventions.predictionInterval = .classicT
    conventions.proportionModel = .mixedModel
    conventions.quadrature = .sevenOrLaplace
  }

  static let sourcesOfMeta: [ConventionKey: Evidence] = [
    .model: .verified("both models are printed side by side; random effects are taken here"),
    .heteroscedasticVariance: .verified("not part of the tool: it has no such measure"),
    .partialCorrelationVariance: .verified("not part of the tool: it has no such measure"),
    .continuityCorrection: .verified("not part of the tool: it prints no such test"),
    .quadrature: .verified("computed with meta 8.2-1, for logit proportions"),
    .egger: .assumed("metabias(method.bias = \"Egger\") in the package's manual"),
    .outputRounding: .verified("R's formatC rounds to the nearest"),
  ]
}
