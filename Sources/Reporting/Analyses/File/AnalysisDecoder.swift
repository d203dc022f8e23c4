import MetaAnalysis

/// Makes an ``Analysis`` of a YAML tree, section by section.
struct AnalysisDecoder {
  let file: AnalysisFile
  var reader = NodeReader()
  /// Where the parts stand that only the data can prove wrong.
  var places = AnalysisPlaces()
  /// The levels that printed intervals state, and those they are computed at where the number's own settings have one.
  var printedLevels: [(place: FilePlace, stated: Double, own: Double?)] = []
  /// Where the characters of scalars stand.
  private(set) var characters = ScalarPlaces([])

  init(file: AnalysisFile) { self.file = file }

  /// Everything that is wrong, in order of place.
  var issues: [AnalysisFileIssue] { reader.issues.sorted { $0.place < $1.place } }

  /// The analysis, `nil` when something is wrong.
  mutating func analysis(of text: String) -> Analysis? {
    let document: YAMLNode?
    var parser = YAMLParser(text)
    characters = ScalarPlaces(parser.text)
    do { document = try parser.document() } catch {
      reader.report(error.message, at: error.place)
      return nil
    }
    guard var root = document, !root.isNull else {
      reader.report("the file is empty; 'tutti init DATA' writes a first one", at: .start)
      return nil
    }
    // The result of a run holds the analysis it was made from.
    if case .mapping(let members) = root.content,
      members.contains(where: { $0.key == "schema" && $0.value.text == "tutti.run/1" }),
      let inner = members.first(where: { $0.key == "analysis" })
    {
      root = inner.value
    }
    let members = reader.members(of: root, named: "the analysis", keys: AnalysisKeys.file.map(\.name))
    guard reader.issues.isEmpty || !members.isEmpty else { return nil }
    // Also of sections without anything in them.
    if case .mapping(let all) = root.content {
      for member in all { places.set(member.key, to: member.value.place) }
    }
    let analysis = self.analysis(of: members, root: root)
    return reader.issues.isEmpty ? analysis : nil
  }

  private mutating func analysis(of members: [String: YAMLNode.Member], root: YAMLNode) -> Analysis? {
    checkSchema(members["schema"], root: root)
    guard let dataMember = members["data"] else {
      if case .mapping = root.content { reader.report("'data' is missing: the study records", at: root.place) }
      return nil
    }
    let data = data(dataMember.value)
    var analysis = Analysis(data: data ?? DataSource(.csv("")), file: file)
    analysis.title = reader.text(members["title"])
    analysis.source = members["source"].map { publication($0.value) }
    analysis.note = reader.text(members["note"])
    if let columns = members["columns"] { analysis.columns = mapping(columns.value) }
    analysis.rows = expression(members["rows"], path: "rows")
    if let computed = members["compute"] { analysis.computed = computedColumns(computed.value) }
    if let member = members["measure"], let code = reader.text(member) {
      analysis.measure = Measure(code: code)
      if analysis.measure == nil {
        reader.report(EffectError.unknownMeasure(code: code).description, at: member.value.place)
      }
    }
    if let conventions = members["conventions"] { readConventions(conventions.value, into: &analysis) }
    if let model = members["model"] { readModel(model.value, into: &analysis) }
    if let member = members["moderators"], let formula = reader.name(member) {
      analysis.moderators = formula
      let characters = self.characters.places(of: member.value)
      places.set("moderators", to: member.value.place, characters: characters)
      do { _ = try Formula(formula) } catch {
        var place = member.value.place
        if case .syntax(_, let position, _) = error, !characters.isEmpty {
          place = characters[min(max(position, 1), characters.count) - 1]
        }
        reader.report(error.description, at: place)
      }
    }
    if let subgroups = members["subgroups"] { analysis.subgroups = self.subgroups(subgroups.value) }
    if let predict = members["predict"] {
      analysis.predictions = reader.oneOrMore(predict.value, named: "predict").compactMap {
        moderatorValues($0, named: "predict")
      }
    }
    readQuestions(members, into: &analysis)
    if let dose = members["dose"] { analysis.dose = self.dose(dose) }
    if let diagnostics = members["diagnostics"] {
      analysis.diagnostics = reader.oneOrMore(diagnostics.value, named: "diagnostics").compactMap {
        reader.choice($0, named: "diagnostics", as: Diagnostic.self)
      }
    }
    if let sensitivity = members["sensitivity"] { analysis.sensitivity = axes(sensitivity.value) }
    if let plot = members["plot"] { analysis.plot = wording(plot.value) }
    if let expect = members["expect"] {
      analysis.expectations = reader.oneOrMore(expect.value, named: "expect").compactMap { expectation($0) }
    }
    if let origin = members["origin"] {
      let keys = reader.members(of: origin.value, named: "origin", keys: AnalysisKeys.origin.map(\.name))
      analysis.file.sha256 = reader.text(keys["sha256"]) ?? analysis.file.sha256
      analysis.originName = reader.text(keys["file"])
    }
    for (name, member) in members { places.set(name, to: member.value.place) }
    analysis.places = places
    checkTargets(of: analysis, place: members["subgroups"]?.place)
    checkQuestions(of: analysis, members)
    return data == nil ? nil : analysis
  }

  private mutating func checkSchema(_ member: YAMLNode.Member?, root: YAMLNode) {
    guard let member else {
      if case .mapping = root.content {
        reader.report(
          "'schema: \(Analysis.schema)' is missing; it says which version of the format this is", at: root.place
        )
      }
      return
    }
    guard let schema = reader.text(member), schema != Analysis.schema else { return }
    let older = schema.hasPrefix("tutti.analysis/") ? "; this version of Tutti reads" : "; an analysis file has"
    reader.report("schema is '\(schema)'\(older) '\(Analysis.schema)'", at: member.value.place)
  }
}

extension YAMLNode {
  /// The text of a scalar.
  fileprivate var text: String? { if case .scalar(let text, _) = content { text } else { nil } }
}
