/// Reads the YAML that people write by hand, and JSON, into a tree with places.
///
/// YAML 1.2.2 (https://yaml.org/spec/1.2.2) without anchors, tags, keys that are no scalars, and further documents, each of
/// which is refused with its place: block and flow collections, plain, quoted, literal and folded scalars, comments.
/// Scalars are not interpreted. Depth is limited, so that no text exhausts the stack.
struct YAMLParser {
  /// The text with every line end as a line feed.
  let text: [Unicode.Scalar]
  var position = 0
  private(set) var line = 1
  private(set) var lineStart = 0
  private var depth = 0

  init(_ source: String) {
    var text: [Unicode.Scalar] = []
    text.reserveCapacity(source.unicodeScalars.count)
    var previous: Unicode.Scalar = " "
    for scalar in source.unicodeScalars {
      if scalar == "\r" { text.append("\n") } else if scalar != "\n" || previous != "\r" { text.append(scalar) }
      previous = scalar
    }
    self.text = text
  }

  /// The value of the only document, `nil` when there is none.
  mutating func document() throws(AnalysisFileIssue) -> YAMLNode? {
    try checkCharacters()
    try skipToContent()
    while column == 1, current == "%" {
      skipLine()
      try skipToContent()
    }
    if isMarker("---") {
      position += 3
      try skipToContent()
    }
    guard current != nil, !isMarker("...") else { return nil }
    let node = try blockNode(deeperThan: -1)
    try skipToContent()
    if isMarker("...") {
      position += 3
      try skipToContent()
    }
    if isMarker("---") { throw issue("a second document begins here; a file holds one") }
    guard current == nil else {
      throw issue("this does not belong to what stands before it; check the indentation")
    }
    return node
  }

  // MARK: Block collections

  /// The value at the current position, which is its first character, indented deeper than `indent`.
  mutating func blockNode(deeperThan indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    try descend()
    defer { depth -= 1 }
    let own = column - 1
    if isDash { return try blockSequence(at: own) }
    if try isMappingKey() { return try blockMapping(at: own) }
    return try value(deeperThan: indent)
  }

  /// A value that is no block collection: a flow collection or a scalar.
  private mutating func value(deeperThan indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    try refuseUnsupported()
    switch current {
    case "[", "{":
      let node = try flowNode()
      try endLine()
      return node
    case "\"", "'":
      let node = try quotedScalar()
      try endLine()
      return node
    case "|", ">": return try blockScalar(deeperThan: indent)
    default: return try plainScalar(deeperThan: indent)
    }
  }

  private mutating func blockSequence(at indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    var elements: [YAMLNode] = []
    while current != nil, column - 1 == indent, isDash {
      position += 1
      let dash = self.place
      skipBlanks()
      if isAtLineEnd {
        try skipToContent()
        elements.append(
          column - 1 > indent && current != nil ? try blockNode(deeperThan: indent) : .nothing(at: dash))
      } else {
        elements.append(try blockNode(deeperThan: indent))
      }
      try skipToContent()
    }
    try refuseStray(after: indent)
    return YAMLNode(.list(elements), at: place)
  }

  private mutating func blockMapping(at indent: Int) throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    var members: [YAMLNode.Member] = []
    var keys: Set<String> = []
    while current != nil, column - 1 == indent, !isMarker("---"), !isMarker("...") {
      guard try isMappingKey() else {
        throw issue(
          isDash ? "a list stands among keys; check the indentation" : "a key and a colon belong here")
      }
      let keyPlace = self.place
      let key = try mappingKey()
      guard keys.insert(key).inserted else { throw issue("'\(key)' is given twice; keep one", at: keyPlace) }
      position += 1
      let colon = self.place
      skipBlanks()
      let value: YAMLNode
      if isAtLineEnd {
        try skipToContent()
        let isList = column - 1 == indent && isDash
        value =
          current != nil && (column - 1 > indent || isList) && !isMarker("---") && !isMarker("...")
          ? try blockNode(deeperThan: isList ? indent - 1 : indent) : .nothing(at: colon)
      } else {
        if isDash { throw issue("a list begins on a line of its own, below its key") }
        value = try self.value(deeperThan: indent)
      }
      members.append(YAMLNode.Member(key: key, place: keyPlace, value: value))
      try skipToContent()
    }
    try refuseStray(after: indent)
    return YAMLNode(.mapping(members), at: place)
  }

  /// After a collection only what is indented less may follow.
  private mutating func refuseStray(after indent: Int) throws(AnalysisFileIssue) {
    guard current != nil, column - 1 > indent else { return }
    throw issue("this is indented deeper than what stands before it, and does not belong to it")
  }

  /// A key, up to its colon.
  private mutating func mappingKey() throws(AnalysisFileIssue) -> String {
    let node: YAMLNode
    if current == "\"" || current == "'" {
      node = try quotedScalar()
    } else {
      let start = position
      while !isColon { position += 1 }
      node = YAMLNode(.scalar(string(start, position), isPlain: true), at: place)
    }
    skipBlanks()
    guard case .scalar(let key, _) = node.content else { return "" }
    return key
  }

  /// Whether a key and a colon stand here, on one line.
  private func isMappingKey() throws(AnalysisFileIssue) -> Bool {
    var copy = self
    guard let first = current, !"[{#|>&*!%@`".unicodeScalars.contains(first) else { return false }
    if first == "\"" || first == "'" {
      let line = line
      _ = try copy.quotedScalar()
      copy.skipBlanks()
      return copy.line == line && copy.current == ":" && copy.isColon
    }
    if first == "?", isBlank(at: position + 1) {
      throw issue("a key that is no single word cannot be read; write the key and a colon")
    }
    while let scalar = copy.current, scalar != "\n" {
      if copy.isColon { return copy.position > position }
      if scalar == "#", copy.position > position, isBlank(at: copy.position - 1) { return false }
      copy.position += 1
    }
    return false
  }

  // MARK: Characters

  var current: Unicode.Scalar? { position < text.count ? text[position] : nil }
  var column: Int { position - lineStart + 1 }
  var place: FilePlace { FilePlace(line: line, column: column) }

  func string(_ start: Int, _ end: Int) -> String {
    var end = end
    while end > start, text[end - 1] == " " || text[end - 1] == "\t" { end -= 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[start..<end])
    return String(view)
  }

  /// Whether a blank, a line end or the end of the text stands there.
  func isBlank(at position: Int) -> Bool {
    position >= text.count || text[position] == " " || text[position] == "\t" || text[position] == "\n"
  }

  var isDash: Bool { current == "-" && isBlank(at: position + 1) }
  var isColon: Bool { current == ":" && isBlank(at: position + 1) }
  private var isAtLineEnd: Bool { current == nil || current == "\n" || current == "#" }

  func isMarker(_ marker: String) -> Bool {
    column == 1 && isBlank(at: position + 3) && position + 3 <= text.count
      && text[position..<position + 3].elementsEqual(marker.unicodeScalars)
  }

  /// Moves past a line end.
  mutating func newline() {
    position += 1
    line += 1
    lineStart = position
  }

  mutating func skipBlanks() {
    while current == " " || current == "\t" { position += 1 }
  }

  mutating func skipLine() {
    while position < text.count, text[position] != "\n" { position += 1 }
  }

  /// Moves past blanks, comments and empty lines to the next character that says something.
  mutating func skipToContent() throws(AnalysisFileIssue) {
    while let scalar = current {
      switch scalar {
      case " ": position += 1
      case "\t":
        let isIndentation = text[lineStart..<position].allSatisfy { $0 == " " || $0 == "\t" }
        let tab = place
        position += 1
        var next = position
        while next < text.count, text[next] == " " || text[next] == "\t" { next += 1 }
        if isIndentation, next < text.count, text[next] != "\n", text[next] != "#" {
          throw issue("a tab cannot indent; use blanks", at: tab)
        }
      case "\n": newline()
      case "#" where position == 0 || isBlank(at: position - 1): skipLine()
      default: return
      }
    }
  }

  /// After a value nothing but a comment may stand on its line.
  mutating func endLine() throws(AnalysisFileIssue) {
    let end = position
    skipBlanks()
    guard let scalar = current, scalar != "\n" else { return }
    if scalar == "#", position > end { return skipLine() }
    throw issue("nothing but a comment may follow on this line")
  }

  mutating func descend() throws(AnalysisFileIssue) {
    depth += 1
    guard depth <= 200 else { throw issue("values are nested more than 200 deep") }
  }

  mutating func ascend() { depth -= 1 }

  func issue(_ problem: String, at place: FilePlace? = nil) -> AnalysisFileIssue {
    AnalysisFileIssue(at: place ?? self.place, "this cannot be read as YAML: \(problem)")
  }

  /// Refuses what YAML has beyond what is read here.
  func refuseUnsupported() throws(AnalysisFileIssue) {
    switch current {
    case "&", "*": throw issue("anchors and aliases are not read; write the value out")
    case "!": throw issue("tags are not read; write the value alone")
    case "@", "`", "%": throw issue("a text that begins so needs quotes")
    case ",", "]", "}": throw issue("this closes or separates nothing")
    default: return
    }
  }

  private func checkCharacters() throws(AnalysisFileIssue) {
    var (line, start) = (1, 0)
    for (position, scalar) in text.enumerated() {
      if scalar == "\n" {
        (line, start) = (line + 1, position + 1)
      } else if scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F {
        throw issue("a control character stands here", at: FilePlace(line: line, column: position - start + 1))
      }
    }
  }
}

extension YAMLNode {
  /// A value that is left out.
  static func nothing(at place: FilePlace) -> YAMLNode { YAMLNode(.scalar("", isPlain: true), at: place) }
}
