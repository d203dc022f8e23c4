/// `a`, `a and b`, `a, b and c`.
package func enumerated(_ words: [String], _ conjunction: String = "and") -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// `1 row`, `2 rows`.
package func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

/// The first twenty of some rows, and how many more there are: `1, 2 and 3`.
package func listed(_ rows: [Int]) -> String {
  let shown = rows.prefix(20).map(String.init)
  return rows.count > 20 ? shown.joined(separator: ", ") + " and \(rows.count - 20) more" : enumerated(shown)
}

/// The text with every control character and line break as a space, so that what a file holds can neither move a
/// terminal's cursor nor break a line.
package func onOneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var line = String.UnicodeScalarView()
  // A carriage return with its line feed is one break.
  for scalar in text.replacingLineEnds.unicodeScalars { line.append(isControl(scalar) ? " " : scalar) }
  return String(line)
}

/// C0, DEL, C1, and Unicode's own line and paragraph separators.
package func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
  default: false
  }
}

extension String {
  fileprivate var replacingLineEnds: String { String(map { $0 == "\r\n" ? "\n" : $0 }) }
}
