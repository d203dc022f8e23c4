import MetaAnalysis

/// Every choice by which tools differ, as one value; the defaults are those of the profile `tutti@1`.
///
/// Each property has a ``ConventionKey``, by which files, the command line and the documentation name it.
public struct Conventions: Hashable, Sendable, Codable {
  /// The model whose result is the analysis's own.
  public var model = PooledModel.random

  // Effect sizes

  /// Hedges' small-sample factor J.
  public var hedgesJ = HedgesFactorForm.exact
  /// The sampling variance of a standardized mean difference (SMD).
  public var varianceOfG = VarianceType.largeSample
  /// The variances of SMDH, SMCRH and SMD1H.
  public var heteroscedasticVariance = HeteroscedasticVariance.current
  /// The variances of PCOR and ZPCOR.
  public var partialCorrelationVariance = PartialCorrelationVariance.current
  /// The edition of the bias correction of ROM, ROMC, CVR and CVRC.
  public var ratioCorrection = RatioCorrection.secondOrder

  // Zero cells

  /// What is added to the counts of the studies' own estimates.
  public var zeroCellAddition = 0.5
  /// Which studies it is added to.
  public var zeroCellRule = ZeroCellRule.only0
  /// What it does to the group sizes of a risk ratio.
  public var riskRatioAddition = RiskRatioAddition.cells
  /// Whether it moves risk differences, rate differences and raw proportions, or their variances alone.
  public var differenceAddition = DifferenceAddition.estimate
  /// What becomes of studies without events, or with nothing but events, in both groups.
  public var doubleZeros = DoubleZeroRule.kept

  // The common effect

  /// How the common effect of 2×2 tables and rates is pooled.
  public var commonPooling = TablePooling.inverseVariance
  /// What is added to the cells before Mantel–Haenszel pooling.
  public var poolingAddition = PoolingAddition.none
  /// The variance of the Mantel–Haenszel risk difference.
  public var riskDifferenceVariance = RiskDifferenceVariance.sato
  /// Whether the Cochran–Mantel–Haenszel test is corrected for continuity.
  public var continuityCorrection = Toggle.on

  // Random effects and heterogeneity

  /// The estimator of τ².
  public var tau2 = Tau2Method.reml
  /// The test and interval of the random-effects mean.
  public var test = CoefficientTest.knha
  /// The value that Q, and τ² by DL, is taken about when tables are pooled.
  public var qCenter = QCenter.pooledTables
  /// How I² and H² are defined.
  public var i2 = I2Basis.tau2
  /// The interval of τ², `nil` for none.
  public var tau2Interval: Tau2IntervalMethod? = .qProfile
  /// The fewest studies for which an interval of τ² is given.
  public var tau2IntervalLeastStudies = 2
  /// The prediction interval.
  public var predictionInterval = PredictionIntervalMethod.t
  /// How logits of proportions are pooled.
  public var proportionModel = ProportionModel.inverseVariance
  /// How many nodes integrate mixed models of counts.
  public var quadrature = QuadratureRule.automatic
  /// Where the search for τ² stops.
  public var convergence = Convergence.optimum

  // Small-study effects, rounding

  /// The regression test for small-study effects.
  public var egger = EggerModel.weightedLeastSquares
  /// The decimals to which effect sizes and their standard errors are rounded before pooling, `nil` for none.
  public var inputDecimals: Int?
  /// How printed numbers are cut to their decimals.
  public var outputRounding = OutputRounding.nearest

  /// The conventions of `tutti@1`.
  public init() {}
}
