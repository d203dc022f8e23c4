/// A small, fast generator of random bits whose whole sequence follows from its seed, the same on every machine.
///
/// Source: Steele, Lea & Flood (2014), doi:10.1145/2660193.2660195. Period 2⁶⁴; for simulation, not for secrets.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// A generator of the sequence that belongs to `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number uniform on the open unit interval: a multiple of 2⁻⁵³ plus 2⁻⁵⁴.
  public mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// A standard normal number, by inversion of one uniform number.
  public mutating func normal() -> Double { Normal.standard.quantile(lowerTail: uniform()) }
}
