import LinearAlgebra
import RealModule

/// The quantities of ``Tau2Profile`` for many studies, from the p×p matrices X̃′WX̃, X̃′W²X̃ and X̃′W³X̃ in one pass.
///
/// About a fifth of the work of orthogonalizing √W X̃. With orthonormal columns X̃ the condition of X̃′WX̃ is at most
/// the largest over the smallest weight, so that this way is taken only where that ratio is at most ``spread`` and
/// costs at most three of sixteen digits. Products run in row order and in lanes of four, the same on every processor.
struct GramProfile {
  /// The largest ratio of weights.
  static let spread = 1000.0
  /// The least number of elements of the design for which this way is taken.
  static let leastElements = ThinQR.smallProblem

  private let p: Int
  /// Lanes of four in a row of the design.
  private let lanes: Int
  /// X̃ row by row, padded with zeros to whole lanes.
  private let rows: [SIMD4<Double>]
  private let range: ClosedRange<Double>
  /// The three matrices one after the other, lower triangles in whole lanes.
  private var gram: [SIMD4<Double>]

  /// Whether the profile is computed this way at τ² = t.
  func covers(_ t: Double) -> Bool {
    range.lowerBound + t > 0 && range.upperBound + t <= GramProfile.spread * (range.lowerBound + t)
  }

  /// `nil` for small problems and a column of ones.
  init?(_ problem: Tau2Problem) {
    guard let basis = problem.basis, basis.elements.count > GramProfile.leastElements,
      let least = problem.v.min(), let greatest = problem.v.max()
    else { return nil }
    let (k, p) = (basis.rows, basis.columns)
    let lanes = (p + 3) / 4
    var rows = [SIMD4<Double>](repeating: .zero, count: k * lanes)
    for j in 0..<p { for i in 0..<k { rows[i * lanes + j / 4][j % 4] = basis[i, j] } }
    (self.p, self.lanes, self.rows) = (p, lanes, rows)
    range = least...greatest
    gram = [SIMD4<Double>](repeating: .zero, count: 3 * p * lanes)
  }

  /// Everything at τ² = t, or the weights, Q and its slope alone; `nil` where the matrix is not positive definite.
  mutating func point(
    _ t: Double, _ problem: Tau2Problem, onlyQ: Bool = false
  ) -> Tau2Profile.Point? {
    let (k, size) = (problem.k, p * lanes)
    var point = Tau2Profile.Point(tau2: t)
    for i in gram.indices { gram[i] = .zero }
    var moment = [SIMD4<Double>](repeating: .zero, count: lanes)
    problem.v.withUnsafeBufferPointer { v in
      problem.y.withUnsafeBufferPointer { y in
        rows.withUnsafeBufferPointer { rows in
          gram.withUnsafeMutableBufferPointer { gram in
            let elements = UnsafeRawBufferPointer(rows)
            var (sum, squares) = (0.0, 0.0)
            for i in 0..<k {
              let w = 1 / (v[i] + t)
              sum += w
              squares += w * w
              let row = i * lanes
              for lane in 0..<lanes { moment[lane] += (w * y[i]) * rows[row + lane] }
              for j in 0..<p {
                let x = w * elements.load(fromByteOffset: 8 * (4 * row + j), as: Double.self)
                let at = j * lanes
                if onlyQ {
                  for lane in 0...(j / 4) { gram[at + lane] += x * rows[row + lane] }
                } else {
                  let (x2, x3) = (w * x, w * w * x)
                  for lane in 0...(j / 4) {
                    let element = rows[row + lane]
                    gram[at + lane] += x * element
                    gram[size + at + lane] += x2 * element
                    gram[2 * size + at + lane] += x3 * element
                  }
                }
              }
            }
            (point.weight, point.weightSquare) = (sum, squares)
          }
        }
      }
    }
    guard let cholesky = try? Cholesky(matrix(0)) else { return nil }
    for j in 0..<p { point.logInformation += 2 * .log(cholesky.factor[j, j]) }
    let b = cholesky.solve(Matrix(rows: p, columns: 1, elements: (0..<p).map { moment[$0 / 4][$0 % 4] }))
    let coefficients = (0..<lanes).map { lane in
      SIMD4((0..<4).map { 4 * lane + $0 < p ? b[4 * lane + $0, 0] : 0 })
    }
    var gradient = [SIMD4<Double>](repeating: .zero, count: lanes)
    rows.withUnsafeBufferPointer { rows in
      let (v, y) = (problem.v, problem.y)
      for i in 0..<k {
        let row = i * lanes
        var fitted = SIMD4<Double>.zero
        for lane in 0..<lanes { fitted += coefficients[lane] * rows[row + lane] }
        let w = 1 / (v[i] + t)
        let r = y[i] - ((fitted[0] + fitted[1]) + (fitted[2] + fitted[3]))
        let u = w * r
        point.q += u * r
        point.qSlope += u * u
        point.qCurve += w * u * u
        if !onlyQ { for lane in 0..<lanes { gradient[lane] += (w * u) * rows[row + lane] } }
      }
    }
    if onlyQ { return point }
    let g = Matrix(rows: p, columns: 1, elements: (0..<p).map { gradient[$0 / 4][$0 % 4] })
    let image = cholesky.solve(g)
    for j in 0..<p { point.qCurve -= g[j, 0] * image[j, 0] }
    let (second, third) = (cholesky.solve(matrix(1)), cholesky.solve(matrix(2)))
    point.trace = point.weight
    point.traceSquare = point.weightSquare
    for j in 0..<p {
      point.trace -= second[j, j]
      point.traceSquare -= 2 * third[j, j]
      for l in 0..<p { point.traceSquare += second[j, l] * second[l, j] }
    }
    return point
  }

  /// One of the three matrices, 0 for W, 1 for W², 2 for W³.
  private func matrix(_ power: Int) -> Matrix {
    var result = Matrix(rows: p, columns: p)
    for j in 0..<p {
      for l in 0...j {
        let element = gram[power * p * lanes + j * lanes + l / 4][l % 4]
        (result[j, l], result[l, j]) = (element, element)
      }
    }
    return result
  }
}
