import LinearAlgebra

/// The coefficients at a given τ², with their covariance before any Knapp–Hartung factor.
struct LeastSquaresFit {
  /// b.
  let coefficients: [Double]
  /// Their covariance: (X′WX)⁻¹, or (X′AX)⁻¹X′A(V + τ²I)AX(X′AX)⁻¹ for weights a of the user's own.
  let covariance: Matrix
  /// A matrix H with HᵀH = covariance.
  let covarianceRoot: Matrix
  /// X b.
  let fitted: [Double]
  /// y − X b.
  let residuals: [Double]
  /// The diagonal of the hat matrix.
  let leverages: [Double]
  /// The pooling weights, as given.
  let weights: [Double]
  /// Σ (y − ŷ)²/(v + τ²); 0 when every residual is within rounding of the estimates.
  let weightedSquares: Double
  /// What Knapp and Hartung's factor is made of: the same sum for inverse-variance weights, whatever weights b has.
  let minimalSquares: Double

  init(_ problem: Tau2Problem, tau2: Double, userWeights: [Double]?) throws(ModelError) {
    let total = problem.vi.map { $0 + tau2 }
    let weights = userWeights ?? total.map { 1 / $0 }
    let base: WeightedLeastSquares
    do {
      base = try WeightedLeastSquares(design: problem.design, response: problem.yi, weights: weights)
    } catch {
      throw .dependentDesign
    }
    if userWeights == nil {
      covariance = base.inverseCrossproduct
      covarianceRoot = base.covarianceRoot
    } else {
      // Half = diag(√(v + τ²)) A X (X′AX)⁻¹ = diag(√((v + τ²) a)) U H, so that the covariance is Half′Half.
      let (k, p) = (problem.k, problem.p)
      var half = Matrix(rows: k, columns: p)
      for j in 0..<p {
        for i in 0..<k {
          var element = 0.0
          for l in 0..<p { element += base.basis[i, l] * base.covarianceRoot[l, j] }
          half[i, j] = (total[i] * weights[i]).squareRoot() * element
        }
      }
      var product = Matrix(rows: p, columns: p)
      for j in 0..<p {
        for l in 0...j {
          var sum = 0.0
          for i in 0..<k { sum += half[i, l] * half[i, j] }
          (product[l, j], product[j, l]) = (sum, sum)
        }
      }
      covariance = product
      covarianceRoot = half
    }
    coefficients = base.coefficients
    fitted = base.fitted
    residuals = base.residuals
    leverages = base.leverages
    self.weights = weights
    let largest = problem.yi.reduce(0) { max($0, abs($1)) }
    let isExact = residuals.allSatisfy { abs($0) <= 8 * largest.ulp }
    var squares = 0.0
    for i in 0..<problem.k where !isExact { squares += residuals[i] * residuals[i] / total[i] }
    weightedSquares = squares
    if userWeights == nil {
      minimalSquares = squares
    } else {
      var profile = Tau2Profile(problem)
      minimalSquares = profile.point(tau2 / problem.scale).q
    }
  }

  /// ``covarianceRoot`` with p rows.
  var squareRoot: Matrix {
    let root = covarianceRoot
    return root.rows > root.columns ? (try? ThinQR(root).r) ?? root : root
  }

  /// The weights as shares of 100.
  var weightPercents: [Double] {
    let sum = weights.reduce(0, +)
    return weights.map { 100 * $0 / sum }
  }
}
