import LinearAlgebra
import Testing

@Suite("Matrix")
struct MatrixTests {
  static let a = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])

  @Test("Elements are stored column by column")
  func layout() {
    #expect(MatrixTests.a[0, 1] == 3)
    #expect(MatrixTests.a.rowArrays == [[1, 3, 5], [2, 4, 6]])
    #expect(MatrixTests.a.transposed.elements == [1, 3, 5, 2, 4, 6])
    #expect(MatrixTests.a.selecting(columns: [2, 0]).elements == [5, 6, 1, 2])
    #expect(MatrixTests.a.selecting(rows: [1]).elements == [2, 4, 6])
    #expect(Matrix.identity(2).diagonal == [1, 1])
  }

  @Test("Products by BLAS agree with hand-made ones")
  func products() {
    let a = MatrixTests.a
    #expect((a * a.transposed).elements == [35, 44, 44, 56])
    #expect(Matrix.crossproduct(a, a).elements == (a.transposed * a).elements)
    #expect(Matrix.outerProduct(a, a).elements == [35, 44, 44, 56])
    #expect((Matrix(rows: 0, columns: 3) * Matrix(rows: 3, columns: 2)).elements.isEmpty)
  }
}
