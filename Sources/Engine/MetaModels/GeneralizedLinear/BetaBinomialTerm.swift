import Optimization
import RealModule

/// The log-likelihood of one beta-binomial count in μ and ρ, with its derivatives.
///
/// With A = μ(1 − ρ) + jρ, B = (1 − μ)(1 − ρ) + jρ and C = 1 − ρ + jρ it is
/// log C(n, y) + Σ_{j<y} log A + Σ_{j<n−y} log B − Σ_{j<n} log C, which is the binomial one at ρ = 0.
///
/// Sums of more than 32 terms are taken by Gauss rules over blocks, whose length grows with j: all terms are smooth in j
/// with a singularity at or left of 0, so that eight nodes a block leave an error below 1e-15.
struct BetaBinomialTerm: Hashable, Sendable {
  let y: Int
  let n: Int
  let constant: Double
  private let events: SumNodes
  private let others: SumNodes
  private let all: SumNodes

  init(y: Int, n: Int, constant: Double) {
    (self.y, self.n, self.constant) = (y, n, constant)
    (events, others, all) = (SumNodes(y), SumNodes(n - y), SumNodes(n))
  }

  struct Derivatives {
    var value: Double
    var mean = 0.0
    var correlation = 0.0
    var meanMean = 0.0
    var meanCorrelation = 0.0
    var correlationCorrelation = 0.0
  }

  func derivatives(mean mu: Double, complement nu: Double, correlation rho: Double) -> Derivatives {
    var d = Derivatives(value: constant)
    let scale = 1 - rho
    func add(_ nodes: SumNodes, _ mean: Double, _ sign: Double) {
      var product = 1.0
      for (index, j) in nodes.places.enumerated() {
        let weight = nodes.weights[index]
        let a = mean * scale + j * rho
        let (inverse, change) = (1 / a, j - mean)
        if weight == 1 {
          product *= a
          if product < 1e-200 || product > 1e200 {
            d.value += .log(product)
            product = 1
          }
        } else {
          d.value += weight * .log(a)
        }
        d.mean += weight * sign * scale * inverse
        d.correlation += weight * change * inverse
        d.meanMean -= weight * scale * scale * inverse * inverse
        d.meanCorrelation -= weight * sign * (inverse + scale * change * inverse * inverse)
        d.correlationCorrelation -= weight * change * change * inverse * inverse
      }
      d.value += .log(product)
    }
    add(events, mu, 1)
    add(others, nu, -1)
    var product = 1.0
    for (index, j) in all.places.enumerated() {
      let weight = all.weights[index]
      let c = scale + j * rho
      if weight == 1 {
        product *= c
        if product < 1e-200 || product > 1e200 {
          d.value -= .log(product)
          product = 1
        }
      } else {
        d.value -= weight * .log(c)
      }
      d.correlation -= weight * (j - 1) / c
      d.correlationCorrelation += weight * (j - 1) * (j - 1) / (c * c)
    }
    d.value -= .log(product)
    return d
  }
}

/// Places and weights that stand for a sum over j = 0 … count − 1 of terms that grow smoother with j.
struct SumNodes: Hashable, Sendable {
  private(set) var places: [Double] = []
  private(set) var weights: [Double] = []

  init(_ count: Int) {
    for j in 0..<min(count, 32) {
      places.append(Double(j))
      weights.append(1)
    }
    var start = 32
    while start < count {
      // The longest block of a power of two that is at most half as long as it is far from 0.
      var exponent = 4
      while exponent < SumNodes.longest, 2 << exponent <= min(start / 2, count - start) { exponent += 1 }
      if 1 << exponent > count - start {
        for j in start..<count {
          places.append(Double(j))
          weights.append(1)
        }
        return
      }
      let rule = SumNodes.rules[exponent - 4]
      let middle = Double(start) + 0.5 * (Double(1 << exponent) - 1)
      for index in rule.nodes.indices {
        places.append(middle + rule.nodes[index])
        weights.append(rule.weights[index])
      }
      start += 1 << exponent
    }
  }

  private static let longest = 26
  private static let rules = (4...longest).map { Quadrature.sum(of: 1 << $0, nodes: 8) }
}
