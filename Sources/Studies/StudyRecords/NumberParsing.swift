/// The character that separates a number's whole part from its decimals.
public enum DecimalMark: String, CaseIterable, Hashable, Sendable, Codable {
  case point, comma

  fileprivate var byte: UInt8 { self == .point ? 0x2E : 0x2C }
}

/// The number that a cell spells, or `nil` when it spells none.
///
/// A number is `[+-]digits[.digits][e[+-]digits]` or `[+-]Inf`: digits may be missing on one side of the decimal
/// mark (`.45`, `5.`), the minus may be U+2212, letters may be in either case, blanks around it do not count. There
/// are no thousands separators, no hexadecimal forms and no NaN. The result is the `Double` nearest to the written
/// number, ties to even: beyond the largest number it is infinite, below the smallest it is zero.
/// - Parameters:
///   - text: The cell's text.
///   - decimal: The decimal mark; the other one is not accepted.
public func parseNumber(_ text: String, decimal: DecimalMark = .point) -> Double? {
  var text = text
  return text.withUTF8 { parseNumber($0, decimal: decimal) }
}

/// The number that a cell's UTF-8 bytes spell: see ``parseNumber(_:decimal:)``.
///
/// Up to 19 digits are settled by ``nearestDouble(_:exponent:)``, and more where what follows them changes nothing; the
/// rest go to the standard library's correctly rounded conversion.
package func parseNumber(_ bytes: UnsafeBufferPointer<UInt8>, decimal: DecimalMark = .point) -> Double? {
  let cell = trimmingBlanks(bytes)
  var position = 0
  let isNegative = skipSign(of: cell, at: &position)
  guard position < cell.count else { return nil }
  if isInfinity(cell, from: position) { return isNegative ? -.infinity : .infinity }
  guard let number = Significand(cell, from: &position, mark: decimal.byte) else { return nil }
  guard let exponent = readExponent(of: cell, from: &position), position == cell.count else { return nil }
  let magnitude =
    number.nearestValue(exponent: exponent)
    ?? nearestValue(digits: cell[number.range], mark: decimal.byte, exponent: exponent - number.decimals)
  return magnitude.map { isNegative ? -$0 : $0 }
}

/// Whether a cell says that its value is missing: it is empty, `.`, `NA` or `NaN` (also `na`, `nan`, `NAN`, but not
/// `Na`), blanks around it not counted.
package func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let cell = trimmingBlanks(bytes)
  switch cell.count {
  case 0: return true
  case 1: return cell[0] == UInt8(ascii: ".")
  case 2: return cell.elementsEqual("NA".utf8) || cell.elementsEqual("na".utf8)
  case 3:
    return cell.elementsEqual("NaN".utf8) || cell.elementsEqual("nan".utf8) || cell.elementsEqual("NAN".utf8)
  default: return false
  }
}

/// The bytes without the spaces, tabs and no-break spaces at both ends.
package func trimmingBlanks(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  var start = 0
  var end = bytes.count
  while start < end {
    if bytes[start] == 0x20 || bytes[start] == 0x09 {
      start += 1
    } else if end - start > 1, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
      start += 2
    } else {
      break
    }
  }
  while start < end {
    if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
      end -= 1
    } else if end - start > 1, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
      end -= 2
    } else {
      break
    }
  }
  return UnsafeBufferPointer(rebasing: bytes[start..<end])
}

private func skipSign(of cell: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Bool {
  guard position < cell.count else { return false }
  switch cell[position] {
  case UInt8(ascii: "+"):
    position += 1
    return false
  case UInt8(ascii: "-"):
    position += 1
    return true
  case 0xE2 where cell[position...].starts(with: [0xE2, 0x88, 0x92]):
    position += 3
    return true
  default: return false
  }
}

private func isInfinity(_ cell: UnsafeBufferPointer<UInt8>, from position: Int) -> Bool {
  guard cell.count - position == 3 else { return false }
  return zip(cell[position...], "inf".utf8).allSatisfy { $0 | 0x20 == $1 }
}

/// The digits of a number before its exponent.
private struct Significand {
  /// The first 19 significant digits as a whole number.
  private var leading: UInt64 = 0
  /// How many further digits before the mark, less the digits counted in `leading` after it.
  private var shift = 0
  /// Whether a digit other than 0 did not fit into `leading`.
  private var isTruncated = false
  /// The digits after the mark.
  private(set) var decimals = 0
  /// Where the digits and the mark stand.
  let range: Range<Int>

  init?(_ cell: UnsafeBufferPointer<UInt8>, from position: inout Int, mark: UInt8) {
    let start = position
    var digits = 0
    var significant = 0
    var isPastMark = false
    while position < cell.count {
      let byte = cell[position]
      let digit = byte &- 0x30
      if digit < 10 {
        digits += 1
        if isPastMark { decimals += 1 }
        if significant < 19 {
          leading = leading &* 10 &+ UInt64(digit)
          if leading != 0 { significant += 1 }
          if isPastMark { shift -= 1 }
        } else {
          if digit != 0 { isTruncated = true }
          if !isPastMark { shift += 1 }
        }
      } else if byte == mark, !isPastMark {
        isPastMark = true
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 else { return nil }
    range = start..<position
  }

  /// The value, unless it depends on digits that are not in `leading`.
  func nearestValue(exponent: Int) -> Double? {
    let value = nearestDouble(leading, exponent: shift + exponent)
    guard isTruncated else { return value }
    // The number lies between two neighbours, which mostly round to the same value.
    return nearestDouble(leading + 1, exponent: shift + exponent) == value ? value : nil
  }
}

/// The exponent after `e`, 0 when there is none, `nil` when `e` is followed by no number; exponents beyond a
/// thousand million count as that.
private func readExponent(of cell: UnsafeBufferPointer<UInt8>, from position: inout Int) -> Int? {
  guard position < cell.count else { return 0 }
  guard cell[position] | 0x20 == UInt8(ascii: "e") else { return nil }
  position += 1
  let isNegative = skipSign(of: cell, at: &position)
  let start = position
  var exponent = 0
  while position < cell.count, cell[position] &- 0x30 < 10 {
    exponent = min(exponent * 10 + Int(cell[position] &- 0x30), 1_000_000_000)
    position += 1
  }
  guard position > start else { return nil }
  return isNegative ? -exponent : exponent
}

private func nearestValue(digits: Slice<UnsafeBufferPointer<UInt8>>, mark: UInt8, exponent: Int) -> Double? {
  var text = String(decoding: digits.filter { $0 != mark }, as: UTF8.self)
  text += "e\(exponent)"
  return Double(text)
}
