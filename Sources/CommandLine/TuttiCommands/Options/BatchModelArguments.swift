import Analyses
import ArgumentParser
import MetaAnalysis
import MetaBatch

/// How the analyses of a batch are pooled.
struct BatchModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Model: \(BatchMethod.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "code"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "Test of the pooled effect: \(CoefficientTest.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "code"))
  var test: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Level of all intervals in percent.", valueName: "percent"))
  var level: String?

  @Option(
    name: .customLong("i2"), help: ArgumentHelp("I² from τ² (tau2) or from Q (q).", valueName: "basis"))
  var i2: String?

  @Option(
    help: ArgumentHelp(
      "Prediction interval: \(PredictionIntervalMethod.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "code"))
  var predictionInterval: String?

  /// The conventions' model with the choices of the command line in their place.
  func model(over conventions: Conventions) throws -> BatchModel {
    var settings = conventions.randomModel(for: nil)
    if let method {
      let codes = BatchMethod.allCases.map(\.rawValue)
      guard method == "FE" || codes.contains(method), let model = HeterogeneityModel(code: method) else {
        throw UsageError.unknownValue(option: "--method", value: method, allowed: codes)
      }
      settings.heterogeneity = model
      // As in a single fit: equal effects are tested by z unless said otherwise.
      if !model.isRandom { settings.test = .z }
    }
    if let test { settings.test = try choice(of: "--test", test, among: CoefficientTest.allCases) }
    if let level { settings.level = try percent(of: "--level", level) }
    if let i2 { settings.i2Basis = try choice(of: "--i2", i2, among: I2Basis.allCases) }
    if let predictionInterval {
      settings.predictionInterval = try choice(
        of: "--prediction-interval", predictionInterval, among: PredictionIntervalMethod.allCases)
    }
    guard let model = BatchModel(settings) else {
      throw UsageError.missing(
        option: "--method CODE", purpose: "since batches have no model with these conventions; see --help")
    }
    return model
  }
}
