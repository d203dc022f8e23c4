import LinearAlgebra
import Testing
import _TestSupport

@Suite("Jacobi eigenvalues")
struct JacobiEigenTests {
  @Test("eigenvalues and vectors satisfy their definition and agree with LAPACK")
  func definition() throws {
    var generator = SeededGenerator(seed: 4)
    var eigen = JacobiEigen(capacity: 12)
    for n in [1, 2, 5, 12, 3] {
      var a = Matrix(rows: n, columns: n)
      for j in 0..<n {
        for i in j..<n {
          let value = generator.uniform() - 0.5
          (a[i, j], a[j, i]) = (value, value)
        }
      }
      eigen.decompose(order: n) { a[$0, $1] }
      for j in 0..<n {
        for i in 0..<n {
          var product = 0.0
          for l in 0..<n { product += a[i, l] * eigen.vector(l, j) }
          expectClose(product, eigen.values[j] * eigen.vector(i, j), absolute: 1e-14)
        }
      }
      let values = eigen.values.prefix(n).sorted()
      for (own, other) in zip(values, try SymmetricEigen(a).values) { expectClose(own, other, absolute: 1e-14) }
    }
  }

  @Test("zero and diagonal matrices need no rotation")
  func diagonal() {
    var eigen = JacobiEigen(capacity: 3)
    eigen.decompose(order: 3) { i, j in i == j ? Double(i) : 0 }
    #expect(eigen.values == [0, 1, 2])
    eigen.decompose(order: 3) { _, _ in 0 }
    #expect(eigen.values == [0, 0, 0])
  }
}
