/// A closed interval; an end may be infinite, never NaN.
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// An interval from its ends.
  public init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// `center ± halfWidth`.
  public init(center: Double, halfWidth: Double) { self.init(center - halfWidth, center + halfWidth) }

  /// Whether a number lies in it, ends included.
  public func contains(_ number: Double) -> Bool { lower <= number && number <= upper }

  /// The interval with a monotone function applied to both ends, put in order.
  public func mapped(by transform: (Double) -> Double) -> Interval {
    let (a, b) = (transform(lower), transform(upper))
    return a <= b ? Interval(a, b) : Interval(b, a)
  }
}

extension Interval: Codable {
  /// Decodes `[lower, upper]`, infinite ends written as `"inf"` and `"-inf"`.
  public init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    func end() throws -> Double {
      if let number = try? list.decode(Double.self) { return number }
      let text = try list.decode(String.self)
      guard text == "inf" || text == "-inf" else {
        throw DecodingError.dataCorruptedError(in: list, debugDescription: "'\(text)' is not an interval's end")
      }
      return text == "inf" ? .infinity : -.infinity
    }
    self.init(try end(), try end())
  }

  /// Encodes `[lower, upper]`, infinite ends written as `"inf"` and `"-inf"`.
  /// - Throws: `EncodingError` when an end is NaN.
  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for end in [lower, upper] {
      if end.isInfinite { try list.encode(end > 0 ? "inf" : "-inf") } else { try list.encode(end) }
    }
  }
}
