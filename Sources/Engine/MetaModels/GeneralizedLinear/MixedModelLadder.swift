import LinearAlgebra
import Optimization
import StudyRecords

/// The fits of a mixed model without and with τ, at as many nodes as asked for or as the answer needs.
struct MixedModelLadder {
  /// Both fits and the number of nodes that they took.
  struct Fits {
    var equal: Minimum
    var best: Minimum
    var points: Int
    /// How far the log-likelihood still moves; `nil` where it settled.
    var change: Double?
  }

  let rows: CountRows
  let points: QuadraturePoints
  /// Whether τ is a parameter.
  let isRandom: Bool

  private var isDouble: Bool { rows.layout == .randomIntercept && isRandom }

  /// The search at a number of nodes.
  func search(_ points: Int) -> MixedModelSearch {
    MixedModelSearch(
      studies: rows.studies, layout: rows.layout, basis: rows.orthogonal.basis,
      rule: AdaptiveRule(points: points))
  }

  func fits() throws(MixedModelError) -> Fits {
    switch points {
    case .fixed(let points): return try fits(points)
    case .sevenOrLaplace: return try fits(isDouble ? 1 : 7)
    case .automatic: break
    }
    guard isRandom || rows.layout == .randomIntercept else { return try fits(1) }
    // Both fits are searched for, since too few nodes may hide the higher maximum.
    let most = isDouble ? 64 : QuadraturePoints.most
    var result = try fits(isDouble ? 8 : 16)
    while true {
      let finer = try fits(2 * result.points, from: result)
      // Twice at the limit of τ: more nodes would not bring it back.
      let limit = MixedModelSearch.largestDeviation
      if isRandom, [finer, result].allSatisfy({ ($0.best.x.last ?? 0) >= limit }) { return finer }
      let change = abs(finer.best.value - result.best.value)
      if change <= 1e-10 * max(1, abs(finer.best.value)) { return finer }
      result = finer
      guard 2 * result.points <= most else {
        result.change = change
        return result
      }
    }
  }

  private func fits(_ points: Int, from earlier: Fits? = nil) throws(MixedModelError) -> Fits {
    let search = search(points)
    let equal = search.equalEffects(from: rows.layout == .randomIntercept ? earlier?.equal.x : nil)
    try requireFinite(equal, search.objective(hasTau: false))
    guard isRandom else { return Fits(equal: equal, best: equal, points: points) }
    let start = earlier.map { $0.best.x }
    let isInterior = start.map { ($0.last ?? 0) > 0 } ?? false
    var best = search.randomEffects(equal: equal, from: isInterior ? start : nil)
    if let earlier, isInterior {
      best.summary.localOptima = max(best.summary.localOptima, earlier.best.summary.localOptima)
    }
    return Fits(equal: equal, best: best, points: points)
  }

  /// The coefficients of the model with equal effects are finite exactly when the counts are not separated.
  ///
  /// Along a direction in which the likelihood rises without end the information vanishes. A random intercept's mean μ
  /// takes part: where the second group has nothing but events in every study, μ runs off and takes the effect along,
  /// though the first group alone would hold it.
  private func requireFinite(_ equal: Minimum, _ objective: MixedModelObjective) throws(MixedModelError) {
    let p = rows.p
    // In this basis one informative event is worth about 1.
    if let inverse = objective.inverseInformation(equal.x, ofDeviations: false)?.matrix,
      (0..<p).allSatisfy({ inverse[$0, $0] < 1e6 })
    {
      return
    }
    let beta = rows.orthogonal.coefficients(Array(equal.x.prefix(p)))
    let sizes = (0..<p).map { j in
      abs(beta[j]) * rows.design.matrix.column(j).reduce(0) { max($0, abs($1)) }
    }
    let large = (0..<p).filter { sizes[$0] > 10 }
    throw .infiniteEstimate(terms: (large.isEmpty ? Array(0..<p) : large).map { rows.design.terms[$0] })
  }

  /// - Throws: Where the search ended elsewhere than at a maximum.
  func check(_ best: Minimum, _ objective: MixedModelObjective) throws(MixedModelError) {
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
}

extension MixedModelObjective {
  /// The inverse of the observed information over all parameters that do not lie on an edge, or over all but the standard
  /// deviations, and which these are; `nil` where it is not positive definite.
  func inverseInformation(
    _ x: [Double], ofDeviations: Bool = true
  ) -> (matrix: Matrix, parameters: [Int])? {
    let information = information(x)
    let free = (0..<count).filter { !deviations.contains($0) || ofDeviations && x[$0] > 0 }
    return information.inverse(over: free).map { ($0, free) }
  }
}
