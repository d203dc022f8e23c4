/// Eigenvalues of symmetric tridiagonal matrices with a zero diagonal.
enum TridiagonalEigenvalues {
  /// By bisection on the number of negative pivots of T − x (Givens 1954; Barth, Martin & Wilkinson 1967,
  /// doi:10.1007/BF02162154): as many as one more than there are off-diagonal elements, ascending, good to about
  /// 12 digits.
  static func symmetric(offDiagonal e: [Double]) -> [Double] {
    let n = e.count + 1
    let squares = e.map { $0 * $0 }
    var bound = 0.0
    for i in 0..<n { bound = max(bound, (i > 0 ? abs(e[i - 1]) : 0) + (i < n - 1 ? abs(e[i]) : 0)) }
    func below(_ x: Double) -> Int {
      var (count, pivot) = (0, 1.0)
      for i in 0..<n {
        pivot = -x - (i > 0 ? squares[i - 1] / pivot : 0)
        if pivot == 0 { pivot = -Double.leastNormalMagnitude.squareRoot() }
        if pivot < 0 { count += 1 }
      }
      return count
    }
    // The spectrum is symmetric about 0: the upper half is enough.
    var values = [Double](repeating: 0, count: n)
    for i in (n / 2)..<n where 2 * i + 1 != n {
      var (low, high) = (0.0, bound)
      for _ in 0..<44 {
        let middle = 0.5 * (low + high)
        if below(middle) > i { high = middle } else { low = middle }
      }
      (values[i], values[n - 1 - i]) = (0.5 * (low + high), -0.5 * (low + high))
    }
    return values
  }
}
