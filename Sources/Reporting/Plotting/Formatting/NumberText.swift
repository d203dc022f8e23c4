/// Numbers as people read them: the same text on every machine, rounded from the exact binary value.
///
/// Ties go to the even digit, as in C's and R's `printf`. A result that rounds to zero carries no sign. Infinite
/// values read `inf` with a hyphen and `∞` in typography.
public enum NumberText {
  /// Which sign a negative number carries.
  public enum Minus: String, CaseIterable, Hashable, Sendable {
    /// U+002D, for programs and plain text.
    case hyphen = "-"
    /// U+2212, for print.
    case typographic = "−"
  }

  /// A number with a fixed count of decimals, never in powers of ten: `fixed(-0.7145, decimals: 2)` is `-0.71`.
  public static func fixed(_ x: Double, decimals: Int, minus: Minus = .hyphen) -> String {
    guard x.isFinite else { return nonFinite(x, minus: minus) }
    let places = max(0, decimals)
    let digits = ExactDecimal(x).rounded(places: places)
    let padded = Array(repeating: 0, count: max(0, places + 1 - digits.count)) + digits
    let whole = text(padded.dropLast(places))
    let body = places == 0 ? whole : "\(whole).\(text(padded.suffix(places)))"
    return (x < 0 && digits.contains { $0 != 0 } ? minus.rawValue : "") + body
  }

  /// A number of a scale that starts at 0 with a fixed count of decimals; a positive one never reads as zero:
  /// `positive(0.003, decimals: 2)` is `<0.01`.
  public static func positive(_ x: Double, decimals: Int) -> String {
    let text = fixed(x, decimals: decimals)
    guard x > 0, !text.contains(where: { ("1"..."9").contains($0) || $0 == "i" }) else { return text }
    return decimals < 1 ? "<1" : "<0." + String(repeating: "0", count: decimals - 1) + "1"
  }

  /// A number in powers of ten: `1.23e15`, `-4.0e-7`.
  ///
  /// `digits` counts all significant digits, at least one.
  public static func scientific(_ x: Double, digits: Int, minus: Minus = .hyphen) -> String {
    guard x.isFinite else { return nonFinite(x, minus: minus) }
    guard x != 0 else { return fixed(0, decimals: max(1, digits) - 1, minus: minus) }
    let (kept, exponent) = ExactDecimal(x).rounded(significant: max(1, digits))
    let mantissa = text(kept.prefix(1)) + (kept.count > 1 ? ".\(text(kept.dropFirst()))" : "")
    let power = "e" + (exponent < 0 ? minus.rawValue : "") + String(exponent.magnitude)
    return (x < 0 ? minus.rawValue : "") + mantissa + power
  }

  /// A number to so many significant digits without trailing zeros, in powers of ten below 10⁻⁴ and from 10⁷ on.
  public static func significant(_ x: Double, digits: Int, minus: Minus = .hyphen) -> String {
    guard x.isFinite else { return nonFinite(x, minus: minus) }
    guard x != 0 else { return "0" }
    let (kept, exponent) = ExactDecimal(x).rounded(significant: max(1, digits))
    let needed = kept.count - kept.reversed().prefix { $0 == 0 }.count
    guard (-4..<7).contains(exponent) else { return scientific(x, digits: needed, minus: minus) }
    let sign = x < 0 ? minus.rawValue : ""
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + text(kept.prefix(needed))
    }
    let whole = kept.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    let fraction = kept.prefix(max(needed, exponent + 1)).dropFirst(exponent + 1)
    return sign + text(whole) + zeros + (fraction.isEmpty ? "" : ".\(text(fraction))")
  }

  /// A p value to three decimals: `0.032`, `< 0.001`, `> 0.999`; exactly 1 is `1.000`.
  public static func pValueText(_ p: Double) -> String {
    if p < 0.001 { return "< 0.001" }
    if p > 0.9995, p < 1 { return "> 0.999" }
    return fixed(p, decimals: 3)
  }

  /// A p value with its symbol: `p = 0.032`, `p < 0.001`.
  public static func pValueStatement(_ p: Double, symbol: String = "p") -> String {
    let value = pValueText(p)
    return value.first == "<" || value.first == ">" ? "\(symbol) \(value)" : "\(symbol) = \(value)"
  }

  /// A number's text with thin spaces between groups of three digits before the decimal point, from 10,000 on:
  /// `87 886`, `1 234 567.5`.
  public static func grouped(_ text: String, separator: String = "\u{2009}") -> String {
    let sign = text.prefix { !$0.isNumber }
    let whole = text.dropFirst(sign.count).prefix { $0.isNumber }
    guard whole.count > 4 else { return text }
    var result = String(sign)
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { result += separator }
      result.append(digit)
    }
    return result + text.dropFirst(sign.count + whole.count)
  }

  /// A whole number with thin spaces between groups of three digits from 10,000 on.
  public static func grouped(_ count: Int, separator: String = "\u{2009}") -> String {
    grouped((count < 0 ? Minus.typographic.rawValue : "") + String(count.magnitude), separator: separator)
  }

  private static func nonFinite(_ x: Double, minus: Minus) -> String {
    guard !x.isNaN else { return "NaN" }
    let body = minus == .hyphen ? "inf" : "∞"
    return x < 0 ? minus.rawValue + body : body
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
