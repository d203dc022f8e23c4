import COpenBLAS

/// The Cholesky factorization A = L Lᵀ of a symmetric positive definite matrix, by LAPACK's `dpotrf`.
public struct Cholesky: Sendable {
  /// The lower triangular factor; the upper triangle is zero.
  public let factor: Matrix

  /// Factors a matrix, of which only the lower triangle is read.
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)``.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "a Cholesky factor needs a square matrix")
    var factor = matrix
    let n = matrix.rows
    if n > 0 {
      let code = tutti_cholesky(Int32(n), &factor.elements)
      guard code == 0 else { throw .notPositiveDefinite(order: Int(code)) }
    }
    for j in 0..<n { for i in 0..<j { factor[i, j] = 0 } }
    self.factor = factor
  }

  /// The solution X of A X = B.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rows == factor.rows, "a right-hand side of \(b.rows) rows for order \(factor.rows)")
    var x = b
    if b.rows > 0, b.columns > 0 {
      _ = tutti_cholesky_solve(Int32(factor.rows), Int32(b.columns), factor.elements, &x.elements)
    }
    return x
  }

  /// The inverse of A.
  public var inverse: Matrix { solve(.identity(factor.rows)) }
}
