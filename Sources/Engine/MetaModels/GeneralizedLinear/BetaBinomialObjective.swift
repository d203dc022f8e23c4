import LinearAlgebra
import Optimization
import RealModule

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
    guard let inverse = hessian.inverse(over: free) else { throw .flatLikelihood }
    var variances = [Double?](repeating: nil, count: count)
    for (a, i) in free.enumerated() { variances[i] = inverse[a, a] }
    return Outcome(
      minimum: best, binomial: plain.value, covariance: design.covariance(inverse), variances: variances)
  }

  private func requireFinite(_ plain: Minimum, _ names: [String]) throws(MixedModelError) {
    if let hessian = plain.hessian, let inverse = hessian.inverse(over: Array(0..<correlation)),
      inverse.diagonal.allSatisfy({ $0 < 1e6 })
    {
      return
    }
    throw .infiniteEstimate(terms: names)
  }
}
