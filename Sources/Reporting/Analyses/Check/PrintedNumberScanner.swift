/// Reads a printed number from left to right.
struct PrintedNumberScanner {
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

  /// The name before a number, with the sign of equality or the blank behind it; the sign of a bound is left.
  /// - Throws: ``PrintedNumberError/unknownLabel(text:label:)`` for a name that is none.
  mutating func label() throws(PrintedNumberError) -> (label: PrintedLabel, measure: PrintedMeasure?)? {
    guard let first = next, first.properties.isAlphabetic else { return nil }
    if let sign = scalars[position...].firstIndex(where: { "=:<>≤⩽≦≥⩾≧\u{FF1D}".unicodeScalars.contains($0) }) {
      let name = string(position, sign)
      guard let label = PrintedLabel(printed: name) else { throw .unknownLabel(text: text, label: name) }
      position = sign
      if take("=:\u{FF1D}") { skipBlanks() }
      return (label, PrintedMeasure(printed: name))
    }
    for blank in scalars.indices.reversed() where blank > position && isBlank(scalars[blank]) {
      let name = string(position, blank)
      guard let label = PrintedLabel(printed: name) else { continue }
      position = blank
      skipBlanks()
      return (label, PrintedMeasure(printed: name))
    }
    return nil
  }

  /// The text between two positions without blanks at its end.
  private func string(_ start: Int, _ end: Int) -> String {
    var end = end
    while end > start, isBlank(scalars[end - 1]) { end -= 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
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

  /// The power after a ten that stands alone: `^-5`, `⁻⁵`; `nil` for none.
  mutating func power() throws(PrintedNumberError) -> Int? {
    if let power = superscript() { return power }
    return take("^") ? try wholeNumber() : nil
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

  /// Marks of significance and of footnotes.
  mutating func marks() {
    let start = position
    skipBlanks()
    guard take("*†‡§") else {
      position = start
      return
    }
    while take("*†‡§") {}
  }

  mutating func percent() -> Bool {
    let start = position
    skipBlanks()
    if take("%\u{FF05}") { return true }
    position = start
    return false
  }
}
