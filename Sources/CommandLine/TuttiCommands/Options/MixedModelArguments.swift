import Analyses
import ArgumentParser
import MetaAnalysis

/// How generalized linear mixed models of counts are fitted.
struct MixedModelArguments: ParsableArguments {
  @Flag(help: "Leave out τ² with UM.FS, UM.RS, CM.AL or CM.EL.")
  var equalEffects = false

  @Option(
    help: ArgumentHelp(
      "Quadrature points for each random effect of these models; 1 is Laplace's approximation. Default: as many as the answer needs.",
      valueName: "number"))
  var quadraturePoints: String?
}

extension ModelArguments {
  /// The mixed model that `--method` names, `nil` for other methods.
  func mixedModel(over profile: Profile) throws -> MixedModel? {
    guard let form = method.flatMap({ MixedModelForm(rawValue: $0) }) else {
      let codes = MixedModelForm.allCases.map(\.rawValue).joined(separator: "|")
      if mixed.equalEffects {
        throw UsageError.missing(
          option: "--method \(codes)", purpose: "for --equal-effects; otherwise use --method EE")
      }
      if mixed.quadraturePoints != nil {
        throw UsageError.missing(option: "--method \(codes)", purpose: "for --quadrature-points")
      }
      return nil
    }
    try refuseEffectOptions()
    var model = MixedModel(
      form, isEqualEffects: mixed.equalEffects, points: profile.conventions.quadrature.points,
      test: try countTest(profile), level: try countLevel(),
      predictionInterval: profile.conventions.predictionInterval)
    if let text = mixed.quadraturePoints {
      let number = try number(of: "--quadrature-points", text, example: "20")
      guard let points = Int(exactly: number) else {
        throw UsageError.notANumber(option: "--quadrature-points", value: text, example: "20")
      }
      model.points = .fixed(points)
    }
    if let predictionInterval {
      model.predictionInterval = try choice(
        of: "--prediction-interval", predictionInterval, among: PredictionIntervalMethod.allCases)
    }
    return model
  }
}

extension ModelArguments {
  /// The beta-binomial model if `--method` names it; studies without information are kept unless `--drop00` is given.
  func betaBinomial(over profile: Profile, _ effect: EffectArguments) throws -> BetaBinomialModel? {
    guard method == BetaBinomialModel.code else { return nil }
    try refuseEffectOptions()
    if predictionInterval != nil {
      throw UsageError.conflict("--method \(BetaBinomialModel.code)", "--prediction-interval")
    }
    return BetaBinomialModel(
      test: try countTest(profile), level: try countLevel(), dropsDoubleZero: effect.drop00 ?? false)
  }

  /// Refuses the options that only models of effect sizes with sampling variances take.
  private func refuseEffectOptions() throws(UsageError) {
    for (isGiven, option) in [
      (tau2 != nil, "--tau2"), (weights != nil, "--weights"), (unweighted, "--unweighted"),
      (tau2Interval != nil, "--tau2-ci"), (i2 != nil, "--i2"), (pooling != nil, "--pooling"),
      (rdVariance != nil, "--rd-variance"),
    ] where isGiven { throw .conflict("--method \(method ?? "")", option) }
  }

  /// The test of a model of counts: Knapp and Hartung's factor has no counterpart there, its t distribution has.
  private func countTest(_ profile: Profile) throws -> CoefficientTest {
    let usual: CoefficientTest = profile.conventions.test == .z ? .z : .t
    return try test.map { try choice(of: "--test", $0, among: CoefficientTest.allCases) } ?? usual
  }

  private func countLevel() throws -> Double {
    try level.map { try percent(of: "--level", $0) } ?? 95
  }
}

extension FitCommand {
  /// Refuses the questions that only models of effect sizes with sampling variances answer.
  func refuseQuestions(to fit: Fit) throws(UsageError) {
    guard fit.modelsCounts else { return }
    if let option = permutation.firstOption { throw .conflict("--method \(fit.methodCode)", option) }
    try regression.refuse(for: fit)
  }
}

extension RegressionArguments {
  /// Refuses the questions that only models of effect sizes with sampling variances answer.
  func refuse(for fit: Fit) throws(UsageError) {
    guard fit.modelsCounts else { return }
    for (isGiven, option) in [(testTerms, "--test-terms"), (!compare.isEmpty, "--compare"), (vif, "--vif")]
    where isGiven { throw .conflict("--method \(fit.methodCode)", option) }
  }
}
