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
    try fitted(effects, design).fit
  }

  /// The same as a ``Fit``, as every other model gives it, with the whole result in ``Fit/betaBinomial``.
  ///
  /// The model has no τ² and no weights: heterogeneity is ρ, and its test ``BetaBinomialFit/overdispersion``.
  /// - Throws: As ``fit(_:design:)``.
  public func pool(_ effects: EffectSizes, design: Design? = nil) throws -> Fit {
    let (fit, used, positions) = try fitted(effects, design)
    let settings = ModelSettings(
      heterogeneity: .equalEffects, test: test, level: level, tau2Interval: nil)
    let inference = CoefficientInference(
      degreesOfFreedom: fit.coefficients.first?.degreesOfFreedom, level: level)
    guard let root = try? Cholesky(fit.covariance).factor.transposed else {
      throw MixedModelError.flatLikelihood
    }
    let others = used.terms.indices.filter { used.terms[$0] != Design.intercept }
    let z = CoefficientInference(degreesOfFreedom: nil, level: level).quantile
    var studies = effects.rows.map { FittedStudy($0, quantile: z) }
    for (i, position) in positions.enumerated() {
      let mean = fit.coefficients.indices.reduce(0) {
        $0 + used.matrix[i, $1] * fit.coefficients[$1].estimate
      }
      studies[position].fitted = mean
      studies[position].residual = effects.rows[position].yi.map { $0 - mean }
    }
    return Fit(
      settings: settings, measure: effects.measure, formula: design?.formula, k: fit.k,
      p: fit.coefficients.count, coefficients: fit.coefficients, covariance: fit.covariance,
      heterogeneity: Heterogeneity(
        tau2: 0, isTruncated: false, i2: nil, qDegreesOfFreedom: fit.k - fit.coefficients.count),
      moderatorTest: inference.omnibus(
        fit.coefficients.map(\.estimate), covarianceRoot: root, factor: 1,
        testing: others.isEmpty ? Array(used.terms.indices) : others),
      predictionInterval: nil, likelihood: fit.likelihood, studies: studies,
      backTransformed: fit.backTransformed, optimization: fit.optimization,
      test: fit.coefficients.first?.degreesOfFreedom == nil ? .z : .t, varianceFactor: nil, design: used,
      covarianceRoot: root, backTransform: effects.backTransform, notes: fit.notes, betaBinomial: fit)
  }

  /// Which rows have counts that can be used.
  /// - Throws: ``MixedModelError`` for measures that have no such model.
  public func eligibleRows(_ effects: EffectSizes) throws(MixedModelError) -> [Bool] {
    try counts(effects).studies.map { $0 != nil }
  }

  private func counts(_ effects: EffectSizes) throws(MixedModelError) -> CountStudies {
    guard let measure = effects.measure, ["OR", "PLO"].contains(measure.code) else {
      throw .unsupported(measure: effects.measure?.code, form: "the beta-binomial model", forms: [])
    }
    return try CountStudies(
      effects, form: .fixedStudies, isEqualEffects: true, keepsUninformative: !dropsDoubleZero)
  }

  private func fitted(
    _ effects: EffectSizes, _ given: Design?
  ) throws -> (fit: BetaBinomialFit, design: FittedDesign, positions: [Int]) {
    guard level > 0, level < 100 else { throw ModelError.unusableLevel(level) }
    guard test == .z || test == .t else { throw MixedModelError.unsupportedTest(test.rawValue) }
    let counts = try counts(effects)
    var notes = effects.notes + counts.notes
    if level < 50 { notes.append(Note(.lowLevel, ["level": .number(level)])) }
    let columns = given ?? .interceptOnly(rows: effects.rows.count)
    var (positions, terms) = ([Int](), [[BetaBinomialTerm]]())
    var kept = 0
    for (position, study) in counts.studies.enumerated() {
      guard let study else { continue }
      let row = effects.rows[position]
      if let term = columns.missingTerm(row: position) {
        notes.append(
          Note(.studyDropped, row: row.row, study: row.study, ["reason": .text("\(term) is missing")]))
        continue
      }
      var groups: [BetaBinomialTerm] = []
      for (j, term) in study.terms.enumerated() {
        guard case .binomial(let y, let n, let constant) = term else { continue }
        guard let whole = Int(exactly: y), let size = Int(exactly: n), size <= 100_000_000 else {
          let role: Role = study.terms.count == 1 ? .xi : j == 0 ? .ai : .ci
          throw MixedModelError.fractionalCount(row: row.row, study: row.study, role: role, value: y)
        }
        groups.append(BetaBinomialTerm(y: whole, n: size, constant: constant))
      }
      if groups.count == 2, groups.allSatisfy({ $0.y == 0 }) || groups.allSatisfy({ $0.y == $0.n }) {
        kept += 1
      }
      positions.append(position)
      terms.append(groups)
    }
    guard !positions.isEmpty else { throw ModelError.noStudies(reasons: Array(counts.reasons.prefix(3))) }
    let full = columns.matrix(rows: positions)
    guard full.elements.allSatisfy(\.isFinite) else { throw ModelError.unusableDesign }
    let independent = full.independentColumns
    for (column, content) in columns.columns.enumerated() where !independent.contains(column) {
      notes.append(Note(.columnDropped, column: content.term))
    }
    let design = FittedDesign(
      full: full, independent: independent, terms: columns.columns.map(\.term), recipe: columns.recipe)
    let objective = BetaBinomialObjective(terms: terms, design: try OrthogonalDesign(design.matrix))
    let outcome = try objective.maximize(names: design.terms)
    let fit = result(
      outcome, objective, names: design.terms, measure: effects.measure ?? .oddsRatio,
      transform: effects.backTransform, kept: kept, dropped: counts.uninformative, notes: notes)
    return (fit, design, positions)
  }

  private func result(
    _ outcome: BetaBinomialObjective.Outcome, _ objective: BetaBinomialObjective, names: [String],
    measure: Measure, transform: BackTransform, kept: Int, dropped: Int, notes: [Note]
  ) -> BetaBinomialFit {
    let (k, p) = (objective.terms.count, objective.p)
    let df = test == .t && k > p ? Double(k - p) : nil
    let inference = CoefficientInference(degreesOfFreedom: df, level: level)
    let beta = objective.design.coefficients(Array(outcome.minimum.x.prefix(p)))
    let coefficients = (0..<p).map {
      inference.coefficient(term: names[$0], estimate: beta[$0], variance: outcome.covariance[$0, $0])
    }
    let baseline = objective.baseline.map { position in
      inference.coefficient(
        term: "baseline", estimate: outcome.minimum.x[position], variance: outcome.variances[position] ?? 0)
    }
    var notes = notes
    if df == nil, test == .t { notes.append(Note(.testReplaced, ["test": .text(test.rawValue)])) }
    var overdispersion = ChiSquaredTest(
      max(0, 2 * (outcome.binomial - outcome.minimum.value)), degreesOfFreedom: 1)
    overdispersion.pValue = overdispersion.statistic > 0 ? overdispersion.pValue.map { 0.5 * $0 } : 1
    let value = -outcome.minimum.value
    let (m, n) = (Double(objective.count), Double(objective.terms.reduce(0) { $0 + $1.count }))
    let size = max(n, m + 2)
    let isPooled = names == [Design.intercept] && transform != .identity
    return BetaBinomialFit(
      model: self, measure: measure, k: k, coefficients: coefficients, covariance: outcome.covariance,
      baseline: baseline, correlation: outcome.minimum.x[objective.correlation],
      correlationStandardError: outcome.variances[objective.correlation].map { $0.squareRoot() },
      overdispersion: overdispersion,
      likelihood: Likelihood(
        logLikelihood: value, deviance: -2 * value, aic: -2 * value + 2 * m, bic: -2 * value + m * .log(n),
        aicc: -2 * value + 2 * m * size / (size - m - 1), isRestricted: false),
      backTransformed: isPooled
        ? BackTransformed(
          transform: transform, estimate: transform(beta[0]),
          interval: coefficients[0].interval?.mapped { transform($0) }, predictionInterval: nil) : nil,
      doubleZeroDropped: dropped, doubleZeroKept: kept, optimization: outcome.minimum.summary, notes: notes)
  }
}

/// The negative log-likelihood in coefficients, b₀ (two groups) and ρ.
struct BetaBinomialObjective {
  /// The largest ρ that counts as an answer.
  static let largest = 0.9999

  let terms: [[BetaBinomialTerm]]
  let design: OrthogonalDesign

  var p: Int { design.basis.columns }
  var baseline: Int? { terms[0].count == 2 ? p : nil }
  var correlation: Int { p + (baseline == nil ? 0 : 1) }
  var count: Int { correlation + 1 }

  /// The maximum with the covariance of the coefficients.
  struct Outcome {
    var minimum: Minimum
    /// −log L at ρ = 0.
    var binomial: Double
    var covariance: Matrix
    /// The variance of each parameter of the search, `nil` where it is held.
    var variances: [Double?]
  }

  func evaluate(_ x: [Double], _ gradient: inout [Double], _ hessian: inout Matrix) -> Double {
    var sum = 0.0
    for j in 0..<count {
      gradient[j] = 0
      for l in 0..<count { hessian[l, j] = 0 }
    }
    let rho = x[correlation]
    var weights = [Double](repeating: 0, count: count)
    for (i, groups) in terms.enumerated() {
      for (g, term) in groups.enumerated() {
        for j in 0..<count { weights[j] = 0 }
        if g == 0 { for j in 0..<p { weights[j] = design.basis[i, j] } }
        if let baseline { weights[baseline] = 1 }
        var eta = 0.0
        for j in 0..<correlation { eta += weights[j] * x[j] }
        let tail = Double.exp(-abs(eta))
        let (large, small) = (1 / (1 + tail), tail / (1 + tail))
        let (mu, nu) = eta >= 0 ? (large, small) : (small, large)
        let d = term.derivatives(mean: mu, complement: nu, correlation: rho)
        sum -= d.value
        // From μ to η: dμ/dη = μν, d²μ/dη² = μν(ν − μ).
        let slope = mu * nu
        let first = d.mean * slope
        let second = d.meanMean * slope * slope + d.mean * slope * (nu - mu)
        let cross = d.meanCorrelation * slope
        for j in 0..<correlation where weights[j] != 0 {
          gradient[j] -= weights[j] * first
          for l in 0..<correlation { hessian[l, j] -= weights[l] * weights[j] * second }
          hessian[correlation, j] -= weights[j] * cross
          hessian[j, correlation] -= weights[j] * cross
        }
        gradient[correlation] -= d.correlation
        hessian[correlation, correlation] -= d.correlationCorrelation
      }
    }
    return sum
  }

  func maximize(names: [String]) throws(MixedModelError) -> Outcome {
    var bounds = SimpleBounds.none(count)
    (bounds.lower[correlation], bounds.upper[correlation]) = (0, 0)
    let start = [Double](repeating: 0, count: count)
    let plain = NewtonMinimizer(bounds: bounds).minimize(from: start) { evaluate($0, &$1, &$2) }
    try requireFinite(plain, names)
    bounds.upper[correlation] = BetaBinomialObjective.largest
    var minima: [Minimum] = []
    for correlation in [0, 0.02, 0.25] {
      var x = plain.x
      x[self.correlation] = correlation
      minima.append(NewtonMinimizer(bounds: bounds).minimize(from: x) { evaluate($0, &$1, &$2) })
    }
    let best = Minimum.best(of: minima) ?? minima[0]
    guard best.value.isFinite, let hessian = best.hessian else {
      throw .noMaximum(ending: best.summary.ending.rawValue)
    }
    guard best.x[correlation] < BetaBinomialObjective.largest else {
      throw .unboundedVariance(name: "ρ", limit: BetaBinomialObjective.largest)
    }
    let free = (0..<count).filter { $0 != correlation || best.x[$0] > 0 }
    guard let inverse = inverse(hessian, free) else { throw .flatLikelihood }
    var variances = [Double?](repeating: nil, count: count)
    for (a, i) in free.enumerated() { variances[i] = inverse[a, a] }
    return Outcome(
      minimum: best, binomial: plain.value, covariance: design.covariance(inverse), variances: variances)
  }

  private func inverse(_ hessian: Matrix, _ free: [Int]) -> Matrix? {
    var block = Matrix(rows: free.count, columns: free.count)
    for (a, i) in free.enumerated() { for (b, j) in free.enumerated() { block[a, b] = hessian[i, j] } }
    guard let inverse = try? Cholesky(block).inverse, inverse.diagonal.allSatisfy({ $0 > 0 && $0.isFinite })
    else {
      return nil
    }
    return inverse
  }

  private func requireFinite(_ plain: Minimum, _ names: [String]) throws(MixedModelError) {
    if let hessian = plain.hessian, let inverse = inverse(hessian, Array(0..<correlation)),
      inverse.diagonal.allSatisfy({ $0 < 1e6 })
    {
      return
    }
    throw .infiniteEstimate(terms: names)
  }
}
