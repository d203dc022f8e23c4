import LinearAlgebra

/// A design's columns made orthogonal with k as their squared length, so that coefficients have one scale.
struct OrthogonalDesign: Hashable, Sendable {
  /// k×p.
  let basis: Matrix
  /// β = transform · γ for coefficients γ of the basis.
  let transform: Matrix

  /// - Throws: ``ModelError/dependentDesign``.
  init(_ design: Matrix) throws(ModelError) {
    guard let qr = try? ThinQR(design) else { throw .dependentDesign }
    let (root, p) = (Double(design.rows).squareRoot(), design.columns)
    var basis = qr.q
    basis.elements = basis.elements.map { $0 * root }
    self.basis = basis
    transform = Matrix(columns: (0..<p).map { j in qr.solveUpper((0..<p).map { $0 == j ? root : 0 }) }, rows: p)
  }

  /// β from coefficients of the basis.
  func coefficients(_ gamma: [Double]) -> [Double] {
    (0..<transform.rows).map { i in gamma.indices.reduce(0) { $0 + transform[i, $1] * gamma[$1] } }
  }

  /// The covariance of β from one whose first block belongs to coefficients of the basis.
  func covariance(_ covariance: Matrix) -> Matrix {
    let p = transform.rows
    var result = Matrix(rows: p, columns: p)
    for a in 0..<p {
      for b in 0...a {
        var sum = 0.0
        for i in 0..<p { for j in 0..<p { sum += transform[a, i] * covariance[i, j] * transform[b, j] } }
        (result[a, b], result[b, a]) = (sum, sum)
      }
    }
    return result
  }
}
