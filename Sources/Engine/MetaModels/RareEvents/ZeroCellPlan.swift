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

  /// The plans that suit a measure and the zeros there are, in the order shown: inverse variance, Mantel–Haenszel, Peto,
  /// models of the counts.
  ///
  /// Where no table has a zero, treatments of zeros are one, and so they are for double zeros.
  static func all(
    for measure: Measure, over settings: ModelSettings, tables: [TwoGroupCounts]
  ) -> [ZeroCellPlan] {
    let isOddsRatio = measure == .oddsRatio || measure == .petoOddsRatio
    let own = isOddsRatio ? Measure.oddsRatio : measure
    let hasZeros = tables.contains(where: \.hasZero)
    let hasDoubleZeros = tables.contains(where: \.isDoubleZero)
    var plans = inverseVariance(settings, hasZeros: hasZeros, hasDoubleZeros: hasDoubleZeros)
    if MantelHaenszel(rawValue: own.code) != nil { plans += mantelHaenszel(hasZeros: hasZeros) }
    if isOddsRatio {
      plans.append(
        .init(
          label: "Peto", dropsDoubleZero: true, heterogeneity: .equalEffects, pooling: .peto(),
          measure: .petoOddsRatio))
    }
    return (plans + counts(own, settings, hasDoubleZeros: hasDoubleZeros)).map { plan in
      var plan = plan
      plan.measure = plan.measure ?? own
      return plan
    }
  }

  private static func inverseVariance(
    _ settings: ModelSettings, hasZeros: Bool, hasDoubleZeros: Bool
  ) -> [ZeroCellPlan] {
    let random: HeterogeneityModel =
      settings.heterogeneity.isRandom ? settings.heterogeneity : .estimated(.reml)
    return [random, .equalEffects].flatMap { model -> [ZeroCellPlan] in
      let name = "inverse variance, " + (model == .equalEffects ? "equal effects" : "random effects")
      let plain = ZeroCellPlan(
        label: hasZeros ? "\(name), nothing added" : name, add: 0, to: ZeroCellRule.none, heterogeneity: model)
      guard hasZeros else { return [plain] }
      let corrected = ZeroCellPlan(
        label: "\(name), ½ to tables with a zero", add: 0.5, to: .only0, heterogeneity: model)
      let dropped = ZeroCellPlan(
        label: "\(name), ½ to tables with a zero, without double-zero tables", add: 0.5, to: .only0,
        dropsDoubleZero: true, heterogeneity: model)
      let all = ZeroCellPlan(label: "\(name), ½ to all tables", add: 0.5, to: .all, heterogeneity: model)
      return [corrected] + (hasDoubleZeros ? [dropped] : []) + [all, plain]
    }
  }

  private static func mantelHaenszel(hasZeros: Bool) -> [ZeroCellPlan] {
    let plain = ZeroCellPlan(
      label: hasZeros ? "Mantel–Haenszel, nothing added" : "Mantel–Haenszel", dropsDoubleZero: true,
      heterogeneity: .equalEffects, pooling: .mantelHaenszel())
    let corrected = ZeroCellPlan(
      label: "Mantel–Haenszel, ½ to tables with a zero", dropsDoubleZero: true, heterogeneity: .equalEffects,
      pooling: .mantelHaenszel(StratifiedSettings(add: 0.5, to: .only0)))
    let random = ZeroCellPlan(
      label: "Mantel–Haenszel, random effects by DL", add: 0.5, to: .only0, dropsDoubleZero: true,
      heterogeneity: .estimated(.dl), pooling: .mantelHaenszel())
    return [plain] + (hasZeros ? [corrected] : []) + [random]
  }

  /// Models of the counts, which need no treatment; risk ratios have equal effects only.
  private static func counts(
    _ measure: Measure, _ settings: ModelSettings, hasDoubleZeros: Bool
  ) -> [ZeroCellPlan] {
    let forms: [(MixedModelForm, isEqualEffects: Bool)] =
      switch measure {
      case .oddsRatio, .incidenceRateRatio:
        [(.fixedStudies, false), (.exactConditional, false), (.exactConditional, true)]
      case .riskRatio: [(.fixedStudies, true)]
      default: []
      }
    let test: CoefficientTest = settings.test == .z ? .z : .t
    var plans = forms.map { form, isEqualEffects in
      ZeroCellPlan(
        label:
          "mixed model \(form.rawValue) (\(form.name)), \(isEqualEffects ? "equal effects" : "random effects")",
        counts: .mixed(
          MixedModel(
            form, isEqualEffects: isEqualEffects, test: isEqualEffects ? .z : test, level: settings.level)))
    }
    if measure == .oddsRatio {
      plans.append(
        .init(
          label: "beta-binomial model\(hasDoubleZeros ? ", double-zero tables kept" : "")",
          counts: .betaBinomial(BetaBinomialModel(test: test, level: settings.level))))
    }
    return plans
  }

  /// The fit of this plan.
  func fit(_ effects: EffectSizes, over base: ModelSettings) throws -> Fit {
    try counts.map { try $0.fit(effects) } ?? settings(over: base).fit(effects)
  }

  /// The code of the model, as results have it.
  func method(over base: ModelSettings) -> String { counts?.code ?? settings(over: base).methodCode }

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
