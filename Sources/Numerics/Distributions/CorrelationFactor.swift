import RealModule

/// Correlations R = LL′ with L of full column rank, found by Cholesky's method with the largest remaining variance next.
///
/// A row whose variance given those before it is below 1e-12 counts as determined by them.
struct CorrelationFactor: Sendable {
  /// The rows of L, each of length ``rank`` and of Euclidean length 1, in the order of the correlations.
  let rows: [[Double]]
  /// The rank.
  let rank: Int

  /// `nil` unless the matrix is square, symmetric, 1 on the diagonal and of no negative variance, all to 1e-8.
  init?(_ correlations: [[Double]]) {
    let m = correlations.count
    guard m > 0, correlations.allSatisfy({ $0.count == m && $0.allSatisfy(\.isFinite) }) else { return nil }
    for i in 0..<m {
      guard abs(correlations[i][i] - 1) <= 1e-8 else { return nil }
      for j in 0..<i where abs(correlations[i][j] - correlations[j][i]) > 1e-8 { return nil }
    }
    var rest = [Double](repeating: 1, count: m)
    var isWaiting = [Bool](repeating: true, count: m)
    var rows = [[Double]](repeating: [], count: m)
    while true {
      var pivot: Int?
      for i in 0..<m where isWaiting[i] && rest[i] > 1e-12 && rest[i] > (pivot.map { rest[$0] } ?? 0) {
        pivot = i
      }
      guard let pivot else { break }
      let root = rest[pivot].squareRoot()
      isWaiting[pivot] = false
      let own = rows[pivot]
      for i in 0..<m {
        guard isWaiting[i] else {
          rows[i].append(i == pivot ? root : 0)
          continue
        }
        var value = correlations[i][pivot]
        for k in own.indices { value -= rows[i][k] * own[k] }
        value /= root
        rows[i].append(value)
        rest[i] -= value * value
      }
    }
    guard rest.allSatisfy({ $0 > -1e-8 }) else { return nil }
    for i in 0..<m {
      for j in 0..<i {
        var product = 0.0
        for k in rows[i].indices { product += rows[i][k] * rows[j][k] }
        guard abs(product - correlations[i][j]) <= 1e-5 else { return nil }
      }
    }
    self.rows = rows
    rank = rows[0].count
  }

  /// With rank 2 the directions of the lines, from 0 to π, in ascending order.
  var angles: [Double] {
    rows.map { row in
      let angle = Double.atan2(y: row[1], x: row[0])
      return angle < 0 ? angle + .pi : angle
    }.sorted()
  }
}
