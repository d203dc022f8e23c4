import Distributions
import EffectMeasures
import LinearAlgebra
import Optimization
import StudyRecords

/// Fits the scale part: from usable rows to ``ScaleFit``.
struct ScaleFitting {
  let problem: Tau2Problem
  let effects: EffectSizes
  let positions: [Int]
  let request: ScaleRequest
  let settings: ModelSettings
  /// The scale design of the rows used, without dependent columns.
  let design: Matrix
  let terms: [String]
  var notes: [Note] = []

  init(
    _ request: ScaleRequest, _ problem: Tau2Problem, _ effects: EffectSizes, positions: [Int],
    settings: ModelSettings
  ) throws(ModelError) {
    self.request = request
    self.problem = problem
    self.effects = effects
    self.positions = positions
    self.settings = settings
    let full = request.design.matrix(rows: positions)
    guard full.elements.allSatisfy(\.isFinite) else { throw .unusableDesign }
    let independent = full.independentColumns
    design = full.selecting(columns: independent)
    terms = independent.map { request.design.columns[$0].term }
    for (column, content) in request.design.columns.enumerated() where !independent.contains(column) {
      notes.append(Note(.scaleColumnDropped, column: content.term))
    }
    notes += request.design.singleLevelNotes
    guard !terms.isEmpty else { throw .unusableDesign }
    try problem.requirePositiveVariances(for: "a scale formula")
    guard problem.degreesOfFreedom > 0 else { throw .tooFewStudies(k: problem.k, needed: problem.p + 1) }
  }

  private var isRestricted: Bool { settings.heterogeneity == .estimated(.reml) }

  /// The scale part without its likelihood-ratio test, with τ²ᵢ for the rows used.
  mutating func fit() throws(ModelError) -> (scale: ScaleFit, tau2: [Double]) {
    let common = try LikelihoodSearch(restricted: isRestricted).maximize(problem)
    let search = try ScaleSearch(problem, scale: design, link: request.link, restricted: isRestricted)
    let outcome = try search.maximize(commonTau2: common.tau2 * problem.scale)
    note(outcome)
    let df = problem.k - terms.count
    let usesT = settings.test.usesT && df > 0
    if settings.test.usesT, df == 0 {
      notes.append(Note(.testReplaced, ["test": .text(settings.test.rawValue)]))
    }
    let inference = CoefficientInference(degreesOfFreedom: usesT ? Double(df) : nil, level: settings.level)
    let covariance = outcome.covarianceRoot.map(crossproduct)
    let coefficients = terms.indices.map { j in
      coefficient(terms[j], outcome.alpha[j], covariance.map { $0[j, j] }, inference)
    }
    var studies = effects.rows.map { StudyTau2(row: $0.row) }
    for (i, position) in positions.enumerated() {
      studies[position].tau2 = outcome.tau2[i]
      studies[position].interval = interval(i, outcome, covariance, inference.quantile)
    }
    let isComplete = outcome.alpha.allSatisfy { $0 != nil }
    return (
      ScaleFit(
        formula: request.design.formula, link: request.link, coefficients: coefficients,
        covariance: isComplete ? covariance : nil, test: test(outcome, inference), likelihoodRatio: nil,
        studies: studies, optimization: outcome.summary),
      outcome.tau2
    )
  }

  /// The likelihood-ratio test against one τ² for all studies, given the log-likelihood of the full model.
  func likelihoodRatio(_ logLikelihood: Double) throws(ModelError) -> LikelihoodRatio? {
    guard terms.count > 1, spansConstant else { return nil }
    let common = try LikelihoodSearch(restricted: isRestricted).maximize(problem)
    let tau2 = common.tau2 * problem.scale
    let squares = try LeastSquaresFit(problem, tau2: tau2, userWeights: nil)
    guard
      let smaller = Likelihood(
        problem, fit: squares, tau2: tau2, isRestricted: isRestricted, estimatesTau2: true)?.logLikelihood
    else { return nil }
    let statistic = max(0, 2 * (logLikelihood - smaller))
    let df = terms.count - 1
    return LikelihoodRatio(
      statistic: statistic, degreesOfFreedom: df,
      pValue: ChiSquared(degreesOfFreedom: Double(df)).upperTail(statistic), smallerLogLikelihood: smaller)
  }

  /// Whether one τ² for all studies is a case of the model.
  private var spansConstant: Bool {
    guard let qr = try? ThinQR(design) else { return false }
    let rest = (0..<design.rows).map { i in
      (0..<design.columns).reduce(1.0) { sum, j in sum - qr.q[i, j] * qr.q.column(j).reduce(0, +) }
    }
    return rest.allSatisfy { abs($0) < 1e-9 }
  }

  private mutating func note(_ outcome: ScaleSearch.Outcome) {
    if outcome.atZero > 0 || outcome.summary.ending == .boundary {
      let kind = request.link == .log ? NoteKind.scaleInfinite : .scaleBoundary
      let studies = outcome.atZero == 1 ? "1 study" : "\(outcome.atZero) studies"
      notes.append(Note(kind, ["count": .count(outcome.atZero), "studies": .text(studies)]))
    }
    if outcome.isFlat { notes.append(Note(.scaleFlat)) }
    if outcome.summary.localOptima > 1 {
      notes.append(Note(.scaleSeveralMaxima, ["count": .count(outcome.summary.localOptima)]))
    }
    if outcome.summary.ending == .exhausted || outcome.summary.ending == .stalled {
      notes.append(Note(.scaleUnfinished, ["ending": .text(outcome.summary.ending.rawValue)]))
    }
  }

  private func coefficient(
    _ term: String, _ estimate: Double?, _ variance: Double?, _ inference: CoefficientInference
  ) -> ScaleCoefficient {
    guard let estimate, let variance else { return ScaleCoefficient(term: term, estimate: estimate) }
    let full = inference.coefficient(term: term, estimate: estimate, variance: variance)
    return ScaleCoefficient(
      term: term, estimate: estimate, standardError: full.standardError, statistic: full.statistic,
      degreesOfFreedom: full.degreesOfFreedom, pValue: full.pValue, interval: full.interval)
  }

  private func test(_ outcome: ScaleSearch.Outcome, _ inference: CoefficientInference) -> OmnibusTest? {
    let others = terms.indices.filter { terms[$0] != Design.intercept }
    let tested = others.isEmpty ? Array(terms.indices) : others
    guard let root = outcome.covarianceRoot, tested.allSatisfy({ outcome.alpha[$0] != nil }) else { return nil }
    return inference.omnibus(outcome.alpha.map { $0 ?? 0 }, covarianceRoot: root, factor: 1, testing: tested)
  }

  /// The interval of a study's τ², `nil` where a coefficient it needs is undefined.
  private func interval(
    _ i: Int, _ outcome: ScaleSearch.Outcome, _ covariance: Matrix?, _ quantile: Double
  ) -> Interval? {
    guard let covariance else { return nil }
    var variance = 0.0
    var eta = 0.0
    for a in terms.indices where design[i, a] != 0 {
      guard let alpha = outcome.alpha[a] else { return nil }
      eta += design[i, a] * alpha
      for b in terms.indices { variance += design[i, a] * covariance[a, b] * design[i, b] }
    }
    let half = quantile * max(variance, 0).squareRoot()
    let limits = Interval(center: eta, halfWidth: half)
    return limits.mapped { request.link == .log ? .exp($0) : max(0, $0) }
  }

  private func crossproduct(_ root: Matrix) -> Matrix {
    var result = Matrix(rows: root.columns, columns: root.columns)
    for j in 0..<root.columns {
      for l in 0...j {
        var sum = 0.0
        for i in 0..<root.rows { sum += root[i, l] * root[i, j] }
        (result[l, j], result[j, l]) = (sum, sum)
      }
    }
    return result
  }
}

extension NoteKind {
  /// A column of the scale design depends on those before it.
  static let scaleColumnDropped = NoteKind(
    "scale.dropped", .warning,
    "the column {column} of the scale depends linearly on earlier ones and was left out")
  /// Some α of the log link is infinite.
  static let scaleInfinite = NoteKind(
    "scale.infinite", .warning,
    "τ² of {studies} has zero for its best value: coefficients of log τ² that go to infinity are undefined"
  )
  /// α lies on the edge of what the identity link allows.
  static let scaleBoundary = NoteKind(
    "scale.boundary", .warning,
    "τ² of {studies} is zero, the edge of its range: the scale coefficients have no standard errors")
  /// The information on α is singular.
  static let scaleFlat = NoteKind(
    "scale.flat", .warning,
    "the data do not tell the scale coefficients apart: they have no standard errors, and others would fit as well"
  )
  /// The likelihood has further local maxima.
  static let scaleSeveralMaxima = NoteKind(
    "scale.several-maxima", .warning,
    "the likelihood of the scale has {count} local maxima; the highest is reported, other software may stop at another"
  )
  /// The search could not finish.
  static let scaleUnfinished = NoteKind(
    "scale.unfinished", .warning, "the search for the scale coefficients ended before the optimum ({ending})")
}
