import LinearAlgebra
import StudyRecords

extension DoseModel {
  /// The mean effect at some doses with confidence and prediction intervals, other moderators at their means.
  ///
  /// Values are `nil` where the curve is not defined, such as the logarithm of 0.
  public func points(at doses: [Double]) -> [DosePoint?] {
    let defined = doses.map { shape.position($0).isFinite }
    let kept = zip(doses, defined).filter(\.1).map { basis.row($0.0) }
    guard let first = kept.first else { return doses.map { _ in nil } }
    let rows = Matrix(columns: first.indices.map { j in kept.map { $0[j] } }, rows: kept.count)
    guard let predictions = try? fit.predict(x: rows) else { return doses.map { _ in nil } }
    var next = 0
    return zip(doses, defined).map { dose, isDefined in
      guard isDefined else { return nil }
      let prediction = predictions.rows[next]
      next += 1
      guard let interval = prediction.interval else { return nil }
      return DosePoint(
        dose: dose, estimate: prediction.estimate, interval: interval,
        predictionInterval: prediction.predictionInterval?.interval)
    }
  }
}
