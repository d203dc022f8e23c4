import MetaAnalysis

/// A number as a publication prints it: its value, and how many digits were printed.
///
/// Read are `0.50`, `.05`, `−0.7` (any dash as minus), `0·5` (middle dot), `1 234` and `1,234` (groups of three), `92%`,
/// `<0.001`, `≥ 0.99`, `1.2e-5`, `1.2×10−5`, `1.2 × 10^-5`, `1.2×10⁻⁵`, `10⁻⁵` and `∞`. A comma is no decimal mark. The name of
/// the quantity may stand before it (`P<0.001`, `p = .03`, `I² = 54%`, `OR 0.49`), marks of significance behind it.
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
  /// The name that stands before it, `nil` for none.
  public let label: PrintedLabel?
  /// The measure that this name is, `nil` for other names.
  public let measure: PrintedMeasure?

  /// Reads a number.
  /// - Throws: ``PrintedNumberError``.
  public init(_ text: String) throws(PrintedNumberError) {
    var scanner = PrintedNumberScanner(text)
    self.text = text
    let name = try scanner.label()
    (label, measure) = (name?.label, name?.measure)
    bound = scanner.bound()
    let isNegative = scanner.sign()
    if scanner.infinity() {
      (value, decimals) = (isNegative ? -.infinity : .infinity, 0)
    } else {
      var (digits, places) = try scanner.digits()
      let exponent: Int
      if digits == "10", let power = try scanner.power() {
        (digits, exponent) = ("1", power)
      } else {
        exponent = try scanner.exponent()
      }
      guard let number = Double("\(isNegative ? "-" : "")\(digits)e\(exponent - places)"), number.isFinite
      else {
        throw .tooLarge(text: text)
      }
      (value, decimals) = (number, places - exponent)
    }
    isPercent = scanner.percent()
    scanner.marks()
    guard scanner.isAtEnd else { throw .notANumber(text: text, rest: scanner.rest) }
  }

  /// The unit of the last digit.
  public var unit: Double { PrintedNumber.powerOfTen(-decimals) }

  /// The same print with another value.
  init(_ other: PrintedNumber, value: Double, decimals: Int, isPercent: Bool) {
    (text, bound, label, measure) = (other.text, other.bound, other.label, other.measure)
    (self.value, self.decimals, self.isPercent) = (value, decimals, isPercent)
  }

  /// The same number under the name of a measure.
  init(_ other: PrintedNumber, measure: PrintedMeasure) {
    (text, bound, label, self.measure) = (other.text, other.bound, other.label, measure)
    (value, decimals, isPercent) = (other.value, other.decimals, other.isPercent)
  }

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
  /// What stands before it is no name of a quantity.
  case unknownLabel(text: String, label: String)
  /// It is not two numbers with a separator between.
  case notAnInterval(text: String)

  /// The file is at fault.
  public var kind: ErrorKind { .data }

  /// One sentence: what is wrong and how to mend it.
  public var description: String {
    switch self {
    case .notANumber(let text, let rest):
      rest.isEmpty || rest == text
        ? "'\(text)' is not a printed number; write it with its digits, for example \"0.50\" or \"<0.001\""
        : "'\(text)' is not a printed number: '\(rest)' does not belong to it"
          + (rest.contains { "([".contains($0) }
            ? "; give an interval an entry of its own, with the quantity of its ends" : "")
    case .decimalComma(let text):
      "'\(text)' has a comma that does not separate groups of three digits; write the decimal mark as a point"
    case .tooLarge(let text): "'\(text)' is too large for a number"
    case .unknownLabel(let text, let label):
      "'\(text)' begins with '\(label)', which names no quantity; write the number alone"
    case .notAnInterval(let text):
      "'\(text)' is not an interval; write its two ends as a list, [\"0.30\", \"0.90\"], or as \"0.30 to 0.90\""
    }
  }
}
