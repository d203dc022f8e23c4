import Distributions
import RealModule
import StudyRecords

/// One step from an effect to one of another kind.
enum MetricStep: Hashable, Sendable {
  /// The factor J taken out of an estimate of a measure that carries it.
  case withoutFactor(Measure)
  case changeToDifference
  case oddsToDifference(StandardizedDifference.Shape)
  case differenceToOdds(StandardizedDifference.Shape)
  case correlationToDifference, pointBiserialToDifference, differenceToPointBiserial
  case pointBiserialToLatent, latentToPointBiserial
  case correlationToFisher, fisherToCorrelation
  /// The same number under another name, for the reason given.
  case asSuch(String)

  /// What a step may need beside the effect.
  struct Context {
    /// Sizes of the groups and number of people; NaN where unknown.
    var n1 = Double.nan
    var n2 = Double.nan
    var n = Double.nan
    /// The correlation of two measurements; NaN where unknown.
    var r = Double.nan
    /// The form of Hedges' factor.
    var factor = HedgesFactorForm.exact

    /// `h = m/n₁ + m/n₂`, m = n₁ + n₂ − 2, by which d and the point-biserial correlation of the same people are joined;
    /// NaN without sizes.
    fileprivate var h: Double { (n1 + n2 - 2) * (1 / n1 + 1 / n2) }

    /// Whether the sizes of two groups with degrees of freedom are known.
    fileprivate var hasGroups: Bool { n1 > 0 && n2 > 0 && n1 + n2 > 2 }
  }

  /// The converted effect.
  func callAsFunction(_ effect: RawEffect, _ context: Context) -> RawEffect {
    let (y, v) = (effect.yi, effect.vi)
    if y.isNaN || v.isNaN { return effect }
    func with(_ yi: Double, _ vi: Double) -> RawEffect {
      var copy = effect
      (copy.yi, copy.vi) = (yi, vi)
      return copy
    }
    func scaled(_ factor: Double) -> RawEffect { with(y * factor, v * factor * factor) }
    switch self {
    case .asSuch: return effect
    case .withoutFactor(let measure):
      let j = HedgesFactor(measure.degreesOfFactor(context), context.factor).value
      return j > 0 ? with(y / j, v / (j * j)) : effect
    case .changeToDifference:
      if context.r.isNaN {
        return .none(
          .undefined(
            reason:
              "a change in standard deviations of the change needs the correlation of both measurements (ri)"))
      }
      let factor = 2 * (1 - context.r)
      return with(y * factor.squareRoot(), v * factor)
    case .oddsToDifference(let shape):
      return with(y / shape.logOddsPerUnit, v / (shape.logOddsPerUnit * shape.logOddsPerUnit))
    case .differenceToOdds(let shape): return scaled(shape.logOddsPerUnit)
    case .correlationToDifference, .pointBiserialToDifference:
      let rest = (1 - y) * (1 + y)
      if rest <= 0 {
        return .none(.undefined(reason: "a correlation of ±1 has no finite standardized difference"))
      }
      let h = self == .pointBiserialToDifference && context.hasGroups ? context.h : 4
      return with(y * (h / rest).squareRoot(), h * v / (rest * rest * rest))
    case .differenceToPointBiserial:
      let h = context.hasGroups ? context.h : 4
      let sum = y * y + h
      return with(y / sum.squareRoot(), h / sum * (h / sum) * v / sum)
    case .pointBiserialToLatent, .latentToPointBiserial:
      guard context.hasGroups else {
        return .none(
          .undefined(
            reason: "point-biserial and biserial correlations differ by the factor √(pq)/φ(z), which needs the "
              + "sizes of both groups (n1i and n2i)"))
      }
      let factor = biserialFactor(share: context.n1 / (context.n1 + context.n2))
      return scaled(self == .pointBiserialToLatent ? factor : 1 / factor)
    case .correlationToFisher:
      let rest = (1 - y) * (1 + y)
      if rest <= 0 { return .none(.undefined(reason: "a correlation of ±1 or beyond has no finite z")) }
      return with(.atanh(y), v / (rest * rest))
    case .fisherToCorrelation:
      let r = Double.tanh(y)
      let rest = 1 / (Double.cosh(y) * Double.cosh(y))
      return with(r, v * rest * rest)
    }
  }

  /// How the interval of a correlation is read that is analysed as it is.
  static let intervalOfCorrelation =
    "the interval of a correlation is read on Fisher's scale, on which it is symmetric: variance (1-r²)² w²/(2q)², w its "
    + "width there, q the normal quantile of its level (Fisher 1921, Metron 1, 1-32)"

  static let jacobs = "Jacobs & Viechtbauer 2017, doi:10.1002/jrsm.1218"

  /// What it does with these numbers, with its source.
  func sentence(_ context: Context) -> String {
    let book = "Borenstein et al. 2009, doi:10.1002/9780470743386"
    let h = "h = m/n1 + m/n2, m = n1 + n2 - 2"
    return switch self {
    case .asSuch(let likeness): likeness
    case .withoutFactor(let measure):
      measure.degreesOfFactor(context) > 1
        ? "d from \(measure.code): g/J, J with the degrees of freedom of \(measure.code), variance v/J² (Hedges 1981, "
          + "doi:10.3102/10769986006002107, eq. 6e)"
        : "\(measure.code) is taken as d: its factor J cannot be undone without the numbers of people"
    case .changeToDifference:
      "change in standard deviations of scores: d √(2(1-r)) (Morris & DeShon 2002, doi:10.1037/1082-989X.7.1.105, eq. 12)"
    case .oddsToDifference(.logistic):
      "d from a log odds ratio: √3/π ln OR, variance 3/π² v (Hasselblad & Hedges 1995, doi:10.1037/0033-2909.117.1.167)"
    case .oddsToDifference(.normal):
      "d from a log odds ratio: ln OR/1.65, variance v/1.65² (Cox & Snell 1989; Sánchez-Meca et al. 2003, "
        + "doi:10.1037/1082-989X.8.4.448)"
    case .differenceToOdds(.logistic):
      "log odds ratio from d: π/√3 d, variance π²/3 v (Hasselblad & Hedges 1995, doi:10.1037/0033-2909.117.1.167)"
    case .differenceToOdds(.normal):
      "log odds ratio from d: 1.65 d, variance 1.65² v (Cox & Snell 1989; Sánchez-Meca et al. 2003, "
        + "doi:10.1037/1082-989X.8.4.448)"
    case .correlationToDifference:
      "d from a correlation: 2r/√(1-r²), variance 4v/(1-r²)³ (\(book), eqs. 7.5 and 7.6)"
    case .pointBiserialToDifference:
      context.hasGroups
        ? "d from a point-biserial correlation: r √(h/(1-r²)), variance h v/(1-r²)³, \(h) (\(Self.jacobs))"
        : "d from a point-biserial correlation, groups taken to be equal: 2r/√(1-r²), variance 4v/(1-r²)³ (\(book), eqs. 7.5 "
          + "and 7.6)"
    case .differenceToPointBiserial:
      context.hasGroups
        ? "point-biserial correlation from d: d/√(d²+h), variance h²v/(d²+h)³, \(h) (\(Self.jacobs))"
        : "point-biserial correlation from d, groups taken to be equal: d/√(d²+4), variance 16v/(d²+4)³ (\(book), eqs. 7.7 to "
          + "7.9)"
    case .pointBiserialToLatent:
      "biserial correlation from a point-biserial one: r √(pq)/φ(z), variance v pq/φ(z)², p = n1/N, z = Φ⁻¹(p) (\(Self.jacobs))"
    case .latentToPointBiserial:
      "point-biserial correlation from a biserial one: r φ(z)/√(pq), variance v φ(z)²/(pq), p = n1/N, z = Φ⁻¹(p) "
        + "(\(Self.jacobs))"
    case .correlationToFisher: "Fisher's z from a correlation: atanh r, variance v/(1-r²)² (\(book), ch. 6)"
    case .fisherToCorrelation: "correlation from Fisher's z: tanh z, variance (1-r²)² v (\(book), ch. 6)"
    }
  }
}
