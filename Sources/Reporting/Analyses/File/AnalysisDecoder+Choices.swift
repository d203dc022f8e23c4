import MetaAnalysis

/// Conventions, the model, and choices to vary.
extension AnalysisDecoder {
  mutating func readConventions(_ node: YAMLNode, into analysis: inout Analysis) {
    if case .scalar = node.content {
      if let name = reader.text(node, named: "conventions") { setProfile(name, at: node.place, of: &analysis) }
      return
    }
    let keys = ["profile"] + ConventionKey.allCases.map(\.rawValue)
    let members = reader.members(of: node, named: "conventions", keys: keys)
    for (key, member) in members.sorted(by: { $0.value.place < $1.value.place }) {
      guard let value = reader.text(member) else { continue }
      if key == "profile" {
        setProfile(value, at: member.value.place, of: &analysis)
      } else if let key = ConventionKey(rawValue: key),
        reader.made(
          at: member.value.place, { () throws(ConventionError) in try Conventions().setting(key, to: value) })
          != nil
      {
        analysis.overrides[key] = value
        places.set("conventions.\(key.rawValue)", to: member.value.place)
      }
    }
  }

  mutating func setProfile(_ name: String, at place: FilePlace, of analysis: inout Analysis) {
    if let profile = reader.made(at: place, { () throws(ProfileError) in try Profile.named(name) }) {
      analysis.profile = profile.name
    }
  }

  mutating func readModel(_ node: YAMLNode, into analysis: inout Analysis) {
    let members = reader.members(of: node, named: "model", keys: ModelKey.allCases.map(\.rawValue))
    for (key, member) in members {
      guard let key = ModelKey(rawValue: key), let value = reader.text(member) else { continue }
      places.set(
        "model.\(key.rawValue)", to: member.value.place,
        characters: key == .scale ? characters.places(of: member.value) : [])
      do { try analysis.model.set(key, to: value) } catch {
        reader.report(error.description, at: member.value.place)
      }
    }
    for (first, second) in [(ModelKey.method, ModelKey.givenTau2), (.weights, .unweighted)]
    where analysis.model[first] != nil && analysis.model[second] != nil {
      reader.report("model has \(first.rawValue) and \(second.rawValue); keep one", at: node.place)
    }
  }

  mutating func axes(_ node: YAMLNode) -> [SensitivityAxis] {
    var axes: [SensitivityAxis] = []
    for member in reader.pairs(of: node, named: "sensitivity") ?? [] {
      var settings: [AnalysisSetting] = []
      for value in reader.oneOrMore(member.value, named: member.key) {
        if let setting = setting(member.key, value, keyPlace: member.place) { settings.append(setting) }
      }
      axes.append(SensitivityAxis(settings: settings))
    }
    var count = 1
    for axis in axes { count = count.multipliedReportingOverflow(by: max(1, axis.settings.count)).partialValue }
    if !(1...10_000).contains(count) {
      reader.report("sensitivity has more than 10000 combinations", at: node.place)
    }
    return axes
  }

  mutating func setting(_ key: String, _ node: YAMLNode, keyPlace: FilePlace) -> AnalysisSetting? {
    guard let value = reader.text(node, named: key) else { return nil }
    do {
      let setting = try AnalysisSetting(key, value)
      if case .convention(let key, _) = setting, key.isIdle {
        reader.report("'\(key.rawValue)' cannot be varied: \(key.limits ?? "it moves no number")", at: keyPlace)
      }
      return setting
    } catch {
      if case .unknownKey = error {
        reader.report(error.description, at: keyPlace)
      } else {
        reader.report(error.description, at: node.place)
      }
      return nil
    }
  }
}
