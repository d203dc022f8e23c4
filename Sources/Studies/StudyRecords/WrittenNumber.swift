/// What the spelling of a number says beyond its value: its decimals and significant digits.
///
/// Spreadsheets drop trailing zeros, so a printed 3.50 may stand as 3.5 in the file; taking the cell's own decimals is
/// then merely lenient.
package struct WrittenNumber {
  /// The digits after the decimal mark, less the exponent; negative for numbers like `2e3`.
  package let decimals: Int
  /// The digits from the first that is not zero on; the final zeros of a whole number do not count.
  package let significantDigits: Int

  package init(_ text: String) {
    var (decimals, digits, trailingZeros) = (0, 0, 0)
    var (isPastMark, exponent) = (false, "")
    var isInExponent = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isInExponent {
          exponent.unicodeScalars.append(Unicode.Scalar(byte))
          continue
        }
        if isPastMark { decimals += 1 }
        if digits > 0 || byte != UInt8(ascii: "0") { digits += 1 }
        trailingZeros = byte == UInt8(ascii: "0") ? trailingZeros + 1 : 0
      case UInt8(ascii: "."), UInt8(ascii: ","): isPastMark = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isInExponent = true
      case UInt8(ascii: "-") where isInExponent: exponent = "-"
      default: break
      }
    }
    self.decimals = decimals - min(max(Int(exponent) ?? 0, -400), 400)
    significantDigits = isPastMark ? digits : max(0, digits - trailingZeros)
  }

  /// Half a unit of the last decimal.
  package var halfUnit: Double {
    var unit = 0.5
    for _ in 0..<abs(decimals) { unit = decimals > 0 ? unit / 10 : unit * 10 }
    return unit
  }
}
