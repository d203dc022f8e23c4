import StudyRecords

/// Reads numbers as programs write them, eight digits at a time, straight from a file's bytes.
///
/// What it does not take (blanks, quotes, a decimal comma, more than 19 digits) is left to `parseNumber`, which gives
/// the same numbers. Eight bytes behind the number must be readable.
struct PlainNumber {
  // Copied out of their tables, so that reading them is one load.
  private let exact = PowersOfTen.exact
  private let tens = wholePowers

  /// The number that begins at a position, which moves behind it; `nil` when none does.
  @inline(__always)
  func read(_ position: inout UnsafePointer<UInt8>) -> Double? {
    var p = position
    let isNegative = p[0] == UInt8(ascii: "-")
    if isNegative { p += 1 }
    let start = p
    var w: UInt64 = 0
    var digit = p[0] &- 0x30
    while digit < 10 {
      w = w &* 10 &+ UInt64(digit)
      p += 1
      digit = p[0] &- 0x30
    }
    var digits = p - start
    var exponent = 0
    if p[0] == UInt8(ascii: ".") {
      p += 1
      let first = p
      var count: Int
      repeat {
        let word = UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
        count = leadingDigits(word)
        guard count > 0 else { break }
        w = w &* tens[count] &+ value(word, digits: count)
        p += count
      } while count == 8
      exponent = first - p
      digits += p - first
    }
    guard digits > 0, digits <= 19 || significantDigits(from: start, to: p) <= 19 else { return nil }
    if p[0] | 0x20 == UInt8(ascii: "e") {
      guard let power = readExponent(&p) else { return nil }
      exponent += power
    }
    position = p
    let magnitude: Double
    if w <= 1 << 53, exponent <= 0, exponent >= -22 {
      magnitude = Double(Int64(truncatingIfNeeded: w)) / exact[-exponent]
    } else {
      magnitude = nearestDouble(w, exponent: exponent)
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The exponent after `e`, of at most four digits.
  private func readExponent(_ position: inout UnsafePointer<UInt8>) -> Int? {
    var p = position + 1
    let isNegative = p[0] == UInt8(ascii: "-")
    if isNegative || p[0] == UInt8(ascii: "+") { p += 1 }
    let start = p
    var exponent = 0
    while p[0] &- 0x30 < 10, p - start < 5 {
      exponent = exponent * 10 + Int(p[0] &- 0x30)
      p += 1
    }
    guard p > start, p - start < 5 else { return nil }
    position = p
    return isNegative ? -exponent : exponent
  }

  /// How many digits follow the zeros in front.
  private func significantDigits(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Int {
    var p = start
    while p < end, p[0] == UInt8(ascii: "0") || p[0] == UInt8(ascii: ".") { p += 1 }
    let rest = UnsafeBufferPointer(start: p, count: end - p)
    return rest.contains(UInt8(ascii: ".")) ? rest.count - 1 : rest.count
  }
}

/// How many of a word's eight bytes, from the lowest, are digits before one that is not.
@inline(__always)
private func leadingDigits(_ word: UInt64) -> Int {
  // A byte's high bit is set when it lies above '9' or below '0'; carries only reach bytes behind such a one.
  let others = ((word &+ 0x4646_4646_4646_4646) | (word &- 0x3030_3030_3030_3030)) & 0x8080_8080_8080_8080
  return others.trailingZeroBitCount >> 3
}

/// The number that the first 1 to 8 bytes spell: neighbours are added up to pairs, fours and eights.
@inline(__always)
private func value(_ word: UInt64, digits: Int) -> UInt64 {
  let eight = (word &- 0x3030_3030_3030_3030) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* digits)
  let pairs = eight &* 10 &+ (eight &>> 8)
  let even = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let odd = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return (even &+ odd) &>> 32
}

/// 10⁰ to 10⁸.
nonisolated(unsafe) private let wholePowers: UnsafePointer<UInt64> = {
  let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 9)
  var power: UInt64 = 1
  for exponent in 0..<9 {
    table[exponent] = power
    power *= 10
  }
  return UnsafePointer(table)
}()
