import COpenBLAS

/// The Cholesky factorization A = L Lᵀ of a symmetric positive definite matrix.
///
/// Up to order ``smallOrder`` in plain loops, so that the same input gives the same bytes on every processor; larger
/// ones by LAPACK's `dpotrf`.
public struct Cholesky: Sendable {
  /// The lower triangular factor; the upper triangle is zero.
  public let factor: Matrix

  /// The largest order that is factored without LAPACK.
  public static let smallOrder = 32

  /// Factors a matrix, of which only the lower triangle is read.
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(order:)``.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "a Cholesky factor needs a square matrix")
    var factor = matrix
    let n = matrix.rows
    if n <= Cholesky.smallOrder {
      for j in 0..<n {
        for i in j..<n {
          var sum = matrix[i, j]
          for l in 0..<j { sum -= factor[i, l] * factor[j, l] }
          if i == j {
            guard sum > 0 else { throw .notPositiveDefinite(order: j + 1) }
            factor[j, j] = sum.squareRoot()
          } else {
            factor[i, j] = sum / factor[j, j]
          }
        }
      }
    } else {
      let code = tutti_cholesky(Int32(n), &factor.elements)
      guard code <= 0 else { throw .notPositiveDefinite(order: Int(code)) }
      guard code == 0 else { throw LinearAlgebraError(routine: "dpotrf", code: code) }
    }
    for j in 0..<n { for i in 0..<j { factor[i, j] = 0 } }
    self.factor = factor
  }

  /// The solution X of A X = B, by substitution.
  public func solve(_ b: Matrix) -> Matrix {
    let n = factor.rows
    precondition(b.rows == n, "a right-hand side of \(b.rows) rows for order \(n)")
    var x = b
    for column in 0..<b.columns {
      for i in 0..<n {
        for l in 0..<i { x[i, column] -= factor[i, l] * x[l, column] }
        x[i, column] /= factor[i, i]
      }
      for i in stride(from: n - 1, through: 0, by: -1) {
        for l in i + 1..<max(n, i + 1) { x[i, column] -= factor[l, i] * x[l, column] }
        x[i, column] /= factor[i, i]
      }
    }
    return x
  }

  /// The inverse of A.
  public var inverse: Matrix { solve(.identity(factor.rows)) }
}
