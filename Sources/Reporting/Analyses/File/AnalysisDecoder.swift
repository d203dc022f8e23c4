import MetaAnalysis

extension Analysis {
  /// Reads an analysis from YAML or JSON, or out of the result of `tutti run`.
  /// - Parameters:
  ///   - text: The file's text.
  ///   - path: Its path, with which messages begin and at whose folder relative paths start.
  /// - Throws: ``AnalysisFileError/malformed(file:issues:)`` with everything that is wrong.
  public init(yaml text: String, path: String) throws(AnalysisFileError) {
    var decoder = AnalysisDecoder(file: AnalysisFile(path: path, sha256: SHA256(of: text.utf8).hexadecimal))
    guard let analysis = decoder.analysis(of: text) else {
      throw .malformed(file: path, issues: decoder.issues)
    }
    self = analysis
  }

  /// Reads an analysis from a file; `-` is standard input.
  /// - Throws: ``AnalysisFileError``.
  public init(file path: String) throws(AnalysisFileError) {
    let bytes: [UInt8]
    do { bytes = try InputFile(path: path).bytes } catch {
      guard case .unreadable(_, let reason) = error else {
        throw .unreadable(file: path, reason: error.description)
      }
      throw .unreadable(file: path, reason: reason)
    }
    try self.init(yaml: bytes, path: path == "-" ? "standard input" : path)
  }

  /// Reads an analysis from the bytes of a file.
  /// - Throws: ``AnalysisFileError``.
  public init(yaml bytes: [UInt8], path: String) throws(AnalysisFileError) {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(
        file: path, issues: [AnalysisFileIssue(at: .start, "the text is not UTF-8; save the file as UTF-8")])
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    try self.init(yaml: text, path: path)
  }
}

/// Makes an ``Analysis`` of a YAML tree, section by section.
struct AnalysisDecoder {
  let file: AnalysisFile
  private var reader = NodeReader()

  init(file: AnalysisFile) { self.file = file }

  /// Everything that is wrong, in order of place.
  var issues: [AnalysisFileIssue] { reader.issues.sorted { $0.place < $1.place } }

  /// The analysis, `nil` when something is wrong.
  mutating func analysis(of text: String) -> Analysis? {
    let document: YAMLNode?
    var parser = YAMLParser(text)
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
    analysis.rows = expression(members["rows"])
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
      _ = reader.made(at: member.value.place) { () throws(FormulaError) in try Formula(formula) }
    }
    if let subgroups = members["subgroups"] { analysis.subgroups = self.subgroups(subgroups.value) }
    if let predict = members["predict"] {
      analysis.predictions = reader.oneOrMore(predict.value, named: "predict").compactMap {
        moderatorValues($0, named: "predict")
      }
    }
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
    checkTargets(of: analysis, place: members["subgroups"]?.place)
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

  // MARK: Sections

  private mutating func publication(_ node: YAMLNode) -> Publication {
    if case .scalar = node.content { return Publication(citation: reader.text(node, named: "source")) }
    let keys = reader.members(of: node, named: "source", keys: AnalysisKeys.source.map(\.name))
    return Publication(
      citation: reader.text(keys["citation"]), doi: reader.text(keys["doi"]), place: reader.text(keys["where"]),
      url: reader.text(keys["url"]))
  }

  private mutating func data(_ node: YAMLNode) -> DataSource? {
    if case .scalar(let text, _) = node.content, !node.isNull {
      let prefix = "dataset:"
      return DataSource(
        text.hasPrefix(prefix) ? .dataset(String(text.dropFirst(prefix.count))) : .path(text), place: node.place
      )
    }
    let keys = reader.members(of: node, named: "data", keys: AnalysisKeys.data.map(\.name))
    let kinds = ["path", "columns", "csv"].filter { keys[$0] != nil }
    guard kinds.count == 1 || kinds.isEmpty && keys["dataset"] != nil else {
      if case .mapping = node.content {
        reader.report(
          kinds.isEmpty
            ? "data needs one of path, dataset, columns or csv"
            : "data has \(kinds.joined(separator: " and ")); keep one",
          at: node.place)
      }
      return nil
    }
    if keys["dataset"] != nil, kinds == ["path"] || kinds == ["columns"] {
      reader.report("data has dataset and \(kinds[0]); keep one", at: node.place)
    }
    var source: DataSource
    let dataset = reader.name(keys["dataset"])
    if let path = reader.name(keys["path"]) {
      source = DataSource(.path(path))
    } else if let csv = reader.text(keys["csv"]) {
      source = DataSource(.csv(csv), dataset: dataset)
    } else if let columns = keys["columns"] {
      source = DataSource(.columns(inlineColumns(columns.value)))
    } else if let dataset {
      source = DataSource(.dataset(dataset))
    } else {
      return nil
    }
    source.place = node.place
    source.name = reader.name(keys["name"])
    if let member = keys["sha256"], let digest = reader.text(member)?.lowercased() {
      if digest.utf8.count != 64 || !digest.allSatisfy(\.isHexDigit) {
        reader.report(
          "sha256 takes 64 hexadecimal digits, as 'sha256sum FILE' prints them", at: member.value.place)
      }
      source.sha256 = digest
    }
    return source
  }

  /// Columns of cells: numbers, or texts where a cell is neither a number nor missing, or is in quotes.
  private mutating func inlineColumns(_ node: YAMLNode) -> [StudyTable.Column] {
    var columns: [StudyTable.Column] = []
    for member in reader.pairs(of: node, named: "columns") ?? [] {
      var (texts, isText) = ([String?](), false)
      for cell in reader.list(member.value, named: "column '\(member.key)'") {
        guard case .scalar(let text, let isPlain) = cell.content else {
          reader.report(
            "a cell of column '\(member.key)' is \(cell.kind); a number or a text belongs here", at: cell.place)
          continue
        }
        let isMissing = cell.isNull || isPlain && StudyTable.Column(name: "", cells: [text]).texts == [nil]
        texts.append(isMissing ? nil : text)
        if !isMissing, !isPlain, !["Inf", "-Inf"].contains(text) { isText = true }
      }
      let numbers = texts.map { $0.flatMap { parseNumber($0) } }
      let isNumeric = !isText && !zip(texts, numbers).contains { $0 != nil && $1 == nil }
      if let first = columns.first, first.texts.count != texts.count {
        reader.report(
          "column '\(member.key)' has \(texts.count) cells where '\(first.name)' has \(first.texts.count)",
          at: member.place)
        continue
      }
      // Numbers are kept as such, so that 2.50 and 2.5 are the same data.
      columns.append(
        isNumeric
          ? StudyTable.Column(name: member.key, numbers: numbers)
          : StudyTable.Column(name: member.key, texts: texts, numbers: nil))
    }
    if columns.first?.texts.isEmpty ?? true { reader.report("data.columns has no rows", at: node.place) }
    return columns
  }

  private mutating func mapping(_ node: YAMLNode) -> ColumnMapping {
    var mapping = ColumnMapping()
    for member in reader.pairs(of: node, named: "columns") ?? [] {
      guard let role = Role(rawValue: member.key) else {
        reader.report(StudyTableError.unknownRole(role: member.key).description, at: member.place)
        continue
      }
      mapping[role] = reader.text(member)
    }
    return mapping
  }

  private mutating func expression(_ member: YAMLNode.Member?) -> RowExpression? {
    guard let member, let text = reader.name(member) else { return nil }
    return reader.made(at: member.value.place) { () throws(RowExpressionError) in try RowExpression(text) }
  }

  private mutating func computedColumns(_ node: YAMLNode) -> [ComputedColumn] {
    var columns: [ComputedColumn] = []
    for member in reader.pairs(of: node, named: "compute") ?? [] {
      if let expression = expression(member) {
        columns.append(ComputedColumn(name: member.key, expression: expression))
      }
    }
    return columns
  }

  private mutating func readConventions(_ node: YAMLNode, into analysis: inout Analysis) {
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
      }
    }
  }

  private mutating func setProfile(_ name: String, at place: FilePlace, of analysis: inout Analysis) {
    if let profile = reader.made(at: place, { () throws(ProfileError) in try Profile.named(name) }) {
      analysis.profile = profile.name
    }
  }

  private mutating func readModel(_ node: YAMLNode, into analysis: inout Analysis) {
    let members = reader.members(of: node, named: "model", keys: ModelKey.allCases.map(\.rawValue))
    for (key, member) in members {
      guard let key = ModelKey(rawValue: key), let value = reader.text(member) else { continue }
      do { try analysis.model.set(key, to: value) } catch {
        reader.report(error.description, at: member.value.place)
      }
    }
    for (first, second) in [(ModelKey.method, ModelKey.givenTau2), (.weights, .unweighted)]
    where analysis.model[first] != nil && analysis.model[second] != nil {
      reader.report("model has \(first.rawValue) and \(second.rawValue); keep one", at: node.place)
    }
  }

  private mutating func subgroups(_ node: YAMLNode) -> SubgroupRequest? {
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

  private mutating func moderatorValues(_ node: YAMLNode, named name: String) -> ModeratorValues? {
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

  private mutating func axes(_ node: YAMLNode) -> [SensitivityAxis] {
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

  private mutating func setting(_ key: String, _ node: YAMLNode, keyPlace: FilePlace) -> AnalysisSetting? {
    guard let value = reader.text(node, named: key) else { return nil }
    do { return try AnalysisSetting(key, value) } catch {
      if case .unknownKey = error {
        reader.report(error.description, at: keyPlace)
      } else {
        reader.report(error.description, at: node.place)
      }
      return nil
    }
  }

  private mutating func wording(_ node: YAMLNode) -> PlotWording {
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

  // MARK: Expectations

  private mutating func expectation(_ node: YAMLNode) -> Expectation? {
    let keys = reader.members(of: node, named: "an expectation", keys: AnalysisKeys.expectation.map(\.name))
    guard case .mapping = node.content else { return nil }
    for key in ["quantity", "printed"] where keys[key] == nil {
      reader.report("an expectation needs '\(key)'", at: node.place)
    }
    guard let quantity = reader.choice(keys["quantity"], as: Quantity.self), let member = keys["printed"] else {
      return nil
    }
    let printed = printedNumbers(member, of: quantity)
    let scale = reader.choice(keys["scale"], as: PrintedScale.self) ?? .analysis
    if let member = keys["scale"], !scale.suits(quantity) {
      reader.report("\(quantity.rawValue) has no scale '\(scale.rawValue)'", at: member.value.place)
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
    expectation.without = reader.name(keys["without"])
    expectation.source = reader.text(keys["where"])
    expectation.note = reader.text(keys["note"])
    return printed.isEmpty ? nil : expectation
  }

  /// One number, or two for an interval.
  private mutating func printedNumbers(_ member: YAMLNode.Member, of quantity: Quantity) -> [PrintedNumber] {
    let nodes = reader.oneOrMore(member.value, named: member.key)
    let wanted = quantity.ends == nil ? 1 : 2
    guard nodes.count == wanted else {
      if !nodes.isEmpty {
        reader.report(
          wanted == 2
            ? "\(quantity.rawValue) is an interval: \(member.key) takes a list of two numbers"
            : "\(quantity.rawValue) is one number, not \(nodes.count)", at: member.value.place)
      }
      return []
    }
    let numbers = nodes.compactMap { node -> PrintedNumber? in
      guard let text = reader.text(node, named: member.key) else { return nil }
      return reader.made(at: node.place) { () throws(PrintedNumberError) in try PrintedNumber(text) }
    }
    return numbers.count == wanted ? numbers : []
  }

  private mutating func target(
    _ keys: [String: YAMLNode.Member], of quantity: Quantity, _ node: YAMLNode
  ) -> Expectation.Target? {
    let given = ["term", "subgroup", "study", "row", "at", "prediction"].filter { keys[$0] != nil }
    guard let key = given.first, let member = keys[key] else { return .model }
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
    default: target = moderatorValues(member.value, named: "at").map { .at($0) }
    }
    if let target, !target.has(quantity) {
      reader.report(
        "\(quantity.rawValue) does not belong to a \(key == "at" ? "prediction" : key)", at: node.place)
    }
    return target
  }

  private mutating func tolerance(_ member: YAMLNode.Member) -> Expectation.Tolerance? {
    let keys = reader.members(of: member.value, named: "tolerance", keys: AnalysisKeys.tolerance.map(\.name))
    let (absolute, reason) = (reader.number(keys["absolute"]), reader.name(keys["reason"]))
    guard let absolute, absolute >= 0, let reason else {
      reader.report("a tolerance needs 'absolute', a number from 0, and its 'reason'", at: member.value.place)
      return nil
    }
    return Expectation.Tolerance(absolute: absolute, reason: reason)
  }

  private mutating func misprint(_ member: YAMLNode.Member, of quantity: Quantity) -> Expectation.Misprint? {
    let keys = reader.members(of: member.value, named: "misprint", keys: AnalysisKeys.misprint.map(\.name))
    guard let correct = keys["correct"], let reason = reader.name(keys["reason"]) else {
      reader.report("a misprint needs 'correct' and its 'reason'", at: member.value.place)
      return nil
    }
    let numbers = printedNumbers(correct, of: quantity)
    return numbers.isEmpty ? nil : Expectation.Misprint(correct: numbers, reason: reason)
  }

  /// What expectations and other sections ask of sections that are not there.
  private mutating func checkTargets(of analysis: Analysis, place: FilePlace?) {
    if analysis.subgroups != nil, analysis.moderators != nil, let place {
      reader.report("subgroups and moderators exclude each other; keep one", at: place)
    }
    for expectation in analysis.expectations {
      switch expectation.target {
      case .subgroup where analysis.subgroups == nil:
        reader.report(
          "an expectation names a subgroup, but there is no section 'subgroups'", at: expectation.place)
      case .prediction(let position) where position > analysis.predictions.count:
        reader.report(
          "an expectation names prediction \(position), but 'predict' has \(analysis.predictions.count)",
          at: expectation.place)
      default: break
      }
    }
  }
}

extension YAMLNode {
  /// The text of a scalar.
  fileprivate var text: String? { if case .scalar(let text, _) = content { text } else { nil } }
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

extension Expectation.Target {
  /// Whether it can have a quantity.
  func has(_ quantity: Quantity) -> Bool {
    switch self {
    case .model: true
    case .term: quantity.isOfEffect
    case .study, .row: quantity.isOfStudy
    case .at, .prediction: quantity.isOfPrediction
    case .subgroup:
      ![.qBetween, .qBetweenDF, .qBetweenP, .qWithin, .qWithinDF, .qWithinP, .vi, .fitted, .residual].contains(
        quantity)
    }
  }
}
