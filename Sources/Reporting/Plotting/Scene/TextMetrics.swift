import MetaAnalysis

/// How much room text takes, from the font's own widths: the same on every machine, with no font installed.
///
/// Widths are sums of advances; kerning, which only draws letters closer together, is left out.
public enum TextMetrics {
  /// Height of the tallest letters above the baseline in em, accents included.
  public static let ascent = 1854.0 / 2048
  /// Depth of the lowest letters below the baseline in em.
  public static let descent = 434.0 / 2048
  /// Height of capitals and figures in em.
  public static let capHeight = 1409.0 / 2048

  /// The width of a line of text in points.
  public static func width(of text: String, font: Font) -> Double {
    width(of: text, size: font.size, weight: font.weight)
  }

  /// The width of a line of text in points.
  public static func width(of text: String, size: Double, weight: Font.Weight = .regular) -> Double {
    var units = 0
    for character in text { units += advance(of: character, weight: weight) }
    return Double(units) * size / 2048
  }

  /// The text broken into lines no wider than `width`, at spaces and after hyphens and slashes, else within words.
  ///
  /// At most `maxLines` lines (at least one); what does not fit is cut and ends in an ellipsis.
  public static func wrap(_ text: String, width: Double, font: Font, maxLines: Int = .max) -> [String] {
    var lines: [String] = []
    var line = ""
    breaking: for piece in breakable(text) {
      if fits(trimmed(line + piece), width, font) {
        line += piece
        continue
      }
      if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
      line = piece
      while lines.count <= maxLines, !fits(trimmed(line), width, font) {
        let head = String(line.prefix(max(1, characters(of: line, within: width, font: font))))
        lines.append(head)
        line.removeFirst(head.count)
      }
      if lines.count > maxLines { break breaking }
    }
    if !trimmed(line).isEmpty || lines.isEmpty { lines.append(trimmed(line)) }
    guard lines.count > max(1, maxLines) else { return lines }
    let kept = lines.prefix(max(1, maxLines) - 1)
    return kept + [truncated(lines[kept.count...].joined(separator: " "), width: width, font: font)]
  }

  /// The text, cut between words where possible and ended with an ellipsis when it is wider than `width`.
  public static func truncated(_ text: String, width: Double, font: Font) -> String {
    guard !fits(text, width, font) else { return text }
    let room = width - self.width(of: "…", font: font)
    let head = trimmed(String(text.prefix(characters(of: text, within: room, font: font))))
    // Half a word is worse than none, unless it is a long one.
    let words = head.split(separator: " ")
    if words.count > 1, let last = words.last, last.count < 12 {
      return words.dropLast().joined(separator: " ") + "…"
    }
    return head + "…"
  }

  private static func fits(_ text: String, _ width: Double, _ font: Font) -> Bool {
    self.width(of: text, font: font) <= width
  }

  /// How many of the first characters fit into a width.
  private static func characters(of text: String, within width: Double, font: Font) -> Int {
    let room = Int(min(max(0, width * 2048 / font.size), 1e15))
    var (count, used) = (0, 0)
    for character in text {
      used += advance(of: character, weight: font.weight)
      if used > room { break }
      count += 1
    }
    return count
  }

  /// Pieces after which a line may end; together they are the text.
  private static func breakable(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      piece.append(character)
      let ideograph = character.unicodeScalars.first.map { $0.value >= 0x2E80 && $0.value < 0xA4D0 } ?? false
      if character == " " || character == "-" || character == "/" || ideograph {
        pieces.append(piece)
        piece = ""
      }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }

  private static func trimmed(_ text: String) -> String {
    var slice = text[...]
    while slice.first == " " { slice.removeFirst() }
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }

  /// The advance in 1/2048 em. Whatever is shown as one picture is as wide as one: flags, families, skin tones.
  private static func advance(of character: Character, weight: Font.Weight) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.count > 1 || first.value >= 0x2000 else {
      return scalars.reduce(0) { $0 + advance(of: $1, weight: weight) }
    }
    if first.properties.isEmojiPresentation || first.properties.isEmoji && scalars.contains("\u{FE0F}") {
      return pictureAdvance
    }
    return scalars.reduce(0) { $0 + advance(of: $1, weight: weight) }
  }

  /// What fonts of coloured pictures take for one, 1.25 em.
  private static let pictureAdvance = 2560

  /// The advance in 1/2048 em of a character by itself.
  private static func advance(of scalar: Unicode.Scalar, weight: Font.Weight) -> Int {
    // Control characters and line breaks are drawn as spaces.
    let scalar = isControl(scalar) ? " " : scalar
    let blocks = weight == .bold ? AdvanceWidths.bold : AdvanceWidths.regular
    for block in blocks where scalar.value >= block.first {
      let offset = Int(scalar.value - block.first)
      if offset < block.widths.count, block.widths[offset] > 0 { return Int(block.widths[offset]) }
    }
    return fallbackAdvance(of: scalar)
  }

  /// For characters outside the table: nothing for marks that sit on others, an em for the wide scripts and for
  /// pictures, and for all other letters somewhat more than a broad Latin one.
  private static func fallbackAdvance(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
    if wide.contains(where: { $0.contains(scalar.value) }) { return 2048 }
    return scalar.value >= 0x1F000 ? pictureAdvance : 1434
  }
}
