/// The `Double` nearest to w·10^q, ties to even; infinite above the largest, 0 below the smallest.
///
/// The algorithm of Eisel and Lemire (Lemire 2021, *Software: Practice and Experience* 51:1700,
/// doi:10.1002/spe.2984): one or two products of 64 bits with the significand of 10^q decide every case; Mushtak and
/// Lemire (2023, doi:10.1002/spe.3198) prove that nothing is left undecided.
/// - Parameters:
///   - w: Any whole number.
///   - q: Any exponent of ten.
package func nearestDouble(_ w: UInt64, exponent q: Int) -> Double {
  if w == 0 || q < PowersOfTen.lowest { return 0 }
  if q > 308 { return .infinity }
  if w <= 1 << 53, -22 <= q, q <= 22 {
    // Clinger's case (1990, doi:10.1145/93542.93557): one correctly rounded operation on exact operands.
    return q < 0 ? Double(w) / PowersOfTen.exact[-q] : Double(w) * PowersOfTen.exact[q]
  }
  let power = PowersOfTen[q]
  let zeros = w.leadingZeroBitCount
  let normalized = w << UInt64(zeros)
  // From −27 to −1 the algorithm wants the significand rounded up, which tells exact halves from what is near them. No
  // entry of the table ends in 64 set bits, so that adding 1 does not carry.
  let low = power.low &+ (-27 <= q && q < 0 ? 1 : 0)
  var (high, rest) = normalized.multipliedFullWidth(by: power.high)
  if high & 0x1FF == 0x1FF {
    let (sum, overflow) = rest.addingReportingOverflow(normalized.multipliedFullWidth(by: low).high)
    rest = sum
    if overflow { high &+= 1 }
  }
  let upperBit = Int(high >> 63)
  // 53 bits and one to round by.
  let shift = UInt64(upperBit + 9)
  var mantissa = high >> shift
  // ⌊q·log₂10⌋ + 63 by a multiplication, exact for all q here.
  var exponent = (q &* 217_706) >> 16 &+ 63 &+ upperBit &- zeros &+ 1023
  if exponent <= 0 {
    guard exponent > -63 else { return 0 }
    mantissa >>= UInt64(1 - exponent)
    // Adding the last bit rounds up; a carry into bit 52 makes the smallest normal number, as it should.
    return Double(bitPattern: (mantissa + (mantissa & 1)) >> 1)
  }
  if rest <= 1, -4 <= q, q <= 23, mantissa & 3 == 1, mantissa << shift == high {
    // Exactly half way, with an even number below.
    mantissa &= ~1
  }
  mantissa = (mantissa + (mantissa & 1)) >> 1
  if mantissa == 1 << 53 {
    mantissa = 1 << 52
    exponent += 1
  }
  guard exponent < 0x7FF else { return .infinity }
  return Double(bitPattern: UInt64(exponent) << 52 | mantissa & (1 << 52 - 1))
}
