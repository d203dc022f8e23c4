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
  /// Another measure for the studies' own estimates.
  var measure: Measure?

  /// The plans that suit a measure, in the order shown: inverse variance, Mantel–Haenszel, Peto.
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
    return plans.map { plan in
      var plan = plan
      plan.measure = plan.measure ?? own
      return plan
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
