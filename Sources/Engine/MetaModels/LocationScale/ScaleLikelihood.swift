import LinearAlgebra
import RealModule

/// −ℓ of a location–scale model as a function of the scale coefficients, with gradient and Hessian.
///
/// With wᵢ = 1/(vᵢ + τ²ᵢ), P = W − WX(X′WX)⁻¹X′W and r = Py, the location coefficients profiled out,
/// ML: −ℓ = ½[Σ log(v + τ²) + y′Py], REML: + ½ log|X̃′WX̃|, up to constants. Then ∂(−ℓ)/∂τ²ᵢ = ½(aᵢ − rᵢ²) with aᵢ = wᵢ
/// (ML) or Pᵢᵢ (REML), and ∂²(−ℓ)/∂τ²ᵢ∂τ²ⱼ = rᵢPᵢⱼrⱼ − ½ wᵢ²δᵢⱼ (ML) or − ½ Pᵢⱼ² (REML). Products with P run over
/// its k×p factor; nothing k×k is formed and nothing is allocated. All in the problem's standard form.
///
/// Source: Viechtbauer & López-López (2022), doi:10.1002/jrsm.1562, for the model; Harville (1977),
/// doi:10.1080/01621459.1977.10480998, for the derivatives.
struct ScaleLikelihood {
  let problem: Tau2Problem
  let link: ScaleLink
  let restricted: Bool
  /// The scale design, k×q.
  let z: Matrix
  /// Added to every ηᵢ before the link.
  let offset: Double
  /// Rows whose τ² is held at zero.
  let isZero: [Bool]
  /// τ²ᵢ of the last evaluation, in standard units.
  private(set) var tau2: [Double]

  private let basis: [Double]
  private var slope: [Double]
  private var curve: [Double]
  private var w: [Double]
  private var u: [Double]
  private var residual: [Double]
  private var excess: [Double]
  private var leverage: [Double]
  private var crossed: [Double]
  private var projected: [Double]

  init(
    _ problem: Tau2Problem, z: Matrix, link: ScaleLink, restricted: Bool, offset: Double = 0,
    isZero: [Bool]? = nil
  ) {
    self.problem = problem
    self.z = z
    self.link = link
    self.restricted = restricted
    self.offset = offset
    let (k, p, q) = (problem.k, problem.p, z.columns)
    self.isZero = isZero ?? [Bool](repeating: false, count: k)
    basis = problem.basis?.elements ?? [Double](repeating: 1 / Double(k).squareRoot(), count: k)
    let zeros = [Double](repeating: 0, count: k)
    (tau2, slope, curve, w, residual, excess, leverage) = (zeros, zeros, zeros, zeros, zeros, zeros, zeros)
    u = basis
    crossed = [Double](repeating: 0, count: q * p * p)
    projected = [Double](repeating: 0, count: q * p)
  }

  /// ηᵢ = zᵢ′γ + offset.
  func eta(_ gamma: [Double], _ i: Int) -> Double {
    var sum = offset
    for j in 0..<z.columns { sum += z[i, j] * gamma[j] }
    return sum
  }

  /// −ℓ, with its derivatives; infinite where a τ² is negative or out of range.
  mutating func evaluate(_ gamma: [Double], gradient: inout [Double], hessian: inout Matrix) -> Double {
    guard setVariances(gamma) else { return .infinity }
    let value = solveLocation()
    let (k, q) = (problem.k, z.columns)
    for a in 0..<q {
      var sum = 0.0
      for i in 0..<k { sum += z[i, a] * slope[i] * excess[i] }
      gradient[a] = 0.5 * sum
    }
    fillCrossProducts()
    for b in 0..<q { for a in b..<q { (hessian[a, b], hessian[b, a]) = twice(secondDerivative(a, b)) } }
    return value
  }

  private func twice(_ x: Double) -> (Double, Double) { (x, x) }

  /// −ℓ alone.
  mutating func value(_ gamma: [Double]) -> Double { setVariances(gamma) ? solveLocation() : .infinity }

  private mutating func setVariances(_ gamma: [Double]) -> Bool {
    for i in 0..<problem.k {
      if isZero[i] {
        (tau2[i], slope[i], curve[i]) = (0, 0, 0)
      } else {
        let eta = eta(gamma, i)
        switch link {
        case .log:
          let t = Double.exp(eta)
          (tau2[i], slope[i], curve[i]) = (t, t, t)
        case .identity:
          // Rounding may leave a τ² that lies on the edge a little below it.
          (tau2[i], slope[i], curve[i]) = (eta < 0 && eta > -1e-11 ? 0 : eta, 1, 0)
        }
        guard tau2[i] >= 0, tau2[i] < 1e100 else { return false }
      }
      w[i] = 1 / (problem.v[i] + tau2[i])
    }
    return true
  }

  /// Orthogonalizes √W X̃, finds r = Py and a − r², and gives −ℓ.
  private mutating func solveLocation() -> Double {
    let (k, p) = (problem.k, problem.p)
    var sum = 0.0
    for i in 0..<k {
      let root = w[i].squareRoot()
      sum -= Double.log(w[i])
      residual[i] = root * problem.y[i]
      for j in 0..<p { u[i + j * k] = root * basis[i + j * k] }
    }
    for j in 0..<p {
      for _ in 0..<2 { for l in 0..<j { OrthogonalColumns.orthogonalize(&u, column: j, against: l, rows: k) } }
      let square = OrthogonalColumns.normalize(&u, column: j, rows: k)
      if restricted { sum += Double.log(square) }
    }
    for _ in 0..<2 { for j in 0..<p { OrthogonalColumns.remove(u, column: j, from: &residual, rows: k) } }
    for i in 0..<k {
      sum += residual[i] * residual[i]
      residual[i] *= w[i].squareRoot()
      leverage[i] = 0
      if restricted { for j in 0..<p { leverage[i] += u[i + j * k] * u[i + j * k] } }
      excess[i] = w[i] * (1 - leverage[i]) - residual[i] * residual[i]
    }
    return 0.5 * sum
  }

  /// Σ sᵢₐ rᵢ √wᵢ uᵢ and, restricted, Σ sᵢₐ wᵢ uᵢuᵢ′ with sᵢₐ = zᵢₐ dτ²ᵢ/dηᵢ.
  private mutating func fillCrossProducts() {
    let (k, p) = (problem.k, problem.p)
    for a in 0..<z.columns {
      for l in 0..<p {
        var sum = 0.0
        for i in 0..<k { sum += z[i, a] * slope[i] * residual[i] * w[i].squareRoot() * u[i + l * k] }
        projected[a * p + l] = sum
        guard restricted else { continue }
        for m in 0...l {
          var sum = 0.0
          for i in 0..<k { sum += z[i, a] * slope[i] * w[i] * u[i + l * k] * u[i + m * k] }
          crossed[(a * p + l) * p + m] = sum
          crossed[(a * p + m) * p + l] = sum
        }
      }
    }
  }

  private func secondDerivative(_ a: Int, _ b: Int) -> Double {
    let (k, p) = (problem.k, problem.p)
    var sum = 0.0
    for i in 0..<k {
      let (wi, ri) = (w[i], residual[i])
      let own = 2 * ri * ri * wi - wi * wi * (1 - 2 * leverage[i])
      sum += z[i, a] * z[i, b] * (slope[i] * slope[i] * own + curve[i] * excess[i])
    }
    for l in 0..<p {
      sum -= 2 * projected[a * p + l] * projected[b * p + l]
      guard restricted else { continue }
      for m in 0..<p { sum -= crossed[(a * p + l) * p + m] * crossed[(b * p + l) * p + m] }
    }
    return 0.5 * sum
  }
}
