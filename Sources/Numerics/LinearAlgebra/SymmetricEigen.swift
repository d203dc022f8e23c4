import COpenBLAS

/// The eigenvalues and, if asked for, eigenvectors of a symmetric matrix, by LAPACK's `dsyevd`.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues in ascending order.
  public let values: [Double]
  /// The eigenvectors as columns in the same order, or `nil` when not asked for.
  public let vectors: Matrix?

  /// Decomposes a matrix, of which only the lower triangle is read.
  /// - Throws: ``LinearAlgebraError/failed(routine:code:)``, which finite input does not cause.
  public init(_ matrix: Matrix, vectors wantsVectors: Bool = false) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "eigenvalues need a square matrix")
    var work = matrix
    var values = [Double](repeating: 0, count: matrix.rows)
    if matrix.rows > 0 {
      let code = tutti_symmetric_eigen(Int32(matrix.rows), wantsVectors ? 1 : 0, &work.elements, &values)
      guard code == 0 else { throw LinearAlgebraError(routine: "dsyevd", code: code) }
    }
    self.values = values
    self.vectors = wantsVectors ? work : nil
  }
}
