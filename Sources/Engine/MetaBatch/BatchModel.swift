import MetaModels

/// Every choice of a batch; the same for all its analyses.
///
/// Batches pool by inverse variance around a common mean. Each analysis gets what ``MetaModels/ModelSettings`` with
/// the same choices would give it.
public struct BatchModel: Hashable, Sendable, Codable {
  /// Where τ² comes from.
  public var method: BatchMethod
  /// How the pooled effect is tested. The rules that choose between two intervals, `hk-ci` and `hk-iqwig6`, are fitted
  /// one analysis at a time, hundreds of times slower than the others.
  public var test: CoefficientTest
  /// Confidence level in percent.
  public var level: Double
  /// How I² and H² are defined.
  public var i2Basis: I2Basis
  /// How the prediction interval is made.
  public var predictionInterval: PredictionIntervalMethod

  /// Choices; the defaults are those of the profile `tutti@1`.
  public init(
    method: BatchMethod = .reml, test: CoefficientTest = .knha, level: Double = 95, i2Basis: I2Basis = .tau2,
    predictionInterval: PredictionIntervalMethod = .t
  ) {
    self.method = method
    self.test = test
    self.level = level
    self.i2Basis = i2Basis
    self.predictionInterval = predictionInterval
  }

  /// The choices of a single fit, `nil` where batches do not have them.
  public init?(_ settings: ModelSettings) {
    guard let method = BatchMethod(settings.heterogeneity), settings.weighting == .inverseVariance,
      settings.pooling == .inverseVariance, settings.convergence == .optimum
    else { return nil }
    self.init(
      method: method, test: settings.test, level: settings.level, i2Basis: settings.i2Basis,
      predictionInterval: settings.predictionInterval)
  }

  /// The same choices for a single fit, without an interval of τ².
  public var settings: ModelSettings {
    ModelSettings(
      heterogeneity: method.heterogeneity, test: test, level: level, i2Basis: i2Basis, tau2Interval: nil,
      predictionInterval: predictionInterval)
  }
}
