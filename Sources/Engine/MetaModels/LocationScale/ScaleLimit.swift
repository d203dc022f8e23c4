import LinearAlgebra
import Optimization
import RealModule

extension ScaleSearch {
  /// The limit in which the given studies' τ² is zero, if the likelihood (log link) rises towards it; else `nil`.
  ///
  /// Only directions of α that the other studies do not see can be infinite. Coefficients along them are undefined; the
  /// others are estimated from the other studies.
  func limit(of best: Minimum, vanishing: [Int]) throws(ModelError) -> Outcome? {
    var isZero = [Bool](repeating: false, count: problem.k)
    for i in vanishing { isZero[i] = true }
    let seen = (0..<problem.k).filter { !isZero[$0] }
    let visible = design.selecting(rows: seen)
    let independent = seen.isEmpty ? [] : visible.independentColumns
    guard independent.count < z.columns else { return nil }
    let (part, toPart) = try ScaleSearch.orthogonal(visible.selecting(columns: independent))
    var expanded = Matrix(rows: problem.k, columns: independent.count)
    for (row, i) in seen.enumerated() { for j in 0..<part.columns { expanded[i, j] = part[row, j] } }
    var likelihood = ScaleLikelihood(
      problem, z: expanded, link: .log, restricted: restricted, offset: logOffset, isZero: isZero)
    var start = [Double](repeating: 0, count: part.columns)
    for (row, i) in seen.enumerated() {
      var eta = 0.0
      for l in 0..<z.columns { eta += z[i, l] * best.x[l] }
      for j in start.indices { start[j] += part[row, j] * eta / Double(seen.count) }
    }
    let minimum = NewtonMinimizer().minimize(from: start) {
      likelihood.evaluate($0, gradient: &$1, hessian: &$2)
    }
    guard minimum.value <= best.value + 1e-9 * max(1, abs(best.value)) else { return nil }
    _ = likelihood.value(minimum.x)
    let values = apply(toPart, minimum.x)
    let isDefined = estimable(in: visible, independent)
    let partRoot = invertedRoot(minimum.hessian).map { root(of: $0, toPart) }
    var covarianceRoot = partRoot.map { Matrix(rows: $0.rows, columns: z.columns) }
    var alpha = [Double?](repeating: nil, count: z.columns)
    for (position, j) in independent.enumerated() where isDefined[position] {
      alpha[j] = values[position]
      guard let partRoot else { continue }
      for i in 0..<partRoot.rows { covarianceRoot?[i, j] = partRoot[i, position] }
    }
    var summary = best.summary
    summary.ending = .boundary
    summary.iterations += minimum.summary.iterations
    summary.evaluations += minimum.summary.evaluations
    summary.gradient = minimum.summary.gradient
    return Outcome(
      alpha: alpha, covarianceRoot: covarianceRoot, tau2: likelihood.tau2.map { $0 * problem.scale },
      summary: summary, atZero: vanishing.count)
  }

  /// Which of the independent columns have a coefficient of their own: no other column contains them.
  private func estimable(in visible: Matrix, _ independent: [Int]) -> [Bool] {
    var isDefined = [Bool](repeating: true, count: independent.count)
    let kept = visible.selecting(columns: independent)
    guard !independent.isEmpty, let qr = try? ThinQR(kept) else { return isDefined }
    func size(_ column: ArraySlice<Double>) -> Double { column.reduce(0) { max($0, abs($1)) } }
    for column in 0..<visible.columns where !independent.contains(column) {
      let values = visible.column(column)
      let shares = qr.solveUpper(
        (0..<kept.columns).map { j in zip(qr.q.column(j), values).reduce(0) { $0 + $1.0 * $1.1 } })
      for (position, share) in shares.enumerated()
      where abs(share) * size(kept.column(position)) > 1e-9 * max(size(values), .leastNormalMagnitude) {
        isDefined[position] = false
      }
    }
    return isDefined
  }
}
