import Distributions
import RealModule

/// The log-likelihood of one observed count in its linear predictor, all constants included.
enum ResponseTerm: Hashable, Sendable {
  /// y events among n, log odds η.
  case binomial(y: Double, n: Double, constant: Double)
  /// y events among n, log risk η ≤ 0.
  case logBinomial(y: Double, n: Double, constant: Double)
  /// y events in t units of time, log rate η.
  case poisson(y: Double, t: Double, constant: Double)
  /// a events in the first group given all margins, log odds ratio η.
  case hypergeometric(a: Int, distribution: NoncentralHypergeometric)

  /// y events among n.
  static func binomial(_ y: Double, of n: Double) -> ResponseTerm {
    .binomial(y: y, n: n, constant: logBinomialCoefficient(n, y))
  }
  /// y events among n, modelled on the log risk.
  static func logBinomial(_ y: Double, of n: Double) -> ResponseTerm {
    .logBinomial(y: y, n: n, constant: logBinomialCoefficient(n, y))
  }
  /// y events in t units of time.
  static func poisson(_ y: Double, in t: Double) -> ResponseTerm {
    .poisson(y: y, t: t, constant: (y == 0 ? 0 : y * .log(t)) - logGamma(y + 1))
  }

  /// log C(n, y).
  private static func logBinomialCoefficient(_ n: Double, _ y: Double) -> Double {
    let (small, large) = (min(y, n - y), max(y, n - y))
    // Few factors are multiplied, so that large n cost no digits.
    guard small <= 400, small == small.rounded() else {
      return logGamma(n + 1) - logGamma(y + 1) - logGamma(n - y + 1)
    }
    var (sum, product, i) = (0.0, 1.0, 1.0)
    while i <= small {
      product *= (large + i) / i
      if product > 1e200 {
        sum += .log(product)
        product = 1
      }
      i += 1
    }
    return sum + .log(product)
  }

  /// The log-likelihood and its first three derivatives.
  struct Derivatives {
    var value: Double
    var first: Double
    var second: Double
    var third: Double
  }

  /// The log-likelihood at η with derivatives; value −∞ where η is impossible.
  func derivatives(at eta: Double) -> Derivatives {
    switch self {
    case .binomial(let y, let n, let constant):
      let tail = Double.exp(-abs(eta))
      let (large, small) = (1 / (1 + tail), tail / (1 + tail))
      let (p, q) = eta >= 0 ? (large, small) : (small, large)
      let value = (eta >= 0 ? (y - n) * eta : y * eta) - n * .log(onePlus: tail)
      let variance = n * large * small
      return Derivatives(
        value: constant + (y == 0 && eta < 0 || y == n && eta >= 0 ? -n * .log(onePlus: tail) : value),
        first: y * q - (n - y) * p, second: -variance, third: -variance * (q - p))
    case .logBinomial(let y, let n, let constant):
      let rest = n - y
      guard eta < 0 || (eta == 0 && rest == 0) else {
        return Derivatives(value: -.infinity, first: -.infinity, second: -.infinity, third: 0)
      }
      if rest == 0 { return Derivatives(value: constant + y * eta, first: y, second: 0, third: 0) }
      // With o = e^η/(1 − e^η): d o/dη = o(1 + o).
      let complement = -Double.expMinusOne(eta)
      let o = Double.exp(eta) / complement
      return Derivatives(
        value: constant + y * eta + rest * .log(complement), first: y - rest * o, second: -rest * o * (1 + o),
        third: -rest * o * (1 + o) * (1 + 2 * o))
    case .poisson(let y, let t, let constant):
      let mean = t * Double.exp(eta)
      return Derivatives(value: constant + y * eta - mean, first: y - mean, second: -mean, third: -mean)
    case .hypergeometric(let a, let distribution):
      let terms = distribution.logProbability(a, logOddsRatio: eta)
      return Derivatives(value: terms.value, first: terms.first, second: terms.second, third: terms.third)
    }
  }

  /// The expectation of the second derivative at η: that itself where the link is canonical.
  func expectedSecond(at eta: Double) -> Double {
    guard case .logBinomial(_, let n, _) = self else { return derivatives(at: eta).second }
    return n * Double.exp(eta) / Double.expMinusOne(eta)
  }

  /// The same term at a jet: its value and first two derivatives as jets.
  func jets(at eta: Jet) -> (value: Jet, first: Jet, curvature: Jet) {
    let d = derivatives(at: eta.value)
    return (
      eta.mapped(d.value, d.first), eta.mapped(d.first, d.second), Jet(-d.second, eta.slope * -d.third)
    )
  }

  /// Whether the count lies on the lower (−1) or upper (1) edge of its range, so that the likelihood rises without end
  /// towards −∞ or ∞; both edges count as 2, neither as 0.
  var edge: Int {
    let (low, high): (Bool, Bool)
    switch self {
    case .binomial(let y, let n, _), .logBinomial(let y, let n, _): (low, high) = (y == 0, y == n)
    case .poisson(let y, _, _): (low, high) = (y == 0, false)
    case .hypergeometric(let a, let distribution):
      (low, high) = (a == distribution.support.lowerBound, a == distribution.support.upperBound)
    }
    return low && high ? 2 : low ? -1 : high ? 1 : 0
  }

  /// The largest log-likelihood of the count, at a finite predictor or at an edge.
  var saturated: Double {
    switch self {
    case .binomial(let y, let n, let constant), .logBinomial(let y, let n, let constant):
      constant + (y == 0 ? 0 : y * .log(y / n)) + (y == n ? 0 : (n - y) * .log((n - y) / n))
    case .poisson(let y, let t, let constant): constant + (y == 0 ? 0 : y * (.log(y / t) - 1))
    case .hypergeometric: freeEstimate.map { derivatives(at: $0.estimate).value } ?? 0
    }
  }

  /// The predictor that fits the count best, with its variance; `nil` where it is infinite.
  var freeEstimate: (estimate: Double, variance: Double)? {
    guard edge == 0 else { return nil }
    switch self {
    case .binomial(let y, let n, _): return (.log(y / (n - y)), 1 / y + 1 / (n - y))
    case .logBinomial(let y, let n, _): return (.log(y / n), 1 / y - 1 / n)
    case .poisson(let y, let t, _): return (.log(y / t), 1 / y)
    case .hypergeometric(let a, let distribution):
      // Concave with one root of the first derivative; the table's own log odds ratio is near it.
      let (a1, n1, n2, m) = (
        Double(a), Double(distribution.n1), Double(distribution.n2), Double(distribution.events)
      )
      var theta = Double.log((a1 + 0.5) * (n2 - m + a1 + 0.5) / ((n1 - a1 + 0.5) * (m - a1 + 0.5)))
      var (low, high) = (-Double.infinity, Double.infinity)
      for _ in 0..<200 {
        let d = derivatives(at: theta)
        if d.first > 0 { low = theta } else { high = theta }
        var next = theta - d.first / d.second
        if !(next > low && next < high) || !next.isFinite {
          next = low.isFinite ? (high.isFinite ? 0.5 * (low + high) : low + 2) : high - 2
        }
        if abs(next - theta) <= 4 * max(1, abs(theta)) * .ulpOfOne { break }
        theta = next
      }
      return (theta, -1 / derivatives(at: theta).second)
    }
  }
}
