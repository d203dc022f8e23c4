import MetaAnalysis

/// The publication, subgroups, predictions and the wording of plots.
extension AnalysisDecoder {
  mutating func publication(_ node: YAMLNode) -> Publication {
    if case .scalar = node.content { return Publication(citation: reader.text(node, named: "source")) }
    let keys = reader.members(of: node, named: "source", keys: AnalysisKeys.source.map(\.name))
    return Publication(
      citation: reader.text(keys["citation"]), doi: reader.text(keys["doi"]), place: reader.text(keys["where"]),
      url: reader.text(keys["url"]))
  }

  mutating func subgroups(_ node: YAMLNode) -> SubgroupRequest? {
    if case .scalar = node.content {
      return reader.text(node, named: "subgroups").map { SubgroupRequest(by: $0) }
    }
    let keys = reader.members(of: node, named: "subgroups", keys: AnalysisKeys.subgroups.map(\.name))
    guard let by = reader.name(keys["by"]) else {
      reader.report("subgroups needs 'by', the column that names the groups", at: node.place)
      return nil
    }
    return SubgroupRequest(
      by: by, tau2: reader.choice(keys["tau2"], as: SubgroupTau2.self) ?? .separate,
      order: reader.choice(keys["order"], as: SubgroupOrder.self) ?? .appearance,
      overall: reader.choice(keys["overall"], as: SubgroupOverall.self) ?? .unlessShared)
  }

  mutating func moderatorValues(_ node: YAMLNode, named name: String) -> ModeratorValues? {
    guard let members = reader.pairs(of: node, named: name) else { return nil }
    var values: [String: DesignRecipe.Value] = [:]
    for member in members {
      guard let text = reader.text(member) else { continue }
      var isPlain = false
      if case .scalar(_, let plain) = member.value.content { isPlain = plain }
      values[member.key] = (isPlain ? parseNumber(text) : nil).map { .number($0) } ?? .text(text)
    }
    return ModeratorValues(values)
  }

  mutating func wording(_ node: YAMLNode) -> PlotWording {
    var wording = PlotWording()
    let keys = reader.members(of: node, named: "plot", keys: AnalysisKeys.plot.map(\.name))
    for (key, path) in [("groups", \PlotWording.groups), ("favours", \PlotWording.favours)] {
      guard let member = keys[key] else { continue }
      let names = reader.list(member.value, named: key).compactMap { reader.text($0, named: key) }
      if names.count != 2 { reader.report("\(key) takes two names", at: member.value.place) }
      wording[keyPath: path] = names
    }
    return wording
  }
}
