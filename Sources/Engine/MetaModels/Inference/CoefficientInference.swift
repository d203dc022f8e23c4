import Distributions
import LinearAlgebra
import StudyRecords

/// Tests and intervals of coefficients under a coefficient test, from b and its covariance.
struct CoefficientInference {
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  let degreesOfFreedom: Double?
  /// The quantile that a confidence interval of the level uses.
  let quantile: Double

  init(degreesOfFreedom: Double?, level: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    let tail = (1 - level / 100) / 2
    quantile = CoefficientInference.distribution(degreesOfFreedom).quantile(upperTail: tail)
  }

  static func distribution(_ degreesOfFreedom: Double?) -> any ContinuousDistribution {
    if let degreesOfFreedom { StudentT(degreesOfFreedom: degreesOfFreedom) } else { Normal.standard }
  }

  /// One coefficient.
  func coefficient(term: String, estimate: Double, variance: Double) -> Coefficient {
    let error = variance.squareRoot()
    let statistic = error > 0 ? estimate / error : nil
    let distribution = CoefficientInference.distribution(degreesOfFreedom)
    return Coefficient(
      term: term, estimate: estimate, standardError: error, statistic: statistic,
      degreesOfFreedom: degreesOfFreedom,
      pValue: statistic.map { min(1, 2 * distribution.upperTail(abs($0))) },
      interval: Interval(center: estimate, halfWidth: quantile * error))
  }

  /// The joint test of some coefficients: b′C⁻¹b as χ²(m), or over m as F(m, df); `nil` where C is singular.
  func omnibus(_ coefficients: [Double], covariance: Matrix, testing positions: [Int]) -> OmnibusTest? {
    let m = positions.count
    var block = Matrix(rows: m, columns: m)
    for (i, a) in positions.enumerated() {
      for (j, b) in positions.enumerated() { block[i, j] = covariance[a, b] }
    }
    let b = positions.map { coefficients[$0] }
    // Scaled to a correlation matrix, so that moderators on very different scales cost no digits.
    let scales = block.diagonal.map { $0.squareRoot() }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    for i in 0..<m { for j in 0..<m { block[i, j] /= scales[i] * scales[j] } }
    let z = (0..<m).map { b[$0] / scales[$0] }
    guard let factor = try? Cholesky(block) else { return nil }
    let solved = factor.solve(Matrix(columns: [z], rows: m))
    var statistic = 0.0
    for i in 0..<m { statistic += z[i] * solved[i, 0] }
    guard let degreesOfFreedom else {
      return OmnibusTest(
        statistic: statistic, df1: m, df2: nil,
        pValue: ChiSquared(degreesOfFreedom: Double(m)).upperTail(statistic), coefficients: positions)
    }
    let f = statistic / Double(m)
    return OmnibusTest(
      statistic: f, df1: m, df2: Int(degreesOfFreedom),
      pValue: FisherF(numerator: Double(m), denominator: degreesOfFreedom).upperTail(f), coefficients: positions
    )
  }
}
