import RealModule

/// The tail of max |aⱼ′z|/s over m unit vectors aⱼ of rank r, z standard normal and νs² ~ χ²(ν), by integration over r − 1
/// dimensions, or r with s.
///
/// Genz's sequence of conditions (1992, doi:10.1080/10618600.1992.10477010; with t, Genz & Bretz 2002,
/// doi:10.1198/106186002394): given the variables before, z_k lies between the tightest of the limits that the rows
/// ending in column k set, so that singular correlations need nothing further. The unit cube is integrated by lattices of
/// Korobov with the tent transformation, moved by eight shifts that are always the same; their scatter says how exact
/// the mean is. The first coordinate, which gives s, is not moved: the points are evenly spaced in it, and χ² is inverted
/// once for each, at the cube of the coordinate.
struct BoxProbability: Sendable {
  /// r.
  private let rank: Int
  /// The rows of the factor by their last column that is not 0.
  private let groups: [[[Double]]]
  private let degreesOfFreedom: Double

  init(_ factor: CorrelationFactor, degreesOfFreedom: Double) {
    rank = factor.rank
    self.degreesOfFreedom = degreesOfFreedom
    var groups = [[[Double]]](repeating: [], count: factor.rank)
    for row in factor.rows {
      if let last = row.lastIndex(where: { abs($0) > 1e-7 }) { groups[last].append(Array(row[...last])) }
    }
    self.groups = groups
  }

  /// The lattices: primes with the multiplier whose powers generate them.
  ///
  /// The multiplier minimizes Σᵢ Πⱼ (1 + 2π² B₂({i aʲ/N})/(j + 1)²) over j = 0 … 7, B₂ Bernoulli's polynomial
  /// (Sloan & Joe 1994, Lattice Methods for Multiple Integration, doi:10.1093/oso/9780198534723.001.0001, ch. 4);
  /// `Tests/References/multiplicity/lattices.py` finds it.
  private static let lattices: [(points: Int, multiplier: Int)] = [(1021, 346), (4093, 450), (16381, 3096)]
  private static let shifts = 8

  /// P(max > c) with the bound on its error that holds 99 times in 100: 3.5 standard errors, t with 7 degrees of freedom;
  /// with s at least 1e-2/N, for the coordinate that is not moved (5e-3/N is the most that was seen against other integrals).
  ///
  /// Larger lattices are taken until the bound is below 1e-5, or below 5e-5 of the tail and of what it lacks to 1; a coarse
  /// value comes from the smallest.
  func upperTail(_ c: Double, isCoarse: Bool = false) -> MaximumModulus.Estimate {
    var estimate = MaximumModulus.Estimate(value: 1, error: 1)
    for lattice in BoxProbability.lattices {
      let next = self.estimate(c, lattice)
      if next.error < estimate.error { estimate = next }
      if isCoarse || estimate.error <= max(1e-5, 5e-5 * min(estimate.value, 1 - estimate.value)) { break }
    }
    return estimate
  }

  private func estimate(_ c: Double, _ lattice: (points: Int, multiplier: Int)) -> MaximumModulus.Estimate {
    let hasScale = degreesOfFreedom != .infinity
    let dimensions = rank - 1 + (hasScale ? 1 : 0)
    let n = lattice.points
    var generators = [1]
    while generators.count < dimensions {
      generators.append(generators[generators.count - 1] * lattice.multiplier % n)
    }
    let scales = hasScale ? self.scales(points: n) : []
    var generator = SplitMix64(seed: 1)
    var means: [Double] = []
    var (w, z) = ([Double](repeating: 0, count: rank), [Double](repeating: 0, count: rank))
    for _ in 0..<BoxProbability.shifts {
      let shift = (0..<rank).map { _ in generator.uniform() }
      var sum = 0.0
      for i in 0..<n {
        let first = hasScale ? 1 : 0
        for k in 0..<(rank - 1) {
          let place = Double(i * generators[k + first] % n) / Double(n) + shift[k]
          w[k] = abs(2 * (place < 1 ? place : place - 1) - 1)
        }
        let (scale, weight) = hasScale ? scales[i] : (1, 1)
        sum += weight * (1 - probability(c * scale, w, &z))
      }
      means.append(sum / Double(n))
    }
    let mean = means.reduce(0, +) / Double(means.count)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(means.count * (means.count - 1))).squareRoot()
    return .init(value: min(max(mean, 0), 1), error: max(3.5 * error, hasScale ? 1e-2 / Double(n) : 1e-12))
  }

  /// √(χ²/ν) at the first coordinates u of a lattice, in its order, with their weights: the lower tail of χ² is u³, since a
  /// far tail of the maximum comes from small s alone, and 3u² the density.
  private func scales(points n: Int) -> [(scale: Double, weight: Double)] {
    let distribution = ChiSquared(degreesOfFreedom: degreesOfFreedom)
    return (0..<n).map { i in
      // The middle point of an odd number would be at 0.
      let u = max(abs(2 * (Double(i) + 0.5) / Double(n) - 1), 0.5 / Double(n))
      return ((distribution.quantile(lowerTail: u * u * u) / degreesOfFreedom).squareRoot(), 3 * u * u)
    }
  }

  /// P(all |aⱼ′z| ≤ c) at one point of the cube: the product of the conditional probabilities; `z` is room for them.
  private func probability(_ c: Double, _ w: [Double], _ z: inout [Double]) -> Double {
    var product = 1.0
    for k in 0..<rank {
      var (low, high) = (-Double.infinity, Double.infinity)
      for row in groups[k] {
        var known = 0.0
        for l in 0..<k { known += row[l] * z[l] }
        let (a, b) = ((-c - known) / row[k], (c - known) / row[k])
        low = max(low, min(a, b))
        high = min(high, max(a, b))
      }
      guard low < high else { return 0 }
      // On the side of the smaller tail, where nothing is lost.
      let isRight = low > 0
      let near = Normal.standardUpperTail(isRight ? low : -high)
      let far = Normal.standardUpperTail(isRight ? high : -low)
      let share = near - far
      guard share > 0 else { return 0 }
      product *= share
      if k + 1 < rank {
        let p = far + (isRight ? 1 - w[k] : w[k]) * share
        z[k] = isRight ? -Normal.standardQuantile(lower: p) : Normal.standardQuantile(lower: p)
      }
    }
    return product
  }
}
