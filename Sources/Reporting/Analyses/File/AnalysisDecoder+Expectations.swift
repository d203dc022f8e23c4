import MetaAnalysis

/// Printed numbers.
extension AnalysisDecoder {
  mutating func expectation(_ node: YAMLNode) -> Expectation? {
    let keys = reader.members(of: node, named: "an expectation", keys: AnalysisKeys.expectation.map(\.name))
    guard case .mapping = node.content else { return nil }
    for key in ["quantity", "printed"] where keys[key] == nil {
      reader.report("an expectation needs '\(key)'", at: node.place)
    }
    guard
      let quantity = reader.choice(keys["quantity"], as: Quantity.self, otherwise: Quantity.init(printedName:)),
      let member = keys["printed"]
    else {
      return nil
    }
    let earlier = printedLevels.count
    let printed = printedNumbers(member, of: quantity)
    let scale = reader.choice(keys["scale"], as: PrintedScale.self) ?? .analysis
    if let member = keys["scale"], !scale.suits(quantity) {
      reader.report(
        "\(quantity.rawValue) has no scale '\(scale.rawValue)', which is for \(scale.owners); leave 'scale' out",
        at: member.value.place)
    }
    let target = target(keys, of: quantity, node)
    var expectation = Expectation(
      quantity, of: target ?? .model, printed: printed, scale: scale, place: node.place)
    if let member = keys["tolerance"] { expectation.tolerance = tolerance(member) }
    if let member = keys["misprint"] { expectation.misprint = misprint(member, of: quantity) }
    if expectation.tolerance != nil, expectation.misprint != nil {
      reader.report("an expectation has a tolerance or a misprint, not both", at: node.place)
    }
    if let with = keys["with"] {
      for member in reader.pairs(of: with.value, named: "with") ?? [] {
        if let setting = setting(member.key, member.value, keyPlace: member.place) {
          expectation.settings.append(setting)
        }
      }
    }
    for index in earlier..<printedLevels.count { printedLevels[index].own = expectation.level }
    expectation.without = reader.name(keys["without"])
    expectation.source = reader.text(keys["where"])
    expectation.note = reader.text(keys["note"])
    return printed.isEmpty ? nil : expectation
  }

  /// One number, or two for an interval, which may stand in one text.
  mutating func printedNumbers(_ member: YAMLNode.Member, of quantity: Quantity) -> [PrintedNumber] {
    let nodes = reader.oneOrMore(member.value, named: member.key)
    let wanted = quantity.ends == nil ? 1 : 2
    if wanted == 2, nodes.count == 1 {
      guard let text = reader.text(nodes[0], named: member.key) else { return [] }
      let ends = reader.made(at: nodes[0].place) { () throws(PrintedNumberError) in
        try PrintedInterval.ends(of: text)
      }
      if let label = PrintedInterval.label(of: text), !label.names(quantity),
        label != .estimate || !quantity.isEffect
      {
        reader.report("'\(text)' names another quantity than \(quantity.rawValue)", at: nodes[0].place)
      }
      if let level = PrintedInterval.level(of: text) { printedLevels.append((nodes[0].place, level, nil)) }
      return ends ?? []
    }
    guard nodes.count == wanted else {
      if !nodes.isEmpty {
        reader.report(
          wanted == 2
            ? "\(quantity.rawValue) is an interval: \(member.key) takes its two ends"
            : "\(quantity.rawValue) is one number, not \(nodes.count); give each number an entry of its own",
          at: member.value.place)
      }
      return []
    }
    let numbers = nodes.compactMap { node -> PrintedNumber? in
      guard let text = reader.text(node, named: member.key),
        let number = reader.made(
          at: node.place, { () throws(PrintedNumberError) in try PrintedNumber(text) })
      else { return nil }
      if let label = number.label, !label.names(quantity) {
        reader.report("'\(text)' names another quantity than \(quantity.rawValue)", at: node.place)
      }
      return number
    }
    return numbers.count == wanted ? numbers : []
  }

  mutating func target(
    _ keys: [String: YAMLNode.Member], of quantity: Quantity, _ node: YAMLNode
  ) -> Expectation.Target? {
    let given = [
      "term", "subgroup", "study", "row", "at", "prediction", "contrast", "compare", "adjusted-mean", "dose",
    ].filter { keys[$0] != nil }
    guard let key = given.first, let member = keys[key] else {
      if quantity.needsTarget {
        reader.report("\(quantity.rawValue) belongs to \(quantity.owner)", at: node.place)
      }
      return .model
    }
    guard given.count == 1 else {
      reader.report(
        "an expectation belongs to one thing, not to \(given.joined(separator: " and "))", at: node.place)
      return nil
    }
    func position(_ reader: inout NodeReader) -> Int? {
      guard let text = reader.text(member) else { return nil }
      guard let number = Int(text), number > 0 else {
        reader.report("\(key) takes a whole number from 1, not '\(text)'", at: member.value.place)
        return nil
      }
      return number
    }
    let target: Expectation.Target?
    switch key {
    case "term": target = reader.name(member).map { .term($0) }
    case "subgroup": target = reader.name(member).map { .subgroup($0) }
    case "study": target = reader.name(member).map { .study($0) }
    case "row": target = position(&reader).map { .row($0) }
    case "prediction": target = position(&reader).map { .prediction($0) }
    case "contrast":
      let texts = reader.oneOrMore(member.value, named: key).compactMap { reader.text($0, named: key) }
      target = texts.isEmpty ? nil : .contrast(texts)
    case "compare": target = formula(member.value, named: key, path: nil).map { .comparison($0) }
    case "dose": target = dosePart(member)
    case "adjusted-mean": target = moderatorValues(member.value, named: key).map { .adjustedMean($0) }
    default: target = moderatorValues(member.value, named: "at").map { .at($0) }
    }
    if let target, !target.has(quantity) {
      reader.report(
        "\(quantity.rawValue) does not belong to \(target.words)", at: node.place)
    }
    return target
  }

  mutating func tolerance(_ member: YAMLNode.Member) -> Expectation.Tolerance? {
    guard case .mapping = member.value.content else {
      reader.report(
        "tolerance is \(member.value.kind); it needs 'absolute' and its 'reason': {absolute: 0.01, reason: …}",
        at: member.value.place)
      return nil
    }
    let keys = reader.members(of: member.value, named: "tolerance", keys: AnalysisKeys.tolerance.map(\.name))
    let (absolute, reason) = (reader.number(keys["absolute"]), reader.name(keys["reason"]))
    guard let absolute, absolute >= 0, let reason else {
      reader.report("a tolerance needs 'absolute', a number from 0, and its 'reason'", at: member.value.place)
      return nil
    }
    return Expectation.Tolerance(absolute: absolute, reason: reason)
  }

  mutating func misprint(_ member: YAMLNode.Member, of quantity: Quantity) -> Expectation.Misprint? {
    guard case .mapping = member.value.content else {
      reader.report(
        "misprint is \(member.value.kind); it needs 'correct' and its 'reason': {correct: \"0.51\", reason: …}",
        at: member.value.place)
      return nil
    }
    let keys = reader.members(of: member.value, named: "misprint", keys: AnalysisKeys.misprint.map(\.name))
    guard let correct = keys["correct"], let reason = reader.name(keys["reason"]) else {
      reader.report("a misprint needs 'correct' and its 'reason'", at: member.value.place)
      return nil
    }
    let numbers = printedNumbers(correct, of: quantity)
    return numbers.isEmpty ? nil : Expectation.Misprint(correct: numbers, reason: reason)
  }

  mutating func checkTargets(of analysis: Analysis, place: FilePlace?) {
    if analysis.subgroups != nil, analysis.moderators != nil, let place {
      reader.report("subgroups and moderators exclude each other; keep one", at: place)
    }
    let level = analysis.model.number(.level) ?? 95
    func percent(_ level: Double) -> String {
      level == level.rounded() ? "\(Int(level))%" : "\(level)%"
    }
    for printed in printedLevels where printed.stated != printed.own ?? level {
      reader.report(
        "the printed interval is at \(percent(printed.stated)), the computed one at \(percent(printed.own ?? level)); "
          + "state 'level' under 'model', or under 'with' for this number alone", at: printed.place)
    }
    for expectation in analysis.expectations {
      switch expectation.target {
      case .subgroup where analysis.subgroups == nil:
        reader.report(
          "an expectation names a subgroup, but there is no section 'subgroups'; name there the column of the groups",
          at: expectation.place)
      case .prediction(let position) where position > analysis.predictions.count:
        reader.report(
          "an expectation names prediction \(position), but 'predict' has \(analysis.predictions.count); list its moderator values there, or name them with 'at'",
          at: expectation.place)
      case .dose(let target, _):
        if analysis.dose == nil {
          reader.report(
            "an expectation names a dose, but there is no section 'dose'; name there the column and the targets",
            at: expectation.place)
        } else if let target, let all = analysis.dose?.targets, !all.contains(target) {
          reader.report(
            "an expectation names the target \(numberText(target)), but the targets under 'dose' are "
              + "\(all.map { numberText($0) }.joined(separator: ", "))", at: expectation.place)
        }
      default: break
      }
    }
  }
}

extension Expectation {
  /// The level in percent among the number's own settings.
  fileprivate var level: Double? {
    settings.lazy.compactMap { setting in
      if case .model(.level, let value) = setting { parseNumber(value) } else { nil }
    }.first
  }
}

extension PrintedScale {
  /// Whether a quantity can be printed on it.
  func suits(_ quantity: Quantity) -> Bool {
    switch self {
    case .analysis: true
    case .percent: quantity.isEffect || quantity.isPercentage
    case .fraction: quantity.isPercentage
    case .negative: quantity.isEffect || quantity == .statistic
    default: quantity.isEffect
    }
  }
}

extension PrintedScale {
  /// What can be printed on it.
  fileprivate var owners: String {
    switch self {
    case .percent: "effects and percentages"
    case .fraction: "percentages"
    case .negative: "effects and their statistic"
    default: "effects and their intervals"
    }
  }
}

extension Expectation.Target {
  /// Whether it can have a quantity.
  func has(_ quantity: Quantity) -> Bool {
    switch self {
    case .model: true
    case .term: quantity.isOfEffect || quantity.isOfTerm
    case .contrast: quantity.isOfContrast
    case .comparison: quantity.isOfComparison
    case .adjustedMean: quantity.isOfPrediction || quantity == .k
    case .dose(let target, _):
      quantity.isOfDose
        && (target != nil || ![.dose, .doseCI, .doseLower, .doseUpper].contains(quantity))
    case .study, .row: quantity.isOfStudy
    case .at, .prediction: quantity.isOfPrediction
    case .subgroup:
      !quantity.needsTarget
        && ![
          .qBetween, .qBetweenDF, .qBetweenP, .qWithin, .qWithinDF, .qWithinP, .vi, .fitted, .residual,
          .permutationP,
        ].contains(quantity)
    }
  }
}

extension Expectation.Target {
  /// What it is, with an article.
  fileprivate var words: String {
    switch self {
    case .model: "the model"
    case .term: "a term"
    case .subgroup: "a subgroup"
    case .study: "a study"
    case .row: "a row"
    case .at, .prediction: "a prediction"
    case .contrast: "a contrast"
    case .comparison: "a model compared with"
    case .adjustedMean: "an adjusted mean"
    case .dose(let target, _): target == nil ? "a model of the dose without a target" : "a dose"
    }
  }
}

extension Quantity {
  /// What a quantity that needs a target belongs to.
  fileprivate var owner: String {
    switch self {
    case .vif, .vifRoot: "a term; name it with 'term'"
    case .dose, .doseCI, .doseLower, .doseUpper, .akaikeWeight:
      "a model of the dose; name it with 'dose: {target: …, model: …}'"
    case .lrtDF: "the test against another model or of a term; name it with 'compare' or 'term'"
    default: "a contrast; name it with 'contrast'"
    }
  }
}
