import MetaAnalysis

/// The data, their columns and their rows.
extension AnalysisDecoder {
  mutating func data(_ node: YAMLNode) -> DataSource? {
    if case .scalar(let text, _) = node.content, !node.isNull {
      let prefix = "dataset:"
      return DataSource(
        text.hasPrefix(prefix) ? .dataset(String(text.dropFirst(prefix.count))) : .path(text), place: node.place
      )
    }
    let keys = reader.members(of: node, named: "data", keys: AnalysisKeys.data.map(\.name))
    let kinds = ["path", "columns", "csv"].filter { keys[$0] != nil }
    guard kinds.count == 1 || kinds.isEmpty && keys["dataset"] != nil else {
      if case .mapping(let members) = node.content,
        !kinds.isEmpty || members.allSatisfy({ member in AnalysisKeys.data.contains { $0.name == member.key } })
      {
        reader.report(
          kinds.isEmpty
            ? "data needs one of path, dataset, columns or csv"
            : "data has \(kinds.joined(separator: " and ")); keep one",
          at: node.place)
      }
      return nil
    }
    for (key, member) in keys { places.set("data.\(key)", to: member.value.place) }
    if let member = keys["csv"] {
      places.set("data.csv", to: member.value.place, characters: characters.places(of: member.value))
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
  mutating func inlineColumns(_ node: YAMLNode) -> [StudyTable.Column] {
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
          "column '\(member.key)' has \(texts.count) cell\(texts.count == 1 ? "" : "s") where '\(first.name)' has \(first.texts.count); give every column as many, null for a missing one",
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

  mutating func mapping(_ node: YAMLNode) -> ColumnMapping {
    var mapping = ColumnMapping()
    for member in reader.pairs(of: node, named: "columns") ?? [] {
      guard let role = Role(rawValue: member.key) else {
        let isColumnFirst = reader.plainText(member.value).flatMap { Role(rawValue: $0) } != nil
        reader.report(
          isColumnFirst
            ? "'\(member.key)' is not a role; the role stands before the column: \(reader.plainText(member.value) ?? ""): \(member.key)"
            : StudyTableError.unknownRole(role: member.key).description, at: member.place)
        continue
      }
      mapping[role] = reader.text(member)
      places.set("columns.\(role.rawValue)", to: member.value.place)
    }
    return mapping
  }

  /// An expression; what is wrong with it is reported at its character.
  mutating func expression(_ member: YAMLNode.Member?, path: String) -> RowExpression? {
    guard let member, let text = reader.name(member) else { return nil }
    let characters = self.characters.places(of: member.value)
    do {
      let expression = try RowExpression(text)
      places.set(path, to: member.value.place, characters: characters)
      return expression
    } catch {
      let position = min(max(error.position, 1), characters.count) - 1
      reader.report(error.description, at: position < 0 ? member.value.place : characters[position])
      return nil
    }
  }

  mutating func computedColumns(_ node: YAMLNode) -> [ComputedColumn] {
    var columns: [ComputedColumn] = []
    for member in reader.pairs(of: node, named: "compute") ?? [] {
      if let expression = expression(member, path: "compute.\(member.key)") {
        columns.append(ComputedColumn(name: member.key, expression: expression))
      }
    }
    return columns
  }
}
