extension YAMLParser {
  /// A flow collection or a scalar inside one.
  mutating func flowNode() throws(AnalysisFileIssue) -> YAMLNode {
    try descend()
    defer { ascend() }
    try refuseUnsupported()
    switch current {
    case "[": return try flowSequence()
    case "{": return try flowMapping()
    case "\"", "'": return try quotedScalar()
    default: return try flowPlainScalar()
    }
  }

  private mutating func flowSequence() throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    position += 1
    var elements: [YAMLNode] = []
    while true {
      try skipInFlow(opened: place, "[")
      if current == "]" { break }
      let node = try flowNode()
      try skipInFlow(opened: place, "[")
      if current == ":" {
        // A single pair without braces is a mapping.
        let key = try key(node)
        elements.append(
          YAMLNode(
            .mapping([YAMLNode.Member(key: key, place: node.place, value: try flowValue(opened: place, "["))]),
            at: node.place))
        try skipInFlow(opened: place, "[")
      } else {
        elements.append(node)
      }
      if current == "," { position += 1 } else if current != "]" { throw issue("a comma or ']' belongs here") }
    }
    position += 1
    return YAMLNode(.list(elements), at: place)
  }

  private mutating func flowMapping() throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    position += 1
    var members: [YAMLNode.Member] = []
    var keys: Set<String> = []
    while true {
      try skipInFlow(opened: place, "{")
      if current == "}" { break }
      let node = try flowNode()
      let key = try key(node)
      guard keys.insert(key).inserted else { throw issue("'\(key)' is given twice; keep one", at: node.place) }
      try skipInFlow(opened: place, "{")
      let value = current == ":" ? try flowValue(opened: place, "{") : YAMLNode.nothing(at: node.place)
      members.append(YAMLNode.Member(key: key, place: node.place, value: value))
      try skipInFlow(opened: place, "{")
      if current == "," { position += 1 } else if current != "}" { throw issue("a comma or '}' belongs here") }
    }
    position += 1
    return YAMLNode(.mapping(members), at: place)
  }

  private func key(_ node: YAMLNode) throws(AnalysisFileIssue) -> String {
    guard case .scalar(let key, _) = node.content else {
      throw issue("a key must be a single word, not a list or a mapping", at: node.place)
    }
    return key
  }

  /// What stands after a colon.
  private mutating func flowValue(opened: FilePlace, _ bracket: String) throws(AnalysisFileIssue) -> YAMLNode {
    position += 1
    let colon = place
    try skipInFlow(opened: opened, bracket)
    if current == "," || current == "]" || current == "}" { return .nothing(at: colon) }
    return try flowNode()
  }

  private mutating func skipInFlow(opened: FilePlace, _ bracket: String) throws(AnalysisFileIssue) {
    while let scalar = current {
      switch scalar {
      case " ", "\t": position += 1
      case "\n": newline()
      case "#" where isBlank(at: position - 1):
        skipLine()
      default: return
      }
    }
    throw issue("'\(bracket)' is never closed", at: opened)
  }

  /// A scalar without quotes, lines folded into blanks.
  private mutating func flowPlainScalar() throws(AnalysisFileIssue) -> YAMLNode {
    let place = place
    var lines: [String] = []
    var start = position
    func ends(_ position: Int) -> Bool {
      position >= text.count || ",[]{}\n".unicodeScalars.contains(text[position])
    }
    while let scalar = current {
      if ",[]{}".unicodeScalars.contains(scalar) { break }
      if scalar == ":", isBlank(at: position + 1) || ends(position + 1) { break }
      if scalar == "#", isBlank(at: position - 1) { break }
      guard scalar == "\n" else {
        position += 1
        continue
      }
      lines.append(string(start, position))
      newline()
      while let blank = current, blank == " " || blank == "\t" { position += 1 }
      start = position
      if current == "\n" { lines.append("") }
    }
    lines.append(string(start, position))
    return YAMLNode(.scalar(folded(lines), isPlain: true), at: place)
  }
}
