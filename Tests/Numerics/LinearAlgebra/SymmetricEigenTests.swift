import LinearAlgebra
import Testing
import _TestSupport

@Suite("Symmetric eigenvalues")
struct SymmetricEigenTests {
  @Test("Known values, ascending, with vectors that satisfy A v = λ v")
  func known() throws {
    let matrix = Matrix(rows: 3, columns: 3, elements: [2, -1, 0, -1, 2, -1, 0, -1, 2])
    let eigen = try SymmetricEigen(matrix, vectors: true)
    for (value, expected) in zip(eigen.values, [2 - 2.squareRoot(), 2, 2 + 2.squareRoot()]) {
      expectClose(value, expected, relative: 1e-14)
    }
    let vectors = try #require(eigen.vectors)
    let product = matrix * vectors
    for j in 0..<3 {
      for i in 0..<3 { expectClose(product[i, j], eigen.values[j] * vectors[i, j], absolute: 1e-14) }
    }
    #expect(try SymmetricEigen(matrix).vectors == nil)
  }
}
