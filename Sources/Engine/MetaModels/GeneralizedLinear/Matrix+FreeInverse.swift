import LinearAlgebra

extension Matrix {
  /// The inverse of the rows and columns of the free parameters; `nil` where these are not positive definite with finite
  /// variances.
  func inverse(over free: [Int]) -> Matrix? {
    var block = Matrix(rows: free.count, columns: free.count)
    for (a, i) in free.enumerated() { for (b, j) in free.enumerated() { block[a, b] = self[i, j] } }
    guard block.elements.allSatisfy(\.isFinite), let inverse = try? Cholesky(block).inverse,
      inverse.diagonal.allSatisfy({ $0.isFinite && $0 > 0 })
    else { return nil }
    return inverse
  }
}
