extension Profile {
  /// R's metafor 3.8.
  public static let metafor38 = metafor("3.8", computedWith: "3.8-1") {
    $0.ratioCorrection = .deviations
    $0.heteroscedasticVariance = .metafor3
    $0.partialCorrelationVariance = .metafor3
  }

  /// R's metafor 4.8.
  public static let metafor48 = metafor("4.8", computedWith: "4.8-0") { $0.ratioCorrection = .deviations }

  /// R's metafor 5.1.
  public static let metafor51 = metafor("5.1", computedWith: "5.1-12") { _ in }

  private static func metafor(
    _ version: String, computedWith full: String, _ choose: (inout Conventions) -> Void
  ) -> Profile {
    Profile(
      "metafor", version, "Defaults of escalc, rma and rma.mh in R's metafor \(version), at the optimum.",
      usualSource: .verified("computed with metafor \(full); Viechtbauer (2010), doi:10.18637/jss.v036.i03"),
      sources: [
        .convergence: .verified(
          "computed with metafor \(full): the default stops within about 1e-5 of the optimum that is taken here"
        ),
        .commonPooling: .verified(
          "computed with metafor \(full): rma pools by inverse variance; rma.mh and rma.peto are asked for by name"
        ),
        .egger: .verified(
          "regtest(model = \"rma\") is the default of metafor 3.8-1; wviechtb.github.io/metafor/reference/regtest.html"
        ),
        .outputRounding: .verified("R's formatC rounds to the nearest"),
        .quadrature: .verified(
          "nAGQ = 7 is the default of rma.glmm; wviechtb.github.io/metafor/reference/rma.glmm.html"),
      ]
    ) {
      $0.test = .z
      $0.predictionInterval = .test
      $0.egger = .mixedEffects
      $0.quadrature = .sevenOrLaplace
      choose(&$0)
    }
  }
}
