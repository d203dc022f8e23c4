import LinearAlgebra
import Optimization
import RealModule

extension ScaleSearch {
  /// Identity link: the maximum over all α with no negative τ²ᵢ.
  ///
  /// The distinct rows of the scale design are the constraints. A logarithmic barrier, lowered by tens, leads from the
  /// inside to the optimum; the constraints that it ends on are then taken as equations and the rest of α is polished
  /// by Newton's method (Nocedal & Wright 2006, doi:10.1007/978-0-387-40065-5, ch. 19).
  func maximizeIdentity(_ commonTau2: Double) throws(ModelError) -> Outcome {
    var likelihood = ScaleLikelihood(problem, z: z, link: .identity, restricted: restricted)
    let constraints = distinctRows()
    let squares = excessSquares()
    var starts = commonStarts(commonTau2).map { t in projection { _ in t } }
    starts.append(projection { squares[$0] })
    guard let inside = interior(constraints, from: starts[0]) else { throw .scaleInfeasible }
    var minima: [Minimum] = []
    for start in starts {
      var point = blended(start, with: inside, constraints)
      var barrier = 0.1
      while barrier > 1e-10 {
        let minimum = NewtonMinimizer().minimize(from: point) { x, g, h in
          let value = likelihood.evaluate(x, gradient: &g, hessian: &h)
          return value.isFinite ? value + self.barrier(barrier, x, constraints, &g, &h) : value
        }
        guard minimum.value.isFinite else { break }
        point = minimum.x
        barrier *= 0.1
      }
      minima.append(polish(point, constraints, &likelihood))
    }
    guard let best = Minimum.best(of: minima), best.value.isFinite else { throw .unusableDesign }
    let isInside = best.summary.ending != .boundary
    _ = likelihood.value(best.x)
    let tau2 = likelihood.tau2
    let information = isInside ? invertedRoot(best.hessian) : nil
    let atZero = isInside ? 0 : (0..<problem.k).count { tau2[$0] <= 1e-12 * problem.v[$0] }
    var toUnits = toAlpha
    for i in toUnits.elements.indices { toUnits.elements[i] *= problem.scale }
    return Outcome(
      alpha: apply(toUnits, best.x), covarianceRoot: information.map { root(of: $0, toUnits) },
      tau2: tau2.map { $0 * problem.scale }, summary: best.summary, atZero: atZero,
      isFlat: isInside && information == nil)
  }

  /// The rows of the orthogonal design that differ, those of zeros left out.
  private func distinctRows() -> [[Double]] {
    var seen: Set<[Double]> = []
    var rows: [[Double]] = []
    for i in 0..<problem.k {
      let original = (0..<design.columns).map { design[i, $0] }
      guard original.contains(where: { $0 != 0 }), seen.insert(original).inserted else { continue }
      rows.append((0..<z.columns).map { z[i, $0] })
    }
    return rows
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for j in a.indices { sum += a[j] * b[j] }
    return sum
  }

  private func least(_ constraints: [[Double]], _ x: [Double]) -> Double {
    constraints.reduce(.infinity) { min($0, dot($1, x)) }
  }

  /// A point with every τ²ᵢ positive: the start itself, or the minimum of Σ exp(−zᵢ′γ), which lies inside if anything
  /// does; `nil` when nothing does.
  private func interior(_ constraints: [[Double]], from start: [Double]) -> [Double]? {
    if least(constraints, start) > 0 { return start }
    let minimum = NewtonMinimizer().minimize(from: start) { x, g, h in
      var value = 0.5e-9 * dot(x, x)
      for a in x.indices {
        g[a] = 1e-9 * x[a]
        for b in x.indices { h[a, b] = a == b ? 1e-9 : 0 }
      }
      for row in constraints {
        let e = Double.exp(-dot(row, x))
        value += e
        for a in x.indices {
          g[a] -= e * row[a]
          for b in x.indices { h[a, b] += e * row[a] * row[b] }
        }
      }
      return value
    }
    return least(constraints, minimum.x) > 0 ? minimum.x : nil
  }

  /// As near to a start as the inside allows.
  private func blended(_ start: [Double], with inside: [Double], _ constraints: [[Double]]) -> [Double] {
    var share = 0.0
    while share < 1 {
      let point = zip(start, inside).map { (1 - share) * $0 + share * $1 }
      if least(constraints, point) > 0 { return point }
      share += 0.125
    }
    return inside
  }

  /// −μ Σ log ηᵢ over the constraints, with its derivatives added.
  private func barrier(
    _ mu: Double, _ x: [Double], _ constraints: [[Double]], _ g: inout [Double], _ h: inout Matrix
  ) -> Double {
    var value = 0.0
    for row in constraints {
      let eta = dot(row, x)
      guard eta > 0 else { return .infinity }
      value -= mu * Double.log(eta)
      for a in x.indices {
        g[a] -= mu * row[a] / eta
        for b in x.indices { h[a, b] += mu * row[a] * row[b] / (eta * eta) }
      }
    }
    return value
  }

  /// The optimum near a barrier point: on the constraints that it lies on, or inside if there is none.
  private func polish(
    _ point: [Double], _ constraints: [[Double]], _ likelihood: inout ScaleLikelihood
  ) -> Minimum {
    let largest = constraints.reduce(0) { max($0, dot($1, point)) }
    let active = constraints.filter { dot($0, point) < 1e-5 * max(largest, 1e-3) }
    let end = likelihood.value(point)
    let limit = end + 1e-9 * max(1, abs(end))
    var minimum = optimum(from: point, on: active, &likelihood)
    if !active.isEmpty {
      minimum.summary.ending = .boundary
      if !(minimum.value <= limit) { minimum = optimum(from: point, on: [], &likelihood) }
    }
    if !(minimum.value <= limit) {
      minimum.x = point
      minimum.summary.ending = .stalled
      minimum.value = end
    }
    return minimum
  }

  /// The optimum with some constraints as equations.
  private func optimum(
    from point: [Double], on active: [[Double]], _ likelihood: inout ScaleLikelihood
  ) -> Minimum {
    let q = z.columns
    let basis = complement(of: active, order: q)
    func full(_ delta: [Double]) -> [Double] {
      (0..<q).map { i in basis.indices.reduce(0) { $0 + basis[$1][i] * delta[$1] } }
    }
    var (gradient, hessian) = ([Double](repeating: 0, count: q), Matrix(rows: q, columns: q))
    var minimum = NewtonMinimizer().minimize(from: basis.map { dot($0, point) }) { delta, g, h in
      let value = likelihood.evaluate(full(delta), gradient: &gradient, hessian: &hessian)
      for a in basis.indices {
        g[a] = dot(basis[a], gradient)
        for b in basis.indices {
          var sum = 0.0
          for i in 0..<q { for j in 0..<q { sum += basis[a][i] * hessian[i, j] * basis[b][j] } }
          h[a, b] = sum
        }
      }
      return value
    }
    minimum.x = full(minimum.x)
    minimum.value = likelihood.evaluate(minimum.x, gradient: &gradient, hessian: &hessian)
    (minimum.gradient, minimum.hessian) = (gradient, hessian)
    minimum.isHeld = [Bool](repeating: !active.isEmpty, count: q)
    return minimum
  }

  /// An orthonormal basis of what is orthogonal to the given rows.
  private func complement(of rows: [[Double]], order q: Int) -> [[Double]] {
    var basis: [[Double]] = []
    var result: [[Double]] = []
    let units = (0..<q).map { j in (0..<q).map { $0 == j ? 1.0 : 0 } }
    for (position, vector) in (rows + units).enumerated() {
      let before = dot(vector, vector).squareRoot()
      var rest = vector
      for _ in 0..<2 {
        for other in basis {
          let share = dot(other, rest)
          for j in 0..<q { rest[j] -= share * other[j] }
        }
      }
      let length = dot(rest, rest).squareRoot()
      guard length > 1e-7 * before else { continue }
      let unit = rest.map { $0 / length }
      basis.append(unit)
      if position >= rows.count { result.append(unit) }
    }
    return result
  }
}
