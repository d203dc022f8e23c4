import MetaAnalysis

/// A number as a publication prints it: its value, and how many digits were printed.
///
/// Read are `0.50`, `.05`, `−0.7` (any dash as minus), `0·5` (middle dot), `1 234` and `1,234` (groups of three), `92%`,
/// `<0.001`, `≥ 0.99`, `1.2e-5`, `1.2×10−5`, `1.2 × 10^-5`, `1.2×10⁻⁵` and `∞`. A comma is no decimal mark.
public struct PrintedNumber: Hashable, Sendable {
  /// A number of which only a bound is printed.
  public enum Bound: String, CaseIterable, Hashable, Sendable {
    case below = "<"
    case above = ">"
    case atMost = "≤"
    case atLeast = "≥"
  }

  /// The text as given.
  public let text: String
  /// The number without its percent sign's meaning.
  public let value: Double
  /// The place of the last digit: the unit is 10^−decimals. Negative for numbers printed to tens and beyond in powers of
  /// ten; zeros at the end of a whole number count as digits.
  public let decimals: Int
  /// Whether it is a bound, and which.
  public let bound: Bound?
  /// Whether a percent sign follows.
  public let isPercent: Bool

  /// Reads a number.
  /// - Throws: ``PrintedNumberError``.
  public init(_ text: String) throws(PrintedNumberError) {
    var scanner = PrintedNumberScanner(text)
    self.text = text
    bound = scanner.bound()
    let isNegative = scanner.sign()
    if scanner.infinity() {
      (value, decimals) = (isNegative ? -.infinity : .infinity, 0)
    } else {
      let (digits, places) = try scanner.digits()
      let exponent = try scanner.exponent()
      guard let number = Double("\(isNegative ? "-" : "")\(digits)e\(exponent - places)"), number.isFinite
      else {
        throw .tooLarge(text: text)
      }
      (value, decimals) = (number, places - exponent)
    }
    isPercent = scanner.percent()
    guard scanner.isAtEnd else { throw .notANumber(text: text, rest: scanner.rest) }
  }

  /// The unit of the last digit.
  public var unit: Double { PrintedNumber.powerOfTen(-decimals) }

  /// The power of ten, as exact as a double can be.
  static func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }
}

/// Why a text is not a printed number.
public enum PrintedNumberError: AnalysisError, Hashable {
  /// It is something else.
  case notANumber(text: String, rest: String)
  /// A comma that does not separate groups of three digits.
  case decimalComma(text: String)
  /// It is beyond the largest number.
  case tooLarge(text: String)

  /// The file is at fault.
  public var kind: ErrorKind { .data }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .notANumber(let text, let rest):
      rest.isEmpty || rest == text
        ? "'\(text)' is not a printed number; write it with its digits, for example \"0.50\" or \"<0.001\""
        : "'\(text)' is not a printed number: '\(rest)' does not belong to it"
    case .decimalComma(let text):
      "'\(text)' has a comma that does not separate groups of three digits; write the decimal mark as a point"
    case .tooLarge(let text): "'\(text)' is too large for a number"
    }
  }
}

/// Reads a printed number from left to right.
private struct PrintedNumberScanner {
  private let text: String
  private var scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    skipBlanks()
    while let last = scalars.last, isBlank(last), scalars.count > position { scalars.removeLast() }
  }

  var isAtEnd: Bool { position == scalars.count }
  var rest: String {
    var rest = String.UnicodeScalarView()
    rest.append(contentsOf: scalars[position...])
    return String(rest)
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}"
  }
  private mutating func skipBlanks() { while let next, isBlank(next) { position += 1 } }

  private mutating func take(_ choices: String) -> Bool {
    guard let next, choices.unicodeScalars.contains(next) else { return false }
    position += 1
    return true
  }

  mutating func bound() -> PrintedNumber.Bound? {
    defer { skipBlanks() }
    if take("<") { return take("=") ? .atMost : .below }
    if take(">") { return take("=") ? .atLeast : .above }
    if take("≤⩽≦") { return .atMost }
    if take("≥⩾≧") { return .atLeast }
    return nil
  }

  /// Hyphen-minus, soft and hard hyphens, figure dash, en and em dash, minus, small and full-width forms.
  mutating func sign() -> Bool {
    defer { skipBlanks() }
    if take("-\u{AD}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}\u{FE58}\u{FE63}\u{FF0D}") { return true }
    _ = take("+\u{FF0B}")
    return false
  }

  mutating func infinity() -> Bool {
    if take("∞") { return true }
    guard rest.lowercased() == "inf" else { return false }
    position += 3
    return true
  }

  private func digit(at position: Int) -> Character? {
    guard position < scalars.count, ("0"..."9").contains(scalars[position]) else { return nil }
    return Character(scalars[position])
  }

  private mutating func digitRun() -> String {
    var run = ""
    while let digit = digit(at: position) {
      run.append(digit)
      position += 1
    }
    return run
  }

  /// The digits without marks, and how many of them are decimals.
  mutating func digits() throws(PrintedNumberError) -> (digits: String, decimals: Int) {
    var (whole, fraction) = (digitRun(), "")
    if (1...3).contains(whole.count), whole.first != "0", let separator = next, isGroupSeparator(separator) {
      while next == separator, let group = group(at: position + 1) {
        whole += group
        position += 4
      }
    }
    if next == "," { throw .decimalComma(text: text) }
    if take(".·∙⋅\u{2024}") { fraction = digitRun() }
    guard !(whole + fraction).isEmpty else { throw .notANumber(text: text, rest: rest) }
    return (whole + fraction, fraction.count)
  }

  private func isGroupSeparator(_ scalar: Unicode.Scalar) -> Bool {
    isBlank(scalar) || ",'’".unicodeScalars.contains(scalar)
  }

  /// Exactly three digits.
  private func group(at start: Int) -> String? {
    guard digit(at: start + 3) == nil else { return nil }
    let digits = (start..<start + 3).compactMap { digit(at: $0) }
    return digits.count == 3 ? String(digits) : nil
  }

  /// The power of ten: `e-5`, `×10−5`, `x 10^-5`, `×10⁻⁵`.
  mutating func exponent() throws(PrintedNumberError) -> Int {
    let start = position
    skipBlanks()
    if take("eE") { return try wholeNumber() }
    if take("×xX*·⋅") {
      skipBlanks()
      if take("1"), take("0") {
        if let power = superscript() { return power }
        _ = take("^")
        return try wholeNumber()
      }
    }
    position = start
    return 0
  }

  private mutating func wholeNumber() throws(PrintedNumberError) -> Int {
    let isNegative = sign()
    var digits = ""
    while let digit = digit(at: position), digits.count < 4 {
      digits.append(digit)
      position += 1
    }
    guard let number = Int(digits), digits.count < 4 else { throw .notANumber(text: text, rest: rest) }
    return isNegative ? -number : number
  }

  private mutating func superscript() -> Int? {
    let figures = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
    var (digits, isNegative) = ("", false)
    if take("⁻") { isNegative = true } else { _ = take("⁺") }
    while let next, let digit = figures.firstIndex(of: next), digits.count < 3 {
      digits += String(digit)
      position += 1
    }
    return Int(digits).map { isNegative ? -$0 : $0 }
  }

  mutating func percent() -> Bool {
    let start = position
    skipBlanks()
    if take("%\u{FF05}") { return true }
    position = start
    return false
  }
}
