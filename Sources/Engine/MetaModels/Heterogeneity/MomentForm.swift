import LinearAlgebra

/// The quadratic form y′P_a y with fixed weights a, P_a = A − AX(X′AX)⁻¹X′A, and the traces that give its moments.
///
/// For y with covariance S = diag(s): E[y′P_a y] = tr(P_a S) and Var[y′P_a y] = 2 tr(P_a S P_a S). Standard units.
struct MomentForm {
  let a: [Double]
  /// y′P_a y.
  let q: Double
  private let leverages: [Double]
  /// Orthonormal columns of √A X.
  private let u: [Double]
  private let p: Int

  init(weights a: [Double], problem: Tau2Problem) {
    let (k, p) = (problem.k, problem.p)
    var u = problem.basis?.elements ?? [Double](repeating: 1, count: k)
    let roots = a.map { $0.squareRoot() }
    var residual = (0..<k).map { roots[$0] * problem.y[$0] }
    for j in 0..<p { for i in 0..<k { u[i + j * k] *= roots[i] } }
    for j in 0..<p {
      for _ in 0..<2 { for l in 0..<j { OrthogonalColumns.orthogonalize(&u, column: j, against: l, rows: k) } }
      _ = OrthogonalColumns.normalize(&u, column: j, rows: k)
    }
    for _ in 0..<2 { for j in 0..<p { OrthogonalColumns.remove(u, column: j, from: &residual, rows: k) } }
    var leverages = [Double](repeating: 0, count: k)
    for j in 0..<p { for i in 0..<k { leverages[i] += u[i + j * k] * u[i + j * k] } }
    self.a = a
    self.q = residual.reduce(0) { $0 + $1 * $1 }
    self.leverages = leverages
    self.u = u
    self.p = p
  }

  /// tr(P_a S) for S = diag(s).
  func trace(_ s: (Int) -> Double) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * s(i) * (1 - leverages[i]) }
    return sum
  }

  /// tr(P_a S P_a S) for S = diag(s).
  func traceOfSquare(_ s: (Int) -> Double) -> Double {
    var sum = 0.0
    for i in a.indices {
      let x = a[i] * s(i)
      sum += x * x * (1 - 2 * leverages[i])
    }
    let k = a.count
    for j in 0..<p {
      for l in 0...j {
        var element = 0.0
        for i in a.indices { element += u[i + j * k] * a[i] * s(i) * u[i + l * k] }
        sum += (l == j ? 1 : 2) * element * element
      }
    }
    return sum
  }

  /// The non-zero eigenvalues of S^½ P_a S^½ for S = diag(s): y′P_a y is distributed as Σ λ χ²₁, k − p terms.
  ///
  /// - Throws: ``ModelError/unusableDesign`` only if LAPACK fails, which finite input does not cause.
  func eigenvalues(_ s: (Int) -> Double) throws(ModelError) -> [Double] {
    let k = a.count
    var matrix = Matrix(rows: k, columns: k)
    let roots = (0..<k).map { (a[$0] * s($0)).squareRoot() }
    for j in 0..<k {
      for i in j..<k {
        var element = i == j ? 1.0 : 0.0
        for l in 0..<p { element -= u[i + l * k] * u[j + l * k] }
        matrix[i, j] = roots[i] * element * roots[j]
      }
    }
    do {
      return try SymmetricEigen(matrix).values.dropFirst(p).map { max($0, 0) }
    } catch {
      throw .unusableDesign
    }
  }
}
