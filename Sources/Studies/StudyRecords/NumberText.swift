/// The shortest text that reads back as the same number, without locale: `2`, `0.1`, `1e-300`, `Inf`.
///
/// ``parseNumber(_:decimal:)`` is its inverse, bit for bit. NaN gives `NaN`, which tables read as missing.
public func numberText(_ number: Double) -> String {
  if number.isNaN { return "NaN" }
  guard number.isFinite else { return number < 0 ? "-Inf" : "Inf" }
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A number to five significant digits, without locale: plain from 0.0001 up to 15 digits, else with an exponent.
package func shortDescription(_ number: Double) -> String {
  guard number.isFinite, number != 0 else { return number == 0 ? "0" : numberText(number) }
  var magnitude = number.magnitude
  var exponent = 0
  while magnitude >= 10 { (magnitude, exponent) = (magnitude / 10, exponent + 1) }
  while magnitude < 1 { (magnitude, exponent) = (magnitude * 10, exponent - 1) }
  guard (-4..<15).contains(exponent) else {
    var digits = (magnitude * 1e4).rounded() / 1e4
    if digits >= 10 { (digits, exponent) = (1, exponent + 1) }
    return "\(number < 0 ? "-" : "")\(numberText(digits))e\(exponent)"
  }
  var unit = 1.0
  for _ in 0..<abs(4 - exponent) { unit *= 10 }
  let rounded = exponent <= 4 ? (number * unit).rounded() / unit : (number / unit).rounded() * unit
  return numberText(rounded)
}
