import Plotting
import StudyRecords

extension Scene {
  /// A note on labels in scripts that the renderer of PDF and PNG cannot set, which draws character by character from
  /// left to right; `nil` without any.
  func shapingRemark(path: String) -> String? {
    let affected = texts.map(\.string).filter { $0.unicodeScalars.contains(where: \.wantsShaping) }
    guard !affected.isEmpty else { return nil }
    var shown: [String] = []
    for text in affected where !shown.contains(text) { shown.append(text) }
    let list = enumerated(shown.prefix(3).map { "'\($0)'" })
    let more = shown.count > 3 ? " and \(shown.count - 3) more" : ""
    return onOneLine(
      "tutti: note: \(path) cannot show these labels faithfully, whose characters join, are reordered or need a colour "
        + "font: \(list)\(more); an .svg file, drawn by a browser, can") + "\n"
  }
}

extension Unicode.Scalar {
  /// Whether text with it is joined, reordered or drawn in colour: scripts from right to left, of India and South-East
  /// Asia, combining sequences of emoji.
  fileprivate var wantsShaping: Bool {
    switch value {
    case 0x0590...0x08FF, 0x0900...0x109F, 0x1780...0x17FF, 0x1A20...0x1AAF, 0x1B00...0x1BFF, 0x200D,
      0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF, 0xFE0F, 0xFE70...0xFEFE, 0x1F000...0x1FAFF:
      true
    default: false
    }
  }
}
