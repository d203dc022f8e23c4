import RealModule
import StudyRecords

/// The kinds of effect between which there are conversions (Borenstein et al. 2009, Introduction to meta-analysis,
/// doi:10.1002/9780470743386, ch. 7).
public enum EffectMetric: Hashable, Sendable {
  /// Mean changes in standard deviations of the change.
  case standardizedChange
  /// Differences of means in standard deviations of scores.
  case standardizedDifference
  /// Log odds ratios.
  case logOdds
  /// Correlations.
  case correlation
  /// Fisher's z of correlations.
  case fisherZ
}

extension Measure {
  /// The kind of effect, `nil` for measures that no conversion leads to or from.
  var metric: EffectMetric? { definition.metric }

  /// Whether it measures a change within one group in standard deviations.
  var isChange: Bool { definition.kind == .standardizedDifference && definition.questions == [.change] }
}

/// One step from a kind of effect to a neighbouring one.
enum MetricStep: Hashable, Sendable, CaseIterable {
  case changeToDifference, oddsToDifference, differenceToOdds, correlationToDifference, differenceToCorrelation,
    correlationToFisher, fisherToCorrelation

  /// What a step may need beside the effect.
  struct Context {
    /// Sizes of the groups and number of people; NaN where unknown.
    var n1 = Double.nan
    var n2 = Double.nan
    var n = Double.nan
    /// The correlation of two measurements; NaN where unknown.
    var r = Double.nan
  }

  private var ends: (EffectMetric, EffectMetric) {
    switch self {
    case .changeToDifference: (.standardizedChange, .standardizedDifference)
    case .oddsToDifference: (.logOdds, .standardizedDifference)
    case .differenceToOdds: (.standardizedDifference, .logOdds)
    case .correlationToDifference: (.correlation, .standardizedDifference)
    case .differenceToCorrelation: (.standardizedDifference, .correlation)
    case .correlationToFisher: (.correlation, .fisherZ)
    case .fisherToCorrelation: (.fisherZ, .correlation)
    }
  }

  /// The steps from one kind to another; they form a line, so there is at most one way.
  static func path(from start: EffectMetric, to end: EffectMetric) -> [MetricStep]? {
    var reached: [(metric: EffectMetric, steps: [MetricStep])] = [(start, [])]
    var position = 0
    while position < reached.count {
      let (metric, steps) = reached[position]
      if metric == end { return steps }
      for step in allCases where step.ends.0 == metric && !reached.contains(where: { $0.metric == step.ends.1 })
      {
        reached.append((step.ends.1, steps + [step]))
      }
      position += 1
    }
    return nil
  }

  /// The converted effect.
  func callAsFunction(_ effect: RawEffect, _ context: Context) -> RawEffect {
    let (y, v) = (effect.yi, effect.vi)
    if y.isNaN || v.isNaN { return effect }
    var copy = effect
    switch self {
    case .changeToDifference:
      if context.r.isNaN {
        return .none(
          .undefined(
            reason:
              "a change in standard deviations of the change needs the correlation of both measurements (ri)"))
      }
      let factor = 2 * (1 - context.r)
      (copy.yi, copy.vi) = (y * factor.squareRoot(), v * factor)
    case .oddsToDifference: (copy.yi, copy.vi) = (y / Self.logistic, v / (Self.logistic * Self.logistic))
    case .differenceToOdds: (copy.yi, copy.vi) = (y * Self.logistic, v * Self.logistic * Self.logistic)
    case .correlationToDifference:
      let rest = (1 - y) * (1 + y)
      if rest <= 0 {
        return .none(.undefined(reason: "a correlation of ±1 has no finite standardized difference"))
      }
      (copy.yi, copy.vi) = (2 * y / rest.squareRoot(), 4 * v / (rest * rest * rest))
    case .differenceToCorrelation:
      let total = context.n1 + context.n2
      let a = total.isNaN ? 4 : total * total / (context.n1 * context.n2)
      let sum = y * y + a
      (copy.yi, copy.vi) = (y / sum.squareRoot(), a / sum * (a / sum) * v / sum)
    case .correlationToFisher:
      let rest = (1 - y) * (1 + y)
      if rest <= 0 { return .none(.undefined(reason: "a correlation of ±1 has no finite z")) }
      (copy.yi, copy.vi) = (.atanh(y), v / (rest * rest))
    case .fisherToCorrelation:
      let r = Double.tanh(y)
      let rest = 1 / (Double.cosh(y) * Double.cosh(y))
      (copy.yi, copy.vi) = (r, v * rest * rest)
    }
    return copy
  }

  /// A log odds ratio per unit of d, π/√3.
  private static let logistic = Double.pi / 3.0.squareRoot()

  /// What it does, with its source.
  var sentence: String {
    let book = "Borenstein et al. 2009, doi:10.1002/9780470743386"
    return switch self {
    case .changeToDifference:
      "change in standard deviations of scores: d √(2(1-r)) (Morris & DeShon 2002, doi:10.1037/1082-989X.7.1.105, eq. 12)"
    case .oddsToDifference:
      "d from a log odds ratio: √3/π ln OR, variance 3/π² v (Hasselblad & Hedges 1995, doi:10.1037/0033-2909.117.1.167)"
    case .differenceToOdds:
      "log odds ratio from d: π/√3 d, variance π²/3 v (Hasselblad & Hedges 1995, doi:10.1037/0033-2909.117.1.167)"
    case .correlationToDifference:
      "d from a correlation: 2r/√(1-r²), variance 4v/(1-r²)³ (\(book), eqs. 7.5 and 7.6)"
    case .differenceToCorrelation:
      "correlation from d: d/√(d²+a), a = (n1+n2)²/(n1 n2), 4 without sizes, variance a²v/(d²+a)³ (\(book), eqs. 7.7 to 7.9)"
    case .correlationToFisher: "Fisher's z from a correlation: atanh r, variance v/(1-r²)² (\(book), ch. 6)"
    case .fisherToCorrelation: "correlation from Fisher's z: tanh z, variance (1-r²)² v (\(book), ch. 6)"
    }
  }
}
