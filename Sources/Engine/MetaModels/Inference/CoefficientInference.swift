import Distributions
import LinearAlgebra
import StudyRecords

/// Tests and intervals of coefficients under a coefficient test, from b and its covariance.
package struct CoefficientInference {
  /// Degrees of freedom of the t distribution, `nil` for the normal.
  let degreesOfFreedom: Double?
  /// The quantile that a confidence interval of the level uses.
  package let quantile: Double

  package init(degreesOfFreedom: Double?, level: Double) {
    self.degreesOfFreedom = degreesOfFreedom
    let tail = (1 - level / 100) / 2
    quantile = CoefficientInference.distribution(degreesOfFreedom).quantile(upperTail: tail)
  }

  static func distribution(_ degreesOfFreedom: Double?) -> any ContinuousDistribution {
    if let degreesOfFreedom { StudentT(degreesOfFreedom: degreesOfFreedom) } else { Normal.standard }
  }

  /// One coefficient.
  package func coefficient(term: String, estimate: Double, variance: Double) -> Coefficient {
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
  ///
  /// `root` is a matrix H with H′H = C before the variance factor. C⁻¹ is never formed: with H = QR over the columns
  /// tested, the statistic is the squared length of R⁻ᵀb, which keeps its digits for nearly collinear moderators.
  func omnibus(
    _ coefficients: [Double], covarianceRoot root: Matrix, factor: Double, testing positions: [Int]
  ) -> OmnibusTest? {
    let m = positions.count
    guard m > 0, factor > 0, let qr = try? ThinQR(root.selecting(columns: positions)) else { return nil }
    let z = qr.solveTransposed(positions.map { coefficients[$0] })
    var statistic = 0.0
    for value in z { statistic += value * value }
    statistic /= factor
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
