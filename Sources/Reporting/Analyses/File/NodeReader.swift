import MetaAnalysis

/// Reads values out of a YAML tree and collects everything that is wrong with them, so that one run tells all.
struct NodeReader {
  private(set) var issues: [AnalysisFileIssue] = []

  mutating func report(_ message: String, at place: FilePlace) {
    issues.append(AnalysisFileIssue(at: place, message))
  }

  /// The members of a mapping by key; keys that are not allowed are reported.
  mutating func members(of node: YAMLNode, named name: String, keys: [String]) -> [String: YAMLNode.Member] {
    guard let all = pairs(of: node, named: name) else { return [:] }
    var members: [String: YAMLNode.Member] = [:]
    for member in all {
      guard keys.contains(member.key) else {
        report(unknownKey(member.key, in: name, keys: keys), at: member.place)
        continue
      }
      members[member.key] = member.value.isNull ? nil : member
    }
    return members
  }

  /// The members of a mapping in order, whatever their keys.
  mutating func pairs(of node: YAMLNode, named name: String) -> [YAMLNode.Member]? {
    guard case .mapping(let members) = node.content else {
      report("\(name) is \(node.kind) where a mapping of keys and values belongs", at: node.place)
      return nil
    }
    return members
  }

  private func unknownKey(_ key: String, in name: String, keys: [String]) -> String {
    let guess =
      nearestName(to: key, in: keys).map { "did you mean '\($0)'?" }
      ?? AnalysisKeys.home(of: key).map { "it belongs \($0)" }
    return "\(name) has no key '\(key)'; \(guess ?? "its keys are \(keys.joined(separator: ", "))")"
  }

  /// The elements of a list.
  mutating func list(_ node: YAMLNode, named name: String) -> [YAMLNode] {
    guard case .list(let elements) = node.content else {
      report("\(name) is \(node.kind) where a list belongs", at: node.place)
      return []
    }
    return elements
  }

  /// The elements of a list, or the value itself where only one is given.
  mutating func oneOrMore(_ node: YAMLNode, named name: String) -> [YAMLNode] {
    switch node.content {
    case .list(let elements):
      if elements.isEmpty {
        report("\(name) is an empty list; leave '\(name)' out, or list at least one", at: node.place)
      }
      return elements
    default: return [node]
    }
  }

  /// A text, number or flag as written.
  mutating func text(_ node: YAMLNode, named name: String) -> String? {
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      report("\(name) is \(node.kind) where a single value belongs", at: node.place)
      return nil
    }
    return text
  }

  mutating func text(_ member: YAMLNode.Member?, named name: String? = nil) -> String? {
    member.flatMap { text($0.value, named: name ?? $0.key) }
  }

  /// The text of a scalar; nothing is reported.
  func plainText(_ node: YAMLNode) -> String? {
    guard case .scalar(let text, _) = node.content, !node.isNull else { return nil }
    return text
  }

  /// A text that is not empty.
  mutating func name(_ member: YAMLNode.Member?) -> String? {
    guard let member, let text = text(member) else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      report("\(member.key) is empty", at: member.value.place)
      return nil
    }
    return text
  }

  mutating func number(_ member: YAMLNode.Member?) -> Double? {
    guard let member, let text = text(member) else { return nil }
    guard let number = parseNumber(text), number.isFinite else {
      report("\(member.key) takes a number, not '\(text)'", at: member.value.place)
      return nil
    }
    return number
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ member: YAMLNode.Member?, as type: Choice.Type, otherwise guess: (String) -> Choice? = { _ in nil }
  ) -> Choice? {
    guard let member else { return nil }
    return choice(member.value, named: member.key, as: type, otherwise: guess)
  }

  /// A value of a list; of another text what it may mean is said, by likeness or else by a guess.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, named name: String, as type: Choice.Type,
    otherwise other: (String) -> Choice? = { _ in nil }
  ) -> Choice? {
    guard let text = text(node, named: name) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let codes = Choice.allCases.map(\.rawValue)
    let guess = (other(text)?.rawValue ?? nearestName(to: text, in: codes)).map { "; did you mean '\($0)'?" }
    report(
      "\(name) has no value '\(text)'\(guess ?? "; it takes \(codes.joined(separator: ", "))")", at: node.place)
    return nil
  }

  /// What a throwing initializer makes of a node's text; an error becomes an issue there.
  mutating func made<Value, Failure: AnalysisError>(
    at place: FilePlace, _ make: () throws(Failure) -> Value
  ) -> Value? {
    do { return try make() } catch {
      report(error.description, at: place)
      return nil
    }
  }
}
