extension YAMLParser {
  /// A scalar without quotes; lines indented deeper than its parent go on with it.
  mutating func plainScalar(deeperThan indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    var lines = [try plainLine()]
    while current == "\n" {
      let before = self
      var blank = 0
      while current == "\n" {
        newline()
        blank += 1
        while current == " " || current == "\t" { position += 1 }
      }
      guard let scalar = current, column - 1 > indent, scalar != "#", !isMarker("---"), !isMarker("...") else {
        self = before
        break
      }
      lines += [String](repeating: "", count: blank - 1)
      lines.append(try plainLine())
    }
    return YAMLNode(.scalar(folded(lines), isPlain: true), at: place)
  }

  /// One line of a plain scalar, up to a comment.
  private mutating func plainLine() throws(AnalysisFileIssue) -> String {
    let start = position
    while let scalar = current, scalar != "\n" {
      if isColon { throw issue("a colon and a blank make a key; put a text that holds them in quotes") }
      if scalar == "#", position > start, isBlank(at: position - 1) {
        let line = string(start, position)
        skipLine()
        return line
      }
      position += 1
    }
    return string(start, position)
  }

  /// Lines as one text: a line end is a blank, each empty line a line end.
  func folded(_ lines: [String]) -> String {
    var result = lines.first ?? ""
    var empty = 0
    for line in lines.dropFirst() {
      if line.isEmpty {
        empty += 1
      } else {
        result += (empty == 0 ? " " : String(repeating: "\n", count: empty)) + line
        empty = 0
      }
    }
    return result
  }

  // MARK: Quotes

  /// A scalar in single or double quotes.
  mutating func quotedScalar() throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    guard let quote = current else { return .nothing(at: place) }
    let isDouble = quote == "\""
    position += 1
    var result = String.UnicodeScalarView()
    // Blanks that were escaped stay at the end of a line.
    var escaped = 0
    while let scalar = current {
      switch scalar {
      case quote:
        position += 1
        guard !isDouble, current == quote else {
          return YAMLNode(.scalar(String(result), isPlain: false), at: place)
        }
        result.append(quote)
        position += 1
      case "\\" where isDouble:
        position += 1
        try escape(into: &result)
        escaped = result.count
      case "\n": foldLine(into: &result, keeping: escaped)
      default:
        result.append(scalar)
        position += 1
      }
    }
    throw issue("the quote \(quote) is never closed", at: place)
  }

  /// Blanks around line ends do not count; one line end is a blank, more are one less.
  private mutating func foldLine(into result: inout String.UnicodeScalarView, keeping count: Int) {
    while result.count > count, let last = result.last, last == " " || last == "\t" { result.removeLast() }
    var ends = 0
    while let scalar = current, scalar == "\n" || scalar == " " || scalar == "\t" {
      if scalar == "\n" {
        newline()
        ends += 1
      } else {
        position += 1
      }
    }
    result.append(contentsOf: ends == 1 ? [" "] : [Unicode.Scalar](repeating: "\n", count: ends - 1))
  }

  private mutating func escape(into result: inout String.UnicodeScalarView) throws(AnalysisFileIssue) {
    guard let code = current else { return }
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
      "r": "\r",
      "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{A0}", "L": "\u{2028}",
      "P": "\u{2029}",
    ]
    if let scalar = plain[code] {
      result.append(scalar)
      position += 1
      return
    }
    switch code {
    case "\n":
      newline()
      while current == " " || current == "\t" { position += 1 }
    case "x", "u", "U":
      position += 1
      var value = try hexadecimal(code == "x" ? 2 : code == "u" ? 4 : 8)
      // JSON writes characters beyond the basic plane as two halves.
      if (0xD800..<0xDC00).contains(value), current == "\\", position + 1 < text.count,
        text[position + 1] == "u"
      {
        position += 2
        let low = try hexadecimal(4)
        guard (0xDC00..<0xE000).contains(low) else { throw issue("half a character stands here") }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw issue("there is no character of this number") }
      result.append(scalar)
    default: throw issue("'\\\(code)' is no escape; a backslash in double quotes is written twice")
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(AnalysisFileIssue) -> UInt32 {
    guard position + count <= text.count, let value = UInt32(string(position, position + count), radix: 16),
      text[position] != "+", text[position] != "-"
    else { throw issue("\(count) hexadecimal digits belong here") }
    position += count
    return value
  }

  // MARK: Block scalars

  /// A literal (`|`) or folded (`>`) scalar.
  mutating func blockScalar(deeperThan indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    let isFolded = current == ">"
    position += 1
    var (chomping, given): (Unicode.Scalar?, Int?)
    while let scalar = current, "+-123456789".unicodeScalars.contains(scalar) {
      if scalar == "+" || scalar == "-" { chomping = scalar } else { given = Int(scalar.value) - 48 }
      position += 1
    }
    try endLine()
    if current == "\n" { newline() }
    var width = given.map { max(indent, 0) + $0 }
    var lines: [String] = []
    var isEnded = true
    while position < text.count {
      var end = position
      while end < text.count, text[end] != "\n" { end += 1 }
      var first = position
      while first < end, text[first] == " " { first += 1 }
      let isEmpty = first == end
      if width == nil, !isEmpty { width = first - position }
      if !isEmpty, first - position < width ?? 0 || first - position <= indent { break }
      if isMarker("---") || isMarker("...") { break }
      let start = min(end, position + (width ?? end - position))
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[start..<end])
      lines.append(String(view))
      position = end
      isEnded = current == "\n"
      guard isEnded else { break }
      newline()
    }
    let trailing = lines.reversed().prefix(while: \.isEmpty).count
    let content = lines.dropLast(trailing)
    var result = isFolded ? foldedBlock(Array(content)) : content.joined(separator: "\n")
    if !content.isEmpty, chomping != "-", isEnded || trailing > 0 { result += "\n" }
    if chomping == "+" { result += String(repeating: "\n", count: trailing) }
    // The line end before what follows belongs to it.
    return YAMLNode(.scalar(result, isPlain: false), at: place)
  }

  /// Lines joined by blanks, but for empty lines and lines indented further.
  private func foldedBlock(_ lines: [String]) -> String {
    func isFurther(_ line: String) -> Bool { line.first == " " || line.first == "\t" }
    var result = lines.first ?? ""
    var empty = 0
    var previous = lines.first ?? ""
    for line in lines.dropFirst() {
      if line.isEmpty {
        empty += 1
        continue
      }
      if isFurther(line) || isFurther(previous) || previous.isEmpty && empty == 0 {
        result += String(repeating: "\n", count: empty + 1)
      } else {
        result += empty == 0 ? " " : String(repeating: "\n", count: empty)
      }
      result += line
      (previous, empty) = (line, 0)
    }
    return result
  }
}
