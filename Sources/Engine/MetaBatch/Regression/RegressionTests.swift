import Distributions
import MetaModels

/// Tests of a batch of regressions: distributions and quantiles by degrees of freedom, made once.
struct RegressionTests: Sendable {
  let model: BatchModel
  /// How many coefficients the joint test covers.
  let tested: Int
  /// Whether p values are wanted; they take longer than a fit by closed forms.
  let givesPValues: Bool
  private let quantile: Double
  private let quantiles: [Double]

  /// Degrees of freedom for which quantiles are kept.
  private static let kept = 64

  init(_ model: BatchModel, tested: Int, givesPValues: Bool = true) {
    (self.model, self.tested, self.givesPValues) = (model, tested, givesPValues)
    quantile = CoefficientInference(degreesOfFreedom: nil, level: model.level).quantile
    quantiles =
      model.test == .z
      ? []
      : (1...RegressionTests.kept).map {
        CoefficientInference(degreesOfFreedom: Double($0), level: model.level).quantile
      }
  }

  /// The quantile of an interval; without degrees of freedom the test is normal.
  func quantile(_ df: Int) -> Double {
    guard model.test != .z, df > 0 else { return quantile }
    if df <= RegressionTests.kept { return quantiles[df - 1] }
    return CoefficientInference(degreesOfFreedom: Double(df), level: model.level).quantile
  }

  /// The two-sided p value of a statistic.
  func pValue(_ statistic: Double, _ df: Int) -> Double? {
    guard givesPValues else { return nil }
    return model.test == .z || df == 0
      ? min(1, 2 * Normal.standard.upperTail(abs(statistic)))
      : min(1, 2 * StudentT(degreesOfFreedom: Double(df)).upperTail(abs(statistic)))
  }

  /// The joint statistic from its χ², with its p value.
  func omnibus(_ square: Double, _ df: Int) -> (statistic: Double, p: Double?) {
    let (m, isNormal) = (Double(tested), model.test == .z)
    let statistic = isNormal ? square : square / m
    guard givesPValues else { return (statistic, nil) }
    if isNormal { return (statistic, ChiSquared(degreesOfFreedom: m).upperTail(statistic)) }
    return (statistic, FisherF(numerator: m, denominator: Double(df)).upperTail(statistic))
  }

  /// The p value of QE.
  func qPValue(_ q: Double, _ df: Int) -> Double? {
    givesPValues ? ChiSquared(degreesOfFreedom: Double(df)).upperTail(q) : nil
  }

  /// I² in percent and H², from τ² and the typical variance or from Q.
  func inconsistency(tau2: Double, q: Double, trace: Double, df: Int) -> (i2: Double, h2: Double) {
    let df = Double(df)
    if model.method.isRandom, model.i2Basis == .tau2 {
      let typical = df / trace
      return (100 * tau2 / (tau2 + typical), 1 + tau2 / typical)
    }
    return (q > 0 ? 100 * max(0, (q - df) / q) : 0, q / df)
  }
}
