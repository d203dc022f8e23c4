import EffectMeasures
import StudyRecords

extension BackTransformed {
  /// A pooled coefficient and its prediction interval on the scale that people read; `nil` when it is the same.
  init?(_ coefficient: Coefficient, prediction: PredictionInterval?, by transform: BackTransform) {
    guard transform != .identity else { return nil }
    self.transform = transform
    estimate = transform.finite(coefficient.estimate)
    interval = coefficient.interval?.mapped { transform($0) }
    predictionInterval = prediction?.interval.mapped { transform($0) }
  }
}

extension BackTransform {
  /// The value on the natural scale, `nil` when it is too large for a number.
  func finite(_ x: Double) -> Double? {
    let value = self(x)
    return value.isFinite ? value : nil
  }
}
