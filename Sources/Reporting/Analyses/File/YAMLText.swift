internal import Yams

/// The document of a YAML text as a tree with places; JSON is YAML too.
///
/// The only file that knows the parser. Plain scalars are not interpreted: their text is kept as written.
/// - Throws: ``AnalysisFileIssue`` with line and column for text that is not YAML, several documents, a key given twice,
///   and trees beyond a million nodes, which aliases can make of few lines.
func yamlDocument(_ text: String) throws(AnalysisFileIssue) -> YAMLNode? {
  do {
    // Without resolver rules no scalar is looked at twice; without a given encoding the environment would decide.
    let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
    guard let root = try parser.singleRoot() else { return nil }
    var remaining = 1_000_000
    return try converted(root, &remaining)
  } catch let issue as AnalysisFileIssue {
    throw issue
  } catch let error as YamlError {
    throw error.issue
  } catch {
    throw AnalysisFileIssue(at: .start, "this is not YAML")
  }
}

private func converted(_ node: Node, _ remaining: inout Int) throws(AnalysisFileIssue) -> YAMLNode {
  let place = node.mark.map { FilePlace(line: $0.line, column: $0.column) } ?? .start
  remaining -= 1
  guard remaining > 0 else {
    throw AnalysisFileIssue(at: place, "the file holds more than a million values; write large data as CSV")
  }
  switch node {
  case .scalar(let scalar):
    return YAMLNode(.scalar(scalar.string, isPlain: scalar.style == .plain), at: place)
  case .sequence(let sequence):
    var elements: [YAMLNode] = []
    for element in sequence { elements.append(try converted(element, &remaining)) }
    return YAMLNode(.list(elements), at: place)
  case .mapping(let mapping):
    var members: [YAMLNode.Member] = []
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        let place = key.mark.map { FilePlace(line: $0.line, column: $0.column) } ?? place
        throw AnalysisFileIssue(at: place, "a key must be a single word, not a list or a mapping")
      }
      let keyPlace = name.mark.map { FilePlace(line: $0.line, column: $0.column) } ?? place
      members.append(
        YAMLNode.Member(key: name.string, place: keyPlace, value: try converted(value, &remaining)))
    }
    return YAMLNode(.mapping(members), at: place)
  case .alias: throw AnalysisFileIssue(at: place, "this alias names no anchor; write the value out")
  }
}

extension YamlError {
  /// What is wrong and where.
  fileprivate var issue: AnalysisFileIssue {
    func place(_ mark: Mark) -> FilePlace { FilePlace(line: max(1, mark.line), column: max(1, mark.column)) }
    switch self {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let doing = context.map { " \($0.text)" } ?? ""
      return AnalysisFileIssue(
        at: place(mark), "this is not YAML: \(problem)\(doing); check indentation, quotes and brackets")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return AnalysisFileIssue(at: place(context.mark), "\(names) is given twice; keep one")
    case .reader(let problem, _, _, _):
      return AnalysisFileIssue(at: .start, "the text cannot be read: \(problem); save it as UTF-8")
    default: return AnalysisFileIssue(at: .start, "this is not YAML")
    }
  }
}
