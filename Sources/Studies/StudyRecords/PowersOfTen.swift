/// The significand of a power of ten, cut to 128 bits with the highest bit set.
struct PowerOfTen {
  /// The upper 64 bits.
  let high: UInt64
  /// The lower 64 bits.
  let low: UInt64
}

/// The significands ⌊10^q·2^−r⌋, 2^127 ≤ · < 2^128, for q from −342 to 324: what reading and writing a `Double` need.
///
/// Computed once, exactly, with whole numbers of many words: upwards by multiplying with 5, downwards by dividing a
/// power of two again and again by 5, where the floor of floors is the floor.
package enum PowersOfTen {
  /// The smallest exponent: below it, any 19 digits are less than half of the smallest number.
  static let lowest = -342
  /// The largest exponent.
  static let highest = 324

  /// The significand of 10^q, `lowest` ≤ q ≤ `highest`.
  @inline(__always)
  static subscript(_ q: Int) -> PowerOfTen { table[q &- lowest] }

  /// The powers that a `Double` holds exactly, from 10⁰ to 10²².
  nonisolated(unsafe) package static let exact: UnsafePointer<Double> = {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    var power = 1.0
    for q in 0...22 {
      powers[q] = power
      power *= 10
    }
    return UnsafePointer(powers)
  }()

  /// Lives as long as the process.
  nonisolated(unsafe) private static let table: UnsafePointer<PowerOfTen> = {
    let powers = UnsafeMutablePointer<PowerOfTen>.allocate(capacity: highest - lowest + 1)
    var number = WholeNumber(1, words: 13)
    for q in 0...highest {
      powers[q - lowest] = number.leading
      number.multiplyByFive()
    }
    // 2^1151 / 5^342 still has more than 128 bits.
    number = WholeNumber(powerOfTwo: 1151)
    for q in 1...(-lowest) {
      number.divideByFive()
      powers[-q - lowest] = number.leading
    }
    return UnsafePointer(powers)
  }()
}

/// A whole number of many words, the lowest first.
private struct WholeNumber {
  private var words: [UInt64]

  init(_ value: UInt64, words count: Int) {
    words = [UInt64](repeating: 0, count: count)
    words[0] = value
  }

  init(powerOfTwo exponent: Int) {
    words = [UInt64](repeating: 0, count: exponent / 64 + 1)
    words[exponent / 64] = 1 << UInt64(exponent % 64)
  }

  mutating func multiplyByFive() {
    var carry: UInt64 = 0
    for index in words.indices {
      let (high, low) = words[index].multipliedFullWidth(by: 5)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      words[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
  }

  mutating func divideByFive() {
    var remainder: UInt64 = 0
    for index in words.indices.reversed() {
      (words[index], remainder) = UInt64(5).dividingFullWidth((remainder, words[index]))
    }
  }

  /// The highest 128 bits from the first that is set.
  var leading: PowerOfTen {
    let top = words.lastIndex { $0 != 0 } ?? 0
    let shift = UInt64(words[top].leadingZeroBitCount)
    let word = { (index: Int) -> UInt64 in index < 0 ? 0 : words[index] }
    let part = { (index: Int) -> UInt64 in
      shift == 0 ? word(index) : word(index) << shift | word(index - 1) >> (64 - shift)
    }
    return PowerOfTen(high: part(top), low: part(top - 1))
  }
}
