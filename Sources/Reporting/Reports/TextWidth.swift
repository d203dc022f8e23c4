/// How many columns of a fixed-width display a text takes.
///
/// Combining marks and invisible characters take none, East Asian wide and full-width characters and emoji two
/// (Unicode Standard Annex #11, https://www.unicode.org/reports/tr11/), all others one.
func displayWidth(_ text: String) -> Int {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// The text padded with spaces to a display width; longer texts are left as they are.
func padded(_ text: String, to width: Int, alignment: ReportTable.Alignment) -> String {
  let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return alignment == .left ? text + space : space + text
}

private func displayWidth(_ character: Character) -> Int {
  var width = 0
  for scalar in character.unicodeScalars {
    if scalar.properties.isEmojiPresentation || scalar == "\u{FE0F}"
      || wideRanges.contains(where: { $0 ~= scalar.value })
    {
      return 2
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: continue
    default: width = 1
    }
  }
  return width
}

// The East Asian Width property's W and F ranges, merged over unassigned gaps.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x2FFFD,
  0x30000...0x3FFFD,
]
