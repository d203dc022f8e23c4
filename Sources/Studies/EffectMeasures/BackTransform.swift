import RealModule

/// How results are turned from the analysis scale back into one that people read.
public enum BackTransform: Hashable, Sendable {
  /// The analysis scale is the one people read.
  case identity
  /// Ratios, analysed as logarithms.
  case exponential
  /// Correlations, analysed as Fisher's z.
  case hyperbolicTangent
  /// Proportions, analysed as logits.
  case logistic
  /// Proportions, analysed as arcsines of their square roots.
  case arcsineSquared
  /// Proportions, analysed as Freeman–Tukey double arcsines; `n` is the sample size to assume, for a pooled result
  /// the harmonic mean of the studies' (Miller 1978, doi:10.1080/00031305.1978.10479283).
  case freemanTukeyProportion(n: Double)

  /// A short stable code.
  public var code: String {
    switch self {
    case .identity: "identity"
    case .exponential: "exp"
    case .hyperbolicTangent: "tanh"
    case .logistic: "logistic"
    case .arcsineSquared: "iarcsin"
    case .freemanTukeyProportion: "ipft"
    }
  }

  /// The value on the natural scale; infinite values and values beyond the scale map to the scale's ends.
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .exponential: .exp(x)
    case .hyperbolicTangent: .tanh(x)
    case .logistic: x < 0 ? .exp(x) / (1 + .exp(x)) : 1 / (1 + .exp(-x))
    case .arcsineSquared: proportion(fromArcsine: x)
    case .freemanTukeyProportion(let n): proportion(fromDoubleArcsine: x, n: n)
    }
  }
}

/// `sin²x`, held at 0 and 1 beyond the scale's ends 0 and π/2.
private func proportion(fromArcsine x: Double) -> Double {
  guard x > 0 else { return x.isNaN ? x : 0 }
  guard x < .pi / 2 else { return 1 }
  let sine = Double.sin(x)
  return sine * sine
}

/// The proportion p for which n p events of n have the double arcsine x (Miller 1978), held at 0 and 1 beyond the
/// values of no and of n events.
private func proportion(fromDoubleArcsine x: Double, n: Double) -> Double {
  guard !x.isNaN, n > 0 else { return .nan }
  let lowest = doubleArcsine(0, n)
  guard x > lowest else { return 0 }
  guard x < .pi / 2 - lowest else { return 1 }
  let sine = Double.sin(2 * x)
  let u = sine + (sine - 1 / sine) / n
  let v = (1 - u * u).squareRoot()
  // (1 ∓ v)/2, the small one without cancellation.
  return x < .pi / 4 ? u * u / (2 * (1 + v)) : (1 + v) / 2
}

/// Freeman & Tukey's double arcsine of x events among n, halved: `½ [asin √(x/(n+1)) + asin √((x+1)/(n+1))]`.
func doubleArcsine(_ x: Double, _ n: Double) -> Double {
  0.5
    * (.asin((x / (n + 1)).squareRoot()) + .asin(((x + 1) / (n + 1)).squareRoot()))
}

extension BackTransform: Codable {
  private enum Key: String, CodingKey {
    case code, n
  }

  /// Decodes `{"code": …}`, with `n` where the scale needs one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let code = try container.decode(String.self, forKey: .code)
    let plain: [BackTransform] = [.identity, .exponential, .hyperbolicTangent, .logistic, .arcsineSquared]
    if let match = plain.first(where: { $0.code == code }) {
      self = match
    } else if code == BackTransform.freemanTukeyProportion(n: 1).code {
      self = .freemanTukeyProportion(n: try container.decode(Double.self, forKey: .n))
    } else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: container, debugDescription: "'\(code)' is not a back-transformation")
    }
  }

  /// Encodes `{"code": …}`, with `n` where the scale needs one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(code, forKey: .code)
    if case .freemanTukeyProportion(let n) = self { try container.encode(n, forKey: .n) }
  }
}
