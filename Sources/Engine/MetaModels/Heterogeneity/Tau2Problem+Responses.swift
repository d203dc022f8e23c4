import LinearAlgebra

extension Tau2Problem {
  /// The same variances and design with other estimates: what is known of the design is not computed again.
  /// - Throws: ``ModelError/unusableEstimate(row:study:value:)``.
  init(_ problem: Tau2Problem, responses yi: [Double]) throws(ModelError) {
    precondition(yi.count == problem.k, "columns of unequal length")
    for i in yi.indices where !yi[i].isFinite || abs(yi[i]) > Tau2Problem.range.upperBound {
      throw .unusableEstimate(row: i + 1, study: nil, value: yi[i])
    }
    var y = yi
    let root = 1 / problem.scale.squareRoot()
    if let basis = problem.basis {
      // Twice is enough: residuals of the unweighted fit.
      for _ in 0..<2 {
        for j in 0..<basis.columns {
          OrthogonalColumns.remove(basis.elements, column: j, from: &y, rows: problem.k)
        }
      }
      for i in y.indices { y[i] *= root }
    } else {
      let anchor = problem.vi.indices.min { problem.vi[$0] < problem.vi[$1] } ?? 0
      y = yi.map { ($0 - yi[anchor]) * root }
    }
    self.init(problem, yi: yi, y: y)
  }
}
