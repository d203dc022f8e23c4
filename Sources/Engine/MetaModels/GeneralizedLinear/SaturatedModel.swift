import LinearAlgebra
import Optimization

/// The model in which every study has an effect of its own, against which heterogeneity is tested.
struct SaturatedModel {
  /// Its log-likelihood.
  let logLikelihood: Double
  /// Wald's statistic of the hypothesis that the studies' own effects follow the design.
  let wald: Double
  /// The number of studies whose own effect is infinite and so adds nothing to Wald's statistic.
  let infinite: Int

  /// With intercepts of the studies' own, or none: study by study.
  init(independent studies: [StudyLikelihood], design: Matrix) {
    logLikelihood = studies.reduce(0) { $0 + $1.saturated }
    let estimates = studies.map(\.freeEstimate)
    infinite = estimates.count { $0 == nil }
    let used = estimates.indices.filter { estimates[$0] != nil }
    let (y, v) = (used.compactMap { estimates[$0]?.estimate }, used.compactMap { estimates[$0]?.variance })
    let rows = design.selecting(rows: used)
    let columns = rows.independentColumns
    let fit = try? WeightedLeastSquares(
      design: rows.selecting(columns: columns), response: y, weights: v.map { 1 / $0 })
    var sum = 0.0
    if let fit { for i in used.indices { sum += fit.residuals[i] * fit.residuals[i] / v[i] } }
    wald = sum
  }

  /// With random intercepts: μ and σ are shared, so that the studies' own effects are correlated.
  ///
  /// Each effect is profiled out; with D, B and C the blocks of the information, the effects have the inverse
  /// covariance D − BC⁻¹B′, which is applied without being formed.
  init(randomIntercepts studies: [StudyLikelihood], design: Matrix, rule: AdaptiveRule, from start: [Double]) {
    // A first count on its edge has its largest likelihood at an infinite effect; only the second is left.
    let edges = studies.map { $0.terms[0].edge }
    let reduced = zip(studies, edges).map { study, edge in
      edge == 0 ? study : StudyLikelihood(layout: .single, terms: [study.terms[1]])
    }
    var effects = studies.map { $0.freeEstimate?.estimate ?? 0 }
    func point(_ x: [Double], _ i: Int) -> Quadruple {
      edges[i] == 0 ? Quadruple(effects[i], 0, x[0], x[1]) : Quadruple(x[0], x[1], 0, 0)
    }
    func evaluate(_ x: [Double], _ gradient: inout [Double]) -> Double {
      var sum = 0.0
      gradient = [0, 0]
      for i in reduced.indices {
        var channels = point(x, i)
        if edges[i] == 0 {
          let jet = reduced[i].profile(over: Channel.effect, &channels, rule)
          effects[i] = channels[Channel.effect]
          sum -= jet.value
          gradient[0] -= jet.slope[Channel.intercept]
          gradient[1] -= jet.slope[Channel.sigma]
        } else {
          // One count with a random intercept: its mean stands in the effect's channel, σ in that of τ.
          let jet = reduced[i].evaluate(channels, rule)
          sum -= jet.value
          gradient[0] -= jet.slope[Channel.effect]
          gradient[1] -= jet.slope[Channel.tau]
        }
      }
      return sum
    }
    var bounds = SimpleBounds.none(2)
    (bounds.lower[1], bounds.upper[1]) = (0, MixedModelSearch.largestDeviation)
    let minimizer = QuasiNewtonMinimizer(bounds: bounds)
    let minima = [start, [start[0], 0], [start[0], 1]].map {
      minimizer.minimize(from: $0) { evaluate($0, &$1) }
    }
    let best = Minimum.best(of: minima) ?? minima[0]
    var gradient = [0.0, 0]
    // The edge terms' own likelihood is 1 there: log 1 = 0.
    logLikelihood = -evaluate(best.x, &gradient)

    let used = reduced.indices.filter { edges[$0] == 0 }
    infinite = studies.count - used.count
    let hasSigma = best.x[1] > 0
    let size = hasSigma ? 2 : 1
    var (diagonal, border) = ([Double](), [[Double]]())
    var shared = Matrix(rows: size, columns: size)
    let all = [Channel.effect, Channel.intercept] + (hasSigma ? [Channel.sigma] : [])
    for i in reduced.indices {
      if edges[i] == 0 {
        let h = reduced[i].hessian(at: point(best.x, i), channels: all, rule: rule)
        diagonal.append(-h[0, 0])
        border.append((0..<size).map { -h[0, $0 + 1] })
        for a in 0..<size { for b in 0..<size { shared[a, b] -= h[a + 1, b + 1] } }
      } else {
        let channels = [Channel.effect] + (hasSigma ? [Channel.tau] : [])
        let h = reduced[i].hessian(at: point(best.x, i), channels: channels, rule: rule)
        for a in 0..<size { for b in 0..<size { shared[a, b] -= h[a, b] } }
      }
    }
    let estimates = used.map { effects[$0] }
    let rows = design.selecting(rows: used)
    let columns = rows.independentColumns.map { Array(rows.column($0)) }
    guard let factor = try? Cholesky(shared) else {
      wald = 0
      return
    }
    func precision(_ v: [Double]) -> [Double] {
      var inner = Matrix(rows: size, columns: 1)
      for (i, value) in v.enumerated() { for a in 0..<size { inner[a, 0] += border[i][a] * value } }
      let solved = factor.solve(inner)
      return v.indices.map { i in
        diagonal[i] * v[i] - (0..<size).reduce(0) { $0 + border[i][$1] * solved[$1, 0] }
      }
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let weighted = precision(estimates)
    let products = columns.map(precision)
    var normal = Matrix(rows: columns.count, columns: columns.count)
    var right = Matrix(rows: columns.count, columns: 1)
    for a in columns.indices {
      right[a, 0] = dot(columns[a], weighted)
      for b in columns.indices { normal[a, b] = dot(columns[a], products[b]) }
    }
    guard let solution = try? Cholesky(normal).solve(right) else {
      wald = 0
      return
    }
    var residuals = estimates
    for a in columns.indices { for i in residuals.indices { residuals[i] -= solution[a, 0] * columns[a][i] } }
    wald = dot(residuals, precision(residuals))
  }
}
