import EffectMeasures
import StudyRecords

/// A scale on which intervals are symmetric.
struct IntervalScale: Hashable {
  /// How its numbers are turned back into those that people read.
  private let transform: BackTransform
  /// What it is called: `the natural scale`.
  let name: String
  private let domain: ClosedRange<Double>

  private init(_ transform: BackTransform, _ name: String, _ domain: ClosedRange<Double>) {
    (self.transform, self.name, self.domain) = (transform, name, domain)
  }

  static let natural = IntervalScale(.identity, "natural", -.infinity ... .infinity)
  static let logarithmic = IntervalScale(.exponential, "logarithmic", 0 ... .infinity)
  static let fisherZ = IntervalScale(.hyperbolicTangent, "Fisher's z", -1...1)
  static let logit = IntervalScale(.logistic, "logit", 0...1)

  /// In a sentence: `on the logarithmic scale`, `on Fisher's z scale`.
  var place: String { "on \(name == Self.fisherZ.name ? "" : "the ")\(name) scale" }

  /// Whose interval is symmetric there, as the end of a sentence; empty where nothing is to be said.
  var owner: String {
    switch transform {
    case .exponential: ", as that of a ratio is"
    case .hyperbolicTangent: ", as that of a correlation is"
    case .logistic: ", as that of a proportion may be"
    default: ""
    }
  }

  /// Those that papers use most, the plainest first.
  static let common = [natural, logarithmic, fisherZ, logit]

  /// The scale on which intervals of a measure's estimates are symmetric, for Freeman–Tukey scales the one they come close
  /// to; `nil` without a measure.
  init?(of measure: Measure?) {
    guard let transform = measure?.definition.intervalScale else { return nil }
    switch transform {
    case .identity: self = .natural
    case .exponential: self = .logarithmic
    case .hyperbolicTangent: self = .fisherZ
    case .logistic: self = .logit
    case .squaredHyperbolicTangent: self.init(transform, "Fisher's z", 0...1)
    case .normal: self.init(transform, "probit", 0...1)
    case .arcsineSquared, .freemanTukeyProportion: self.init(.arcsineSquared, "arcsine", 0...1)
    case .square, .freemanTukeyRate: self.init(.square, "square-root", 0 ... .infinity)
    case .hakstianWhalen: self.init(transform, "Hakstian–Whalen", -.infinity...1)
    case .bonett: self.init(transform, "Bonett", -.infinity...1)
    }
  }

  /// A number that people read on this scale; what lies beyond its end is taken for the end.
  func value(_ x: Double) -> Double {
    transform.analysisValue(min(max(x, domain.lowerBound), domain.upperBound))
  }

  /// The number that people read.
  func number(_ value: Double) -> Double { transform(value) }

  /// Whether a number has a finite place on this scale.
  func contains(_ x: Double) -> Bool { domain.contains(x) && value(x).isFinite }
}
