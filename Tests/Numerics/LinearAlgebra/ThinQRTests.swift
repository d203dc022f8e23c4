import LinearAlgebra
import Testing
import _TestSupport

@Suite("QR")
struct ThinQRTests {
  /// A matrix of numbers spread over several orders of magnitude, columns of very different scales.
  static func random(rows: Int, columns: Int, seed: UInt64) -> Matrix {
    var random = SeededGenerator(seed: seed)
    var matrix = Matrix(rows: rows, columns: columns)
    for j in 0..<columns {
      let scale = [1, 1e-6, 1e6, 1e3][j % 4]
      for i in 0..<rows { matrix[i, j] = scale * (random.uniform() - 0.3) }
    }
    return matrix
  }

  // The second shape exceeds `smallProblem` and goes to LAPACK.
  @Test(
    "Q has orthonormal columns and Q R gives the matrix back", arguments: [(13, 4), (9000, 3), (5, 5), (7, 1)])
  func reconstructs(_ shape: (Int, Int)) throws {
    let a = ThinQRTests.random(rows: shape.0, columns: shape.1, seed: 7)
    let qr = try ThinQR(a)
    let gram = Matrix.crossproduct(qr.q, qr.q)
    for i in 0..<shape.1 {
      for j in 0..<shape.1 {
        // Rounding of a sum of k products of size 1/k.
        expectClose(gram[i, j], i == j ? 1 : 0, relative: 1e-14, absolute: 1e-14, "QᵀQ[\(i), \(j)]")
        if i > j { #expect(qr.r[i, j] == 0) }
      }
    }
    let product = qr.q * qr.r
    for j in 0..<shape.1 {
      let norm = a.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
      for i in 0..<shape.0 { expectClose(product[i, j], a[i, j], absolute: 1e-15 * norm * 4, "QR[\(i), \(j)]") }
    }
  }

  @Test("Dependent columns are found from left to right, whatever their scale", arguments: [1, 1e-8, 1e8])
  func dependence(_ scale: Double) throws {
    let x = [1.0, 4, 2, 8, 5, 7]
    let ones = [Double](repeating: 1, count: 6)
    let sum = x.map { scale * (3 * $0 - 2) }
    let other = x.map { $0 * $0 }
    let a = Matrix(columns: [ones, x, sum, other, ones], rows: 6)
    #expect(a.independentColumns == [0, 1, 3])
    #expect(throws: LinearAlgebraError.rankDeficient(column: 2)) { try ThinQR(a) }
    #expect(throws: LinearAlgebraError.rankDeficient(column: 2)) {
      try ThinQR(Matrix(rows: 2, columns: 3, elements: [1, 0, 0, 1, 1, 1]))
    }
  }

  @Test("The inverse crossproduct inverts AᵀA")
  func inverse() throws {
    let a = ThinQRTests.random(rows: 20, columns: 3, seed: 3)
    let product = try ThinQR(a).inverseCrossproduct * Matrix.crossproduct(a, a)
    for i in 0..<3 {
      for j in 0..<3 {
        let unit = (Matrix.crossproduct(a, a)[j, j] / Matrix.crossproduct(a, a)[i, i]).squareRoot()
        expectClose(product[i, j] / unit, i == j ? 1 : 0, relative: 1e-11, absolute: 1e-11)
      }
    }
  }
}
