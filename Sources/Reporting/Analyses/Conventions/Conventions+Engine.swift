import MetaAnalysis

extension Conventions {
  /// The choices that move effect sizes of a measure.
  /// - Parameters:
  ///   - measure: The measure, `nil` for effects as given.
  ///   - base: Choices that are no conventions: medians, corrections for design, level of the data. A kind of variance
  ///     that it names is kept.
  ///   - poolsTables: Whether the effect sizes stand beside a value pooled over the tables.
  public func effectOptions(
    for measure: Measure?, over base: EffectOptions = .init(), poolsTables: Bool = false
  ) -> EffectOptions {
    var options = base
    options.ratioCorrection = ratioCorrection
    options.formulas.hedgesFactor = hedgesJ
    options.formulas.heteroscedasticVariance = heteroscedasticVariance
    options.formulas.partialCorrelationVariance = partialCorrelationVariance
    options.formulas.riskRatioAddition = riskRatioAddition
    options.formulas.differenceAddition = differenceAddition
    if measure == .hedgesG, base.vtype == nil, varianceOfG != .largeSample { options.vtype = varianceOfG }
    // Measures in which zeros do no harm get no addition; ½ is every other measure's own default.
    if zeroCellAddition != 0.5, countMeasures.contains(measure?.code ?? "") { options.add = zeroCellAddition }
    options.to = zeroCellRule
    // Peto's estimate needs no addition: it is defined for every table with both outcomes.
    if measure == .petoOddsRatio, commonPooling == .peto { options.add = 0 }
    let dropped = droppedTables(of: measure, poolsTables: poolsTables)
    options.dropDoubleZero = dropped.withoutEvents
    options.formulas.dropAllEvents = dropped.allEvents == dropped.withoutEvents ? nil : dropped.allEvents
    return options
  }

  private func droppedTables(
    of measure: Measure?, poolsTables: Bool
  ) -> (withoutEvents: Bool, allEvents: Bool) {
    let isOddsRatio = measure == .oddsRatio || measure == .petoOddsRatio
    let isRatio = isOddsRatio || measure == .riskRatio
    return switch doubleZeros {
    case .kept: (poolsTables, poolsTables)
    case .uninformative: (isRatio, isOddsRatio)
    case .dropped: (isRatio, isRatio)
    }
  }

  /// How the common effect of a measure is pooled.
  public func commonModel(for measure: Measure?, level: Double = 95, isCommonMean: Bool = true) -> ModelSettings
  {
    ModelSettings(
      heterogeneity: .equalEffects, test: .z, level: level, i2Basis: i2, tau2Interval: tau2Interval,
      predictionInterval: predictionInterval, pooling: isCommonMean ? pooling(of: measure) : .inverseVariance,
      convergence: convergence, tau2IntervalLeastStudies: tau2IntervalLeastStudies, qCenter: qCenter)
  }

  /// How the random effects of a measure are pooled: by inverse variance, around τ² by ``tau2``.
  public func randomModel(for measure: Measure?, level: Double = 95, isCommonMean: Bool = true) -> ModelSettings
  {
    // DerSimonian and Laird's τ² from Q about the Mantel–Haenszel value: RevMan 5.
    // Peto's value is the inverse-variance mean of the studies' own Peto estimates, so that its Q is the usual one.
    var (pooling, interval) = (Pooling.inverseVariance, tau2Interval)
    if isCommonMean, qCenter == .pooledTables, tau2 == .dl, commonPooling == .mantelHaenszel {
      pooling = self.pooling(of: measure)
      if pooling != .inverseVariance { interval = nil }
    }
    return ModelSettings(
      heterogeneity: .estimated(tau2), test: test, level: level, i2Basis: i2, tau2Interval: interval,
      predictionInterval: predictionInterval, pooling: pooling, convergence: convergence,
      tau2IntervalLeastStudies: tau2IntervalLeastStudies, qCenter: qCenter)
  }

  /// The mixed model of logit proportions, `nil` where effect sizes are pooled.
  func mixedModel(for measure: Measure?, isEqualEffects: Bool, level: Double) -> MixedModel? {
    guard measure == .logitProportion, proportionModel == .mixedModel else { return nil }
    return MixedModel(
      .fixedStudies, isEqualEffects: isEqualEffects, points: quadrature.points,
      test: isEqualEffects || test == .z ? .z : .t, level: level, predictionInterval: predictionInterval)
  }

  /// How tables of a measure are pooled by Mantel–Haenszel or Peto.
  public func tableSettings(for measure: Measure?) -> StratifiedSettings {
    var choices = StratifiedSettings(
      correctsContinuity: continuityCorrection.isOn, riskDifferenceVariance: riskDifferenceVariance)
    choices.differenceAddition = differenceAddition
    if poolingAddition == .corrected, measure?.poolsTables == true {
      choices.add = zeroCellAddition
      choices.to = zeroCellRule
    }
    if doubleZeros != .kept {
      let dropped = droppedTables(of: measure, poolsTables: true)
      choices.dropsDoubleZero = dropped.withoutEvents
      choices.keepsAllEvents = !dropped.allEvents
    }
    return choices
  }

  private func pooling(of measure: Measure?) -> Pooling {
    let choices = tableSettings(for: measure)
    let pooling: Pooling =
      switch commonPooling {
      case .mantelHaenszel: .mantelHaenszel(choices)
      case .peto: .peto(StratifiedSettings(dropsDoubleZero: doubleZeros != .kept))
      default: .inverseVariance
      }
    return measure.map(pooling.takes) ?? false ? pooling : .inverseVariance
  }
}
