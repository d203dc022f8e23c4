import ArgumentParser
import MetaAnalysis

/// How effect sizes are pooled.
struct ModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Model: EE, FE or an estimator of τ²: \(Tau2Method.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "code"))
  var method: String?

  @Option(
    name: .customLong("tau2"), parsing: .unconditional,
    help: ArgumentHelp("Take this τ² instead of estimating it.", valueName: "number"))
  var tau2: String?

  @Option(
    help: ArgumentHelp("Test of the coefficients: \(codes(of: CoefficientTest.self)).", valueName: "code"))
  var test: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Level of all intervals in percent.", valueName: "percent"))
  var level: String?

  @Option(
    help: ArgumentHelp(
      "Formula of the moderators in R's notation: '~ x + factor(g)'.", valueName: "formula"))
  var moderators: String?

  @Option(help: ArgumentHelp("Column with the weights of the studies.", valueName: "column"))
  var weights: String?

  @Flag(help: "Weight all studies alike.")
  var unweighted = false

  @Option(
    name: .customLong("tau2-ci"),
    help: ArgumentHelp(
      "Interval of τ²: \(codes(of: Tau2IntervalMethod.self, besides: "none")).", valueName: "code"))
  var tau2Interval: String?

  @Option(
    help: ArgumentHelp("Prediction interval: \(codes(of: PredictionIntervalMethod.self)).", valueName: "code"))
  var predictionInterval: String?

  @Option(
    name: .customLong("i2"), help: ArgumentHelp("I² and H² from τ² (tau2) or from Q (q).", valueName: "basis"))
  var i2: String?

  @Flag(help: "Pool a bundled data set that is for display only.")
  var poolAnyway = false

  /// The profile's model with the choices of the command line in their place.
  func settings(over base: ModelSettings, for data: StudyData) throws -> ModelSettings {
    var settings = base
    if method != nil, tau2 != nil { throw UsageError.conflict("--method", "--tau2") }
    if let method {
      guard let model = HeterogeneityModel(code: method) else {
        throw UsageError.unknownValue(option: "--method", value: method, allowed: HeterogeneityModel.codes)
      }
      settings.heterogeneity = model
      // A variance factor is meant for random effects; equal effects are tested by z unless said otherwise.
      if !model.isRandom { settings.test = .z }
    }
    if let tau2 { settings.heterogeneity = .fixed(try number(of: "--tau2", tau2, example: "0.1")) }
    if let test { settings.test = try choice(of: "--test", test, among: CoefficientTest.allCases) }
    if let level { settings.level = try number(of: "--level", level, example: "95") }
    if let tau2Interval {
      settings.tau2Interval =
        tau2Interval == "none"
        ? nil
        : try choice(of: "--tau2-ci", tau2Interval, among: Tau2IntervalMethod.allCases, besides: ["none"])
    }
    if let predictionInterval {
      settings.predictionInterval = try choice(
        of: "--prediction-interval", predictionInterval, among: PredictionIntervalMethod.allCases)
    }
    if let i2 { settings.i2Basis = try choice(of: "--i2", i2, among: I2Basis.allCases) }
    if let weighting = try weighting(for: data) { settings.weighting = weighting }
    return settings
  }

  /// The moderators' design for the rows that have an effect size, `nil` without moderators.
  func design(for data: StudyData, _ effects: EffectSizes) throws -> Design? {
    try moderators.map { try Formula($0).design(for: data.table, eligible: effects.rows.map(\.isUsable)) }
  }

  private func weighting(for data: StudyData) throws -> Weighting? {
    var mapping = data.mapping
    if let weights {
      if unweighted { throw UsageError.conflict("--weights", "--unweighted") }
      mapping[.weights] = weights
    }
    if unweighted { return .unweighted }
    return mapping[.weights] == nil ? nil : try .user(from: data.table, in: mapping)
  }
}

private func codes<Choice: CaseIterable & RawRepresentable<String>>(
  of type: Choice.Type, besides other: String? = nil
) -> String {
  let codes = type.allCases.map(\.rawValue) + (other.map { [$0] } ?? [])
  return codes.dropLast().joined(separator: ", ") + " or " + (codes.last ?? "")
}
