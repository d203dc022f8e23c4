/// The two ends of an interval as a publication prints them in one text.
///
/// Read are `0.30 to 0.90`, `0.30–0.90`, `(0.30, 0.90)`, `[0.30; 0.90]`, `13% to 36%` and `13–36%`, with or without
/// `95% CI`, `OR (95% CI)`, `from` or `between` before. A dash between numbers has blanks on both sides or on none.
enum PrintedInterval {
  /// The lower and the upper end.
  /// - Throws: ``PrintedNumberError/notAnInterval(text:)``.
  static func ends(of text: String) throws(PrintedNumberError) -> [PrintedNumber] {
    let (name, rest) = named(unwrapped(Array(text)))
    let content = unwrapped(rest)
    // A grouped number is no pair.
    guard (try? PrintedNumber(text)) == nil else { throw .notAnInterval(text: text) }
    for separator in Separator.allCases {
      let splits = separator.splits(of: content).compactMap { numbers($0, $1) }
      guard splits.count == 1 else { continue }
      return name.flatMap { PrintedMeasure(printed: $0) }.map { measure in
        splits[0].map { PrintedNumber($0, measure: measure) }
      } ?? splits[0]
    }
    let hasCommas = Separator.allCases.contains { separator in
      separator.splits(of: content).contains { isDecimalComma($0) && isDecimalComma($1) }
    }
    throw hasCommas ? .decimalComma(text: text) : .notAnInterval(text: text)
  }

  private static func isDecimalComma(_ text: ArraySlice<Character>) -> Bool {
    do throws(PrintedNumberError) { _ = try PrintedNumber(trimmed(text)) } catch {
      if case .decimalComma = error { return true }
    }
    return false
  }

  /// The name before the ends, `nil` for none.
  static func label(of text: String) -> PrintedLabel? {
    named(unwrapped(Array(text))).name.flatMap { PrintedLabel(printed: $0) }
  }

  /// The level in percent that the name before the ends states, `nil` without one: 90 in `90% CI 0.30 to 0.90`.
  static func level(of text: String) -> Double? {
    let content = unwrapped(Array(text))
    guard let percent = content.firstIndex(of: "%"),
      content.indices.contains(where: { end in
        end > percent && PrintedLabel(printed: String(content[..<end])) == .interval
      })
    else { return nil }
    let digits = String(
      content[..<percent].reversed().drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }.reversed())
    return Double(digits).flatMap { (0...100).contains($0) ? $0 : nil }
  }

  private enum Separator: CaseIterable {
    case semicolon, word, commaAndBlank, dash, comma

    /// The texts before and after every place where it stands.
    func splits(of text: [Character]) -> [(ArraySlice<Character>, ArraySlice<Character>)] {
      text.indices.compactMap { start in
        guard start > 0, let length = length(at: start, in: text), start + length < text.count else {
          return nil
        }
        return (text[..<start], text[(start + length)...])
      }
    }

    private func length(at i: Int, in text: [Character]) -> Int? {
      func blank(_ i: Int) -> Bool { i < text.count && text[i].isWhitespace }
      switch self {
      case .semicolon: return text[i] == ";" || text[i] == "…" ? 1 : nil
      case .word:
        for word in ["to", "and", "through", "...", ".."] where text[i...].starts(with: word) {
          return word.first == "." || blank(i - 1) && blank(i + word.count) ? word.count : nil
        }
        return nil
      case .commaAndBlank: return text[i] == "," && blank(i + 1) ? 1 : nil
      case .dash:
        let isDash = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(text[i])
        return isDash && blank(i - 1) == blank(i + 1) ? 1 : nil
      case .comma: return text[i] == "," ? 1 : nil
      }
    }
  }

  /// Both numbers; a percent sign after the second stands for both.
  private static func numbers(_ lower: ArraySlice<Character>, _ upper: ArraySlice<Character>)
    -> [PrintedNumber]?
  {
    guard let low = try? PrintedNumber(trimmed(lower)), let high = try? PrintedNumber(trimmed(upper)),
      low.label == nil, high.label == nil
    else { return nil }
    guard high.isPercent, !low.isPercent else { return [low, high] }
    return (try? PrintedNumber(trimmed(lower) + "%")).map { [$0, high] }
  }

  private static func trimmed(_ text: ArraySlice<Character>) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Without the brackets around it.
  private static func unwrapped(_ text: [Character]) -> [Character] {
    let text = Array(trimmed(text[...]))
    guard let first = text.first, let last = text.last, text.count > 2, "([{".contains(first),
      ")]}".contains(last)
    else { return text }
    return Array(trimmed(text[1..<(text.count - 1)]))
  }

  /// The name before it, and what follows.
  private static func named(_ text: [Character]) -> (name: String?, rest: [Character]) {
    for end in text.indices.reversed()
    where end > 0 && (text[end].isWhitespace || ":=,([{".contains(text[end])) {
      let name = String(text[..<end])
      guard PrintedLabel(printed: name) != nil else { continue }
      return (name, Array(text[end...].drop { $0.isWhitespace || ":=,".contains($0) }))
    }
    return (nil, text)
  }
}
