/// A dense matrix of doubles, stored column by column as BLAS and LAPACK want it.
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column: element (i, j) is at `i + j * rows`.
  public var elements: [Double]

  /// A matrix from its elements in column order.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for a \(rows)×\(columns) matrix")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix with the same number everywhere.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
  }

  /// A matrix from its columns, all of one length.
  public init(columns: [[Double]], rows: Int) {
    self.init(rows: rows, columns: columns.count, elements: columns.flatMap(\.self))
  }

  /// The identity matrix of order n.
  public static func identity(_ n: Int) -> Matrix {
    var matrix = Matrix(rows: n, columns: n)
    for i in 0..<n { matrix[i, i] = 1 }
    return matrix
  }

  /// The element in row i and column j, counted from 0.
  public subscript(_ i: Int, _ j: Int) -> Double {
    get { elements[i + j * rows] }
    set { elements[i + j * rows] = newValue }
  }

  /// The column j as a slice of the elements.
  public func column(_ j: Int) -> ArraySlice<Double> { elements[j * rows..<(j + 1) * rows] }

  /// The diagonal.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// The matrix as rows, for output.
  public var rowArrays: [[Double]] { (0..<rows).map { i in (0..<columns).map { self[i, $0] } } }

  /// The transpose.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns { for i in 0..<rows { result[j, i] = self[i, j] } }
    return result
  }

  /// The matrix restricted to some columns, in the order given.
  public func selecting(columns selection: [Int]) -> Matrix {
    Matrix(columns: selection.map { Array(column($0)) }, rows: rows)
  }

  /// The matrix restricted to some rows, in the order given.
  public func selecting(rows selection: [Int]) -> Matrix {
    Matrix(columns: (0..<columns).map { j in selection.map { self[$0, j] } }, rows: selection.count)
  }
}
