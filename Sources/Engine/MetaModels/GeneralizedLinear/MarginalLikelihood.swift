import Optimization
import RealModule

/// Nodes for the mean over a standard normal variable, with log ω + x²/2 in place of the weights.
struct AdaptiveRule: Sendable {
  let nodes: [Double]
  let logWeights: [Double]

  init(points: Int) {
    let rule = Quadrature.standardNormal(points)
    nodes = rule.nodes
    logWeights = zip(rule.nodes, rule.weights).map { .log($1) + 0.5 * $0 * $0 }
  }

  var count: Int { nodes.count }
}

/// The likelihood of one study's counts with normal random effects integrated out, by adaptive Gauss–Hermite quadrature.
///
/// With standard normal z and predictors η = a + Λz the integral ∫ φ(z) Π L(η) dz is taken over nodes placed at the
/// integrand's mode and spread by its curvature there (Liu & Pierce 1994, doi:10.1093/biomet/81.3.624; Pinheiro & Bates
/// 1995, doi:10.1080/10618600.1995.10474663); one node is Laplace's approximation. Derivatives are those of the rule
/// itself, nodes moving along, so that value and gradient agree whatever the number of nodes.
enum MarginalLikelihood {
  /// Σ log L(a): no random effect.
  static func plain(_ terms: [ResponseTerm], _ a: [Jet]) -> Jet {
    var sum = Jet(0)
    for j in terms.indices { sum += terms[j].jets(at: a[j]).value }
    return sum
  }

  /// One random effect: ηⱼ = aⱼ + cⱼ s z.
  static func single(
    _ terms: [ResponseTerm], _ a: [Jet], loadings c: [Double], scale s: Jet, rule: AdaptiveRule
  ) -> Jet {
    let mode = mode(terms, a.map(\.value), c.map { $0 * s.value })
    // One Newton step in jets makes the mode's derivatives exact: z = ẑ + h′/A.
    var (slope, curvature) = (Jet(-mode), Jet(1))
    for j in terms.indices {
      let load = c[j] * s
      let (_, first, second) = terms[j].jets(at: a[j] + mode * load)
      slope += load * first
      curvature += load * load * second
    }
    let z = Jet(mode) + (1 / curvature.value) * slope
    var precise = Jet(1)
    for j in terms.indices {
      let load = c[j] * s
      precise += load * load * terms[j].jets(at: a[j] + z * load).curvature
    }
    let spread = precise.squareRoot.inverse
    var sum = LogSum()
    for (node, logWeight) in zip(rule.nodes, rule.logWeights) {
      let point = z + node * spread
      var h = -0.5 * (point * point)
      for j in terms.indices {
        let eta = a[j] + (c[j] * s) * point
        let d = terms[j].derivatives(at: eta.value)
        h += eta.mapped(d.value, d.first)
      }
      sum.add(h + logWeight)
    }
    return sum.result + spread.logarithm
  }

  /// Two independent random effects: ηⱼ = aⱼ + σ z₁ + cⱼ t z₂.
  static func double(
    _ terms: [ResponseTerm], _ a: [Jet], common sigma: Jet, loadings c: [Double], scale t: Jet,
    rule: AdaptiveRule
  ) -> Jet {
    let mode = mode(terms, a.map(\.value), sigma.value, c.map { $0 * t.value })
    func shape(_ z1: Jet, _ z2: Jet) -> (g1: Jet, g2: Jet, a11: Jet, a12: Jet, a22: Jet) {
      var (g1, g2) = (-1 * z1, -1 * z2)
      var (a11, a12, a22) = (Jet(1), Jet(0), Jet(1))
      for j in terms.indices {
        let load = c[j] * t
        let (_, first, curvature) = terms[j].jets(at: a[j] + sigma * z1 + load * z2)
        g1 += sigma * first
        g2 += load * first
        a11 += sigma * sigma * curvature
        a12 += sigma * load * curvature
        a22 += load * load * curvature
      }
      return (g1, g2, a11, a12, a22)
    }
    let first = shape(Jet(mode.0), Jet(mode.1))
    let (a11, a12, a22) = (first.a11.value, first.a12.value, first.a22.value)
    let determinant = 1 / (a11 * a22 - a12 * a12)
    let z1 = Jet(mode.0) + determinant * (a22 * first.g1 - a12 * first.g2)
    let z2 = Jet(mode.1) + determinant * (a11 * first.g2 - a12 * first.g1)
    let second = shape(z1, z2)
    // A = LL′, z = ẑ + L⁻ᵀx.
    let l11 = second.a11.squareRoot
    let l21 = second.a12 * l11.inverse
    let l22 = (second.a22 - l21 * l21).squareRoot
    let (i11, i22) = (l11.inverse, l22.inverse)
    let i12 = -1 * (l21 * i11 * i22)
    var sum = LogSum()
    for (x2, w2) in zip(rule.nodes, rule.logWeights) {
      let point2 = z2 + x2 * i22
      for (x1, w1) in zip(rule.nodes, rule.logWeights) {
        let point1 = z1 + x1 * i11 + x2 * i12
        var h = -0.5 * (point1 * point1 + point2 * point2)
        for j in terms.indices {
          let eta = a[j] + sigma * point1 + (c[j] * t) * point2
          let d = terms[j].derivatives(at: eta.value)
          h += eta.mapped(d.value, d.first)
        }
        sum.add(h + (w1 + w2))
      }
    }
    return sum.result + i11.logarithm + i22.logarithm
  }

  /// log Σ exp with derivatives.
  private struct LogSum {
    private var top = -Double.infinity
    private var total = 0.0
    private var slope = Quadruple.zero

    mutating func add(_ h: Jet) {
      guard h.value > -.infinity else { return }
      if h.value > top {
        let factor = Double.exp(top - h.value)
        total *= factor
        slope = slope * factor
        top = h.value
      }
      let weight = Double.exp(h.value - top)
      total += weight
      slope = .combination(1, slope, weight, h.slope)
    }

    var result: Jet { Jet(top + .log(total), slope * (1 / total)) }
  }

  /// The maximum of −z²/2 + Σ log L(aⱼ + lⱼ z), which is concave: Newton's method within a bracket.
  private static func mode(_ terms: [ResponseTerm], _ a: [Double], _ l: [Double]) -> Double {
    func derivatives(_ z: Double) -> (Double, Double) {
      var (first, second) = (-z, -1.0)
      for j in terms.indices {
        let d = terms[j].derivatives(at: a[j] + l[j] * z)
        first += l[j] * d.first
        second += l[j] * l[j] * d.second
      }
      return (first, second)
    }
    var z = 0.0
    var (first, second) = derivatives(0)
    // The slope falls by at least 1 a unit.
    var (low, high) = (min(0, first), max(0, first))
    for _ in 0..<200 {
      guard first.isFinite, first != 0 else { break }
      if first > 0 { low = z } else { high = z }
      var next = z - first / second
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      let step = abs(next - z)
      z = next
      if step <= 1e-9 * max(1, abs(z)) { break }
      (first, second) = derivatives(z)
    }
    return z
  }

  /// The maximum in two dimensions: Newton's method, halving steps that do not rise.
  private static func mode(
    _ terms: [ResponseTerm], _ a: [Double], _ sigma: Double, _ l: [Double]
  ) -> (Double, Double) {
    var (x, y) = (0.0, 0.0)
    func value(_ x: Double, _ y: Double) -> Double {
      var sum = -0.5 * (x * x + y * y)
      for j in terms.indices { sum += terms[j].derivatives(at: a[j] + sigma * x + l[j] * y).value }
      return sum
    }
    var height = value(0, 0)
    for _ in 0..<200 {
      var (g1, g2, a11, a12, a22) = (-x, -y, 1.0, 0.0, 1.0)
      for j in terms.indices {
        let d = terms[j].derivatives(at: a[j] + sigma * x + l[j] * y)
        g1 += sigma * d.first
        g2 += l[j] * d.first
        a11 -= sigma * sigma * d.second
        a12 -= sigma * l[j] * d.second
        a22 -= l[j] * l[j] * d.second
      }
      let determinant = a11 * a22 - a12 * a12
      let (dx, dy) = ((a22 * g1 - a12 * g2) / determinant, (a11 * g2 - a12 * g1) / determinant)
      guard dx.isFinite, dy.isFinite else { break }
      var step = 1.0
      var next = value(x + dx, y + dy)
      let noise = 1e-13 * max(1, abs(height))
      while !(next >= height - noise), step > 1e-12 {
        step *= 0.5
        next = value(x + step * dx, y + step * dy)
      }
      (x, y) = (x + step * dx, y + step * dy)
      height = next
      if step == 1, abs(dx) <= 1e-9 * max(1, abs(x)), abs(dy) <= 1e-9 * max(1, abs(y)) { break }
    }
    return (x, y)
  }
}
