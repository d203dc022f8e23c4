import StudyRecords

extension StudyTable {
  /// The column in which effect sizes that were written to a file say what measure they are in.
  public static let measureColumn = "effect_measure"
  /// The column in which effect sizes that were written to a file say which corrections for design are in them, in the
  /// words of ``DesignAdjustments/words``.
  public static let designColumn = "effect_design"

  /// The column of a file of effect sizes in which the data's own numbers of a role stand whose name the effects took:
  /// `input_yi`, `input_vi`, `input_sei`.
  public static func inputColumn(_ role: Role) -> String { "input_\(role.rawValue)" }

  /// The names of the columns that a file of effect sizes has beside its data.
  package var columnsOfEffects: [String] {
    guard self[Self.measureColumn] != nil else { return [] }
    return ["yi", "vi", "sei", Self.measureColumn, Self.designColumn, "natural_ci_lower", "natural_ci_upper"]
      + ["route", "note"].compactMap { writtenColumn($0)?.name }
  }

  /// The column that holds a word of effect sizes in a file that has them (`route`, `note`), told from one of the data by
  /// its cells; `nil` without one.
  package func writtenColumn(_ name: String) -> Column? {
    guard self[Self.measureColumn] != nil else { return nil }
    if let column = self["effect_\(name)"] { return column }
    guard let column = self[name] else { return nil }
    let isOurs =
      name == "note"
      ? zip(column.texts, zip(self["yi"]?.texts ?? [], self["vi"]?.texts ?? [])).allSatisfy { text, effect in
        text == nil || effect.0 == nil || effect.1 == nil
      } : column.texts.allSatisfy { $0.map(isRoute) ?? true }
    return isOurs ? column : nil
  }
}

extension StudyTable {
  /// What a look at the data may compare: of a file that has effects beside its data the data, whose intervals and p values
  /// are not about the effects; any other table as it is.
  package func dataForLint(in mapping: ColumnMapping) -> (table: StudyTable, columns: ColumnMapping) {
    guard let written = try? WrittenEffects(self, mapping) else { return (self, mapping) }
    let keepsOwn = [Role.yi, .vi, .sei].contains { self[Self.inputColumn($0)] != nil }
    return keepsOwn ? (written.data, written.dataMapping) : (written.effects, mapping)
  }
}

/// Whether a text names a route: a format, or the roles of one without a format, after a measure where that is another.
private func isRoute(_ text: String) -> Bool {
  let words = text.split(separator: " ").map(String.init)
  let label = words.count > 2 && words[1] == "from" ? Array(words.dropFirst(2)) : words
  return label.count == 1 && StudyFormat(rawValue: label[0]) != nil
    || label.allSatisfy { Role(rawValue: $0) != nil }
}

/// The effects that stand beside the data in a file written by `tutti effects`: `yi`, `vi` and `sei` with their measure,
/// the corrections that are in them, and why rows have none.
///
/// Of the two halves of such a file the effects say what a row's effect is, the data where it came from.
struct WrittenEffects {
  /// The data without the effects.
  let data: StudyTable
  /// Which columns of the data play which role.
  let dataMapping: ColumnMapping
  /// The effects alone: without intervals and p values of the data, which belong to other numbers.
  let effects: StudyTable
  /// The measure of each row's effect.
  let measures: [Measure?]
  /// The measure of rows that name none: the only one that others name.
  let common: Measure?
  /// The corrections for design in each row's effect.
  let designs: [DesignAdjustments]
  /// Estimates and their variances and standard errors as the file states them.
  let yi, vi, sei: [Double?]
  /// Why rows have no effect, with the name of the column that says so.
  let reasons: (column: String, texts: [String?])?
  /// The columns of the estimates, variances and standard errors.
  let columns: [Role: StudyTable.Column]

  /// `nil` for tables that hold no such effects.
  /// - Throws: ``StudyTableError``; ``EffectError/unknownCorrection(table:row:study:value:)``.
  init?(_ table: StudyTable, _ mapping: ColumnMapping) throws {
    guard let codes = table[StudyTable.measureColumn],
      let estimates = try table.column(for: .yi, in: mapping), estimates.name == Role.yi.rawValue
    else { return nil }
    measures = codes.texts.map { $0.flatMap(Measure.init(writtenAs:)) }
    let known = Set(measures.compactMap(\.self))
    common = known.count == 1 ? known.first : nil
    let labels = try table.studyLabels(in: mapping)
    var designs = [DesignAdjustments](repeating: .init(), count: table.rowCount)
    for (position, text) in (table[StudyTable.designColumn]?.texts ?? []).enumerated() {
      guard let text else { continue }
      guard let design = DesignAdjustments(words: text) else {
        throw EffectError.unknownCorrection(
          table: table.name, row: position + 1, study: labels[position], value: text)
      }
      designs[position] = design
    }
    self.designs = designs
    var columns: [Role: StudyTable.Column] = [:]
    for role in [Role.yi, .vi, .sei] { columns[role] = try table.column(for: role, in: mapping) }
    self.columns = columns
    yi = try table.numbers(for: .yi, in: mapping) ?? []
    let none = [Double?](repeating: nil, count: table.rowCount)
    vi = try table.numbers(for: .vi, in: mapping) ?? none
    sei = try table.numbers(for: .sei, in: mapping) ?? none
    reasons = table.writtenColumn("note").map { ($0.name, $0.texts) }

    let own: [Role] = [.yi, .vi, .sei]
    var dataMapping = mapping
    for role in own {
      if mapping[role] == role.rawValue { dataMapping[role] = nil }
      let name = StudyTable.inputColumn(role)
      if dataMapping[role] == nil, table[name] != nil { dataMapping[role] = name }
    }
    self.dataMapping = dataMapping
    let given = Set(mapping.roles.filter { !own.contains($0) }.compactMap { mapping[$0] })
    let taken = Set(own.map(\.rawValue) + [StudyTable.measureColumn, StudyTable.designColumn])
    data = StudyTable(
      trusted: table.name,
      columns: table.columns.filter { !taken.contains($0.name) || given.contains($0.name) },
      notes: table.notes)
    var others: [String] = []
    if columns[.vi] != nil || columns[.sei] != nil {
      for role in [Role.ciLower, .ciUpper, .pi] where mapping[role] == nil {
        if let name = try table.column(for: role, in: mapping)?.name { others.append(name) }
      }
    }
    effects = StudyTable(
      trusted: table.name, columns: table.columns.filter { !others.contains($0.name) }, notes: table.notes)
  }

  /// The measure that a row's effect is in.
  func measure(at position: Int) -> Measure? { measures[position] ?? common }

  /// Whether a row states an effect with its uncertainty.
  func isComplete(_ position: Int) -> Bool {
    yi[position] != nil && (vi[position] != nil || sei[position] != nil)
  }

  /// All corrections that are in some row's effect; `nil` where rows were corrected in different ways.
  var design: DesignAdjustments? {
    var all = DesignAdjustments()
    for design in designs where !design.isEmpty {
      guard let both = all.joined(with: design) else { return nil }
      all = both
    }
    return all
  }

  /// Why a row has no effect, as the file says it.
  func reason(at position: Int, study: String?) -> Note? {
    guard let reasons, let text = reasons.texts[position] else { return nil }
    return Note(
      .reasonStated, row: position + 1, study: study, column: reasons.column, ["reason": .text(text)])
  }
}

extension NoteKind {
  /// A row has no effect size, and the file of effect sizes says why.
  public static let reasonStated = NoteKind(
    "effect.reason-stated", .warning, "no effect size in the file; its column '{column}' says: {reason}")
}
