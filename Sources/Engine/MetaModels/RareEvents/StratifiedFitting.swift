import Distributions
import EffectMeasures
import LinearAlgebra
import Optimization
import RealModule
import StudyRecords

extension ModelSettings {
  /// Pools over the tables themselves: Mantel–Haenszel with one true effect, or Peto.
  ///
  /// All complete tables count and enter; the studies' own estimates serve Q, the likelihood and the residuals.
  func stratifiedFit(_ effects: EffectSizes, design: Design?) throws(ModelError) -> Fit {
    guard design == nil else { throw .pooling(pooling.code, .moderators) }
    guard weighting == .inverseVariance else { throw .pooling(pooling.code, .weights) }
    let tables = try StratifiedTables(effects, for: pooling)
    var settings = self
    (settings.heterogeneity, settings.test) = (.equalEffects, .z)
    let estimate: StratifiedEstimate?
    var tests: StratifiedTests?
    var homogeneity: ChiSquaredTest?
    switch pooling {
    case .inverseVariance: throw .pooling(pooling.code, .counts(measure: effects.measure?.code))
    case .mantelHaenszel(let choices):
      let measure = try MantelHaenszel(of: effects)
      estimate = measure.estimate(tables.counts, choices)
      tests = measure.tests(
        choices.corrected(tables.counts), estimate: estimate?.estimate, corrected: choices.correctsContinuity)
    case .peto(let choices):
      guard let measure = effects.measure, pooling.takes(measure) else {
        throw .pooling(pooling.code, .counts(measure: effects.measure?.code))
      }
      let counts = choices.corrected(tables.counts)
      guard let pooled = Peto.estimate(counts) else { throw .pooling(pooling.code, .noInformation) }
      estimate = pooled
      homogeneity = Peto.homogeneity(counts, around: pooled.estimate)
    }
    let fitting = StratifiedFitting(
      settings: settings, effects: effects, tables: tables, estimate: estimate, homogeneity: homogeneity)
    return fitting.fit(tests)
  }
}

extension MantelHaenszel {
  /// The estimator for the measure of the effect sizes.
  init(of effects: EffectSizes) throws(ModelError) {
    guard let code = effects.measure?.code, let known = MantelHaenszel(rawValue: code) else {
      throw .pooling("MH", .counts(measure: effects.measure?.code))
    }
    self = known
  }

  func tests(_ counts: [TwoGroupCounts], estimate: Double?, corrected: Bool) -> StratifiedTests? {
    guard hasTest else { return nil }
    var tests = StratifiedTests()
    tests.cochranMantelHaenszel = .cochranMantelHaenszel(counts, corrected: corrected)
    if self == .oddsRatio, let estimate {
      let homogeneity = ChiSquaredTest.homogeneity(counts, logOddsRatio: estimate)
      (tests.breslowDay, tests.tarone) = (homogeneity?.breslowDay, homogeneity?.tarone)
    }
    return tests
  }
}

/// A stratified fit in the making.
private struct StratifiedFitting {
  let settings: ModelSettings
  let effects: EffectSizes
  let tables: StratifiedTables
  let estimate: StratifiedEstimate?
  /// Q over the tables themselves; without it Q comes from the studies' own estimates.
  let homogeneity: ChiSquaredTest?

  func fit(_ tests: StratifiedTests?) -> Fit {
    let choices = settings.pooling.choices
    var notes = tables.notes(on: effects, choices) + tables.notes
    if let added = choices?.note(on: tables.counts) { notes.append(added) }
    let inference = CoefficientInference(degreesOfFreedom: nil, level: settings.level)
    let coefficients =
      estimate.map {
        [inference.coefficient(term: Design.intercept, estimate: $0.estimate, variance: $0.variance)]
      } ?? []
    if let estimate, estimate.variance == 0 {
      notes.append(Note(.noPooledVariance, ["method": .text(settings.pooling.name)]))
    }
    if estimate == nil { notes.append(notEstimable) }
    let heterogeneity = heterogeneity
    notes += heterogeneity.notes
    let backTransformed = coefficients.first.flatMap {
      BackTransformed($0, prediction: nil, by: effects.backTransform)
    }
    if let backTransformed, let estimate, backTransformed.estimate == nil {
      notes.append(Note(.backTransformOverflow, ["estimate": .number(estimate.estimate)]))
    }
    let design = Matrix(rows: tables.counts.count, columns: 1, repeating: 1)
    let covariance = Matrix(
      rows: coefficients.count, columns: coefficients.count, repeating: estimate?.variance ?? 0)
    var root = covariance
    root.elements = root.elements.map { $0.squareRoot() }
    var fit = Fit(
      settings: settings, measure: effects.measure, formula: nil, k: tables.counts.count, p: 1,
      coefficients: coefficients, covariance: covariance, heterogeneity: heterogeneity,
      moderatorTest: inference.omnibus(
        coefficients.map(\.estimate), covarianceRoot: root, factor: 1, testing: Array(coefficients.indices)),
      predictionInterval: nil, likelihood: likelihood, studies: studies,
      backTransformed: backTransformed,
      optimization: .closedForm, test: .z, varianceFactor: nil,
      design: FittedDesign(full: design, independent: [0], terms: [Design.intercept], recipe: nil),
      covarianceRoot: root, backTransform: effects.backTransform, notes: notes)
    fit.stratifiedTests = tests
    if estimate == nil { fit.undefinedTerms = [Design.intercept] }
    return fit
  }

  /// Why a ratio cannot be pooled, and what can.
  private var notEstimable: Note {
    let (first, second) = tables.counts.reduce((0.0, 0.0)) { ($0.0 + $1.events1, $0.1 + $1.events2) }
    let isRate = tables.counts.contains(where: \.isPersonTime)
    let name = isRate ? "rate ratio" : effects.measure == .riskRatio ? "risk ratio" : "odds ratio"
    let (reason, remedy): (String, String)
    if first == 0, second == 0 {
      reason = "no study has any event"
      remedy =
        "what the studies say one by one is in their exact intervals (--intervals exact of 'tutti effects')"
    } else {
      reason =
        first == 0 || second == 0
        ? "all events are in one group" : "no study has events in one group and people without one in the other"
      remedy =
        "a difference can be (--measure \(isRate ? "IRD" : "RD")), or a ratio with --add 0.5,0.5 --to only0,only0"
    }
    return Note(
      .notEstimable,
      [
        "method": .text(settings.pooling.name), "measure": .text(name), "reason": .text(reason),
        "remedy": .text(remedy),
      ])
  }

  /// Positions of tables that also have an estimate of their own.
  private var estimable: [Int] { tables.positions.filter { effects.rows[$0].isUsable } }

  /// Σ (yᵢ − θ̂)²/vᵢ over the studies' own estimates.
  private func squares(around center: Double) -> Double {
    var sum = 0.0
    for position in estimable {
      if let yi = effects.rows[position].yi, let vi = effects.rows[position].vi, vi > 0 {
        sum += (yi - center) * (yi - center) / vi
      }
    }
    return sum
  }

  /// The value Q is taken about.
  private var qCenter: Double? {
    guard settings.qCenter == .inverseVariance else { return estimate?.estimate }
    var (weight, moment) = (0.0, 0.0)
    for position in estimable {
      guard let yi = effects.rows[position].yi, let vi = effects.rows[position].vi, vi > 0 else { continue }
      weight += 1 / vi
      moment += yi / vi
    }
    return weight > 0 ? moment / weight : nil
  }

  private var heterogeneity: Heterogeneity {
    let df = homogeneity?.degreesOfFreedom ?? estimable.count - 1
    let q = homogeneity?.statistic ?? qCenter.map { squares(around: $0) } ?? 0
    let share = df > 0 && q > 0 ? 100 * max(0, (q - Double(df)) / q) : 0
    let h2 = df > 0 ? q / Double(df) : 1
    let limits =
      df > 0
      ? TestBasedInterval.h2Interval(h2: max(1, h2), q: q, df: df, level: settings.level) : nil
    return Heterogeneity(
      tau2: 0, tau2StandardError: nil, tau2Interval: nil, tau2IntervalMethod: nil, isTruncated: false,
      i2: share,
      i2Interval: limits?.mapped { 100 * ($0 - 1) / $0 }, h2: h2, h2Interval: limits, r2: nil,
      typicalVariance: nil, q: q, qDegreesOfFreedom: max(df, 0),
      qPValue: df > 0 ? ChiSquared(degreesOfFreedom: Double(df)).upperTail(q) : 1)
  }

  /// The normal likelihood of the studies' own estimates at the pooled value, one parameter.
  private var likelihood: Likelihood? {
    guard let center = estimate?.estimate, !estimable.isEmpty else { return nil }
    let n = Double(estimable.count)
    let q = squares(around: center)
    var sum = n * .log(2 * .pi) + q
    for position in estimable {
      guard let vi = effects.rows[position].vi, vi > 0 else { return nil }
      sum += .log(vi)
    }
    let size = max(n, 3)
    return Likelihood(
      logLikelihood: -0.5 * sum, deviance: q, aic: sum + 2, bic: sum + .log(n),
      aicc: sum + 2 * size / (size - 2),
      isRestricted: false)
  }

  private var studies: [FittedStudy] {
    let z = CoefficientInference(degreesOfFreedom: nil, level: settings.level).quantile
    var studies = effects.rows.map { FittedStudy($0, quantile: z) }
    guard let estimate else { return studies }
    let total = estimate.weights.reduce(0, +)
    for (weight, position) in zip(estimate.weights, tables.positions) {
      studies[position].fitted = estimate.estimate
      studies[position].weightPercent = total > 0 ? 100 * weight / total : nil
      studies[position].residual = studies[position].yi.map { $0 - estimate.estimate }
    }
    return studies
  }
}
