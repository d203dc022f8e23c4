/// The weighted least squares fit of a response on a design: b = (XᵀWX)⁻¹ XᵀWy with W = diag(w).
///
/// Works on the k×p design only; nothing of size k×k is formed. Computed by QR of √W X, so that accuracy does not
/// suffer from forming XᵀWX. With a single column of ones everything is a plain sum in row order.
public struct WeightedLeastSquares: Sendable {
  /// b, one per column of the design.
  public let coefficients: [Double]
  /// (XᵀWX)⁻¹, p×p.
  public let inverseCrossproduct: Matrix
  /// A p×p matrix H with HᵀH = (XᵀWX)⁻¹.
  public let covarianceRoot: Matrix
  /// X b, one per row.
  public let fitted: [Double]
  /// y − X b, one per row.
  public let residuals: [Double]
  /// The diagonal of X (XᵀWX)⁻¹ XᵀW, one per row; adds to p.
  public let leverages: [Double]
  /// Σ w (y − X b)².
  public let residualSumOfSquares: Double

  /// Fits a response.
  ///
  /// Weights must be positive and finite, the shapes must match.
  /// - Throws: ``LinearAlgebraError/rankDeficient(column:)``.
  public init(design: Matrix, response y: [Double], weights w: [Double]) throws(LinearAlgebraError) {
    precondition(
      design.rows == y.count && y.count == w.count, "a design, response and weights of unequal length")
    let k = y.count
    if design.columns == 1, k > 0, design.elements.allSatisfy({ $0 == 1 }) {
      let total = w.reduce(0, +)
      let origin = y[0]
      var shift = 0.0
      for i in 0..<k { shift += w[i] * (y[i] - origin) }
      shift /= total
      coefficients = [origin + shift]
      inverseCrossproduct = Matrix(rows: 1, columns: 1, repeating: 1 / total)
      residuals = y.map { ($0 - origin) - shift }
      leverages = w.map { $0 / total }
      covarianceRoot = Matrix(rows: 1, columns: 1, repeating: 1 / total.squareRoot())
    } else {
      let roots = w.map { $0.squareRoot() }
      var scaled = design
      for j in 0..<design.columns { for i in 0..<k { scaled[i, j] *= roots[i] } }
      let qr = try ThinQR(scaled)
      var (b, rest) = ([Double](repeating: 0, count: design.columns), y)
      // The second pass fits what the first left over, so that a large mean costs the residuals no digits.
      for _ in 0..<2 {
        var projection = [Double](repeating: 0, count: design.columns)
        for j in 0..<design.columns { for i in 0..<k { projection[j] += qr.q[i, j] * roots[i] * rest[i] } }
        let step = qr.solveUpper(projection)
        for j in 0..<design.columns {
          b[j] += step[j]
          for i in 0..<k { rest[i] -= design[i, j] * step[j] }
        }
      }
      (coefficients, residuals) = (b, rest)
      inverseCrossproduct = qr.inverseCrossproduct
      covarianceRoot = qr.inverseTransposed
      leverages = (0..<k).map { i in
        var sum = 0.0
        for j in 0..<design.columns { sum += qr.q[i, j] * qr.q[i, j] }
        return sum
      }
    }
    let rest = residuals
    fitted = (0..<k).map { y[$0] - rest[$0] }
    var sum = 0.0
    for i in 0..<k { sum += w[i] * residuals[i] * residuals[i] }
    residualSumOfSquares = sum
  }
}
