import StudyRecords

/// The quantities between which there are conversions (Borenstein et al. 2009, Introduction to meta-analysis,
/// doi:10.1002/9780470743386, ch. 7).
public enum EffectMetric: Hashable, Sendable {
  /// Mean changes in standard deviations of the change.
  case standardizedChange
  /// Differences of means in standard deviations of scores.
  case standardizedDifference
  /// Log odds ratios.
  case logOdds
  /// Correlations of two quantities.
  case correlation
  /// Correlations of a quantity with membership in one of two groups.
  case pointBiserial
  /// Correlations of quantities of which one or both were cut into groups: biserial and tetrachoric ones.
  case latentCorrelation
  /// Fisher's z of correlations of two quantities.
  case fisherZ
  /// Fisher's z of correlations with membership in a group.
  case fisherPointBiserial
  /// Fisher's z of correlations of quantities that were cut.
  case fisherLatent

  /// The kind of correlation behind a Fisher's z; other kinds are their own.
  var natural: EffectMetric {
    switch self {
    case .fisherZ: .correlation
    case .fisherPointBiserial: .pointBiserial
    case .fisherLatent: .latentCorrelation
    default: self
    }
  }

  /// Whether it is a Fisher's z.
  var isFisher: Bool { natural != self }
}

extension Measure {
  /// The kind of effect, `nil` for measures that no conversion leads to or from.
  var metric: EffectMetric? { definition.metric }

  /// Whether it measures a change within one group in standard deviations.
  var isChange: Bool { definition.kind == .standardizedDifference && definition.questions == [.change] }

  /// Whether its estimates carry Hedges' factor J, which conversions are without.
  var carriesFactor: Bool {
    definition is StandardizedMeanDifference || definition is StandardizedMeanChange
  }

  /// The degrees of freedom of its factor J; NaN where sizes are missing.
  func degreesOfFactor(_ context: MetricStep.Context) -> Double {
    switch definition {
    case let measure as StandardizedMeanDifference: measure.degreesOfFreedom(n1: context.n1, n2: context.n2)
    case let measure as StandardizedMeanChange: measure.degreesOfFreedom(n: context.n, r: context.r)
    default: .nan
    }
  }

  /// The conversions that lead to another measure, none from a measure to itself; `nil` when there is no way.
  func steps(to target: Measure) -> [MetricStep]? {
    if self == target { return [] }
    guard let start = metric, let end = target.metric else { return nil }
    if start == end { return [.asSuch(likeness(to: target, in: start))] }
    // Measures of one shape speak for themselves; the one that is asked for has the first word.
    let shape = target.bridgeShape ?? bridgeShape ?? .logistic
    if start.isFisher, end.isFisher, let likeness = start.natural.likeness(to: end.natural) {
      return [.asSuch(likeness)]
    }
    return start.natural.way(to: end.natural, shape).map { way in
      (start.isFisher ? [.fisherToCorrelation] : []) + way + (end.isFisher ? [.correlationToFisher] : [])
    }
  }

  /// Why the number of one measure may stand for that of another of its kind.
  private func likeness(to target: Measure, in metric: EffectMetric) -> String {
    let reason =
      switch metric.natural {
      case .logOdds: "both estimate a log odds ratio"
      case .correlation: "both estimate the same correlation"
      case .latentCorrelation: "both estimate the correlation that normal quantities had before they were cut"
      default:
        "both are in units of a standard deviation of scores, and agree where these standard deviations do"
      }
    return "\(code) stands as \(target.code): \(reason)"
  }

  /// The distributions that a bridge between standardized differences and odds ratios takes; `nil` for other measures.
  private var bridgeShape: StandardizedDifference.Shape? { (definition as? ScaleBridge)?.shape }
}

extension EffectMetric {
  /// The steps between kinds other than Fisher's z, `nil` where there is no way. All of them lead through the difference
  /// but those between correlations.
  fileprivate func way(to end: EffectMetric, _ shape: StandardizedDifference.Shape) -> [MetricStep]? {
    if self == end { return [] }
    func through(_ metric: EffectMetric, by step: MetricStep) -> [MetricStep]? {
      metric.way(to: end, shape).map { [step] + $0 }
    }
    if let likeness = likeness(to: end) { return [.asSuch(likeness)] }
    switch self {
    case .standardizedChange: return through(.standardizedDifference, by: .changeToDifference)
    case .logOdds: return through(.standardizedDifference, by: .oddsToDifference(shape))
    case .correlation: return through(.standardizedDifference, by: .correlationToDifference)
    case .latentCorrelation: return through(.pointBiserial, by: .latentToPointBiserial)
    case .pointBiserial:
      return end == .latentCorrelation
        ? [.pointBiserialToLatent] : through(.standardizedDifference, by: .pointBiserialToDifference)
    case .standardizedDifference:
      switch end {
      case .logOdds: return [.differenceToOdds(shape)]
      case .standardizedChange: return nil
      default: return through(.pointBiserial, by: .differenceToPointBiserial)
      }
    case .fisherZ, .fisherPointBiserial, .fisherLatent: return nil
    }
  }

  /// Why the number of one kind of correlation may stand for that of another.
  fileprivate func likeness(to end: EffectMetric) -> String? {
    let (tate, jacobs) = ("Tate 1954, doi:10.1214/aoms/1177728730", MetricStep.jacobs)
    return switch (self, end) {
    case (.pointBiserial, .correlation):
      "a point-biserial correlation stands as a correlation: it is that of the quantity with membership in a group (\(tate))"
    case (.correlation, .pointBiserial):
      "a correlation stands as a point-biserial one: that is the correlation with membership in a group (\(tate))"
    case (.latentCorrelation, .correlation):
      "a biserial or tetrachoric correlation stands as a correlation: it estimates that which normal quantities had before "
        + "they were cut (\(jacobs))"
    case (.correlation, .latentCorrelation):
      "a correlation stands as a biserial or tetrachoric one, which estimates that which normal quantities had before they "
        + "were cut (\(jacobs))"
    default: nil
    }
  }
}
