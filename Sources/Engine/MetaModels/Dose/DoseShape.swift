import EffectMeasures
import RealModule
import StudyRecords

/// How the mean effect may depend on the dose.
public enum DoseShape: String, CaseIterable, Hashable, Sendable, Codable {
  /// A straight line: b₀ + b₁ d.
  case linear
  /// A straight line in the logarithm: b₀ + b₁ log d; each doubling of the dose adds the same.
  case logarithmic
  /// A parabola: b₀ + b₁ d + b₂ d².
  case quadratic
  /// A restricted cubic spline: smooth, straight beyond the outer knots.
  case spline

  /// The terms of the formula for a column of doses.
  func terms(dose: String, knots: Int) -> String {
    switch self {
    case .linear: dose
    case .logarithmic: "log(\(dose))"
    case .quadratic: "\(dose) + I(\(dose)^2)"
    case .spline: "rcs(\(dose), \(knots))"
    }
  }

  /// How many terms of the formula depend on the dose.
  func termCount(knots: Int) -> Int {
    switch self {
    case .linear, .logarithmic: 1
    case .quadratic: 2
    case .spline: knots - 1
    }
  }

  /// Whether the mean is a straight line in some function of the dose, so that the dose needed has a closed form.
  public var isLine: Bool { self == .linear || self == .logarithmic }

  /// The function of the dose in which the mean is straight.
  func position(_ dose: Double) -> Double { self == .logarithmic ? .log(dose) : dose }

  /// The dose of a ``position(_:)``.
  func dose(_ position: Double) -> Double { self == .logarithmic ? .exp(position) : position }

  /// Where the form comes from.
  public var sources: [Source] {
    switch self {
    case .linear, .logarithmic:
      [Source("Thompson & Higgins", 2002, doi: "10.1002/sim.1187")]
    case .quadratic: [Source("Greenland & Longnecker", 1992, doi: "10.1093/oxfordjournals.aje.a116237")]
    case .spline: [Source("Harrell", 2015, doi: "10.1007/978-3-319-19425-7", place: "sec. 2.4.5")]
    }
  }
}

/// An effect to be reached, on the analysis scale.
public struct DoseTarget: Hashable, Sendable {
  /// Which side of the target counts as reached.
  public enum Direction: String, CaseIterable, Hashable, Sendable, Codable {
    /// Effects of this size or higher.
    case atLeast = "at-least"
    /// Effects of this size or lower, for measures of which less is better.
    case atMost = "at-most"
  }

  /// The effect on the analysis scale.
  public var effect: Double
  /// Which side of it counts as reached.
  public var direction: Direction

  /// A target; without a direction, effects at least as far from 0 on the same side count: below 0 or lower for a
  /// negative one, at or above it otherwise.
  public init(_ effect: Double, direction: Direction? = nil) {
    self.effect = effect
    self.direction = direction ?? (effect < 0 ? .atMost : .atLeast)
  }

  /// 1 where higher effects reach the target, −1 where lower ones do.
  var sign: Double { direction == .atLeast ? 1 : -1 }
}

extension DoseTarget {
  /// A target given on the scale that people read, in a direction of benefit.
  ///
  /// Where lower is better and the scale is that of differences (no back-transformation), an unsigned number is the size of
  /// the benefit: 0.5 stands for −0.5. Without a direction, that of ``init(_:direction:)`` holds: a risk ratio of 0.8, a
  /// negative logarithm, is reached by it and everything lower.
  /// - Parameter measure: The measure, for the error's sentence.
  /// - Throws: ``DoseError/targetOffScale(_:_:measure:)`` for a number the scale does not have.
  public init(
    natural: Double, transform: BackTransform, better direction: Direction? = nil, measure: Measure? = nil
  ) throws(DoseError) {
    var effect = transform.analysisValue(natural)
    guard natural.isFinite else { throw .unusableTarget(natural) }
    guard effect.isFinite else { throw .targetOffScale(natural, transform, measure: measure) }
    if direction == .atMost, transform == .identity, effect > 0 { effect = -effect }
    self.init(effect, direction: direction)
  }
}
