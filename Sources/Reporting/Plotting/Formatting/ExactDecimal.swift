/// The exact decimal expansion of a finite double: every binary fraction ends, so rounding never guesses.
///
/// m·2^e is written as the digits of m·2^e (e ≥ 0) or of m·5^−e with −e decimals (e < 0), from at most 1,100 digits.
struct ExactDecimal: Hashable, Sendable {
  /// Digits 0–9, most significant first, without leading zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand behind the decimal point; may exceed their number.
  private(set) var decimals: Int

  /// The expansion of |x|; x must be finite.
  init(_ x: Double) {
    guard x != 0 else {
      (digits, decimals) = ([], 0)
      return
    }
    let isNormal = x.exponentBitPattern != 0
    var significand = x.significandBitPattern | (isNormal ? 1 << 52 : 0)
    var exponent = Int(isNormal ? x.exponentBitPattern : 1) - 1075
    let shift = significand.trailingZeroBitCount
    significand >>= shift
    exponent += shift

    var limbs = [UInt64]()  // base 10⁹, least significant first
    while significand > 0 {
      limbs.append(significand % 1_000_000_000)
      significand /= 1_000_000_000
    }
    let (base, chunk) = exponent >= 0 ? (UInt64(2), 29) : (UInt64(5), 12)
    var remaining = abs(exponent)
    while remaining > 0 {
      let step = min(remaining, chunk)
      Self.multiply(&limbs, by: (0..<step).reduce(1) { power, _ in power * base })
      remaining -= step
    }
    digits = limbs.reversed().flatMap { Self.nineDigits($0) }
    digits.removeFirst(digits.prefix { $0 == 0 }.count)
    decimals = max(0, -exponent)
  }

  /// The power of ten of the first digit: 0 for 1 ≤ x < 10.
  var exponent: Int { digits.count - decimals - 1 }

  /// The digits of x·10^places rounded to an integer, ties to the even neighbour; empty for zero.
  func rounded(places: Int) -> [UInt8] { leading(digits.count - decimals + places) }

  /// x rounded to a number of significant digits, ties to even, with the power of ten of the first of them.
  func rounded(significant count: Int) -> (digits: [UInt8], exponent: Int) {
    var result = leading(count)
    guard result.count > count else { return (result, exponent) }
    result.removeLast()
    return (result, exponent + 1)
  }

  private func leading(_ count: Int) -> [UInt8] {
    if count >= digits.count { return digits + Array(repeating: 0, count: count - digits.count) }
    guard count >= 0 else { return [] }
    var result = Array(digits[..<count])
    let isOdd = (result.last ?? 0) % 2 == 1
    let roundsUp =
      digits[count] > 5 || digits[count] == 5 && (isOdd || digits[(count + 1)...].contains { $0 != 0 })
    guard roundsUp else { return result }
    for position in result.indices.reversed() {
      if result[position] < 9 {
        result[position] += 1
        return result
      }
      result[position] = 0
    }
    return [1] + result
  }

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
    var carry: UInt64 = 0
    for position in limbs.indices {
      let product = limbs[position] * factor + carry
      limbs[position] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }

  private static func nineDigits(_ limb: UInt64) -> [UInt8] {
    var rest = limb
    var result = [UInt8](repeating: 0, count: 9)
    for position in result.indices.reversed() {
      result[position] = UInt8(rest % 10)
      rest /= 10
    }
    return result
  }
}
