import Distributions
import RealModule
import StudyRecords

/// How results are turned from the analysis scale back into one that people read.
///
/// Infinite values and values beyond the scale map to the scale's ends, so that an interval stays an interval.
public enum BackTransform: Hashable, Sendable {
  /// The analysis scale is the one people read.
  case identity
  /// Ratios, analysed as logarithms: `eˣ`.
  case exponential
  /// Correlations, analysed as Fisher's z: `tanh x`.
  case hyperbolicTangent
  /// Coefficients of determination, analysed as Fisher's z of their root: `tanh² x`.
  case squaredHyperbolicTangent
  /// Proportions, analysed as logits: `1/(1+e⁻ˣ)`.
  case logistic
  /// Proportions, analysed as probits: `Φ(x)`.
  case normal
  /// Proportions, analysed as arcsines of their square roots: `sin² x`.
  case arcsineSquared
  /// Proportions, analysed as Freeman–Tukey double arcsines; `n` is the sample size to assume, for a pooled result
  /// the harmonic mean of the studies' (Miller 1978, doi:10.1080/00031305.1978.10479283).
  case freemanTukeyProportion(n: Double)
  /// Rates, analysed as square roots: `x²`.
  case square
  /// Rates, analysed as Freeman–Tukey roots; `t` is the person-time to assume.
  case freemanTukeyRate(t: Double)
  /// Coefficients alpha in Hakstian & Whalen's scale: `1 − (1−x)³`.
  case hakstianWhalen
  /// Coefficients alpha in Bonett's scale: `1 − e⁻ˣ`.
  case bonett

  /// A short stable code.
  public var code: String {
    switch self {
    case .identity: "identity"
    case .exponential: "exp"
    case .hyperbolicTangent: "ztor"
    case .squaredHyperbolicTangent: "ztor2"
    case .logistic: "ilogit"
    case .normal: "iprobit"
    case .arcsineSquared: "iarcsin"
    case .freemanTukeyProportion: "ipft"
    case .square: "isqrt"
    case .freemanTukeyRate: "iirft"
    case .hakstianWhalen: "iahw"
    case .bonett: "iabt"
    }
  }

  /// The value on the analysis scale of a value on the natural scale; infinite at the ends of the scales that are.
  public func analysisValue(_ natural: Double) -> Double {
    switch self {
    case .identity: natural
    case .exponential: .log(natural)
    case .hyperbolicTangent: .atanh(natural)
    case .squaredHyperbolicTangent: .atanh(natural.squareRoot())
    case .logistic: .log(natural / (1 - natural))
    case .normal: Normal.standard.quantile(lowerTail: natural)
    case .arcsineSquared: .atan2(y: natural.squareRoot(), x: (1 - natural).squareRoot())
    case .freemanTukeyProportion(let n): doubleArcsine(natural * n, n)
    case .square: natural.squareRoot()
    case .freemanTukeyRate(let t): rootRate(natural * t, t)
    case .hakstianWhalen: -.expMinusOne(.log(onePlus: -natural) / 3)
    case .bonett: -.log(onePlus: -natural)
    }
  }

  /// The range of the analysis scale.
  public var analysisRange: Interval {
    switch self {
    case .arcsineSquared, .freemanTukeyProportion: Interval(0, .pi / 2)
    case .hakstianWhalen: Interval(0, 1)
    case .squaredHyperbolicTangent, .square, .freemanTukeyRate, .bonett: Interval(0, .infinity)
    default: Interval(-.infinity, .infinity)
    }
  }

  /// The value on the natural scale.
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .identity: return x
    case .exponential: return .exp(x)
    case .hyperbolicTangent: return .tanh(x)
    case .squaredHyperbolicTangent:
      let root = Double.tanh(x > 0 ? x : 0)
      return root * root
    case .logistic: return inverseLogit(x)
    case .normal: return Normal.standard.lowerTail(x)
    case .arcsineSquared: return proportion(fromArcsine: x)
    case .freemanTukeyProportion(let n): return proportion(fromDoubleArcsine: x, n: n)
    case .square: return x > 0 ? x * x : x.isNaN ? x : 0
    case .freemanTukeyRate(let t): return rate(fromFreemanTukey: x, t: t)
    case .hakstianWhalen: return x * (3 - x * (3 - x))
    case .bonett: return -.expMinusOne(-x)
    }
  }
}

/// `1/(1 + e⁻ˣ)`, accurate at both ends.
func inverseLogit(_ x: Double) -> Double { x < 0 ? .exp(x) / (1 + .exp(x)) : 1 / (1 + .exp(-x)) }

/// `sin²x`, held at 0 and 1 beyond the scale's ends 0 and π/2.
private func proportion(fromArcsine x: Double) -> Double {
  guard x > 0 else { return x.isNaN ? x : 0 }
  guard x < .pi / 2 else { return 1 }
  let sine = Double.sin(x)
  return sine * sine
}

extension BackTransform: Codable {
  private enum Key: String, CodingKey {
    case code, n, t
  }

  private static let plain: [BackTransform] = [
    .identity, .exponential, .hyperbolicTangent, .squaredHyperbolicTangent, .logistic, .normal, .arcsineSquared,
    .square,
    .hakstianWhalen, .bonett,
  ]

  /// Decodes `{"code": …}`, with `n` or `t` where the scale needs one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let code = try container.decode(String.self, forKey: .code)
    if let match = Self.plain.first(where: { $0.code == code }) {
      self = match
    } else if code == "ipft" {
      self = .freemanTukeyProportion(n: try container.decode(Double.self, forKey: .n))
    } else if code == "iirft" {
      self = .freemanTukeyRate(t: try container.decode(Double.self, forKey: .t))
    } else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: container, debugDescription: "'\(code)' is not a back-transformation")
    }
  }

  /// Encodes `{"code": …}`, with `n` or `t` where the scale needs one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(code, forKey: .code)
    switch self {
    case .freemanTukeyProportion(let n): try container.encode(n, forKey: .n)
    case .freemanTukeyRate(let t): try container.encode(t, forKey: .t)
    default: break
    }
  }
}
