import LinearAlgebra
import Optimization
import RealModule

/// The global maximum of a location–scale model's likelihood in the scale coefficients.
///
/// The scale design is made orthonormal first, so that nothing depends on units or on collinearity. Newton's method in a
/// trust region runs from several starts: one τ² for all (its own estimate, a small and a large one), a regression of
/// the log squared residuals (Harvey 1976, doi:10.2307/1913974), and shifts along each direction of the design.
struct ScaleSearch {
  /// What a search yields.
  struct Outcome {
    /// α; `nil` where the likelihood rises towards infinity.
    var alpha: [Double?]
    /// A matrix H with H′H the covariance of α; `nil` where there is none.
    var covarianceRoot: Matrix?
    /// τ²ᵢ in the units of the data.
    var tau2: [Double]
    var summary: OptimizationSummary
    /// Studies whose τ² has zero for its limit (log link) or lies on the edge (identity link).
    var atZero: Int
    /// Whether the information is singular, so that α is not unique.
    var isFlat = false
  }

  let problem: Tau2Problem
  let link: ScaleLink
  let restricted: Bool
  /// The scale design as given.
  let design: Matrix
  /// The scale design with orthogonal columns of length √k.
  let z: Matrix
  /// Turns coefficients of ``z`` into α: α = J γ.
  let toAlpha: Matrix

  init(_ problem: Tau2Problem, scale design: Matrix, link: ScaleLink, restricted: Bool) throws(ModelError) {
    self.problem = problem
    self.link = link
    self.restricted = restricted
    self.design = design
    (z, toAlpha) = try ScaleSearch.orthogonal(design)
  }

  /// Columns of length √(rows) with the same span, and what turns their coefficients into those of the design.
  static func orthogonal(_ design: Matrix) throws(ModelError) -> (z: Matrix, toAlpha: Matrix) {
    let qr: ThinQR
    do { qr = try ThinQR(design) } catch { throw .dependentDesign }
    let size = Double(design.rows).squareRoot()
    var z = qr.q
    for i in z.elements.indices { z.elements[i] *= size }
    let columns = (0..<design.columns).map { j in
      qr.solveUpper((0..<design.columns).map { $0 == j ? size : 0 })
    }
    return (z, Matrix(columns: columns, rows: design.columns))
  }

  /// `commonTau2` is the estimate of one τ² for all studies, in the units of the data.
  func maximize(commonTau2: Double) throws(ModelError) -> Outcome {
    switch link {
    case .log: try maximizeLog(commonTau2)
    case .identity: try maximizeIdentity(commonTau2)
    }
  }

  /// Values of one τ² for all studies to start from, in standard units: estimated, small and large.
  func commonStarts(_ commonTau2: Double) -> [Double] {
    let typical = problem.v.sorted()[problem.k / 2]
    let spread = problem.y.reduce(0) { $0 + $1 * $1 } / Double(max(1, problem.degreesOfFreedom))
    let common = commonTau2 / problem.scale
    return [common > 1e-3 * typical ? common : 0.1 * typical, 1e-2 * typical, 10 * (typical + spread)]
  }

  /// The least-squares coefficients of values, one per study.
  func projection(_ values: (Int) -> Double) -> [Double] {
    (0..<z.columns).map { j in
      var sum = 0.0
      for i in 0..<problem.k { sum += z[i, j] * values(i) }
      return sum / Double(problem.k)
    }
  }

  /// The squared residuals of the unweighted location fit beyond what sampling explains, never below a tenth of it.
  func excessSquares() -> [Double] {
    let weights = [Double](repeating: 1, count: problem.k)
    let design = problem.basis ?? Matrix(rows: problem.k, columns: 1, repeating: 1)
    let fit = try? WeightedLeastSquares(design: design, response: problem.y, weights: weights)
    let residuals = fit?.residuals ?? problem.y
    return (0..<problem.k).map { max(residuals[$0] * residuals[$0] - problem.v[$0], 0.1 * problem.v[$0]) }
  }

  // MARK: Log link

  /// log τ² in standard units is zᵢ′γ plus this.
  var logOffset: Double { -Double.log(problem.scale) }

  private func maximizeLog(_ commonTau2: Double) throws(ModelError) -> Outcome {
    var likelihood = ScaleLikelihood(problem, z: z, link: .log, restricted: restricted, offset: logOffset)
    var starts = commonStarts(commonTau2).map { t in projection { _ in Double.log(t) - logOffset } }
    let squares = excessSquares()
    starts.append(projection { Double.log(squares[$0]) - logOffset })
    for j in 0..<min(z.columns, 8) {
      for shift in [-1.5, 1.5] {
        var start = starts[0]
        start[j] += shift
        starts.append(start)
      }
    }
    let minima = starts.map { start in
      NewtonMinimizer().minimize(from: start) { likelihood.evaluate($0, gradient: &$1, hessian: &$2) }
    }
    guard let best = Minimum.best(of: minima), best.value.isFinite else { throw .unusableDesign }
    _ = likelihood.value(best.x)
    let tau2 = likelihood.tau2
    let vanishing = (0..<problem.k).filter { tau2[$0] <= 1e-8 * problem.v[$0] }
    if !vanishing.isEmpty, let limit = try limit(of: best, vanishing: vanishing) { return limit }
    let information = invertedRoot(best.hessian)
    return Outcome(
      alpha: apply(toAlpha, best.x), covarianceRoot: information.map { root(of: $0, toAlpha) },
      tau2: tau2.map { $0 * problem.scale }, summary: best.summary, atZero: 0, isFlat: information == nil)
  }

  // MARK: Shared

  /// L⁻¹ for a Hessian LL′, or `nil` when it is not safely positive definite.
  func invertedRoot(_ hessian: Matrix?) -> Matrix? {
    guard let hessian, hessian.columns > 0 else { return nil }
    var eigen = JacobiEigen(capacity: hessian.columns)
    eigen.decompose(order: hessian.columns) { hessian[$0, $1] }
    let values = eigen.values
    guard let least = values.min(), let most = values.max(), least > 1e-12 * most, least > 1e-14 else {
      return nil
    }
    // Columns of Q Λ^(−½): root′ root = Q Λ⁻¹ Q′ with root = Λ^(−½) Q′.
    var root = Matrix(rows: hessian.columns, columns: hessian.columns)
    for j in 0..<hessian.columns {
      for i in 0..<hessian.columns { root[j, i] = eigen.vector(i, j) / values[j].squareRoot() }
    }
    return root
  }

  /// The root of the covariance of J γ from that of γ.
  func root(of gammaRoot: Matrix, _ transform: Matrix) -> Matrix {
    var result = Matrix(rows: gammaRoot.rows, columns: transform.rows)
    for j in 0..<transform.rows {
      for i in 0..<gammaRoot.rows {
        var sum = 0.0
        for l in 0..<gammaRoot.columns { sum += gammaRoot[i, l] * transform[j, l] }
        result[i, j] = sum
      }
    }
    return result
  }

  func apply(_ transform: Matrix, _ gamma: [Double]) -> [Double] {
    (0..<transform.rows).map { i in
      var sum = 0.0
      for j in 0..<transform.columns { sum += transform[i, j] * gamma[j] }
      return sum
    }
  }
}
