/// Orthogonal polynomials over the rows used, by the three-term recurrence with monic leading terms, each column of
/// unit length.
///
/// Source: Kennedy & Gentle (1980), Statistical Computing, pp. 343–344; the columns equal those of R's `poly`.
struct PolynomialBasis: Hashable, Sendable {
  let centers: [Double]
  /// Squared lengths of the monic polynomials of degree 0, 1, ….
  let squares: [Double]

  /// The basis up to a degree, or `nil` when there are not more distinct values than that.
  init?(degree: Int, values: [Double]) {
    guard Set(values).count > degree else { return nil }
    let origin = values.reduce(0, +) / Double(values.count)
    var centers = [origin]
    var (before, last) = ([Double](repeating: 0, count: values.count), values.map { _ in 1.0 })
    var squares = [Double(values.count)]
    for j in 1...degree {
      let ratio = j > 1 ? squares[j - 1] / squares[j - 2] : 0
      let current = values.indices.map { (values[$0] - centers[j - 1]) * last[$0] - ratio * before[$0] }
      let square = current.reduce(0) { $0 + $1 * $1 }
      var moment = 0.0
      for i in values.indices { moment += values[i] * current[i] * current[i] }
      squares.append(square)
      centers.append(moment / square)
      (before, last) = (last, current)
    }
    self.centers = centers
    self.squares = squares
  }

  /// The polynomial of a degree from 1 at x.
  func value(_ x: Double, degree: Int) -> Double {
    var (before, last) = (0.0, 1.0)
    for j in 1...degree {
      let ratio = j > 1 ? squares[j - 1] / squares[j - 2] : 0
      (before, last) = (last, (x - centers[j - 1]) * last - ratio * before)
    }
    return last / squares[degree].squareRoot()
  }
}

/// A restricted cubic spline: cubic between the knots, a straight line beyond the outer ones.
///
/// Column 1 is x, the others are Harrell's truncated powers over (t_k − t_1)². Knots lie at the usual quantiles (type
/// 7) of the rows used. Source: Harrell (2015), doi:10.1007/978-3-319-19425-7, sec. 2.4.5 and table 2.3.
struct SplineBasis: Hashable, Sendable {
  let knots: [Double]

  private static let quantiles: [Int: [Double]] = [
    3: [0.1, 0.5, 0.9], 4: [0.05, 0.35, 0.65, 0.95], 5: [0.05, 0.275, 0.5, 0.725, 0.95],
    6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95], 7: [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
  ]

  /// The basis with that many knots, or `nil` when some would coincide.
  init?(knots count: Int, values: [Double]) {
    let sorted = values.sorted()
    guard let probabilities = SplineBasis.quantiles[count], sorted.count >= count else { return nil }
    knots = probabilities.map { p in
      let place = p * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
  }

  /// Column j from 1 at x.
  func value(_ x: Double, column j: Int) -> Double {
    guard j > 1 else { return x }
    let (last, beforeLast) = (knots[knots.count - 1], knots[knots.count - 2])
    let knot = knots[j - 2]
    func cube(_ t: Double) -> Double { t > 0 ? t * t * t : 0 }
    let curve =
      cube(x - knot) - cube(x - beforeLast) * (last - knot) / (last - beforeLast)
      + cube(x - last) * (beforeLast - knot) / (last - beforeLast)
    return curve / ((last - knots[0]) * (last - knots[0]))
  }
}
