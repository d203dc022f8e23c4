import MetaAnalysis

/// Every choice of an analysis, resolved: what its profile, its overrides and its model say together.
public struct AnalysisChoices: Hashable, Sendable {
  /// What is fitted.
  public enum Model: Hashable, Sendable {
    /// Effect sizes, or tables by Mantel–Haenszel or Peto.
    case effects(ModelSettings)
    /// A location–scale model.
    case locationScale(LocationScale, scale: String)
    /// The counts themselves.
    case counts(CountModel)
  }

  /// The conventions.
  public let conventions: Conventions
  /// The measure of the effect sizes listed: the analysis's own, but Peto's estimates beside odds ratios pooled by Peto.
  public let measure: Measure?
  /// How effect sizes are computed.
  public let options: EffectOptions
  /// How they are pooled.
  public let model: Model

  /// The settings of effect sizes; a model of counts has none of its own.
  public var settings: ModelSettings? {
    switch model {
    case .effects(let settings): settings
    case .locationScale(let model, _): model.settings
    case .counts: nil
    }
  }
}

extension Analysis {
  /// The conventions: those of the profile with the overrides and the model's method and test in their place.
  public func conventions() throws -> Conventions {
    var conventions = try Profile.named(profile).conventions
    for key in ConventionKey.allCases {
      if let value = overrides[key] { conventions = try conventions.setting(key, to: value) }
    }
    switch model[.method] {
    case "EE", "FE": (conventions.model, conventions.commonPooling) = (.common, .inverseVariance)
    case "MH": (conventions.model, conventions.commonPooling) = (.common, .mantelHaenszel)
    case "PETO": (conventions.model, conventions.commonPooling) = (.common, .peto)
    case let code?:
      if let method = Tau2Method(rawValue: code) { (conventions.model, conventions.tau2) = (.random, method) }
    case nil: break
    }
    if model[.givenTau2] != nil { conventions.model = .random }
    if let test = model.choice(.test, as: CoefficientTest.self), conventions.model == .random {
      conventions.test = test
    }
    return conventions
  }

  /// Every choice, for data in the given columns.
  /// - Throws: what the profile, the overrides and the column of weights throw.
  public func choices(for table: StudyTable, columns: ColumnMapping) throws -> AnalysisChoices {
    let conventions = try conventions()
    // Without a measure, the data may name the one that their estimates are in.
    let measure = try measure ?? table.statedMeasure(in: columns)
    let level = model.number(.level) ?? 95
    let counts = countModel(conventions, level: level)
    let isMixed = counts != nil && model[.method] != nil
    var settings = modelSettings(conventions, isCommonMean: moderators == nil)
    var mapping = columns
    if let weights = model[.weights] { mapping[.weights] = weights }
    if mapping[.weights] != nil, model.flag(.unweighted) != true,
      let weighting = try Weighting.user(from: table, in: mapping)
    {
      settings.weighting = weighting
    }
    var listed = self.measure
    if !isMixed, listed == .oddsRatio, case .peto = settings.pooling { listed = .petoOddsRatio }
    let options = effectOptions(
      of: listed ?? measure, conventions, poolsTables: settings.isStratified && !isMixed)
    func choices(_ model: AnalysisChoices.Model) -> AnalysisChoices {
      AnalysisChoices(conventions: conventions, measure: listed, options: options, model: model)
    }
    if let counts { return choices(.counts(counts)) }
    if let scale = model[.scale] {
      let link = model.choice(.link, as: ScaleLink.self) ?? .log
      return choices(.locationScale(LocationScale(settings: settings, link: link), scale: scale))
    }
    return choices(.effects(settings))
  }

  /// How effect sizes are pooled, weights of the user's own apart.
  func modelSettings(_ conventions: Conventions, isCommonMean: Bool) -> ModelSettings {
    let level = model.number(.level) ?? 95
    var settings =
      conventions.model == .common
      ? conventions.commonModel(for: measure, level: level, isCommonMean: isCommonMean)
      : conventions.randomModel(for: measure, level: level, isCommonMean: isCommonMean)
    switch model[.method] {
    case "FE": settings.heterogeneity = .fixedEffects
    // Said outright, tables are pooled whatever the measure, so that one that cannot be is refused.
    case "MH": settings.pooling = .mantelHaenszel(conventions.tableSettings(for: measure))
    case "PETO": settings.pooling = .peto()
    default: break
    }
    if let tau2 = model.number(.givenTau2) { settings.heterogeneity = .fixed(tau2) }
    if let test = model.choice(.test, as: CoefficientTest.self) { settings.test = test }
    if model.flag(.unweighted) == true { settings.weighting = .unweighted }
    return settings
  }

  private func effectOptions(
    of measure: Measure?, _ conventions: Conventions, poolsTables: Bool
  ) -> EffectOptions {
    var base = EffectOptions()
    base.vtype = model.choice(.vtype, as: VarianceType.self)
    if let correct = model.flag(.correct) { base.correct = correct }
    if let medians = model.choice(.medians, as: QuantileMethod.self) { base.medians = medians }
    base.prePostCorrelation = model.number(.prePostCorrelation)
    if let level = model.number(.dataLevel) { base.level = level }
    base.design = DesignAdjustments(
      crossover: model.flag(.crossover) ?? false, direction: model.flag(.direction) ?? false)
    base.design.clusters = model.choice(.clusterDesign, as: DesignAdjustments.ClusterRule.self)
    base.design.assumedICC = model.number(.assumedICC)
    base.design.sharedControl = model.choice(.sharedControl, as: DesignAdjustments.SharedControlRule.self)
    base.design.assumedCorrelation = model.number(.crossoverCorrelation)
    var options = conventions.effectOptions(for: measure, over: base, poolsTables: poolsTables)
    // metafor adds to the tables of Peto's own estimates, which need no addition.
    if measure == .petoOddsRatio, self.measure == .oddsRatio, profile.hasPrefix("metafor") {
      options.add = conventions.zeroCellAddition == 0.5 ? base.add : conventions.zeroCellAddition
    }
    return options
  }

  /// The model of counts that the method names, or that the conventions have for the measure.
  private func countModel(_ conventions: Conventions, level: Double) -> CountModel? {
    // Knapp and Hartung's factor has no counterpart here; its t distribution has.
    let test = model.choice(.test, as: CoefficientTest.self) ?? (conventions.test == .z ? .z : .t)
    if model[.method] == BetaBinomialModel.code {
      // Studies without information are kept unless the file itself asks for leaving them out.
      let drops = overrides[.doubleZeros] != nil && conventions.doubleZeros == .dropped
      return .betaBinomial(BetaBinomialModel(test: test, level: level, dropsDoubleZero: drops))
    }
    guard let form = model.choice(.method, as: MixedModelForm.self) else {
      guard model[.method] == nil else { return nil }
      return conventions.mixedModel(for: measure, isEqualEffects: conventions.model == .common, level: level)
        .map(CountModel.mixed)
    }
    return .mixed(
      MixedModel(
        form, isEqualEffects: model.flag(.equalEffects) ?? false,
        points: model.number(.quadraturePoints).map { .fixed(Int($0)) } ?? conventions.quadrature.points,
        test: test, level: level, predictionInterval: conventions.predictionInterval))
  }
}
