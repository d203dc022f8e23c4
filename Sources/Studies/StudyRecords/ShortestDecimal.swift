/// The shortest decimal number that reads back as the same `Double`, and of the shortest the nearest to it.
struct ShortestDecimal {
  /// Up to 17 digits as a whole number, the last one not 0.
  var digits: UInt64
  /// The power of ten that the digits are multiplied with.
  var exponent: Int

  /// The decimal of a finite number other than 0; the sign does not count.
  ///
  /// The Schubfach algorithm (Giulietti 2020, "The Schubfach way to render doubles"): of the decimals with two lengths,
  /// one or two lie within the interval that rounds to the number, and three products with 10^−k find them.
  init(_ number: Double) {
    let fraction = number.significandBitPattern
    let biased = number.exponentBitPattern
    // The number is c·2^q.
    let c = biased == 0 ? fraction : fraction | 1 << 52
    let q = Int(biased == 0 ? 1 : biased) - 1075
    // Below a power of two the numbers lie twice as close.
    let isIrregular = fraction == 0 && biased > 1
    // ⌊log₁₀(2^q)⌋, or ⌊log₁₀(¾·2^q)⌋ at a power of two.
    let k = (q &* 1_262_611 &- (isIrregular ? 524_031 : 0)) >> 22
    let h = UInt64(q &+ ((0 &- k) &* 1_741_647) >> 19 &+ 1)
    let power = PowersOfTen[-k]
    // Rounded up where it is not exact.
    let low = power.low &+ (0 <= -k && -k <= 55 ? 0 : 1)
    let odd = c & 1
    let lower = roundedToOdd(power.high, low, (4 &* c &- (isIrregular ? 1 : 2)) << h) &+ odd
    let middle = roundedToOdd(power.high, low, (4 &* c) << h)
    let upper = roundedToOdd(power.high, low, (4 &* c &+ 2) << h) &- odd
    let s = middle / 4
    if s >= 10 {
      let tenth = s / 10
      let belowIsInside = lower <= 40 &* tenth
      let aboveIsInside = 40 &* tenth &+ 40 <= upper
      if belowIsInside != aboveIsInside {
        digits = tenth &+ (aboveIsInside ? 1 : 0)
        exponent = k + 1
        dropZeros()
        return
      }
    }
    let belowIsInside = lower <= 4 &* s
    let aboveIsInside = 4 &* s &+ 4 <= upper
    let half = 4 &* s &+ 2
    let isNearerAbove = middle > half || middle == half && s & 1 == 1
    digits = s &+ ((belowIsInside != aboveIsInside ? aboveIsInside : isNearerAbove) ? 1 : 0)
    exponent = k
    dropZeros()
  }

  @inline(__always)
  private mutating func dropZeros() {
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
  }
}

/// ⌊g·c·2^−128⌋ for g = high·2^64 + low, its last bit set where more than a rounding error of g is cut off.
@inline(__always)
private func roundedToOdd(_ high: UInt64, _ low: UInt64, _ c: UInt64) -> UInt64 {
  let x = low.multipliedFullWidth(by: c).high
  let y = high.multipliedFullWidth(by: c)
  let (rest, overflow) = y.low.addingReportingOverflow(x)
  return y.high &+ (overflow ? 1 : 0) | (rest > 1 ? 1 : 0)
}
