import EffectMeasures
import LinearAlgebra
import Optimization
import RealModule
import StudyRecords

/// The beta-binomial model of proportions and of two groups.
///
/// Each count is yᵢⱼ ~ BetaBin(nᵢⱼ, μᵢⱼ, ρ): the risks of a group vary among studies by a beta distribution with mean μ
/// and intraclass correlation ρ, so that Var(y) = n μ(1 − μ)(1 + (n − 1)ρ). One group (PLO): logit μᵢ = xᵢ′β. Two groups
/// (OR): logit μᵢ₁ = b₀ + xᵢ′β and logit μᵢ₂ = b₀, the groups of a study taken as independent (Kuss 2015,
/// doi:10.1002/sim.6383; Mathes & Kuss 2018, doi:10.1002/jrsm.1297). Parameters maximize the likelihood; standard
/// errors come from the inverse observed information. Nothing is corrected, and studies without events in both groups
/// are data like any other.
public struct BetaBinomialModel: Hashable, Sendable, Codable {
  /// The model's code on the command line and in results.
  public static let code = "BB"

  /// How coefficients are tested: z, or t with k − p degrees of freedom.
  public var test: CoefficientTest
  /// Confidence level in percent.
  public var level: Double
  /// Whether studies without events, or with nothing but events, in both groups are left out.
  public var dropsDoubleZero: Bool

  /// A model.
  public init(test: CoefficientTest = .t, level: Double = 95, dropsDoubleZero: Bool = false) {
    self.test = test
    self.level = level
    self.dropsDoubleZero = dropsDoubleZero
  }
}

/// The fit of a beta-binomial model.
public struct BetaBinomialFit: Hashable, Sendable {
  /// All choices.
  public var model: BetaBinomialModel
  /// The measure: OR or PLO.
  public var measure: Measure
  /// The studies used.
  public var k: Int
  /// Log odds ratios, or logits of one group, by the terms of the design.
  public var coefficients: [Coefficient]
  /// Their covariance.
  public var covariance: Matrix
  /// b₀, the log odds of the second group; `nil` with one group.
  public var baseline: Coefficient?
  /// ρ, the intraclass correlation.
  public var correlation: Double
  /// Its standard error; `nil` where it lies on the edge of its range.
  public var correlationStandardError: Double?
  /// The likelihood-ratio test of ρ = 0. On that edge the statistic is 0 in half of all samples, so that the p value is
  /// half the upper tail of χ²(1) (Self & Liang 1987, doi:10.1080/01621459.1987.10478472).
  public var overdispersion: ChiSquaredTest
  /// Log-likelihood and information criteria, a count an observation; the deviance is −2 log L.
  public var likelihood: Likelihood
  /// The pooled estimate on the scale that people read, with an intercept alone.
  public var backTransformed: BackTransformed?
  /// The studies left out since they have no events, or nothing but events, in both groups.
  public var doubleZeroDropped: Int
  /// The studies used that have none.
  public var doubleZeroKept: Int
  /// How the search ended.
  public var optimization: OptimizationSummary
  /// What was noticed.
  public var notes: [Note]
}

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
