import COpenBLAS

/// The thin QR factorization A = Q R of a matrix with at least as many rows as columns.
///
/// Small problems (up to ``smallProblem`` elements) are orthogonalized column by column, each twice (Björck 1967,
/// doi:10.1007/BF01934122; "twice is enough": Giraud et al. 2005, doi:10.1007/s00211-005-0615-4), with sums in row
/// order, so that the same input gives the same bytes on every processor. Larger ones go to LAPACK's `dgeqrf`.
/// Both leave ‖QᵀQ − I‖ at a few units of rounding.
public struct ThinQR: Sendable {
  /// Orthonormal columns, k×p.
  public let q: Matrix
  /// Upper triangular, p×p; its diagonal may have either sign.
  public let r: Matrix

  /// The most elements that are factored without LAPACK.
  public static let smallProblem = 1 << 14

  /// A column is dependent when what is left of it, after removing the earlier ones, is below this share of its norm.
  public static let dependence = 1e-11

  /// Factors a matrix.
  /// - Throws: ``LinearAlgebraError/rankDeficient(column:)`` for a column that depends on earlier ones (relative
  ///   ``dependence``), which includes any column beyond the number of rows.
  public init(_ a: Matrix) throws(LinearAlgebraError) {
    if a.rows < a.columns { throw .rankDeficient(column: a.rows) }
    if a.elements.count <= ThinQR.smallProblem {
      let basis = OrthogonalBasis(a)
      if let column = basis.dependent.first { throw .rankDeficient(column: column) }
      (q, r) = (basis.q, basis.r)
      return
    }
    var (q, r) = (a, Matrix(rows: a.columns, columns: a.columns))
    let code = tutti_qr(Int32(a.rows), Int32(a.columns), &q.elements, &r.elements)
    guard code == 0 else { throw LinearAlgebraError(routine: "dgeqrf", code: code) }
    for j in 0..<a.columns {
      let norm = r.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard abs(r[j, j]) > ThinQR.dependence * norm else { throw .rankDeficient(column: j) }
    }
    (self.q, self.r) = (q, r)
  }

  /// The solution x of R x = b.
  public func solveUpper(_ b: [Double]) -> [Double] {
    var x = b
    for i in stride(from: r.columns - 1, through: 0, by: -1) {
      for j in i + 1..<max(r.columns, i + 1) { x[i] -= r[i, j] * x[j] }
      x[i] /= r[i, i]
    }
    return x
  }

  /// The solution x of Rᵀ x = b.
  public func solveTransposed(_ b: [Double]) -> [Double] {
    var x = b
    for i in 0..<r.columns {
      for j in 0..<i { x[i] -= r[j, i] * x[j] }
      x[i] /= r[i, i]
    }
    return x
  }

  /// R⁻ᵀ, lower triangular.
  public var inverseTransposed: Matrix {
    let p = r.columns
    return Matrix(columns: (0..<p).map { j in solveTransposed((0..<p).map { $0 == j ? 1 : 0 }) }, rows: p)
  }

  /// (AᵀA)⁻¹ = R⁻¹ R⁻ᵀ.
  public var inverseCrossproduct: Matrix {
    let (p, half) = (r.columns, inverseTransposed)
    var result = Matrix(rows: p, columns: p)
    for i in 0..<p {
      for j in 0...i {
        var sum = 0.0
        for l in i..<p { sum += half[l, i] * half[l, j] }
        (result[i, j], result[j, i]) = (sum, sum)
      }
    }
    return result
  }
}

extension Matrix {
  /// The positions of the columns that do not depend on columns to their left (relative ``ThinQR/dependence``).
  public var independentColumns: [Int] {
    let dependent = Set(OrthogonalBasis(self).dependent)
    return (0..<columns).filter { !dependent.contains($0) }
  }
}

/// Gram–Schmidt with reorthogonalization, leaving out columns that depend on earlier ones.
private struct OrthogonalBasis {
  var q: Matrix
  var r: Matrix
  var dependent: [Int] = []

  init(_ a: Matrix) {
    q = a
    r = Matrix(rows: a.columns, columns: a.columns)
    for j in 0..<a.columns {
      let before = norm(j)
      for _ in 0..<2 {
        for l in 0..<j where !dependent.contains(l) {
          let projection = dot(l, j)
          r[l, j] += projection
          for i in 0..<a.rows { q[i, j] -= projection * q[i, l] }
        }
      }
      let length = norm(j)
      guard length > ThinQR.dependence * before else {
        dependent.append(j)
        continue
      }
      r[j, j] = length
      for i in 0..<a.rows { q[i, j] /= length }
    }
  }

  private func dot(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for i in 0..<q.rows { sum += q[i, a] * q[i, b] }
    return sum
  }

  /// The norm of a column, scaled against overflow.
  private func norm(_ j: Int) -> Double {
    let largest = q.column(j).reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    var sum = 0.0
    for x in q.column(j) { sum += (x / largest) * (x / largest) }
    return largest * sum.squareRoot()
  }
}
