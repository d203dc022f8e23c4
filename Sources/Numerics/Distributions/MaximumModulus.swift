import RealModule

/// The largest of |T₁|, …, |Tₘ| where the Tⱼ are jointly standard normal, or jointly t: normal ones over one common
/// √(χ²(ν)/ν), as test statistics with a common estimate of the variance are.
///
/// Its upper tail is the p value of the largest of m correlated tests, adjusted for their number; its quantile is the
/// critical value of simultaneous intervals: Dunnett's for comparisons with one group, Tukey's for all pairs.
///
/// The correlations may be singular. With rank 1 the tail is that of one |T|; with rank 2 it is an integral over the
/// angle between neighbouring lines (see ``PlaneTail``), to 1e-13 relative. With rank 3 and more it is found by
/// ``BoxProbability``, by a quasi-Monte-Carlo rule with fixed shifts, so that the same numbers always give the same
/// bytes; ``Estimate/error`` says how exact it is: 1e-5 or better as a rule with rank 3 and 4, up to 1.2e-4 with rank 5 to 8,
/// where errors of up to 3.2e-5 were measured against one- and two-dimensional integrals (comparisons with one group, all pairs
/// of up to seven groups, independent contrasts, chains). There it is held between bounds that rest
/// on the exact tails of pairs (Hunter 1976, doi:10.2307/3212481; Worsley 1982, doi:10.1093/biomet/69.2.297). Far out these
/// meet for the normal distribution and lie within some percent for t, so that small p values are right relative to
/// themselves.
public struct MaximumModulus: Sendable {
  /// A number with the accuracy it was found to.
  public struct Estimate: Hashable, Sendable {
    /// The number.
    public var value: Double
    /// How far it may be off: for closed forms their rounding, else a bound that holds 99 times in 100.
    public var error: Double
  }

  /// m.
  public let count: Int
  /// ν, infinite for the normal distribution.
  public let degreesOfFreedom: Double
  /// The rank of the correlations.
  public var rank: Int { factor.rank }

  private let factor: CorrelationFactor
  private let box: BoxProbability?
  private let marginal: StudentT
  /// For each line the |correlations| of the tree that joins all with the largest ones, m − 1 of them.
  private let tree: [Double]
  /// The smallest |correlation| of a pair.
  private let least: Double
  /// All |correlations| of pairs in ascending order with how often they occur.
  private let pairs: [(strength: Double, count: Int)]

  /// The distribution of some correlations, an m×m matrix as its rows; `nil` unless they are square, symmetric, 1 on
  /// the diagonal and of no negative variance.
  /// - Precondition: `degreesOfFreedom` is positive.
  public init?(correlations: [[Double]], degreesOfFreedom: Double = .infinity) {
    guard let factor = CorrelationFactor(correlations) else { return nil }
    self.factor = factor
    self.degreesOfFreedom = degreesOfFreedom
    count = correlations.count
    marginal = StudentT(degreesOfFreedom: degreesOfFreedom)
    box = factor.rank > 2 ? BoxProbability(factor, degreesOfFreedom: degreesOfFreedom) : nil
    let strengths = correlations.map { $0.map { min(1, abs($0)) } }
    tree = MaximumModulus.spanningTree(strengths)
    let all = strengths.indices.flatMap { i in (0..<i).map { strengths[i][$0] } }.sorted()
    least = all.first ?? 1
    pairs = all.reduce(into: []) { pairs, strength in
      if pairs.last?.strength == strength {
        pairs[pairs.count - 1].count += 1
      } else {
        pairs.append((strength, 1))
      }
    }
  }

  /// P(max |Tⱼ| > c).
  public func upperTail(_ c: Double) -> Estimate { upperTail(c, isCoarse: false) }

  private func upperTail(_ c: Double, isCoarse: Bool) -> Estimate {
    guard c > 0 else { return Estimate(value: c.isNaN ? c : 1, error: 0) }
    let single = 2 * marginal.upperTail(c)
    if rank == 1 || single == 0 { return Estimate(value: single, error: 1e-14 * single) }
    let plane = PlaneTail(degreesOfFreedom: degreesOfFreedom)
    guard let box else {
      let tail = min(1, plane.upperTail(c, angles: factor.angles))
      return Estimate(value: tail, error: 1e-13 * tail)
    }
    var lower = plane.upperTail(c, correlation: least)
    // Every line of the tree adds at most what it does not share with the one before.
    let upper = min(1, tree.reduce(single) { $0 + plane.upperTail(c, correlation: $1) - single })
    if upper < 1e-3 {
      // Bonferroni's inequality: the single tails less what each pair shares.
      let shared = pairs.reduce(0) {
        $0 + Double($1.count) * (2 * single - plane.upperTail(c, correlation: $1.strength))
      }
      lower = max(lower, Double(count) * single - shared)
    }
    let slack = max(0, upper - lower)
    if slack <= 1e-9 * lower { return Estimate(value: lower, error: slack) }
    let estimate = box.upperTail(c, isCoarse: isCoarse)
    let isInside = estimate.value >= lower && estimate.value <= upper
    return Estimate(
      value: min(max(estimate.value, lower), upper), error: isInside ? min(estimate.error, slack) : slack)
  }

  /// The c with P(max |Tⱼ| > c) = p, for 0 < p < 1: between the quantile of one |T| and Bonferroni's.
  public func quantile(upperTail p: Double) -> Estimate {
    guard p > 0, p < 1 else { return Estimate(value: p == 0 ? .infinity : p == 1 ? 0 : .nan, error: 0) }
    var low = marginal.quantile(upperTail: p / 2)
    guard rank > 1 else { return Estimate(value: low, error: 1e-14 * low) }
    var high = marginal.quantile(upperTail: p / 2 / Double(count))
    let (start, end) = (upperTail(low, isCoarse: true), upperTail(high, isCoarse: true))
    if start.value <= p { return Estimate(value: low, error: start.error / slope(low)) }
    if end.value >= p { return Estimate(value: high, error: end.error / slope(high)) }
    // The chord between the ends on the log of the tail; the height of an end that stays twice is halved (Dowell &
    // Jarratt 1971, doi:10.1007/BF01934364).
    var (left, right) = (Double.log(start.value / p), Double.log(end.value / p))
    // By nearly exponential tails the log falls about as steeply everywhere.
    let steepness = (left - right) / (high - low)
    var (c, side) = (low, 0)
    for _ in 0..<60 {
      c = low + (high - low) * left / (left - right)
      let height = Double.log(upperTail(c, isCoarse: true).value / p)
      if abs(height) <= (box == nil ? 1e-13 : 1e-4) || high - low <= 1e-14 * high { break }
      if height > 0 {
        if side == 1 { right *= 0.5 }
        (low, left, side) = (c, height, 1)
      } else {
        if side == -1 { left *= 0.5 }
        (high, right, side) = (c, height, -1)
      }
    }
    guard box != nil else { return Estimate(value: c, error: 1e-12 * c) }
    // One step with the exact tail, whose distance is small.
    let tail = upperTail(c)
    let step = Double.log(tail.value / p) / steepness
    return Estimate(value: c + step, error: tail.error / slope(c) + 0.2 * abs(step))
  }

  /// The least that the tail falls with a unit of c: the density of one |T|.
  private func slope(_ c: Double) -> Double { 2 * marginal.density(c) }

  /// The m − 1 largest |correlations| that join all lines without a circle (Prim's algorithm).
  private static func spanningTree(_ strengths: [[Double]]) -> [Double] {
    var nearest = strengths[0]
    var waiting = Set(strengths.indices.dropFirst())
    var tree: [Double] = []
    while let next = waiting.max(by: { (nearest[$0], $1) < (nearest[$1], $0) }) {
      waiting.remove(next)
      tree.append(nearest[next])
      for other in waiting { nearest[other] = max(nearest[other], strengths[next][other]) }
    }
    return tree
  }
}
