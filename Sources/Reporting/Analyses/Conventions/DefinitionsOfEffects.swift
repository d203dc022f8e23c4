import MetaAnalysis

/// What follows once the studies' estimates move.
private let pooledFromEffects: [AffectedQuantity] = [
  .estimate, .interval, .test, .tau2, .tau2Interval, .i2, .i2Interval, .q, .predictionInterval, .egger,
]
private let fromVariances: [AffectedQuantity] = [.variances, .weights] + pooledFromEffects
private let fromEffects: [AffectedQuantity] = [.effects] + fromVariances

/// Measures of counts in which zeros get an addition.
let countMeasures = codes { ($0.definition.details.zeroCellAddition ?? 0) > 0 }

/// The codes of the measures that answer a question with yes.
func codes(where holds: (Measure) -> Bool) -> [String] { Measure.allCases.filter(holds).map(\.code) }

private func codes(movedBy choice: EffectChoice) -> [String] { Measure.moved(by: choice).map(\.code) }

extension ConventionDefinition {
  static let hedgesJ = choice(
    \.hedgesJ, "Hedges' J",
    "The factor that takes the small-sample bias out of a standardized mean difference.",
    moves: fromEffects, measures: codes(movedBy: .hedgesFactor),
    [
      (.exact, "exact: Γ(m/2)/(√(m/2) Γ((m-1)/2))"),
      (.approximate, "approximate: 1 - 3/(4m - 1), m = n1 + n2 - 2 between groups"),
    ])

  static let varianceOfG = choice(
    \.varianceOfG, "variance of g", "The sampling variance of a standardized mean difference.",
    moves: fromVariances, measures: [Measure.hedgesG.code],
    [
      (.largeSample, "1/n1 + 1/n2 + g²/(2N)"),
      (.largeSample2, "J² (1/n1 + 1/n2 + d²/(2N))"),
      (.unbiased, "1/n1 + 1/n2 + g² (1 - (m-2)/(m J²))"),
      (.reviewManager, "1/n1 + 1/n2 + g²/(2(N - 3.94))"),
      (.average, "1/n1 + 1/n2 + ḡ²/(2N), ḡ the mean of g weighted by N"),
      (.null, "J² m/(m-2) (1/n1 + 1/n2)"),
    ])

  static let heteroscedasticVariance = choice(
    \.heteroscedasticVariance, "variance with unequal SDs", "The variances of SMDH, SMCRH and SMD1H.",
    moves: fromVariances, measures: codes(movedBy: .heteroscedasticVariance),
    [
      (.current, "as 'tutti measures' lists them"),
      (.metafor3, "SMDH, SMCRH times J²; SMD1H (sd1/sd2)²/n1 + 1/n2 + g²/(2 n2)"),
    ])

  static let partialCorrelationVariance = choice(
    \.partialCorrelationVariance, "variance of partial correlations", "The variances of PCOR and ZPCOR.",
    moves: fromVariances, measures: codes(movedBy: .partialCorrelationVariance),
    [
      (.current, "(1 - r²)²/(n - m), 1/(n - m - 2)"),
      (.metafor3, "(1 - r²)²/(n - m - 1), 1/(n - m - 1)"),
    ])

  static let ratioCorrection = choice(
    \.ratioCorrection, "bias correction of log ratios",
    "The correction of log ratios of means and of coefficients of variation for small-sample bias.",
    moves: fromEffects, measures: codes(movedBy: .ratioCorrection),
    [
      (.secondOrder, "second-order terms of the means"),
      (.deviations, "none for the means; CVR for its standard deviations"),
    ])

  static let zeroCellAddition = number(
    \.zeroCellAddition, "zero-cell addition", "What is added to the counts of studies with zeros.",
    moves: fromEffects, measures: countMeasures, in: 0...10, [(0.5, "½"), (0, "nothing"), (1, "1")])

  static let zeroCellRule = choice(
    \.zeroCellRule, "zero-cell rule", "Which studies get the addition.", moves: fromEffects,
    measures: countMeasures,
    [
      (.only0, "studies with a zero"), (.all, "all studies"), (.if0all, "all studies if any has a zero"),
      (.none, "no study"),
    ])

  static let riskRatioAddition = choice(
    \.riskRatioAddition, "addition to RR's group sizes",
    "What an addition of x to the cells does to the group sizes of a risk ratio.", moves: fromEffects,
    measures: codes(movedBy: .riskRatioAddition),
    [
      (.cells, "both cells grow: (a + x)/(n + 2x)"),
      (.events, "(a + x)/(n + x), 1/a without x in all-event groups"),
    ])

  static let differenceAddition = choice(
    \.differenceAddition, "addition in differences",
    "Whether an addition for zeros moves RD, IRD and PR, or their variances alone.", moves: fromEffects,
    measures: codes(movedBy: .differenceAddition),
    [(.estimate, "estimate and variance"), (.variance, "variance alone")])

  static let doubleZeros = choice(
    \.doubleZeros, "double-zero studies",
    "What becomes of studies without events, or with nothing but events, in both groups.",
    moves: [.studies] + fromEffects, measures: codes { $0.poolsTables || $0.poolsPersonTime },
    [
      (.kept, "kept; beside Mantel–Haenszel and Peto values without an estimate of their own"),
      (.uninformative, "OR drops both kinds, RR those without events; RD and rates keep them"),
      (.dropped, "OR and RR drop both kinds; RD and rates keep them"),
    ])

  static let inputRounding = count(
    \.inputDecimals, "rounding of effect sizes",
    "The decimals to which effect sizes and their standard errors are rounded before they are pooled.",
    moves: fromEffects, in: 0...15,
    [(nil, "not rounded"), (2, "two decimals"), (3, "three"), (1, "one"), (4, "four")])

  static let outputRounding = choice(
    \.outputRounding, "rounding of printed numbers", "How printed numbers are cut to their decimals.",
    moves: [.printing], [(.nearest, "to the nearest"), (.truncated, "further digits cut off")])
}
