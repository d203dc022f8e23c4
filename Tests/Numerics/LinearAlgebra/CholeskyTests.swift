import LinearAlgebra
import Testing
import _TestSupport

@Suite("Cholesky")
struct CholeskyTests {
  // A = L Lᵀ with L = [[2, 0, 0], [1, 3, 0], [-1, 2, 4]].
  static let matrix = Matrix(rows: 3, columns: 3, elements: [4, 2, -2, 2, 10, 5, -2, 5, 21])

  @Test("The factor is the known one")
  func factor() throws {
    let factor = try Cholesky(CholeskyTests.matrix).factor
    #expect(factor.elements == [2, 1, -1, 0, 3, 2, 0, 0, 4])
  }

  @Test("Solving and inverting undo multiplication")
  func solves() throws {
    let factor = try Cholesky(CholeskyTests.matrix)
    let x = Matrix(rows: 3, columns: 2, elements: [1, -2, 3, 0.5, 0, 7])
    let solved = factor.solve(CholeskyTests.matrix * x)
    for (a, b) in zip(solved.elements, x.elements) { expectClose(a, b, relative: 1e-14, absolute: 1e-14) }
    let unit = factor.inverse * CholeskyTests.matrix
    for (a, b) in zip(unit.elements, Matrix.identity(3).elements) {
      expectClose(a, b, relative: 1e-14, absolute: 1e-14)
    }
  }

  @Test("LAPACK's factor of a larger matrix solves as well")
  func large() throws {
    // Diagonally dominant, beyond `smallOrder`.
    let n = Cholesky.smallOrder + 8
    var matrix = Matrix(rows: n, columns: n, repeating: 1)
    for i in 0..<n { matrix[i, i] = Double(n + i) }
    let x = Matrix(rows: n, columns: 1, elements: (0..<n).map { Double($0 % 5) - 2 })
    let solved = try Cholesky(matrix).solve(matrix * x)
    for (a, b) in zip(solved.elements, x.elements) { expectClose(a, b, relative: 1e-13, absolute: 1e-13) }
    matrix[n - 1, n - 1] = -1
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: n)) { try Cholesky(matrix) }
  }

  @Test("A matrix that is not positive definite is refused, with the minor at fault")
  func refuses() {
    let matrix = Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try Cholesky(matrix) }
  }
}
