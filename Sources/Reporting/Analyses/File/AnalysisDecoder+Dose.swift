import MetaAnalysis

/// The section `dose`, and the part of it that a printed number belongs to.
extension AnalysisDecoder {
  mutating func dose(_ member: YAMLNode.Member) -> DoseRequest? {
    let keys = reader.members(of: member.value, named: "dose", keys: AnalysisKeys.dose.map(\.name))
    guard case .mapping = member.value.content else { return nil }
    for key in ["column", "targets"] where keys[key] == nil {
      reader.report("dose needs '\(key)'", at: member.value.place)
    }
    guard let column = reader.name(keys["column"]), let targets = keys["targets"] else { return nil }
    let numbers = reader.oneOrMore(targets.value, named: "targets").compactMap { node -> Double? in
      reader.number(YAMLNode.Member(key: "targets", place: targets.place, value: node))
    }
    var request = DoseRequest(column: column, targets: numbers)
    request.isOnAnalysisScale = reader.flag(keys["analysis-scale"]) ?? false
    request.benefit = reader.choice(keys["benefit"], as: DoseRequest.Benefit.self)
    if let models = keys["models"] {
      request.models = reader.oneOrMore(models.value, named: "models").compactMap {
        reader.choice($0, named: "models", as: DoseShape.self)
      }
    }
    request.knots = reader.wholeNumber(keys["knots"], in: 3...7)
    request.samples = reader.wholeNumber(keys["samples"], in: 0...1_000_000)
    if let moderators = keys["moderators"] {
      request.moderators = formula(moderators.value, named: "moderators", path: "dose.moderators")
    }
    request.seed = reader.seed(keys["seed"])
    for (key, member) in keys { places.set("dose.\(key)", to: member.value.place) }
    return request
  }

  /// `{target: 0.5, model: linear}`, either alone too.
  mutating func dosePart(_ member: YAMLNode.Member) -> Expectation.Target? {
    let keys = reader.members(of: member.value, named: "dose", keys: AnalysisKeys.dosePart.map(\.name))
    guard case .mapping = member.value.content else { return nil }
    if keys.isEmpty { reader.report("dose needs 'target', 'model' or both", at: member.value.place) }
    return .dose(
      target: reader.number(keys["target"]), model: reader.choice(keys["model"], as: DoseShape.self))
  }
}

extension NodeReader {
  /// A whole number within a range.
  mutating func wholeNumber(_ member: YAMLNode.Member?, in range: ClosedRange<Int>) -> Int? {
    guard let member, let text = text(member) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      report(
        "\(member.key) takes a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'",
        at: member.value.place)
      return nil
    }
    return number
  }

  /// A seed of random numbers.
  mutating func seed(_ member: YAMLNode.Member?) -> UInt64? {
    guard let member, let text = text(member) else { return nil }
    guard let number = UInt64(text) else {
      report(
        "\(member.key) takes a whole number from 0 to \(UInt64.max), not '\(text)'", at: member.value.place)
      return nil
    }
    return number
  }
}
