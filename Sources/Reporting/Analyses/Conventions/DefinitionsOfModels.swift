import MetaAnalysis

private let tableMeasures = codes { $0.poolsTables || $0.poolsPersonTime }
private let fromTau2: [AffectedQuantity] = [
  .weights, .estimate, .interval, .test, .tau2, .i2, .predictionInterval,
]

extension ConventionDefinition {
  static let model = choice(
    \.model, "model", "The model whose result is the analysis's own; the other stands beside it.",
    moves: fromTau2 + [.tau2Interval, .i2Interval],
    [(.random, "random effects"), (.common, "one common effect")])

  static let commonPooling = choice(
    \.commonPooling, "pooling of the common effect",
    "How the common effect of 2×2 tables and rates is pooled; other measures are pooled by inverse variance.",
    moves: [.weights, .estimate, .interval, .test, .q, .i2, .i2Interval, .tau2], measures: tableMeasures,
    [
      (.inverseVariance, "inverse variance"), (.mantelHaenszel, "Mantel–Haenszel"),
      (.peto, "Peto's one-step odds ratio (OR)"),
    ])

  static let poolingAddition = choice(
    \.poolingAddition, "addition before Mantel–Haenszel pooling",
    "Whether tables with zeros get their addition before they are pooled by Mantel–Haenszel.",
    moves: [.weights, .estimate, .interval, .test, .q, .i2, .i2Interval, .tau2],
    measures: codes(where: \.poolsTables),
    [(.none, "raw counts"), (.corrected, "the addition of the studies' own estimates")])

  static let riskDifferenceVariance = choice(
    \.riskDifferenceVariance, "variance of the Mantel–Haenszel RD",
    "The variance of the risk difference pooled by Mantel–Haenszel.", moves: [.interval, .test],
    measures: codes { $0.poolsTables && $0.definition.kind == .riskDifference },
    [(.sato, "Sato (1989)"), (.greenlandRobins, "Greenland & Robins (1985)")])

  static let continuityCorrection = choice(
    \.continuityCorrection, "continuity correction of the CMH test",
    "Whether the Cochran–Mantel–Haenszel test is corrected for continuity.", moves: [.tableTests],
    measures: codes(where: \.hasStratifiedTest), [(.on, "corrected by ½"), (.off, "not corrected")])

  static let tau2 = choice(
    \.tau2, "estimator of τ²", "The estimator of the variance of the true effects.",
    moves: fromTau2, Tau2Method.allCases.map { ($0, $0.estimator().name) })

  static let test = choice(
    \.test, "test of the mean", "How the random-effects mean is tested and its interval made.",
    moves: [.interval, .test, .predictionInterval], CoefficientTest.allCases.map { ($0, $0.name) })

  static let qCenter = choice(
    \.qCenter, "centre of Q",
    "The value that Q, I² from Q and τ² by DL are taken about where the common effect is pooled over tables.",
    moves: [.q, .i2, .i2Interval] + fromTau2, measures: tableMeasures,
    [
      (.inverseVariance, "the inverse-variance mean"),
      (.pooledTables, "the Mantel–Haenszel or Peto value"),
    ])

  static let i2 = choice(
    \.i2, "I²", "How I² and H² of a random-effects model, and their intervals, are defined.",
    moves: [.i2, .i2Interval],
    [
      (.tau2, "τ²/(τ² + typical variance), interval from that of τ²"),
      (.q, "max(0, (Q - df)/Q), interval from Higgins and Thompson's log H"),
    ])

  static let tau2Interval = ConventionDefinition(
    title: "interval of τ²", sentence: "How the confidence interval of τ² is made.",
    moves: [.tau2Interval, .i2Interval], measures: nil,
    values: Tau2IntervalMethod.allCases.map { ConventionValue(code: $0.rawValue, label: $0.name) }
      + [ConventionValue(code: "none", label: "no interval")],
    read: { $0.tau2Interval?.rawValue ?? "none" },
    write: { conventions, code in
      let method = Tau2IntervalMethod(rawValue: code)
      guard code == "none" || method != nil else { return false }
      conventions.tau2Interval = method
      return true
    })

  static let tau2IntervalLeastStudies = ConventionDefinition(
    title: "studies for an interval of τ²",
    sentence: "The fewest studies for which an interval of τ² is given.", moves: [.tau2Interval, .i2Interval],
    measures: nil,
    values: [
      ConventionValue(code: "2", label: "two studies"), ConventionValue(code: "3", label: "three studies"),
    ],
    read: { String($0.tau2IntervalLeastStudies) },
    write: { conventions, code in
      guard let number = Int(code), (2...3).contains(number) else { return false }
      conventions.tau2IntervalLeastStudies = number
      return true
    })

  static let predictionInterval = choice(
    \.predictionInterval, "prediction interval",
    "The interval in which the true effect of a new study is expected: mean ± quantile · √(se² + τ²).",
    moves: [.predictionInterval],
    [
      (.test, "distribution and standard error of the test of the mean"),
      (.t, "t(k - 1), standard error of the test"),
      (.riley, "t(k - 2), standard error of the test"),
      (.classicT, "t(k - 1), standard error without Knapp–Hartung factor"),
      (.classicRiley, "t(k - 2), standard error without Knapp–Hartung factor"),
      (.simple, "normal, τ alone"),
    ])

  static let proportionModel = choice(
    \.proportionModel, "model of logit proportions", "How logits of single proportions are pooled.",
    moves: fromTau2 + [.q], measures: [Measure.logitProportion.code],
    [
      (.inverseVariance, "inverse variance over the studies' logits"),
      (.mixedModel, "logistic model with normal random intercepts, maximum likelihood"),
    ])

  static let quadrature = choice(
    \.quadrature, "quadrature points",
    "How many nodes integrate over the random effects of mixed models of counts.",
    moves: fromTau2, measures: codes { !MixedModelForm.forms(of: $0).isEmpty },
    [
      (.automatic, "doubled until the log-likelihood keeps ten digits"),
      (.sevenOrLaplace, "7; Laplace's approximation for two random effects"),
    ])

  static let convergence = choice(
    \.convergence, "end of the search for τ²", "Where the iterations for τ² stop, for REML and ML.",
    moves: fromTau2,
    [
      (.optimum, "at the global optimum, to rounding"),
      (.metaforDefault, "Fisher scoring from max(0, Hedges) until a step is below 1e-5"),
    ])

  static let egger = choice(
    \.egger, "regression test for asymmetry", "The regression test for small-study effects.", moves: [.egger],
    [
      (.weightedLeastSquares, "weighted least squares, t(k - 2)"),
      (.mixedEffects, "mixed-effects meta-regression on the standard error"),
    ])
}
