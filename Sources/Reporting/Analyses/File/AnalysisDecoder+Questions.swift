import MetaAnalysis

/// Questions about one model: contrasts, comparisons, variance inflation, adjusted means, permutations.
extension AnalysisDecoder {
  mutating func readQuestions(_ members: [String: YAMLNode.Member], into analysis: inout Analysis) {
    func member(_ key: QuestionKey) -> YAMLNode.Member? { members[key.rawValue] }
    var questions = ModelQuestions()
    questions.contrasts = texts(member(.contrast))
    questions.adjustment = reader.choice(member(.adjust), as: MultiplicityAdjustment.self)
    questions.testsTerms = reader.flag(member(.testTerms)) ?? false
    if let compare = member(.compare) {
      let nodes = reader.oneOrMore(compare.value, named: compare.key)
      questions.comparedFormulas = zip(1..., nodes).compactMap { number, node in
        formula(node, named: compare.key, path: "\(compare.key).\(number)")
      }
    }
    questions.inflation = reader.flag(member(.vif)) ?? false
    questions.adjustedMeans = texts(member(.adjustedMeans))
    questions.permutations = permutations(member(.permutations), member(.seed), member(.permutationP))
    for (key, needed, isThere) in [
      (QuestionKey.adjust, QuestionKey.contrast, !questions.contrasts.isEmpty),
      (.seed, .permutations, member(.permutations) != nil),
      (.permutationP, .permutations, member(.permutations) != nil),
    ] where !isThere {
      if let member = member(key) {
        reader.report(
          "'\(key.rawValue)' says how '\(needed.rawValue)' is done, which is not stated", at: member.place)
      }
    }
    analysis.questions = questions
  }

  /// The texts of a list, or one; each is known by its place.
  private mutating func texts(_ member: YAMLNode.Member?) -> [String] {
    guard let member else { return [] }
    let nodes = reader.oneOrMore(member.value, named: member.key)
    return zip(1..., nodes).compactMap { number, node in
      guard let text = reader.text(node, named: member.key) else { return nil }
      guard !text.allSatisfy(\.isWhitespace) else {
        reader.report("\(member.key) is empty", at: node.place)
        return nil
      }
      places.set("\(member.key).\(number)", to: node.place, characters: characters.places(of: node))
      return text
    }
  }

  /// A formula; what is wrong with it is reported at its character.
  mutating func formula(_ node: YAMLNode, named name: String, path: String?) -> String? {
    guard let text = reader.text(node, named: name) else { return nil }
    let characters = self.characters.places(of: node)
    do { _ = try Formula(text) } catch {
      var place = node.place
      if case .syntax(_, let position, _) = error, !characters.isEmpty {
        place = characters[min(max(position, 1), characters.count) - 1]
      }
      reader.report(error.description, at: place)
      return nil
    }
    if let path { places.set(path, to: node.place, characters: characters) }
    return text
  }

  private mutating func permutations(
    _ member: YAMLNode.Member?, _ seed: YAMLNode.Member?, _ counting: YAMLNode.Member?
  ) -> PermutationSettings? {
    var settings = PermutationSettings()
    settings.seed = reader.seed(seed) ?? settings.seed
    settings.counting = reader.choice(counting, as: PermutationCounting.self) ?? settings.counting
    guard let member, let text = reader.text(member) else { return nil }
    if text == "exact" { return settings }
    guard let count = Int(text), count > 0 else {
      reader.report(
        "permutations takes 'exact' or a number of random ones, for example 10000, not '\(text)'",
        at: member.value.place)
      return nil
    }
    settings.extent = .random(count)
    return settings
  }

  /// Reports questions that groups of studies, or what else the file asks for, leave without an answer.
  mutating func checkQuestions(of analysis: Analysis, _ members: [String: YAMLNode.Member]) {
    guard analysis.subgroups != nil else { return }
    for key in QuestionKey.allCases {
      if let member = members[key.rawValue] {
        reader.report(QuestionError.subgroups(question: key.rawValue).description, at: member.place)
      }
    }
  }
}

extension NodeReader {
  /// `true` or `false`.
  mutating func flag(_ member: YAMLNode.Member?) -> Bool? {
    guard let member, let text = text(member) else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default:
      report("\(member.key) takes true or false, not '\(text)'", at: member.value.place)
      return nil
    }
  }
}
