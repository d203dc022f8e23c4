import StudyRecords

extension DoseModel {
  /// The mean effect at some doses with confidence and prediction intervals, other moderators at their means.
  ///
  /// Values are `nil` where the curve is not defined, such as the logarithm of 0.
  public func points(at doses: [Double]) -> [DosePoint?] {
    let coefficients = fit.coefficients.map(\.estimate)
    let df = fit.coefficients.first?.degreesOfFreedom
    let inference = CoefficientInference(degreesOfFreedom: df, level: fit.settings.level)
    return doses.map { dose in
      guard shape.position(dose).isFinite else { return nil }
      let row = basis.row(dose)
      var variance = 0.0
      for i in row.indices { for j in row.indices { variance += row[i] * fit.covariance[i, j] * row[j] } }
      let error = max(0, variance).squareRoot()
      let estimate = basis.mean(dose, coefficients)
      let prediction =
        fit.settings.heterogeneity.isRandom
        ? PredictionInterval(
          fit.settings.predictionInterval, estimate: estimate, se: error,
          plainSE: fit.varianceFactor.map { $0 > 0 ? error / $0.squareRoot() : 0 } ?? error,
          tau2: fit.heterogeneity.tau2, df: df, residualDF: fit.k - fit.p,
          estimatesTau2: fit.settings.heterogeneity.estimatesTau2, level: fit.settings.level) : nil
      return DosePoint(
        dose: dose, estimate: estimate,
        interval: Interval(center: estimate, halfWidth: inference.quantile * error),
        predictionInterval: prediction?.interval)
    }
  }
}
