import EffectMeasures
import LinearAlgebra
import MetaModels

/// The statistics of many arrangements at once: |z| or |t| of each coefficient and the omnibus statistic.
///
/// The design stays and the studies' (y, v) move, which is the same as the other way round. With orthonormal columns
/// x̃ of the design, all normal equations of a block of arrangements are two matrix products over the studies: products
/// x̃ₐx̃ᵦ times the permuted weights, and x̃ₐ times the permuted w·y. With S = LL′ and z = L⁻¹t, the residual sum of squares
/// is Σwy² − |z|², a coefficient is u′z with variance |u|² for u = L⁻¹R⁻ᵀe, and the omnibus statistic is the part of |z|²
/// that belongs to the columns tested, which are put last. τ² by DL comes from the same products at τ² = 0, by other
/// estimators from one estimate per arrangement. Weights other than inverse variances are fitted one by one.
struct PermutedStatistics {
  /// Arrangements per block; fixed, so that nothing depends on how the work is divided.
  static let blockSize = 256

  private let settings: ModelSettings
  private let test: CoefficientTest
  private let k: Int
  private let p: Int
  private let design: Matrix
  private let terms: [String]
  private let tested: [Int]
  /// Positions of the coefficients in the reordered design: those not tested first.
  private let order: [Int]
  /// Orthonormal columns of the reordered design.
  private let basis: Matrix
  /// R⁻ᵀ: its column a holds what turns z into coefficient `order[a]`.
  private let inverse: Matrix
  /// All products of two columns, k × p(p + 1)/2.
  private let products: Matrix
  private let y: [Double]
  private let v: [Double]
  private let userWeights: [Double]?
  /// What was taken out of y, and the position of the intercept that takes it back.
  private let shift: (amount: Double, position: Int)?

  init(_ fit: Fit) throws {
    settings = fit.settings
    test = fit.test
    design = fit.design.matrix
    (k, p) = (design.rows, design.columns)
    terms = fit.design.terms
    tested = fit.moderatorTest?.coefficients ?? []
    let tested = tested
    order = (0..<p).filter { !tested.contains($0) } + tested
    let qr = try ThinQR(design.selecting(columns: order))
    basis = qr.q
    inverse = qr.inverseTransposed
    let used = fit.studies.filter(\.isUsed)
    let yi = used.compactMap(\.yi)
    v = used.compactMap(\.vi)
    var products = Matrix(rows: k, columns: p * (p + 1) / 2)
    var column = 0
    for a in 0..<p {
      for b in 0...a {
        for i in 0..<k { products[i, column] = qr.q[i, a] * qr.q[i, b] }
        column += 1
      }
    }
    self.products = products
    switch settings.weighting {
    case .inverseVariance: userWeights = nil
    case .unweighted: userWeights = [Double](repeating: 1, count: k)
    case .user(let weights):
      userWeights = fit.studies.indices.filter { fit.studies[$0].isUsed }.map { weights[$0] ?? 0 }
    }
    let intercept = fit.coefficients.firstIndex { $0.term == Design.intercept }
    if let intercept, p > 1, !tested.contains(intercept) {
      let mean = yi.reduce(0, +) / Double(k)
      shift = (mean, intercept)
      y = yi.map { $0 - mean }
    } else {
      shift = nil
      y = yi
    }
  }

  /// The statistics of the data, as those of the arrangements are computed.
  mutating func observed() throws -> [Double] {
    let identity = Array(0..<k)
    return try statistics([identity], .rows(classes: []))[0]
  }

  /// Adds to `counts` how many arrangements are at least as extreme as the data, statistic by statistic.
  mutating func count(
    _ panel: ArraySlice<[Int]>, _ scheme: Arrangements.Scheme, against observed: [Double],
    into counts: inout [Int]
  ) throws {
    for row in try statistics(Array(panel), scheme) {
      for (position, value) in row.enumerated() {
        let limit = observed[position] - 1.5e-8 * max(1, observed[position])
        if value >= limit { counts[position] += 1 }
      }
    }
  }

  /// One row per arrangement: the coefficients' |statistic| and the omnibus statistic; infinite where a standard error
  /// is zero.
  private func statistics(_ panel: [[Int]], _ scheme: Arrangements.Scheme) throws -> [[Double]] {
    let count = panel.count
    var (ys, vs) = (Matrix(rows: k, columns: count), Matrix(rows: k, columns: count))
    for (j, arrangement) in panel.enumerated() {
      for i in 0..<k {
        if case .signs = scheme {
          (ys[i, j], vs[i, j]) = (Double(arrangement[i]) * y[i], v[i])
        } else {
          (ys[i, j], vs[i, j]) = (y[arrangement[i]], v[arrangement[i]])
        }
      }
    }
    if userWeights != nil { return try panel.indices.map { try fitted(ys, vs, panel[$0], scheme, column: $0) } }
    let tau2 = try heterogeneity(ys, vs)
    var weights = vs
    for j in 0..<count { for i in 0..<k { weights[i, j] = 1 / (vs[i, j] + tau2[j]) } }
    let equations = Equations(basis, products, weights, ys)
    let df = Double(max(k - p, 1))
    return (0..<count).map { j in
      var row = [Double](repeating: .infinity, count: p + 1)
      guard let solution = equations.solve(j) else { return row }
      let factor = max(test.varianceFactor(solution.residual / df) ?? 1, 0)
      guard factor > 0 else { return row }
      for a in 0..<p {
        let (estimate, variance) = solution.coefficient(inverse, a)
        let moved = order[a] == shift?.position ? estimate + (shift?.amount ?? 0) : estimate
        row[order[a]] = abs(moved) / (factor * variance).squareRoot()
      }
      var omnibus = 0.0
      for a in (p - tested.count)..<p { omnibus += solution.z[a] * solution.z[a] }
      row[p] = omnibus / factor / (test == .z ? 1 : Double(max(tested.count, 1)))
      return row
    }
  }

  /// τ² of every arrangement.
  private func heterogeneity(_ ys: Matrix, _ vs: Matrix) throws -> [Double] {
    switch settings.heterogeneity {
    case .equalEffects, .fixedEffects: return [Double](repeating: 0, count: ys.columns)
    case .fixed(let tau2): return [Double](repeating: tau2, count: ys.columns)
    case .estimated(.dl): return momentEstimates(ys, vs)
    case .estimated(let method):
      let estimator = method.estimator()
      return try (0..<ys.columns).map { j in
        try estimator.estimate(
          Tau2Problem(yi: Array(ys.column(j)), vi: Array(vs.column(j)), design: design)
        ).tau2
      }
    }
  }

  /// DerSimonian and Laird's (Q − (k − p))/tr P, cut at zero, with tr P = Σw − tr S⁻¹S₂ and S₂ = Σw²x̃x̃′.
  private func momentEstimates(_ ys: Matrix, _ vs: Matrix) -> [Double] {
    var (weights, squares) = (vs, vs)
    for i in vs.elements.indices {
      weights.elements[i] = 1 / vs.elements[i]
      squares.elements[i] = weights.elements[i] * weights.elements[i]
    }
    let equations = Equations(basis, products, weights, ys)
    let second = Matrix.crossproduct(products, squares)
    return (0..<ys.columns).map { j in
      guard let solution = equations.solve(j) else { return 0 }
      let trace = weights.column(j).reduce(0, +) - solution.trace(second.column(j))
      return max(0, (solution.residual - Double(k - p)) / trace)
    }
  }

  /// An arrangement fitted by itself, for weights that are not inverse variances.
  private func fitted(
    _ ys: Matrix, _ vs: Matrix, _ arrangement: [Int], _ scheme: Arrangements.Scheme, column j: Int
  ) throws -> [Double] {
    var settings = settings
    settings.tau2Interval = nil
    if let userWeights, settings.weighting != .unweighted {
      if case .signs = scheme {
        settings.weighting = .user(userWeights)
      } else {
        settings.weighting = .user(arrangement.map { userWeights[$0] })
      }
    }
    let effects = EffectSizes(yi: ys.column(j).map { $0 + (shift?.amount ?? 0) }, vi: Array(vs.column(j)))
    let columns = (0..<p).map { a in Design.Column(term: terms[a], values: design.column(a).map { $0 }) }
    let fit = try settings.fit(effects, design: Design(columns: columns))
    return fit.coefficients.map { $0.statistic.map(abs) ?? .infinity } + [
      fit.moderatorTest?.statistic ?? .infinity
    ]
  }
}

/// The normal equations of a block of weighted regressions on the same orthonormal columns.
private struct Equations {
  private let p: Int
  private let crossproducts: Matrix
  private let moments: Matrix
  private let weights: Matrix
  private let ys: Matrix

  init(_ basis: Matrix, _ products: Matrix, _ weights: Matrix, _ ys: Matrix) {
    p = basis.columns
    var weighted = ys
    for i in ys.elements.indices { weighted.elements[i] *= weights.elements[i] }
    crossproducts = Matrix.crossproduct(products, weights)
    moments = Matrix.crossproduct(basis, weighted)
    self.weights = weights
    self.ys = ys
  }

  /// One regression solved.
  struct Solution {
    /// L⁻¹t.
    var z: [Double]
    /// L⁻¹, lower triangular, column by column.
    var inverse: [Double]
    /// Σ w (y − ŷ)², never negative.
    var residual: Double
    private var p: Int { z.count }

    init(z: [Double], inverse: [Double], residual: Double) {
      self.z = z
      self.inverse = inverse
      self.residual = residual
    }

    /// A coefficient and its variance: u′z and |u|² for u = L⁻¹ times a column of R⁻ᵀ.
    func coefficient(_ transform: Matrix, _ a: Int) -> (Double, Double) {
      var (estimate, variance) = (0.0, 0.0)
      for i in 0..<p {
        var u = 0.0
        for l in 0...i { u += inverse[i + l * p] * transform[l, a] }
        estimate += u * z[i]
        variance += u * u
      }
      return (estimate, variance)
    }

    /// tr(S⁻¹A) for A given by its lower triangle row by row.
    func trace(_ a: ArraySlice<Double>) -> Double {
      var sum = 0.0
      for i in 0..<p {
        for j in 0...i {
          for l in 0...i {
            let (high, low) = (max(j, l), min(j, l))
            sum += inverse[i + j * p] * a[a.startIndex + high * (high + 1) / 2 + low] * inverse[i + l * p]
          }
        }
      }
      return sum
    }
  }

  /// The regression of a column; `nil` if its equations are singular to rounding.
  func solve(_ column: Int) -> Solution? {
    let s = crossproducts.column(column)
    var factor = [Double](repeating: 0, count: p * p)
    var inverse = factor
    var z = [Double](repeating: 0, count: p)
    for i in 0..<p {
      for j in 0...i {
        var sum = s[s.startIndex + i * (i + 1) / 2 + j]
        for l in 0..<j { sum -= factor[i + l * p] * factor[j + l * p] }
        if i == j {
          guard sum > 0 else { return nil }
          factor[i + i * p] = sum.squareRoot()
        } else {
          factor[i + j * p] = sum / factor[j + j * p]
        }
      }
    }
    let t = moments.column(column)
    for i in 0..<p {
      var sum = t[t.startIndex + i]
      for l in 0..<i { sum -= factor[i + l * p] * z[l] }
      z[i] = sum / factor[i + i * p]
    }
    for j in 0..<p {
      for i in j..<p {
        var sum = i == j ? 1.0 : 0.0
        for l in j..<i { sum -= factor[i + l * p] * inverse[l + j * p] }
        inverse[i + j * p] = sum / factor[i + i * p]
      }
    }
    var squares = 0.0
    let offset = column * ys.rows
    for i in offset..<offset + ys.rows { squares += weights.elements[i] * ys.elements[i] * ys.elements[i] }
    let explained = z.reduce(0) { $0 + $1 * $1 }
    return Solution(z: z, inverse: inverse, residual: max(0, squares - explained))
  }
}
