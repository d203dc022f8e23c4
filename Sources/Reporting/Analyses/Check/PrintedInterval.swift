/// The two ends of an interval as a publication prints them in one text.
///
/// Read are `0.30 to 0.90`, `0.30–0.90`, `(0.30, 0.90)`, `[0.30; 0.90]`, `13% to 36%` and `13–36%`, with or without
/// `95% CI`, `OR (95% CI)`, `from` or `between` before. A dash between numbers has blanks on both sides or on none.
enum PrintedInterval {
  /// The lower and the upper end.
  /// - Throws: ``PrintedNumberError/notAnInterval(text:)``.
  static func ends(of text: String) throws(PrintedNumberError) -> [PrintedNumber] {
    guard let (name, ends) = parts(of: text) else {
      let content = unwrapped(Array(text))
      let hasCommas = Separator.allCases.contains { separator in
        separator.splits(of: content).contains { isDecimalComma($0) && isDecimalComma($1) }
      }
      throw hasCommas ? .decimalComma(text: text) : .notAnInterval(text: text)
    }
    guard let measure = name.flatMap({ PrintedMeasure(printed: $0) }) else { return ends }
    return ends.map { PrintedNumber($0, measure: measure) }
  }

  /// The name before the ends, `nil` for none.
  static func label(of text: String) -> PrintedLabel? {
    parts(of: text)?.name.flatMap { PrintedLabel(printed: $0) }
  }

  /// The level in percent that the name before the ends states, `nil` without one: 90 in `90% CI 0.30 to 0.90`.
  static func level(of text: String) -> Double? {
    guard let name = parts(of: text)?.name.map(Array.init), let percent = name.firstIndex(of: "%") else {
      return nil
    }
    let digits = name[..<percent].reversed().drop { $0.isWhitespace }.prefix { $0.isNumber || $0 == "." }
    return Double(String(digits.reversed())).flatMap { (0...100).contains($0) ? $0 : nil }
  }

  /// The name, the longest that leaves two ends, and the ends; `nil` where there are none.
  private static func parts(of text: String) -> (name: String?, ends: [PrintedNumber])? {
    // A grouped number is no pair.
    guard (try? PrintedNumber(text)) == nil else { return nil }
    for (name, rest) in named(unwrapped(Array(text))) {
      var content = unwrapped(rest)
      // The bracket that opens before the name.
      if let last = content.last, ")]}".contains(last), !content.contains(where: { "([{".contains($0) }) {
        content.removeLast()
      }
      for separator in Separator.allCases {
        let splits = separator.splits(of: content).compactMap { numbers($0, $1) }
        if splits.count == 1 { return (name, splits[0]) }
      }
    }
    return nil
  }

  private static func isDecimalComma(_ text: ArraySlice<Character>) -> Bool {
    do throws(PrintedNumberError) { _ = try PrintedNumber(trimmed(text)) } catch {
      if case .decimalComma = error { return true }
    }
    return false
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

  /// Every name that may stand before it with what follows, the longest first and none last.
  private static func named(_ text: [Character]) -> [(name: String?, rest: [Character])] {
    let ends = text.indices.reversed().filter { end in
      end > 0 && (text[end].isWhitespace || ":=,([{".contains(text[end]))
        && PrintedLabel(printed: String(text[..<end])) != nil
    }
    return ends.map { end in
      (String(text[..<end]), Array(text[end...].drop { $0.isWhitespace || ":=,".contains($0) }))
    } + [(nil, text)]
  }
}
