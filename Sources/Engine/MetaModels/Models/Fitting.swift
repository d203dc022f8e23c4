import Distributions
import EffectMeasures
import LinearAlgebra
import Optimization
import StudyRecords

extension ModelSettings: PoolingModel {
  /// The settings themselves.
  public var settings: ModelSettings { self }

  /// Fits the model; see ``PoolingModel/fit(_:design:)``.
  public func fit(_ effects: EffectSizes, design: Design? = nil) throws(ModelError) -> Fit {
    try fit(effects, design: design, scale: nil)
  }

  /// Fits the model, with a scale part for location–scale models.
  func fit(_ effects: EffectSizes, design: Design?, scale: ScaleRequest?) throws(ModelError) -> Fit {
    guard level > 0, level < 100 else { throw .unusableLevel(level) }
    try effects.requireIndependence()
    if isStratified {
      try effects.requireCountsOfEffects()
      return try stratifiedFit(effects, design: design)
    }
    if case .fixed(let tau2) = heterogeneity, !(tau2 >= 0 && tau2 <= 1e150) { throw .unusableTau2(tau2) }
    let isCommonMean = design == nil
    let design = design ?? .interceptOnly(rows: effects.rows.count)
    let rows = try UsableRows(effects, design: design, weighting: weighting, scale: scale?.design)
    do throws(ModelError) {
      var fitting = try Fitting(self, effects, rows, formula: design.formula, isCommonMean: isCommonMean)
      return try fitting.fit(scale)
    } catch {
      throw error.relocated(to: rows.positions, of: effects)
    }
  }
}

/// One fit in the making: the steps from usable rows to the result.
private struct Fitting {
  let settings: ModelSettings
  let effects: EffectSizes
  let rows: UsableRows
  let formula: String?
  let isCommonMean: Bool
  let problem: Tau2Problem
  /// Q around the Mantel–Haenszel value, where τ² is to come from it.
  let mantelHaenszelQ: MantelHaenszelDerSimonianLaird?
  var notes: [Note]

  init(
    _ settings: ModelSettings, _ effects: EffectSizes, _ rows: UsableRows, formula: String?, isCommonMean: Bool
  ) throws(ModelError) {
    self.settings = settings
    self.effects = effects
    self.rows = rows
    self.formula = formula
    self.isCommonMean = isCommonMean
    problem = try Tau2Problem(yi: rows.yi, vi: rows.vi, design: rows.design)
    mantelHaenszelQ = try MantelHaenszelDerSimonianLaird(settings, effects, isCommonMean: isCommonMean)
    notes = effects.notes + rows.notes
    let exact = rows.vi.count { $0 == 0 }
    if exact > 0 { notes.append(Note(.zeroVariance, ["count": .count(exact)])) }
    if settings.level < 50 { notes.append(Note(.lowLevel, ["level": .number(settings.level)])) }
  }

  mutating func fit(_ request: ScaleRequest?) throws(ModelError) -> Fit {
    if let request { return try fitScale(request) }
    let tau2 = try estimateTau2()
    if tau2.tau2 == 0 { try problem.requirePositiveVariances(for: settings.heterogeneity.code) }
    let squares = try LeastSquaresFit(problem, tau2: tau2.tau2, userWeights: rows.weights)
    let likelihood = Likelihood(
      problem, fit: squares, tau2: tau2.tau2, isRestricted: settings.heterogeneity == .estimated(.reml),
      estimatesTau2: settings.heterogeneity.estimatesTau2)
    return try result(
      squares, tau2: tau2, heterogeneity: { (fitting) throws(ModelError) in try fitting.heterogeneity(tau2) },
      likelihood: likelihood)
  }

  /// The fit of a location–scale model: least squares at the τ² of each study.
  private mutating func fitScale(_ request: ScaleRequest) throws(ModelError) -> Fit {
    var fitting = try ScaleFitting(request, problem, effects, positions: rows.positions, settings: settings)
    var (scale, tau2) = try fitting.fit()
    notes += fitting.notes
    let spread = try Tau2Problem(
      yi: problem.yi, vi: zip(problem.vi, tau2).map { $0 + $1 }, design: problem.design)
    let squares = try LeastSquaresFit(spread, tau2: 0, userWeights: nil)
    let likelihood = Likelihood(
      spread, fit: squares, tau2: 0, isRestricted: settings.heterogeneity == .estimated(.reml),
      estimatesTau2: false, scaleParameters: scale.coefficients.count, samplingVariances: problem.vi)
    if let likelihood { scale.likelihoodRatio = try fitting.likelihoodRatio(likelihood.logLikelihood) }
    let mean = tau2.reduce(0, +) / Double(tau2.count)
    let measures = HeterogeneityMeasures(problem, tau2: mean, basis: .tau2)
    let heterogeneity = Heterogeneity(
      tau2: mean, isTruncated: false, typicalVariance: measures.typicalVariance, q: measures.q,
      qDegreesOfFreedom: problem.degreesOfFreedom, qPValue: measures.qPValue)
    let estimate = Tau2Estimate(
      tau2: mean, standardError: nil, isTruncated: false, optimization: scale.optimization)
    return try result(
      squares, tau2: estimate, heterogeneity: { _ in heterogeneity }, likelihood: likelihood, scale: scale)
  }

  /// Everything that follows from the coefficients.
  private mutating func result(
    _ squares: LeastSquaresFit, tau2: Tau2Estimate,
    heterogeneity: (inout Fitting) throws(ModelError) -> Heterogeneity, likelihood: Likelihood?,
    scale: ScaleFit? = nil
  ) throws(ModelError) -> Fit {
    let df = problem.degreesOfFreedom
    let (test, factor) = try chooseTest(squares)
    var covariance = squares.covariance
    if let factor { covariance.elements = covariance.elements.map { $0 * factor } }
    let inference = CoefficientInference(degreesOfFreedom: test.usesT ? Double(df) : nil, level: settings.level)
    let coefficients =
      problem.design.columns == 0
      ? []
      : (0..<problem.p).map { j in
        inference.coefficient(
          term: rows.terms[j], estimate: squares.coefficients[j], variance: covariance[j, j])
      }
    if factor == 0 { notes.append(Note(.zeroStandardError)) }
    let omnibus = inference.omnibus(
      squares.coefficients, covarianceRoot: squares.covarianceRoot, factor: factor ?? 1,
      testing: testedPositions)
    if test == .knha, let factor {
      let isUsed = effects.measure.map { $0.definition.nullValue != nil } ?? true
      notes += KnappHartungNote.notes(
        coefficients, omnibus: omnibus, factor: factor, degreesOfFreedom: df, level: settings.level,
        nullValue: isUsed ? effects.measure?.definition.nullValue ?? 0 : nil)
    }
    let prediction =
      scale == nil ? predictionInterval(coefficients, squares, tau2: tau2.tau2, test: test) : nil
    let heterogeneity = try heterogeneity(&self)
    notes += heterogeneity.notes
    let backTransformed = backTransformed(coefficients, prediction)
    return Fit(
      settings: settings, measure: effects.measure, formula: formula, k: problem.k, p: problem.p,
      coefficients: coefficients, covariance: covariance, heterogeneity: heterogeneity,
      moderatorTest: omnibus, predictionInterval: prediction, likelihood: likelihood,
      studies: fittedStudies(squares), backTransformed: backTransformed,
      optimization: tau2.optimization, test: test, varianceFactor: factor, design: rows.fitted,
      covarianceRoot: squares.squareRoot, backTransform: effects.backTransform, scale: scale,
      notes: notes)
  }

  /// All coefficients but the intercept, or all where there is no other.
  private var testedPositions: [Int] {
    let others = rows.terms.indices.filter { rows.terms[$0] != Design.intercept }
    return others.isEmpty ? Array(rows.terms.indices) : others
  }

  private mutating func estimateTau2() throws(ModelError) -> Tau2Estimate {
    let zero = Tau2Estimate(tau2: 0, standardError: nil, isTruncated: false)
    switch settings.heterogeneity {
    case .equalEffects, .fixedEffects: return zero
    case .fixed(let tau2): return Tau2Estimate(tau2: tau2, standardError: nil, isTruncated: false)
    case .estimated(let method):
      if problem.k == 1 {
        notes.append(Note(.singleStudy))
        return zero
      }
      guard problem.degreesOfFreedom > 0 else {
        throw .tooFewStudies(k: problem.k, needed: problem.p + 1)
      }
      let estimate =
        if let mantelHaenszelQ { try mantelHaenszelQ.estimate(problem) } else {
          try settings.estimator(method, weights: rows.weights).estimate(problem)
        }
      if estimate.isTruncated { notes.append(Note(.tau2Truncated, ["method": .text(method.rawValue)])) }
      if estimate.optimization.localOptima > 1 {
        notes.append(Note(.severalMaxima, ["count": .count(estimate.optimization.localOptima)]))
      }
      return estimate
    }
  }

  /// The test that can be made, with its variance factor.
  private mutating func chooseTest(_ squares: LeastSquaresFit) throws(ModelError) -> (CoefficientTest, Double?)
  {
    let df = problem.degreesOfFreedom
    guard settings.test.usesT, df == 0 else {
      let factor = settings.test.varianceFactor(squares.minimalSquares / Double(max(df, 1)))
      if factor != nil, !settings.heterogeneity.isRandom {
        notes.append(Note(.knappHartungEqualEffects, ["method": .text(settings.heterogeneity.code)]))
      }
      if let factor, let guarded = try GuardedKnappHartung(settings.test, problem, level: settings.level) {
        return guarded.choose(factor: factor, squares)
      }
      return (settings.test, factor)
    }
    notes.append(Note(.testReplaced, ["test": .text(settings.test.rawValue)]))
    return (.z, nil)
  }

  private mutating func heterogeneity(_ tau2: Tau2Estimate) throws(ModelError) -> Heterogeneity {
    let isRandom = settings.heterogeneity.isRandom
    let measures = HeterogeneityMeasures(
      problem, tau2: tau2.tau2, basis: isRandom ? settings.i2Basis : .q, q: mantelHaenszelQ?.q(problem))
    var interval: Tau2Interval?
    if isRandom, let method = settings.tau2Interval, problem.k >= max(2, settings.tau2IntervalLeastStudies) {
      interval = try method.algorithm.interval(
        Tau2IntervalRequest(
          problem: problem, estimate: tau2, h2: measures.h2, typicalVariance: measures.typicalVariance,
          isRestricted: settings.heterogeneity == .estimated(.reml), weights: rows.weights,
          level: settings.level))
      if interval?.isEmpty == true {
        notes.append(Note(.emptyTau2Interval, ["method": .text(method.rawValue)]))
      }
    }
    let shares =
      isRandom && settings.i2Basis == .tau2
      ? measures.intervals(of: interval?.interval)
      : measures.testBasedIntervals(df: problem.degreesOfFreedom, level: settings.level)
    return Heterogeneity(
      tau2: tau2.tau2, tau2StandardError: tau2.standardError, tau2Interval: interval?.interval,
      tau2IntervalMethod: interval == nil ? nil : settings.tau2Interval, isTruncated: tau2.isTruncated,
      i2: measures.i2, i2Interval: shares.i2, h2: measures.h2, h2Interval: shares.h2,
      r2: try explainedShare(tau2.tau2), typicalVariance: measures.typicalVariance, q: measures.q,
      qDegreesOfFreedom: problem.degreesOfFreedom, qPValue: measures.qPValue)
  }

  /// R²: the share of τ² without moderators that they account for, in percent, never negative.
  private mutating func explainedShare(_ tau2: Double) throws(ModelError) -> Double? {
    guard !isCommonMean, case .estimated(let method) = settings.heterogeneity,
      rows.terms.contains(where: { $0 != Design.intercept })
    else { return nil }
    let plain = try settings.estimator(method, weights: rows.weights).estimate(
      Tau2Problem(yi: rows.yi, vi: rows.vi))
    guard plain.tau2 > 0 else { return nil }
    if problem.k < 40 { notes.append(Note(.impreciseR2, ["k": .count(problem.k)])) }
    return 100 * max(0, (plain.tau2 - tau2) / plain.tau2)
  }

  private func predictionInterval(
    _ coefficients: [Coefficient], _ squares: LeastSquaresFit, tau2: Double, test: CoefficientTest
  ) -> PredictionInterval? {
    guard rows.terms == [Design.intercept], settings.heterogeneity.isRandom, problem.k > 1 else { return nil }
    return PredictionInterval(
      settings.predictionInterval, estimate: coefficients[0].estimate, se: coefficients[0].standardError,
      plainSE: squares.covariance[0, 0].squareRoot(), tau2: tau2, df: coefficients[0].degreesOfFreedom,
      residualDF: problem.degreesOfFreedom, estimatesTau2: settings.heterogeneity.estimatesTau2,
      level: settings.level)
  }

  private mutating func backTransformed(
    _ coefficients: [Coefficient], _ prediction: PredictionInterval?
  ) -> BackTransformed? {
    guard rows.terms == [Design.intercept] else { return nil }
    let result = BackTransformed(coefficients[0], prediction: prediction, by: effects.backTransform)
    if let result, result.estimate == nil {
      notes.append(Note(.backTransformOverflow, ["estimate": .number(coefficients[0].estimate)]))
    }
    return result
  }

  private func fittedStudies(_ squares: LeastSquaresFit) -> [FittedStudy] {
    let z = CoefficientInference(degreesOfFreedom: nil, level: settings.level).quantile
    let percents = squares.weightPercents
    var studies = effects.rows.map { FittedStudy($0, quantile: z) }
    for (i, position) in rows.positions.enumerated() {
      studies[position].weightPercent = percents[i]
      studies[position].fitted = squares.fitted[i]
      studies[position].residual = squares.residuals[i]
      studies[position].leverage = squares.leverages[i]
    }
    return studies
  }
}
