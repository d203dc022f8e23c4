import Analyses
import ArgumentParser
import MetaAnalysis

/// How effect sizes are pooled.
struct ModelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Model: EE, FE, MH, PETO or an estimator of τ²: \(Tau2Method.allCases.map(\.rawValue).joined(separator: ", ")); or a model of counts: \(MixedModelForm.allCases.map(\.rawValue).joined(separator: ", ")), BB (beta-binomial).",
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

  @OptionGroup(title: "Mixed models of counts") var mixed: MixedModelArguments

  @Flag(help: "Pool a bundled data set that is for display only.")
  var poolAnyway = false

  @Option(
    help: ArgumentHelp(
      "How studies are put together: IV, MH or PETO; MH with --method DL takes τ² from Q around the MH value.",
      valueName: "code"))
  var pooling: String?

  @Option(
    help: ArgumentHelp(
      "Variance of the Mantel–Haenszel risk difference: \(codes(of: RiskDifferenceVariance.self)).",
      valueName: "code"))
  var rdVariance: String?

  /// Whether 2×2 tables or person-time are pooled, not effect sizes.
  var poolsTables: Bool { poolingCode != "IV" }

  /// The effects to list beside the pooled one: of odds ratios by Peto's method Peto's own, which need no addition to
  /// zeros and whose weighted mean is the pooled value; metafor adds ½ to them all the same.
  func listing(
    _ effect: EffectArguments, beside profile: Profile, of data: StudyData
  ) throws -> EffectArguments {
    let measure = try effect.measureToCompute(of: data)
    guard poolingCode == "PETO", measure == .oddsRatio || measure == .petoOddsRatio else { return effect }
    var listed = effect
    listed.measure = Measure.petoOddsRatio.code
    if listed.add == nil, !profile.name.hasPrefix("metafor") { listed.add = "0" }
    return listed
  }

  private var poolingCode: String {
    pooling ?? (method.map { ["MH", "PETO"].contains($0) } == true ? method : nil) ?? "IV"
  }

  /// The profile's model with the choices of the command line in their place.
  func settings(
    over conventions: Conventions, for data: StudyData, effect: EffectArguments
  ) throws -> ModelSettings {
    let measure = try effect.measure(of: data)
    let isCommonMean = moderators == nil
    if rdVariance != nil, poolingCode != "MH" || measure != .riskDifference {
      throw UsageError.missing(option: "--measure RD --method MH", purpose: "with --rd-variance")
    }
    var settings = conventions.randomModel(for: measure, isCommonMean: isCommonMean)
    if method != nil || pooling != nil || rdVariance != nil || settings.pooling == .inverseVariance {
      settings.pooling = try pooling(over: conventions.tableSettings(for: measure), effect)
    }
    if poolsTables, method == nil || method == poolingCode {
      settings.heterogeneity = .equalEffects
      settings.test = .z
    }
    if method != nil, tau2 != nil { throw UsageError.conflict("--method", "--tau2") }
    if let method, method != poolingCode {
      guard let model = HeterogeneityModel(code: method) else {
        if method.uppercased() == "GLMM" {
          throw UsageError.unknownValue(
            option: "--method", value: method, allowed: MixedModelForm.allCases.map(\.rawValue))
        }
        throw UsageError.unknownValue(
          option: "--method", value: method,
          allowed: HeterogeneityModel.codes + ["MH", "PETO"] + MixedModelForm.allCases.map(\.rawValue)
            + [BetaBinomialModel.code])
      }
      settings.heterogeneity = model
      // A variance factor is meant for random effects; equal effects are tested by z unless said otherwise.
      if !model.isRandom { settings.test = .z }
    }
    if let tau2 { settings.heterogeneity = .fixed(try number(of: "--tau2", tau2, example: "0.1")) }
    if let test {
      settings.test = try choice(of: "--test", test, among: CoefficientTest.allCases)
      if settings.isStratified, settings.test != .z {
        throw UsageError.conflict("--method \(poolingCode)", "--test \(test)")
      }
    }
    if let level { settings.level = try percent(of: "--level", level) }
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
    try design(for: data, eligible: effects.rows.map(\.isUsable))
  }

  /// The moderators' design for some rows, `nil` without moderators.
  func design(for data: StudyData, eligible: [Bool]) throws -> Design? {
    try moderators.map { try Formula($0).design(for: data.table, eligible: eligible) }
  }

  private func pooling(over base: StratifiedSettings, _ effect: EffectArguments) throws -> Pooling {
    if let pooling, let method, ["MH", "PETO"].contains(method), method != pooling {
      throw UsageError.conflict("--method \(method)", "--pooling \(pooling)")
    }
    var choices = base
    if poolsTables { choices = try effect.additionForPooling(over: choices) }
    if let rdVariance {
      choices.riskDifferenceVariance = try choice(
        of: "--rd-variance", rdVariance, among: RiskDifferenceVariance.allCases)
    }
    switch poolingCode {
    case "IV": return .inverseVariance
    case "MH": return .mantelHaenszel(choices)
    case "PETO": return .peto(choices)
    default:
      throw UsageError.unknownValue(option: "--pooling", value: poolingCode, allowed: ["IV", "MH", "PETO"])
    }
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
