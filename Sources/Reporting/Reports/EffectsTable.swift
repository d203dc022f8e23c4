import MetaAnalysis

extension EffectsReport {
  /// The data's own columns with the effect sizes at the end, for `fit` to read without a mapping or a measure.
  ///
  /// Columns that played a role under another name follow once more under the role's; a `study` column comes first. Columns
  /// of the data called `yi`, `vi` and `sei`, where they hold other numbers than the effect sizes, are called `input_yi`,
  /// `input_vi` and `input_sei`. Then come
  /// `yi`, `vi` and `sei`, the studies' own intervals as `natural_ci_lower` and `natural_ci_upper`, the measure of `yi` as
  /// `effect_measure` (a column `measure` of the data says what each row's own numbers are in, and stays), and the
  /// corrections for design that are in `yi` and `vi` as `effect_design`. Where rows come
  /// from different forms of data a `route` says from which, and where rows have no effect size a `note` says why; these are
  /// called `effect_route` and `effect_note` where the data have columns of their names. Columns that an earlier run wrote
  /// are replaced.
  public var csv: String {
    var columns = CSVColumns(table, effects, mapping)
    if let intervals {
      columns.put("natural_ci_lower", intervals.rows.map { $0?.natural.lower })
      columns.put("natural_ci_upper", intervals.rows.map { $0?.natural.upper })
    }
    if let measure = effects.measure {
      columns.put(StudyTable.measureColumn, effects.rows.map { $0.yi == nil ? nil : measure.code })
    }
    let designs = effects.rows.map { $0.design?.words }
    if designs.contains(where: { $0 != nil }) { columns.put(StudyTable.designColumn, designs) }
    if hasRoutes { columns.add("route", effects.rows.map(\.route)) }
    // Of the same measure, an earlier file's own words stay.
    let codes = Set(table[StudyTable.measureColumn]?.texts.compactMap(\.self) ?? [])
    let former =
      codes == Set([effects.measure?.code].compactMap(\.self)) ? table.writtenColumn("note")?.texts : nil
    let reasons = effects.rows.enumerated().map { position, row in
      row.isUsable ? nil : former?[position] ?? reason(for: row)
    }
    if reasons.contains(where: { $0 != nil }) { columns.add("note", reasons) }
    // Names and lengths are those of a table and of its effect sizes, which fit by construction.
    return (try? StudyTable(name: table.name, columns: columns.list).csv()) ?? ""
  }

  /// Why a row has no effect size, as its notes say it; the reason of an earlier file as that one gave it.
  private func reason(for effect: EffectSize) -> String? {
    let found = effects.notes.filter { $0.row == effect.row && $0.kind.explainsMissingEffect }
    let texts = found.map { note in
      guard note.kind == .reasonStated, case .text(let text)? = note.details.first?.value else {
        return note.message
      }
      return text
    }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }
}

/// The columns of a table of effect sizes as they come together.
private struct CSVColumns {
  private(set) var list: [StudyTable.Column]

  /// The data's columns, those that play roles under these roles' names too, and the effects.
  init(_ table: StudyTable, _ effects: EffectSizes, _ mapping: ColumnMapping) {
    let own: [Role] = [.yi, .vi, .sei]
    let values = [effects.rows.map(\.yi), effects.rows.map(\.vi), effects.rows.map(\.sei)]
    list = table.columns
    let wasWritten = table[StudyTable.measureColumn] != nil
    if wasWritten {
      let former = ["route", "note"].compactMap { table.writtenColumn($0)?.name }
      list.removeAll {
        [StudyTable.measureColumn, StudyTable.designColumn].contains($0.name) || former.contains($0.name)
      }
    }
    let labels = effects.rows.map(\.study)
    if !has("study"), labels.contains(where: { $0 != nil }) {
      list.insert(StudyTable.Column(name: "study", texts: labels, numbers: nil), at: 0)
    }
    for role in mapping.roles where !own.contains(role) && role != .study && mapping[role] != role.rawValue {
      guard let column = mapping[role].flatMap({ table[$0] }) else { continue }
      // A column of the role's name that plays no part in the analysis makes room.
      if let place = list.firstIndex(where: { $0.name == role.rawValue }) {
        list[place] = list[place].renamed(unused("unused_\(role.rawValue)"))
      }
      list.append(column.renamed(role.rawValue))
    }
    for input in effects.inputs where !own.contains(input.role) && !has(input.role.rawValue) {
      list.append(StudyTable.Column(name: input.role.rawValue, numbers: input.values))
    }
    let given = Set(mapping.roles.filter { !own.contains($0) }.compactMap { mapping[$0] })
    let sources = own.map { role in
      mapping[role].flatMap { table[$0] }
        ?? (wasWritten || given.contains(role.rawValue) ? nil : table[role.rawValue])
    }
    let moves = zip(sources, values).contains { source, values in source.map { !$0.holds(values) } ?? false }
    for (role, source) in zip(own, sources) {
      let name = StudyTable.inputColumn(role)
      if moves, let source, source.name != name, !(wasWritten && source.name == role.rawValue) {
        list.removeAll { $0.name == name }
        if let place = list.firstIndex(where: { $0.name == role.rawValue && $0.name == source.name }) {
          list[place] = source.renamed(name)
        } else {
          list.append(source.renamed(name))
        }
      }
      list.removeAll { $0.name == role.rawValue }
    }
    for (role, values) in zip(own, values) {
      list.append(StudyTable.Column(name: role.rawValue, numbers: values))
    }
  }

  /// Whether a column of that name will be found, in this case or another.
  private func has(_ name: String) -> Bool { list.contains { $0.name.lowercased() == name } }

  /// The name, with a number after it where there is a column of it.
  private func unused(_ name: String) -> String {
    var (candidate, number) = (name, 2)
    while has(candidate) { (candidate, number) = ("\(name)\(number)", number + 1) }
    return candidate
  }

  /// Adds numbers in the place of a column of that name.
  mutating func put(_ name: String, _ numbers: [Double?]) {
    list.removeAll { $0.name == name }
    list.append(StudyTable.Column(name: name, numbers: numbers))
  }

  /// Adds words in the place of a column of that name.
  mutating func put(_ name: String, _ texts: [String?]) {
    list.removeAll { $0.name == name }
    list.append(StudyTable.Column(name: name, texts: texts, numbers: nil))
  }

  /// Adds words under a name, or under `effect_` and that name where the data have a column of it.
  mutating func add(_ name: String, _ texts: [String?]) {
    put(has(name) ? "effect_\(name)" : name, texts)
  }
}

extension StudyTable.Column {
  fileprivate func renamed(_ name: String) -> Self { Self(name: name, texts: texts, numbers: numbers) }

  /// Whether its numbers, where it has one, are these but for their last digits.
  fileprivate func holds(_ values: [Double?]) -> Bool {
    guard let numbers else { return false }
    return zip(numbers, values).allSatisfy { own, value in
      guard let own else { return true }
      return value.map { (own - $0).magnitude <= 1e-12 * own.magnitude } ?? false
    }
  }
}
