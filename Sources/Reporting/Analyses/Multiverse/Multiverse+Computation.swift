import MetaAnalysis

/// What the pooled effect of a combination of choices hangs on: combinations with the same data and the same model are one
/// computation, however many choices lead to it.
struct Computation: Hashable, Sendable {
  private let model: AnalysisChoices.Model
  private let content: Int
  private let numbers: [Double?]

  /// The computation of effect sizes by a model.
  /// - Parameters:
  ///   - rows: The positions of the rows used.
  ///   - result: What it gave, if that is known: a model that pools counts is then told by these and its result, since of the
  ///     effect sizes beside them it needs no more than which there are.
  init(
    _ effects: EffectSizes, rows: [Int], _ choices: AnalysisChoices,
    gave result: Multiverse.Specification? = nil
  ) {
    model = choices.model.ofPooledEffect
    let isOfCounts = model.poolsCountsAlone && result != nil
    var hasher = Hasher()
    for row in rows {
      hasher.combine(effects.rows[row].row)
      if !isOfCounts {
        hasher.combine(effects.rows[row].yi)
        hasher.combine(effects.rows[row].vi)
      }
      if model.poolsCounts { for input in effects.inputs { hasher.combine(input.values[row]) } }
    }
    content = hasher.finalize()
    numbers =
      isOfCounts
      ? result.map { [$0.estimate, $0.interval.lower, $0.interval.upper, $0.pValue, $0.tau2, Double($0.k)] }
        ?? []
      : []
  }
}

extension AnalysisChoices.Model {
  /// Whether it pools counts and not effect sizes alone.
  fileprivate var poolsCounts: Bool {
    guard case .effects(let settings) = self else { return true }
    return settings.pooling != .inverseVariance
  }

  /// Whether it pools nothing but counts.
  fileprivate var poolsCountsAlone: Bool {
    guard case .effects(let settings) = self else { return true }
    return settings.isStratified
  }

  /// The model with everything at one value that moves neither the pooled effect and its test nor τ².
  fileprivate var ofPooledEffect: AnalysisChoices.Model {
    guard case .effects(var settings) = self else { return self }
    let plain = ModelSettings()
    (settings.i2Basis, settings.tau2Interval) = (plain.i2Basis, nil)
    (settings.predictionInterval, settings.tau2IntervalLeastStudies) = (
      plain.predictionInterval, plain.tau2IntervalLeastStudies
    )
    switch settings.heterogeneity {
    case .fixedEffects: settings.heterogeneity = .equalEffects
    case .estimated(.reml), .estimated(.ml): break
    default: settings.convergence = plain.convergence
    }
    if !settings.heterogeneity.isRandom { settings.convergence = plain.convergence }
    // Values pooled over tables are tested by the normal distribution, whatever is asked for.
    if settings.isStratified { (settings.heterogeneity, settings.test) = (.equalEffects, .z) }
    if settings.isStratified || settings.pooling == .inverseVariance { settings.qCenter = plain.qCenter }
    return .effects(settings)
  }
}
