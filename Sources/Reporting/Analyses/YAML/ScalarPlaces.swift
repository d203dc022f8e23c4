/// The places of the characters of scalars in the text that they were read from.
struct ScalarPlaces {
  private let text: [Unicode.Scalar]
  /// The position of the first character of every line.
  private let lines: [Int]

  /// Places in a text with line feeds as line ends.
  init(_ text: [Unicode.Scalar]) {
    self.text = text
    lines = [0] + text.indices.filter { text[$0] == "\n" }.map { $0 + 1 }
  }

  /// The place of every character of a scalar, and of its end; empty for other values.
  ///
  /// Blanks and line ends of the text may be folded in the value; everything else stands in both in the same order, quotes
  /// and backslashes of quoted scalars apart.
  func places(of node: YAMLNode) -> [FilePlace] {
    guard case .scalar(let value, let isPlain) = node.content, node.place.line <= lines.count else { return [] }
    var position = lines[node.place.line - 1] + node.place.column - 1
    var quote: Unicode.Scalar?
    if !isPlain, position < text.count {
      if text[position] == "|" || text[position] == ">" {
        while position < text.count, text[position] != "\n" { position += 1 }
      } else {
        quote = text[position]
        position += 1
      }
    }
    var places: [FilePlace] = []
    for character in value {
      if !character.isWhitespace { skipBlanks(&position, quote) }
      places.append(place(position))
      if !character.isWhitespace {
        position += width(of: character, at: position, quote)
      } else if quote == "\"" {
        for scalar in character.unicodeScalars { skipEscape(of: scalar, &position) }
      }
    }
    return places + [place(position)]
  }

  private func isBlank(_ position: Int) -> Bool {
    position < text.count && (text[position] == " " || text[position] == "\t" || text[position] == "\n")
  }

  /// Moves past blanks and escaped line ends.
  private func skipBlanks(_ position: inout Int, _ quote: Unicode.Scalar?) {
    while isBlank(position)
      || quote == "\"" && position + 1 < text.count && text[position] == "\\" && text[position + 1] == "\n"
    {
      position += 1
    }
  }

  /// Moves past an escape in double quotes that stands for a blank or a line end.
  private func skipEscape(of scalar: Unicode.Scalar, _ position: inout Int) {
    var start = position
    while isBlank(start) { start += 1 }
    guard start + 1 < text.count, text[start] == "\\", text[start + 1] != "\n" else { return }
    let isWanted =
      switch text[start + 1] {
      case "n": scalar == "\n"
      case "r": scalar == "\r"
      case "t": scalar == "\t"
      case "u", "x", "U", "N", "L", "P", "_", "v", "f", " ": true
      default: false
      }
    if isWanted { position = start + width(of: Character(scalar), at: start, "\"") }
  }

  /// How many scalars of the text make a character of the value.
  private func width(of character: Character, at position: Int, _ quote: Unicode.Scalar?) -> Int {
    guard position < text.count else { return 0 }
    if quote == "'", text[position] == "'" { return 2 }
    guard quote == "\"", text[position] == "\\", position + 1 < text.count else {
      return character.unicodeScalars.count
    }
    switch text[position + 1] {
    case "x": return 4
    case "u": return 6
    case "U": return 10
    default: return 2
    }
  }

  /// The place of a position.
  private func place(_ position: Int) -> FilePlace {
    let position = min(position, text.count)
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= position { low = middle } else { high = middle }
    }
    return FilePlace(line: low + 1, column: position - lines[low] + 1)
  }
}
