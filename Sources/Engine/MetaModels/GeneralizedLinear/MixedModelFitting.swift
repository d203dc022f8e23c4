import Distributions
import EffectMeasures
import LinearAlgebra
import Optimization
import RealModule
import StudyRecords

/// One fit of a mixed model in the making.
struct MixedModelFitting {
  private let model: MixedModel
  private let effects: EffectSizes
  private let rows: CountRows
  private var notes: [Note]

  init(_ model: MixedModel, _ effects: EffectSizes, _ design: Design?) throws {
    guard model.level > 0, model.level < 100 else { throw ModelError.unusableLevel(model.level) }
    guard model.test == .z || model.test == .t else {
      throw MixedModelError.unsupportedTest(model.test.rawValue)
    }
    if case .fixed(let points) = model.points, !(1...QuadraturePoints.most).contains(points) {
      throw MixedModelError.unusablePoints(points)
    }
    self.model = model
    self.effects = effects
    rows = try CountRows(
      CountStudies(effects, form: model.form, isEqualEffects: model.isEqualEffects), of: effects,
      design: design)
    notes = rows.notes
    if model.level < 50 { notes.append(Note(.lowLevel, ["level": .number(model.level)])) }
    let edge = rows.studies[0].terms[0].edge
    if ["PLO", "IRLN"].contains(effects.measure?.code), edge == 1 || edge == -1,
      rows.studies.allSatisfy({ $0.terms[0].edge == edge })
    {
      throw MixedModelError.allAlike(hasEvents: edge == 1)
    }
  }

  mutating func fit() throws -> Fit {
    let (k, p) = (rows.k, rows.p)
    if !model.isEqualEffects, k == 1 { notes.append(Note(.singleStudy)) }
    let isRandom = !model.isEqualEffects && k > 1
    if isRandom, rows.residualDF < 1 { throw ModelError.tooFewStudies(k: k, needed: p + 1) }
    let ladder = MixedModelLadder(rows: rows, points: model.points, isRandom: isRandom)
    let fits = try ladder.fits()
    if let change = fits.change {
      notes.append(Note(.quadratureLimit, ["points": .count(fits.points), "change": .number(change)]))
    }
    let best = fits.best
    let search = ladder.search(fits.points)
    let objective = search.objective(hasTau: isRandom)
    try ladder.check(best, objective)
    guard let inverse = objective.inverseInformation(best.x) else { throw MixedModelError.flatLikelihood }
    let covariance = rows.orthogonal.covariance(inverse.matrix)
    guard let root = try? Cholesky(covariance).factor.transposed else { throw MixedModelError.flatLikelihood }

    let tau = objective.tau.map { best.x[$0] } ?? 0
    let sigma = objective.sigma.map { best.x[$0] }
    let tauVariance = objective.tau.flatMap { inverse.parameters.firstIndex(of: $0) }.map {
      inverse.matrix[$0, $0]
    }
    let beta = rows.orthogonal.coefficients(Array(best.x.prefix(p)))
    let df = model.test == .t && rows.residualDF > 0 ? Double(rows.residualDF) : nil
    let test: CoefficientTest = df == nil ? .z : .t
    if test != model.test { notes.append(Note(.testReplaced, ["test": .text(model.test.rawValue)])) }
    let inference = CoefficientInference(degreesOfFreedom: df, level: model.level)
    let coefficients = (0..<p).map {
      inference.coefficient(term: rows.design.terms[$0], estimate: beta[$0], variance: covariance[$0, $0])
    }
    let saturated = saturatedModel(fits.equal, search)
    note(best, isRandom: isRandom, tau: tau, sigma: sigma, saturated)
    let wald = ChiSquaredTest(max(0, saturated.wald), degreesOfFreedom: rows.residualDF)
    let result = MixedModelResult(
      model: model, points: tau > 0 || (sigma ?? 0) > 0 ? search.rule.count : nil,
      sigma2: sigma.map { $0 * $0 }, intercept: objective.intercept.map { best.x[$0] }, wald: wald,
      likelihoodRatio: ChiSquaredTest(
        max(0, 2 * (saturated.logLikelihood + fits.equal.value)), degreesOfFreedom: rows.residualDF),
      uninformative: rows.uninformative)
    let prediction = predictionInterval(coefficients, tau2: tau * tau, df: df, isRandom: isRandom)
    return Fit(
      settings: model.settings, measure: effects.measure, formula: rows.formula, k: k, p: p,
      coefficients: coefficients, covariance: covariance,
      heterogeneity: heterogeneity(
        tau: tau, tauVariance: tauVariance, wald: wald, isTruncated: isRandom && tau == 0),
      moderatorTest: inference.omnibus(beta, covarianceRoot: root, factor: 1, testing: rows.testedTerms),
      predictionInterval: prediction,
      likelihood: likelihood(-best.value, saturated: saturated.logLikelihood, isRandom: isRandom),
      studies: rows.fittedStudies(beta, level: model.level),
      backTransformed: rows.backTransformed(coefficients, prediction),
      optimization: best.summary, test: test, varianceFactor: nil, design: rows.design, covarianceRoot: root,
      backTransform: effects.backTransform, notes: notes, mixedModel: result)
  }

  private mutating func note(
    _ best: Minimum, isRandom: Bool, tau: Double, sigma: Double?, _ saturated: SaturatedModel
  ) {
    if saturated.infinite > 0 {
      notes.append(
        Note(
          saturated.infinite == 1 ? .infiniteOwnEffect : .infiniteOwnEffects,
          ["count": .count(saturated.infinite)]))
    }
    if isRandom, tau == 0 { notes.append(Note(.tau2Truncated, ["method": .text(model.form.rawValue)])) }
    if sigma == 0 { notes.append(Note(.sigma2Zero)) }
    if best.summary.localOptima > 1 {
      notes.append(Note(.severalMaxima, ["count": .count(best.summary.localOptima)]))
    }
  }

  private func saturatedModel(_ equal: Minimum, _ search: MixedModelSearch) -> SaturatedModel {
    guard rows.layout == .randomIntercept else {
      return SaturatedModel(independent: rows.studies, design: rows.design.matrix)
    }
    return SaturatedModel(
      randomIntercepts: rows.studies, design: rows.design.matrix, rule: search.rule,
      from: [equal.x[rows.p], equal.x[rows.p + 1]])
  }

  private func heterogeneity(
    tau: Double, tauVariance: Double?, wald: ChiSquaredTest, isTruncated: Bool
  ) -> Heterogeneity {
    let tau2 = tau * tau
    let (typical, df) = (typicalVariance, Double(rows.residualDF))
    // As for other models: from τ² where it is estimated, else from Q, here Wald's.
    let shares: (i2: Double?, h2: Double?) =
      model.isEqualEffects
      ? rows.residualDF == 0
        ? (0, 1) : (wald.statistic > df ? 100 * (1 - df / wald.statistic) : 0, wald.statistic / df)
      : (typical.map { 100 * tau2 / (tau2 + $0) }, typical.map { 1 + tau2 / $0 })
    return Heterogeneity(
      tau2: tau2, tau2StandardError: tau > 0 ? tauVariance.map { 2 * tau * $0.squareRoot() } : nil,
      tau2Interval: nil, tau2IntervalMethod: nil, isTruncated: isTruncated,
      i2: shares.i2, i2Interval: nil, h2: shares.h2, h2Interval: nil, r2: nil, typicalVariance: typical,
      q: wald.statistic, qDegreesOfFreedom: wald.degreesOfFreedom, qPValue: wald.pValue)
  }

  /// The typical variance of the studies' own effect sizes, zero cells corrected as the effect sizes are.
  private var typicalVariance: Double? {
    let used = rows.positions.indices.filter { effects.rows[rows.positions[$0]].isUsable }
    let own = used.map { effects.rows[rows.positions[$0]] }
    let matrix = rows.design.matrix.selecting(rows: used)
    guard matrix.independentColumns.count == rows.p,
      let problem = try? Tau2Problem(
        yi: own.compactMap(\.yi), vi: own.compactMap(\.vi), design: matrix)
    else { return nil }
    return HeterogeneityMeasures(problem, tau2: 0, basis: .tau2).typicalVariance
  }

  /// Parameters: coefficients, intercepts of the studies or μ and σ², and τ². Observations: groups.
  private func likelihood(_ value: Double, saturated: Double, isRandom: Bool) -> Likelihood {
    let groups = rows.layout == .single ? 1 : 2
    let nuisance =
      switch rows.layout {
      case .single: 0
      case .fixedIntercept: rows.k
      case .randomIntercept: 2
      }
    let m = Double(rows.p + nuisance + (isRandom ? 1 : 0))
    let n = max(Double(groups * rows.k), m + 2)
    return Likelihood(
      logLikelihood: value, deviance: 2 * (saturated - value), aic: -2 * value + 2 * m,
      bic: -2 * value + m * .log(Double(groups * rows.k)), aicc: -2 * value + 2 * m * n / (n - m - 1),
      isRestricted: false)
  }

  private func predictionInterval(
    _ coefficients: [Coefficient], tau2: Double, df: Double?, isRandom: Bool
  ) -> PredictionInterval? {
    guard rows.design.terms == [Design.intercept], isRandom else { return nil }
    return PredictionInterval(
      model.predictionInterval, estimate: coefficients[0].estimate, se: coefficients[0].standardError,
      plainSE: coefficients[0].standardError, tau2: tau2, df: df, residualDF: rows.residualDF,
      estimatesTau2: true, level: model.level)
  }
}
