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
  private let formula: String?
  private let layout: StudyLayout
  private let positions: [Int]
  private let studies: [StudyLikelihood]
  private let design: FittedDesign
  private let uninformative: Int
  private var notes: [Note]
  private let orthogonal: OrthogonalDesign

  init(_ model: MixedModel, _ effects: EffectSizes, _ given: Design?) throws {
    guard model.level > 0, model.level < 100 else { throw ModelError.unusableLevel(model.level) }
    guard model.test == .z || model.test == .t else {
      throw MixedModelError.unsupportedTest(model.test.rawValue)
    }
    if case .fixed(let points) = model.points, !(1...QuadraturePoints.most).contains(points) {
      throw MixedModelError.unusablePoints(points)
    }
    self.model = model
    self.effects = effects
    formula = given?.formula
    let counts = try CountStudies(effects, form: model.form, isEqualEffects: model.isEqualEffects)
    layout = counts.layout
    uninformative = counts.uninformative
    notes = effects.notes + counts.notes
    if model.level < 50 { notes.append(Note(.lowLevel, ["level": .number(model.level)])) }
    let columns = given ?? .interceptOnly(rows: effects.rows.count)
    var (positions, studies) = ([Int](), [StudyLikelihood]())
    var reasons = counts.reasons
    for (position, study) in counts.studies.enumerated() {
      guard let study else { continue }
      if let term = columns.missingTerm(row: position) {
        let row = effects.rows[position]
        notes.append(
          Note(.studyDropped, row: row.row, study: row.study, ["reason": .text("\(term) is missing")]))
        reasons.append("row \(row.row): \(term) is missing")
        continue
      }
      positions.append(position)
      studies.append(study)
    }
    guard !positions.isEmpty else { throw ModelError.noStudies(reasons: Array(reasons.prefix(3))) }
    self.positions = positions
    self.studies = studies
    let full = columns.matrix(rows: positions)
    guard full.elements.allSatisfy(\.isFinite) else { throw ModelError.unusableDesign }
    let independent = full.independentColumns
    design = FittedDesign(
      full: full, independent: independent, terms: columns.columns.map(\.term), recipe: columns.recipe)
    for (column, content) in columns.columns.enumerated() where !independent.contains(column) {
      notes.append(Note(.columnDropped, column: content.term))
    }
    orthogonal = try OrthogonalDesign(design.matrix)
  }

  private var k: Int { positions.count }
  private var p: Int { orthogonal.basis.columns }
  private var basis: Matrix { orthogonal.basis }
  private var residualDF: Int { k - p }

  mutating func fit() throws -> Fit {
    if !model.isEqualEffects, k == 1 { notes.append(Note(.singleStudy)) }
    let isRandom = !model.isEqualEffects && k > 1
    if isRandom, residualDF < 1 { throw ModelError.tooFewStudies(k: k, needed: p + 1) }
    let (equal, best, points) = try search(isRandom: isRandom)
    let search = searcher(points)
    let objective = search.objective(hasTau: isRandom)
    let tau = objective.tau.map { best.x[$0] } ?? 0
    let sigma = objective.sigma.map { best.x[$0] }
    try check(best, objective)

    let (covariance, tauVariance) = try inverseInformation(best, objective)
    let beta = orthogonal.coefficients(Array(best.x.prefix(p)))
    let df = model.test == .t && residualDF > 0 ? Double(residualDF) : nil
    let test: CoefficientTest = df == nil ? .z : .t
    if test != model.test { notes.append(Note(.testReplaced, ["test": .text(model.test.rawValue)])) }
    let inference = CoefficientInference(degreesOfFreedom: df, level: model.level)
    let coefficients = (0..<p).map {
      inference.coefficient(term: design.terms[$0], estimate: beta[$0], variance: covariance[$0, $0])
    }
    let root = try? Cholesky(covariance).factor.transposed
    guard let root else { throw MixedModelError.flatLikelihood }
    let others = design.terms.indices.filter { design.terms[$0] != Design.intercept }
    let saturated = saturatedModel(equal, search)
    if saturated.infinite > 0 {
      notes.append(Note(.infiniteOwnEffects, ["count": .count(saturated.infinite)]))
    }
    if isRandom, tau == 0 { notes.append(Note(.tau2Truncated, ["method": .text(model.form.rawValue)])) }
    if sigma == 0 { notes.append(Note(.sigma2Zero)) }
    if best.summary.localOptima > 1 {
      notes.append(Note(.severalMaxima, ["count": .count(best.summary.localOptima)]))
    }
    let wald = ChiSquaredTest(max(0, saturated.wald), degreesOfFreedom: residualDF)
    let result = MixedModelResult(
      model: model, points: tau > 0 || (sigma ?? 0) > 0 ? search.rule.count : nil,
      sigma2: sigma.map { $0 * $0 },
      intercept: objective.intercept.map { best.x[$0] }, wald: wald,
      likelihoodRatio: ChiSquaredTest(
        max(0, 2 * (saturated.logLikelihood + equal.value)), degreesOfFreedom: residualDF),
      uninformative: uninformative)
    let prediction = predictionInterval(coefficients, tau2: tau * tau, df: df, isRandom: isRandom)
    let settings = ModelSettings(
      heterogeneity: model.isEqualEffects ? .equalEffects : .estimated(.ml), test: model.test,
      level: model.level, tau2Interval: nil, predictionInterval: model.predictionInterval)
    return Fit(
      settings: settings, measure: effects.measure, formula: formula, k: k, p: p, coefficients: coefficients,
      covariance: covariance,
      heterogeneity: heterogeneity(
        tau: tau, tauVariance: tauVariance, wald: wald, isTruncated: isRandom && tau == 0),
      moderatorTest: inference.omnibus(
        beta, covarianceRoot: root, factor: 1,
        testing: others.isEmpty ? Array(design.terms.indices) : others),
      predictionInterval: prediction,
      likelihood: likelihood(-best.value, saturated: saturated.logLikelihood, isRandom: isRandom),
      studies: fittedStudies(beta), backTransformed: backTransformed(coefficients, prediction),
      optimization: best.summary, test: test, varianceFactor: nil, design: design, covarianceRoot: root,
      backTransform: effects.backTransform, notes: notes, mixedModel: result)
  }

  // MARK: The search

  private func searcher(_ points: Int) -> MixedModelSearch {
    MixedModelSearch(studies: studies, layout: layout, basis: basis, rule: AdaptiveRule(points: points))
  }

  /// The fits without and with τ, and the number of nodes that they took.
  private mutating func search(isRandom: Bool) throws -> (equal: Minimum, best: Minimum, points: Int) {
    let isDouble = layout == .randomIntercept && isRandom
    let fixed: Int? =
      switch model.points {
      case .automatic: nil
      case .fixed(let points): points
      case .sevenOrLaplace: isDouble ? 1 : 7
      }
    if let points = fixed { return try fits(points, isRandom: isRandom) }
    guard isRandom || layout == .randomIntercept else { return try fits(1, isRandom: isRandom) }
    // Both fits are searched for, since too few nodes may hide the higher maximum.
    let most = isDouble ? 64 : QuadraturePoints.most
    var result = try fits(isDouble ? 8 : 16, isRandom: isRandom)
    while true {
      let finer = try fits(2 * result.points, isRandom: isRandom, from: result)
      // Twice at the limit of τ: more nodes would not bring it back.
      let limit = MixedModelSearch.largestDeviation
      if isRandom, [finer, result].allSatisfy({ ($0.best.x.last ?? 0) >= limit }) { return finer }
      let change = abs(finer.best.value - result.best.value)
      if change <= 1e-10 * max(1, abs(finer.best.value)) { return finer }
      result = finer
      guard 2 * result.points <= most else {
        notes.append(Note(.quadratureLimit, ["points": .count(result.points), "change": .number(change)]))
        return result
      }
    }
  }

  private func fits(
    _ points: Int, isRandom: Bool, from earlier: (equal: Minimum, best: Minimum, points: Int)? = nil
  ) throws -> (equal: Minimum, best: Minimum, points: Int) {
    let search = searcher(points)
    let equal = search.equalEffects(from: layout == .randomIntercept ? earlier?.equal.x : nil)
    try requireFinite(equal, search.objective(hasTau: false))
    guard isRandom else { return (equal, equal, points) }
    let start = earlier.map { $0.best.x }
    let isInterior = start.map { ($0.last ?? 0) > 0 } ?? false
    var best = search.randomEffects(equal: equal, from: isInterior ? start : nil)
    if let earlier, isInterior {
      best.summary.localOptima = max(best.summary.localOptima, earlier.best.summary.localOptima)
    }
    return (equal, best, points)
  }

  /// The coefficients of the model with equal effects are finite exactly when the events are not separated.
  private func requireFinite(_ equal: Minimum, _ objective: MixedModelObjective) throws(MixedModelError) {
    let information = objective.information(equal.x)
    var block = Matrix(rows: p, columns: p)
    for a in 0..<p { for b in 0..<p { block[a, b] = information[a, b] } }
    // In this basis one informative event is worth about 1.
    if let inverse = try? Cholesky(block).inverse, inverse.diagonal.allSatisfy({ $0 < 1e6 }) { return }
    let beta = orthogonal.coefficients(Array(equal.x.prefix(p)))
    let sizes = (0..<p).map { j in
      abs(beta[j]) * design.matrix.column(j).reduce(0) { max($0, abs($1)) }
    }
    let large = (0..<p).filter { sizes[$0] > 10 }
    throw .infiniteEstimate(terms: (large.isEmpty ? Array(0..<p) : large).map { design.terms[$0] })
  }

  private func check(_ best: Minimum, _ objective: MixedModelObjective) throws(MixedModelError) {
    let limit = MixedModelSearch.largestDeviation
    if let tau = objective.tau, best.x[tau] >= limit {
      throw .unboundedVariance(name: "τ²", limit: limit * limit)
    }
    if let sigma = objective.sigma, best.x[sigma] >= limit {
      throw .unboundedVariance(name: "σ²", limit: limit * limit)
    }
    guard best.value.isFinite, best.summary.ending != .undefined, best.summary.ending != .unbounded else {
      throw .noMaximum(ending: best.summary.ending.rawValue)
    }
  }

  // MARK: Parts of the result

  /// The covariance of the coefficients and the variance of τ from the inverse observed information over all parameters
  /// that do not lie on an edge.
  private func inverseInformation(
    _ best: Minimum, _ objective: MixedModelObjective
  ) throws(MixedModelError) -> (Matrix, Double?) {
    let information = objective.information(best.x)
    let free = (0..<objective.count).filter { !objective.deviations.contains($0) || best.x[$0] > 0 }
    var block = Matrix(rows: free.count, columns: free.count)
    for (a, i) in free.enumerated() { for (b, j) in free.enumerated() { block[a, b] = information[i, j] } }
    guard block.elements.allSatisfy(\.isFinite), let factor = try? Cholesky(block) else {
      throw .flatLikelihood
    }
    let inverse = factor.inverse
    guard inverse.diagonal.allSatisfy({ $0.isFinite && $0 > 0 }) else { throw .flatLikelihood }
    let tau = objective.tau.flatMap { position in free.firstIndex(of: position) }
    return (orthogonal.covariance(inverse), tau.map { inverse[$0, $0] })
  }

  private func saturatedModel(_ equal: Minimum, _ search: MixedModelSearch) -> SaturatedModel {
    guard layout == .randomIntercept else {
      return SaturatedModel(independent: studies, design: design.matrix)
    }
    return SaturatedModel(
      randomIntercepts: studies, design: design.matrix, rule: search.rule, from: [equal.x[p], equal.x[p + 1]])
  }

  private func heterogeneity(
    tau: Double, tauVariance: Double?, wald: ChiSquaredTest, isTruncated: Bool
  ) -> Heterogeneity {
    let tau2 = tau * tau
    let (typical, df) = (typicalVariance, Double(residualDF))
    // As for other models: from τ² where it is estimated, else from Q, here Wald's.
    let shares: (i2: Double?, h2: Double?) =
      model.isEqualEffects
      ? residualDF == 0
        ? (0, 1) : (wald.statistic > df ? 100 * (1 - df / wald.statistic) : 0, wald.statistic / df)
      : (typical.map { 100 * tau2 / (tau2 + $0) }, typical.map { 1 + tau2 / $0 })
    return Heterogeneity(
      tau2: tau2, tau2StandardError: tau > 0 ? tauVariance.map { 2 * tau * $0.squareRoot() } : nil,
      tau2Interval: nil, tau2IntervalMethod: nil, isTruncated: isTruncated,
      i2: shares.i2, i2Interval: nil, h2: shares.h2, h2Interval: nil, r2: nil, typicalVariance: typical,
      q: wald.statistic,
      qDegreesOfFreedom: wald.degreesOfFreedom, qPValue: wald.pValue)
  }

  /// The typical variance of the studies' own effect sizes, zero cells corrected as the effect sizes are.
  private var typicalVariance: Double? {
    let used = positions.indices.filter { effects.rows[positions[$0]].isUsable }
    let rows = used.map { effects.rows[positions[$0]] }
    let matrix = design.matrix.selecting(rows: used)
    guard matrix.independentColumns.count == p,
      let problem = try? Tau2Problem(
        yi: rows.compactMap(\.yi), vi: rows.compactMap(\.vi), design: matrix)
    else { return nil }
    return HeterogeneityMeasures(problem, tau2: 0, basis: .tau2).typicalVariance
  }

  /// Parameters: coefficients, intercepts of the studies or μ and σ², and τ². Observations: groups.
  private func likelihood(_ value: Double, saturated: Double, isRandom: Bool) -> Likelihood {
    let groups = layout == .single ? 1 : 2
    let nuisance =
      switch layout {
      case .single: 0
      case .fixedIntercept: k
      case .randomIntercept: 2
      }
    let m = Double(p + nuisance + (isRandom ? 1 : 0))
    let n = max(Double(groups * k), m + 2)
    return Likelihood(
      logLikelihood: value, deviance: 2 * (saturated - value), aic: -2 * value + 2 * m,
      bic: -2 * value + m * .log(Double(groups * k)), aicc: -2 * value + 2 * m * n / (n - m - 1),
      isRestricted: false)
  }

  private func predictionInterval(
    _ coefficients: [Coefficient], tau2: Double, df: Double?, isRandom: Bool
  ) -> PredictionInterval? {
    guard design.terms == [Design.intercept], isRandom else { return nil }
    return PredictionInterval(
      model.predictionInterval, estimate: coefficients[0].estimate, se: coefficients[0].standardError,
      plainSE: coefficients[0].standardError, tau2: tau2, df: df, residualDF: residualDF, estimatesTau2: true,
      level: model.level)
  }

  private func backTransformed(
    _ coefficients: [Coefficient], _ prediction: PredictionInterval?
  ) -> BackTransformed? {
    let transform = effects.backTransform
    guard design.terms == [Design.intercept], transform != .identity else { return nil }
    return BackTransformed(
      transform: transform, estimate: transform(coefficients[0].estimate),
      interval: coefficients[0].interval?.mapped { transform($0) },
      predictionInterval: prediction?.interval.mapped { transform($0) })
  }

  private func fittedStudies(_ beta: [Double]) -> [FittedStudy] {
    let z = CoefficientInference(degreesOfFreedom: nil, level: model.level).quantile
    var studies = effects.rows.map { row in
      FittedStudy(
        row: row.row, study: row.study, yi: row.yi, vi: row.vi,
        interval: row.yi.flatMap { yi in row.sei.map { Interval(center: yi, halfWidth: z * $0) } })
    }
    for (i, position) in positions.enumerated() {
      let fitted = (0..<p).reduce(0) { $0 + design.matrix[i, $1] * beta[$1] }
      studies[position].fitted = fitted
      studies[position].residual = effects.rows[position].yi.map { $0 - fitted }
    }
    return studies
  }
}
