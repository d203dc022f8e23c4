/// In-place Gram–Schmidt steps on columns stored one after the other, for loops that may not allocate.
enum OrthogonalColumns {
  /// Takes the part along column l, of unit length, out of column j.
  static func orthogonalize(_ u: inout [Double], column j: Int, against l: Int, rows k: Int) {
    var projection = 0.0
    for i in 0..<k { projection += u[i + l * k] * u[i + j * k] }
    for i in 0..<k { u[i + j * k] -= projection * u[i + l * k] }
  }

  /// Takes the part along column l, of unit length, out of a vector.
  static func remove(_ u: [Double], column l: Int, from vector: inout [Double], rows k: Int) {
    var projection = 0.0
    for i in 0..<k { projection += u[i + l * k] * vector[i] }
    for i in 0..<k { vector[i] -= projection * u[i + l * k] }
  }

  /// Scales column j to unit length; returns the square of its length before.
  static func normalize(_ u: inout [Double], column j: Int, rows k: Int) -> Double {
    var square = 0.0
    for i in 0..<k { square += u[i + j * k] * u[i + j * k] }
    let inverse = 1 / square.squareRoot()
    for i in 0..<k { u[i + j * k] *= inverse }
    return square
  }
}
