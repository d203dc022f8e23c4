/// Writes numbers as bytes: the texts of ``numberText(_:)`` without making a string of them.
package enum NumberWriter {
  /// The bytes that the longest number takes.
  package static let longest = 32

  /// Writes a number as ``numberText(_:)`` spells it and returns the position behind it.
  ///
  /// At least ``longest`` bytes must be free, whatever the number's length; what lies behind it in them is undefined.
  package static func write(
    _ number: Double, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var position = start
    if number.isNaN { return write("NaN", to: position) }
    if number.sign == .minus {
      position[0] = minus
      position += 1
    }
    guard number.isFinite else { return write("Inf", to: position) }
    guard number != 0 else {
      position[0] = zero
      return position + 1
    }
    let decimal = ShortestDecimal(number)
    let count = digitCount(decimal.digits)
    // The number is 0.ddd·10^point.
    let point = count + decimal.exponent
    if point < -3 || number.magnitude > 0x1p53 {
      return writeScientific(decimal.digits, count, exponent: point - 1, to: position)
    }
    if point <= 0 {
      position[0] = zero
      position[1] = UInt8(ascii: ".")
      position[2] = zero
      position[3] = zero
      position[4] = zero
      position += 2 - point
      writeDigits(decimal.digits, count, to: position)
      return position + count
    }
    if point >= count {
      writeDigits(decimal.digits, count, to: position)
      for index in count..<point { position[index] = zero }
      return position + point
    }
    // One place to the right, then the whole part moves to the left.
    writeDigits(decimal.digits, count, to: position + 1)
    for index in 0..<point { position[index] = position[index + 1] }
    position[point] = UInt8(ascii: ".")
    return position + count + 1
  }

  /// Writes a whole number and returns the position behind it.
  package static func write(
    _ number: Int, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var position = start
    if number < 0 {
      position[0] = minus
      position += 1
    }
    let magnitude = UInt64(number.magnitude)
    let count = magnitude < 10 ? 1 : digitCount(magnitude)
    writeDigits(magnitude, count, to: position)
    return position + count
  }

  private static func write(
    _ text: StaticString, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    start.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    return start + text.utf8CodeUnitCount
  }

  private static func writeScientific(
    _ digits: UInt64, _ count: Int, exponent: Int, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var position = start + 1
    writeDigits(digits, count, to: position)
    start[0] = position[0]
    if count > 1 {
      position[0] = UInt8(ascii: ".")
      position += count
    }
    position[0] = UInt8(ascii: "e")
    position[1] = exponent < 0 ? minus : UInt8(ascii: "+")
    position += 2
    let magnitude = UInt64(exponent.magnitude)
    // At least two digits.
    let places = magnitude < 100 ? 2 : 3
    writeDigits(magnitude, places, to: position)
    return position + places
  }

  /// Writes the last `count` digits, two at a time from the right.
  @inline(__always)
  private static func writeDigits(_ number: UInt64, _ count: Int, to start: UnsafeMutablePointer<UInt8>) {
    var rest = number
    var position = start + count
    // Eight digits at a time leave 32-bit divisions.
    while position - start >= 8 {
      var eight = UInt32(truncatingIfNeeded: rest % 100_000_000)
      rest /= 100_000_000
      for _ in 0..<4 {
        position -= 2
        writePair(eight % 100, to: position)
        eight /= 100
      }
    }
    var few = UInt32(truncatingIfNeeded: rest)
    while position - start >= 2 {
      position -= 2
      writePair(few % 100, to: position)
      few /= 100
    }
    if position > start { start[0] = zero + UInt8(truncatingIfNeeded: few % 10) }
  }

  @inline(__always)
  private static func writePair(_ pair: UInt32, to position: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(position).storeBytes(of: pairs[Int(pair)], as: UInt16.self)
  }

  /// How many digits a number has, at least 1; it has at most 19.
  @inline(__always)
  private static func digitCount(_ number: UInt64) -> Int {
    // ⌊log₁₀ 2^bits⌋ is right or one too few.
    let guess = ((64 &- number.leadingZeroBitCount) &* 1233) >> 12
    return guess &+ (number >= wholePowers[guess] ? 1 : 0)
  }

  private static let minus = UInt8(ascii: "-")
  private static let zero = UInt8(ascii: "0")

  /// The digits of the numbers from 00 to 99 as pairs of bytes.
  nonisolated(unsafe) private static let pairs: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 100)
    for number in 0..<100 {
      let tens = UInt16(0x30 + number / 10)
      let ones = UInt16(0x30 + number % 10)
      table[number] = UInt16(littleEndian: tens | ones << 8)
    }
    return UnsafePointer(table)
  }()

  /// 10⁰ to 10¹⁹.
  nonisolated(unsafe) private static let wholePowers: UnsafePointer<UInt64> = {
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
    var power: UInt64 = 1
    for exponent in 0..<20 {
      table[exponent] = power
      power = power &* 10
    }
    return UnsafePointer(table)
  }()
}
