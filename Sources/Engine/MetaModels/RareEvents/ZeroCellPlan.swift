import EffectMeasures

/// One treatment of zeros: what it changes in the analysis.
struct ZeroCellPlan {
  let label: String
  var add: Double?
  var to: ZeroCellRule?
  var dropsDoubleZero = false
  /// The model, `nil` for the analysis's own.
  var heterogeneity: HeterogeneityModel?
  var pooling: Pooling = .inverseVariance
  /// A model of the counts themselves instead of effect sizes.
  var counts: CountModel?
  /// Another measure for the studies' own estimates.
  var measure: Measure?

  /// A model of counts.
  enum CountModel {
    case mixed(MixedModelForm, isEqualEffects: Bool)
    case betaBinomial
  }

  /// The plans that suit a measure, in the order shown: inverse variance, Mantel–Haenszel, Peto, models of the counts.
  static func all(for measure: Measure, over settings: ModelSettings) -> [ZeroCellPlan] {
    let isOddsRatio = measure == .oddsRatio || measure == .petoOddsRatio
    let own = isOddsRatio ? Measure.oddsRatio : measure
    var plans: [ZeroCellPlan] = []
    let random: HeterogeneityModel =
      settings.heterogeneity.isRandom ? settings.heterogeneity : .estimated(.reml)
    for model in [random, .equalEffects] {
      let name = "inverse variance, " + (model == .equalEffects ? "equal effects" : "random effects")
      plans += [
        .init(label: "\(name), ½ to tables with a zero", add: 0.5, to: .only0, heterogeneity: model),
        .init(
          label: "\(name), ½ to tables with a zero, without double-zero tables", add: 0.5, to: .only0,
          dropsDoubleZero: true, heterogeneity: model),
        .init(label: "\(name), ½ to all tables", add: 0.5, to: .all, heterogeneity: model),
        .init(label: "\(name), nothing added", add: 0, to: ZeroCellRule.none, heterogeneity: model),
      ]
    }
    if MantelHaenszel(rawValue: own.code) != nil {
      let plain = Pooling.mantelHaenszel()
      let corrected = Pooling.mantelHaenszel(StratifiedSettings(add: 0.5, to: .only0))
      plans += [
        .init(
          label: "Mantel–Haenszel, nothing added", dropsDoubleZero: true, heterogeneity: .equalEffects,
          pooling: plain),
        .init(
          label: "Mantel–Haenszel, ½ to tables with a zero", dropsDoubleZero: true,
          heterogeneity: .equalEffects, pooling: corrected),
        .init(
          label: "Mantel–Haenszel, random effects by DL", add: 0.5, to: .only0, dropsDoubleZero: true,
          heterogeneity: .estimated(.dl), pooling: plain),
      ]
    }
    if isOddsRatio {
      plans.append(
        .init(
          label: "Peto", dropsDoubleZero: true, heterogeneity: .equalEffects, pooling: .peto(),
          measure: .petoOddsRatio))
    }
    for (form, isEqualEffects) in mixedModels(for: own) {
      let effects = isEqualEffects ? "equal effects" : "random effects"
      plans.append(
        .init(
          label: "mixed model \(form.rawValue) (\(form.name)), \(effects)",
          counts: .mixed(form, isEqualEffects: isEqualEffects)))
    }
    if own == .oddsRatio {
      plans.append(.init(label: "beta-binomial model, double-zero tables kept", counts: .betaBinomial))
    }
    return plans.map { plan in
      var plan = plan
      plan.measure = plan.measure ?? own
      return plan
    }
  }

  /// The mixed models of a measure; risk ratios have equal effects only.
  private static func mixedModels(for measure: Measure) -> [(MixedModelForm, isEqualEffects: Bool)] {
    switch measure {
    case .oddsRatio, .incidenceRateRatio:
      [(.fixedStudies, false), (.exactConditional, false), (.exactConditional, true)]
    case .riskRatio: [(.fixedStudies, true)]
    default: []
    }
  }

  /// The fit of this plan.
  func fit(_ effects: EffectSizes, over base: ModelSettings) throws -> Fit {
    let test: CoefficientTest = base.test == .z ? .z : .t
    switch counts {
    case nil: return try settings(over: base).fit(effects)
    case .mixed(let form, let isEqualEffects):
      return try MixedModel(
        form, isEqualEffects: isEqualEffects, test: isEqualEffects ? .z : test, level: base.level
      ).fit(effects)
    case .betaBinomial: return try BetaBinomialModel(test: test, level: base.level).pool(effects)
    }
  }

  /// The code of the model, as results have it.
  func method(over base: ModelSettings) -> String {
    switch counts {
    case nil: settings(over: base).methodCode
    case .mixed(let form, _): form.rawValue
    case .betaBinomial: BetaBinomialModel.code
    }
  }

  /// The choices of the studies' own estimates.
  func options(over base: EffectOptions) -> EffectOptions {
    var options = base
    if let add { options.add = add }
    if let to { options.to = to }
    options.dropDoubleZero = dropsDoubleZero
    return options
  }

  /// The model's choices.
  func settings(over base: ModelSettings) -> ModelSettings {
    var settings = base
    settings.pooling = pooling
    settings.weighting = .inverseVariance
    if let heterogeneity {
      settings.heterogeneity = heterogeneity
      if !heterogeneity.isRandom || pooling != .inverseVariance { settings.test = .z }
    }
    return settings
  }
}
