import Distributions
import EffectMeasures
import LinearAlgebra
import Optimization
import RealModule
import StudyRecords

extension BetaBinomialModel {
  /// Fits the model to the counts that effect sizes of measure OR or PLO were computed from.
  ///
  /// - Throws: ``MixedModelError`` for other measures, for counts that are not whole, and when the likelihood has no
  ///   maximum; ``ModelError`` when no study can be used.
  public func fit(_ effects: EffectSizes, design: Design? = nil) throws -> BetaBinomialFit {
    try BetaBinomialFitting(self, effects, design).fit()
  }

  /// The same as a ``Fit``, as every other model gives it, with the whole result in ``Fit/betaBinomial``.
  ///
  /// The model has no τ² and no weights: heterogeneity is ρ, and its test ``BetaBinomialFit/overdispersion``.
  /// - Throws: As ``fit(_:design:)``.
  public func pool(_ effects: EffectSizes, design: Design? = nil) throws -> Fit {
    try BetaBinomialFitting(self, effects, design).pool()
  }

  /// Which rows have counts that can be used.
  /// - Throws: ``MixedModelError`` for measures that have no such model.
  public func eligibleRows(_ effects: EffectSizes) throws(MixedModelError) -> [Bool] {
    try counts(of: effects).studies.map { $0 != nil }
  }

  func counts(of effects: EffectSizes) throws(MixedModelError) -> CountStudies {
    guard let measure = effects.measure, ["OR", "PLO"].contains(measure.code) else {
      throw .unsupported(measure: effects.measure?.code, form: "the beta-binomial model", forms: [])
    }
    return try CountStudies(
      effects, form: .fixedStudies, isEqualEffects: true, keepsUninformative: !dropsDoubleZero)
  }
}

/// One fit of a beta-binomial model in the making.
private struct BetaBinomialFitting {
  private let model: BetaBinomialModel
  private let effects: EffectSizes
  private let rows: CountRows
  private let objective: BetaBinomialObjective
  /// The studies used without events, or with nothing but events, in both groups.
  private let kept: Int

  init(_ model: BetaBinomialModel, _ effects: EffectSizes, _ design: Design?) throws {
    guard model.level > 0, model.level < 100 else { throw ModelError.unusableLevel(model.level) }
    try effects.requireIndependence()
    try effects.requireCountsOfEffects()
    guard model.test == .z || model.test == .t else {
      throw MixedModelError.unsupportedTest(model.test.rawValue)
    }
    (self.model, self.effects) = (model, effects)
    let rows = try CountRows(model.counts(of: effects), of: effects, design: design)
    let terms = try zip(rows.positions, rows.studies).map { position, study in
      try Self.terms(of: study, effects, position)
    }
    if let common = Self.commonOutcome(terms.joined()) {
      throw MixedModelError.allAlike(hasEvents: common)
    }
    kept = terms.count { $0.count == 2 && Self.commonOutcome($0) != nil }
    objective = BetaBinomialObjective(terms: terms, design: rows.orthogonal)
    self.rows = rows
  }

  /// The counts of one study, which must be whole.
  private static func terms(
    of study: StudyLikelihood, _ effects: EffectSizes, _ position: Int
  ) throws -> [BetaBinomialTerm] {
    try study.terms.compactMap { term in
      guard case .binomial(let y, let n, let constant) = term else { return nil }
      guard let whole = Int(exactly: y), let size = Int(exactly: n), size <= 100_000_000 else {
        throw MixedModelError.notWhole(in: effects, at: position, limit: 1e8)
      }
      return BetaBinomialTerm(y: whole, n: size, constant: constant)
    }
  }

  /// Whether everybody (true) or nobody (false) had the event; `nil` where some had it and others not.
  private static func commonOutcome(_ terms: some Sequence<BetaBinomialTerm>) -> Bool? {
    if terms.allSatisfy({ $0.y == 0 }) { return false }
    return terms.allSatisfy { $0.y == $0.n } ? true : nil
  }

  func fit() throws -> BetaBinomialFit {
    let names = rows.design.terms
    let outcome = try objective.maximize(names: names)
    let (k, p) = (rows.k, rows.p)
    let df = model.test == .t && k > p ? Double(k - p) : nil
    let inference = CoefficientInference(degreesOfFreedom: df, level: model.level)
    let beta = rows.orthogonal.coefficients(Array(outcome.minimum.x.prefix(p)))
    let coefficients = (0..<p).map {
      inference.coefficient(term: names[$0], estimate: beta[$0], variance: outcome.covariance[$0, $0])
    }
    let baseline = objective.baseline.map { position in
      inference.coefficient(
        term: "baseline", estimate: outcome.minimum.x[position], variance: outcome.variances[position] ?? 0)
    }
    var notes = rows.notes
    if model.level < 50 { notes.append(Note(.lowLevel, ["level": .number(model.level)])) }
    if df == nil, model.test == .t { notes.append(Note(.testReplaced, ["test": .text(model.test.rawValue)])) }
    var overdispersion = ChiSquaredTest(
      max(0, 2 * (outcome.binomial - outcome.minimum.value)), degreesOfFreedom: 1)
    overdispersion.pValue = overdispersion.statistic > 0 ? overdispersion.pValue.map { 0.5 * $0 } : 1
    return BetaBinomialFit(
      model: model, measure: effects.measure ?? .oddsRatio, k: k, coefficients: coefficients,
      covariance: outcome.covariance, baseline: baseline,
      correlation: outcome.minimum.x[objective.correlation],
      correlationStandardError: outcome.variances[objective.correlation].map { $0.squareRoot() },
      overdispersion: overdispersion, likelihood: likelihood(-outcome.minimum.value),
      backTransformed: rows.backTransformed(coefficients, nil), doubleZeroDropped: rows.uninformative,
      doubleZeroKept: kept, optimization: outcome.minimum.summary, notes: notes)
  }

  private func likelihood(_ value: Double) -> Likelihood {
    let (m, n) = (Double(objective.count), Double(objective.terms.reduce(0) { $0 + $1.count }))
    let size = max(n, m + 2)
    return Likelihood(
      logLikelihood: value, deviance: -2 * value, aic: -2 * value + 2 * m, bic: -2 * value + m * .log(n),
      aicc: -2 * value + 2 * m * size / (size - m - 1), isRestricted: false)
  }

  func pool() throws -> Fit {
    let fit = try fit()
    let inference = CoefficientInference(
      degreesOfFreedom: fit.coefficients.first?.degreesOfFreedom, level: model.level)
    guard let root = try? Cholesky(fit.covariance).factor.transposed else {
      throw MixedModelError.flatLikelihood
    }
    let beta = fit.coefficients.map(\.estimate)
    return Fit(
      settings: model.settings, measure: effects.measure, formula: rows.formula, k: fit.k, p: rows.p,
      coefficients: fit.coefficients, covariance: fit.covariance,
      heterogeneity: Heterogeneity(
        tau2: 0, isTruncated: false, i2: nil, qDegreesOfFreedom: rows.residualDF),
      moderatorTest: inference.omnibus(beta, covarianceRoot: root, factor: 1, testing: rows.testedTerms),
      predictionInterval: nil, likelihood: fit.likelihood,
      studies: rows.fittedStudies(beta, level: model.level), backTransformed: fit.backTransformed,
      optimization: fit.optimization, test: fit.coefficients.first?.degreesOfFreedom == nil ? .z : .t,
      varianceFactor: nil, design: rows.design, covarianceRoot: root, backTransform: effects.backTransform,
      notes: fit.notes, betaBinomial: fit)
  }
}
