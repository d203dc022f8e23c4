import COpenBLAS

extension Matrix {
  /// The product of two matrices, by OpenBLAS' GEMM.
  public static func * (a: Matrix, b: Matrix) -> Matrix { product(a, b) }

  /// The product aᵀ b.
  public static func crossproduct(_ a: Matrix, _ b: Matrix) -> Matrix { product(a, b, transposingFirst: true) }

  /// The product a bᵀ.
  public static func outerProduct(_ a: Matrix, _ b: Matrix) -> Matrix { product(a, b, transposingSecond: true) }

  private static func product(
    _ a: Matrix, _ b: Matrix, transposingFirst: Bool = false, transposingSecond: Bool = false
  ) -> Matrix {
    let (m, inner) = transposingFirst ? (a.columns, a.rows) : (a.rows, a.columns)
    let (other, n) = transposingSecond ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(inner == other, "a matrix of \(inner) columns times one of \(other) rows")
    var c = Matrix(rows: m, columns: n)
    guard m > 0, n > 0, inner > 0 else { return c }
    let code = tutti_gemm(
      transposingFirst ? 1 : 0, transposingSecond ? 1 : 0, Int32(m), Int32(n), Int32(inner), a.elements,
      Int32(a.rows), b.elements, Int32(b.rows), &c.elements, Int32(m))
    precondition(code == 0, LinearAlgebraError.openBLASMissing.description)
    return c
  }
}
