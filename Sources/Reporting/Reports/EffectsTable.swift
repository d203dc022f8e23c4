import MetaAnalysis

extension EffectsReport {
  /// The data's own columns with the effect sizes at the end, for `fit` to read without a mapping or a measure.
  ///
  /// Columns that played a role under another name follow once more under the role's, as far as the data have no column of
  /// that name; a `study` column comes first. Then come `yi`, `vi` and `sei`, in whose favour columns of the data of these
  /// names give way, the studies' own intervals as `natural_ci_lower` and `natural_ci_upper`, and the measure of `yi` as
  /// `effect_measure` (a column `measure` of the data says what each row's own numbers are in, and stays). Where rows come
  /// from different forms of data a `route` says from which, and where rows have no effect size a `note` says why; these are
  /// called `effect_route` and `effect_note` where the data have columns of their names.
  public var csv: String {
    var columns = CSVColumns(table.columns)
    let labels = effects.rows.map(\.study)
    if !columns.has("study"), labels.contains(where: { $0 != nil }) {
      columns.list.insert(StudyTable.Column(name: "study", texts: labels, numbers: nil), at: 0)
    }
    for input in effects.inputs where !columns.has(input.role.rawValue) {
      columns.list.append(StudyTable.Column(name: input.role.rawValue, numbers: input.values))
    }
    columns.put("yi", effects.rows.map(\.yi))
    columns.put("vi", effects.rows.map(\.vi))
    columns.put("sei", effects.rows.map(\.sei))
    if let intervals {
      columns.put("natural_ci_lower", intervals.rows.map { $0?.natural.lower })
      columns.put("natural_ci_upper", intervals.rows.map { $0?.natural.upper })
    }
    if let measure = effects.measure {
      columns.put(StudyTable.measureColumn, effects.rows.map { $0.yi == nil ? nil : measure.code })
    }
    if hasRoutes { columns.add("route", effects.rows.map(\.route)) }
    let reasons = effects.rows.map { $0.isUsable ? nil : reason(for: $0) }
    if reasons.contains(where: { $0 != nil }) { columns.add("note", reasons) }
    // Names and lengths are those of a table and of its effect sizes, which fit by construction.
    return (try? StudyTable(name: table.name, columns: columns.list).csv()) ?? ""
  }

  /// Why a row has no effect size, as its notes say it.
  private func reason(for effect: EffectSize) -> String? {
    let found = effects.notes.filter { $0.row == effect.row && $0.kind.explainsMissingEffect }
    return found.isEmpty ? nil : found.map(\.message).joined(separator: "; ")
  }
}

/// The columns of a table of effect sizes as they come together.
private struct CSVColumns {
  var list: [StudyTable.Column]

  init(_ list: [StudyTable.Column]) {
    self.list = list.filter { !["yi", "vi", "sei"].contains($0.name) }
  }

  /// Whether a column of that name will be found, in this case or another.
  func has(_ name: String) -> Bool {
    ["yi", "vi", "sei"].contains(name) || list.contains { $0.name.lowercased() == name }
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
    put(list.contains { $0.name.lowercased() == name } ? "effect_\(name)" : name, texts)
  }
}
