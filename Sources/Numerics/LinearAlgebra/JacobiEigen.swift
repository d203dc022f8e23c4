/// Eigenvalues and eigenvectors of small symmetric matrices by cyclic Jacobi rotations (Rutishauser 1966,
/// doi:10.1007/BF02165223), in buffers that are used again, so that nothing is allocated per decomposition.
///
/// Meant for orders up to about 30; plain loops, so that the same input gives the same bytes on every processor. The
/// eigenvalues are right to a few units of rounding of the largest one.
public struct JacobiEigen: Sendable {
  /// The largest order.
  public let capacity: Int
  /// The order of the matrix last decomposed.
  public private(set) var order: Int = 0
  /// Its eigenvalues, in no particular order; entries from ``order`` on are meaningless.
  public private(set) var values: [Double]
  private var work: [Double]
  private var rotations: [Double]

  /// Buffers for matrices up to an order.
  public init(capacity: Int) {
    self.capacity = capacity
    values = [Double](repeating: 0, count: capacity)
    work = [Double](repeating: 0, count: capacity * capacity)
    rotations = work
  }

  /// Element i of the eigenvector of `values[j]`; the vectors are orthonormal.
  public func vector(_ i: Int, _ j: Int) -> Double { rotations[i + j * capacity] }

  /// Decomposes the matrix of an order whose elements are given for i ≥ j; they must be finite.
  public mutating func decompose(order n: Int, _ element: (_ i: Int, _ j: Int) -> Double) {
    precondition(n <= capacity, "an order of \(n) where \(capacity) is the largest")
    order = n
    for j in 0..<n {
      for i in j..<n {
        let value = element(i, j)
        work[i + j * capacity] = value
        work[j + i * capacity] = value
      }
      for i in 0..<n { rotations[i + j * capacity] = i == j ? 1 : 0 }
    }
    for _ in 0..<60 where sweep() == false { break }
    for i in 0..<n { values[i] = work[i + i * capacity] }
  }

  /// One pass over all pairs; whether anything was rotated.
  private mutating func sweep() -> Bool {
    var rotated = false
    for p in 0..<max(order - 1, 0) {
      for q in p + 1..<order {
        let off = work[p + q * capacity]
        let (a, b) = (work[p + p * capacity], work[q + q * capacity])
        guard abs(off) > 0x1p-54 * (abs(a) * abs(b)).squareRoot(), abs(off) > Double.leastNormalMagnitude else {
          continue
        }
        rotated = true
        let theta = (b - a) / (2 * off)
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        rotate(p, q, cosine: c, sine: t * c)
      }
    }
    return rotated
  }

  private mutating func rotate(_ p: Int, _ q: Int, cosine c: Double, sine s: Double) {
    for i in 0..<order {
      let (x, y) = (work[i + p * capacity], work[i + q * capacity])
      work[i + p * capacity] = c * x - s * y
      work[i + q * capacity] = s * x + c * y
      let (u, v) = (rotations[i + p * capacity], rotations[i + q * capacity])
      rotations[i + p * capacity] = c * u - s * v
      rotations[i + q * capacity] = s * u + c * v
    }
    for i in 0..<order {
      let (x, y) = (work[p + i * capacity], work[q + i * capacity])
      work[p + i * capacity] = c * x - s * y
      work[q + i * capacity] = s * x + c * y
    }
    work[p + q * capacity] = 0
    work[q + p * capacity] = 0
  }
}
