import EffectMeasures
import StudyRecords

/// The model's mean for given moderator values, with its uncertainty and that of a new study's true effect.
public struct Prediction: Hashable, Sendable {
  /// Where the prediction was asked for, `nil` for design rows given as numbers.
  public var moderators: ModeratorValues?
  /// x′b on the analysis scale.
  public var estimate: Double
  /// √(x′Cx), with C the covariance of the coefficients, any Knapp–Hartung factor included.
  public var standardError: Double
  /// Degrees of freedom of the confidence interval's t distribution, `nil` for the normal.
  public var degreesOfFreedom: Double?
  /// The confidence interval of the mean.
  public var interval: Interval?
  /// Where the true effect of a new study with these values is expected; random effects only.
  public var predictionInterval: PredictionInterval?
  /// The same on the scale that people read, where the measure has one.
  public var backTransformed: BackTransformed?
  /// The numeric moderators whose value lies outside the range of the rows used.
  public var extrapolated: [String]
}

/// Predictions at several points, in the order asked for.
public struct Predictions: Hashable, Sendable {
  /// One prediction for each point.
  public var rows: [Prediction]
  /// The level of the intervals in percent.
  public var level: Double
  /// How the prediction intervals are made.
  public var method: PredictionIntervalMethod
  /// Points beyond the observed range.
  public var notes: [Note]
}

extension NoteKind {
  /// A prediction outside the observed range of a moderator.
  static let extrapolated = NoteKind(
    "prediction.extrapolated", .warning,
    "prediction {prediction} is at {moderator} = {value}, outside the observed range {lower} to {upper}; it rests on "
      + "the form of the model alone")
}
