import MetaAnalysis

extension PreparedAnalysis {
  /// Every single change worth a try, by family; within a family in a fixed order.
  func candidates(of result: AnalysisResult) -> [Change] {
    conventionChanges(of: result) + scaleChanges() + (data.bundledVersion.map { [.data($0)] } ?? [])
      + selectionChanges() + readings() + slips()
  }

  /// Single numbers that are others, so many that some fit by chance.
  func guesses() -> [Change] { cellSlips { $0.isGuess } }

  /// The sets of changes that a search begins with: every single change, and other measures with what belongs to them.
  func openingSets(of result: AnalysisResult, families: Set<ChangeFamily>) -> [[Change]] {
    (candidates(of: result).map { [$0] } + measureSets(of: result)).filter { set in
      set.allSatisfy { families.contains($0.family) }
    }
  }

  /// Every other value of every convention that can move a result of the measure, and of the model's own choices.
  private func conventionChanges(of result: AnalysisResult) -> [Change] {
    var changes: [Change] = []
    // With everything spelled out they may say more than the result's.
    let conventions = (try? analysis.conventions()) ?? result.choices.conventions
    for key in ConventionKey.allCases
    where key.concerns(analysis.measure) && key != .egger && key != .outputRounding {
      let current = conventions.value(of: key)
      let given = key == .tau2 ? analysis.model[.givenTau2].map { "the given \($0)" } : nil
      for value in key.valuesByUse where value.code != current || given != nil {
        changes.append(.setting(.convention(key, value.code), from: given ?? current))
      }
    }
    changes += modelChanges(conventions)
    return changes
  }

  /// Every other value of the model's own choices, whether the file states one or leaves the default.
  private func modelChanges(_ conventions: Conventions) -> [Change] {
    var changes: [Change] = []
    let level = analysis.model[.level] ?? "95"
    for other in ["95", "90", "99"] where other != level {
      changes.append(.setting(.model(.level, other), from: level))
    }
    let correct = analysis.model[.correct] ?? "true"
    if analysis.measure != nil {
      changes.append(.setting(.model(.correct, correct == "true" ? "false" : "true"), from: correct))
    }
    if TableEditor(table, data.columns).column(.ciLower) != nil {
      let own = analysis.model[.dataLevel] ?? "95"
      for other in ["95", "90", "99"] where other != own {
        changes.append(.setting(.model(.dataLevel, other), from: own))
      }
    }
    let unweighted = analysis.model[.unweighted] ?? "false"
    changes.append(.setting(.model(.unweighted, unweighted == "true" ? "false" : "true"), from: unweighted))
    func add(_ key: ModelKey, _ codes: [String], usual: String) {
      let current = analysis.model[key] ?? usual
      for code in codes where code != current { changes.append(.setting(.model(key, code), from: current)) }
    }
    // The variance of g is a convention, unless the file states it and its method is none.
    if let measure = analysis.measure, measure != .hedgesG || analysis.model[.vtype] != nil {
      let types = measure.definition.varianceTypes.map(\.rawValue)
      if let usual = types.first { add(.vtype, types, usual: usual) }
    }
    let editor = TableEditor(table, data.columns)
    if analysis.model[.medians] != nil || [Role.med1i, .med2i].contains(where: { editor.column($0) != nil }) {
      add(.medians, QuantileMethod.allCases.map(\.rawValue), usual: EffectOptions().medians.rawValue)
    }
    for key in [ModelKey.crossover, .direction] where analysis.model[key] != nil {
      add(key, ["true", "false"], usual: "false")
    }
    // One common effect is tested by z unless the model says otherwise.
    if conventions.model == .common { add(.test, ["z", "t", "knha"], usual: "z") }
    return changes
  }

  private func scaleChanges() -> [Change] {
    let used = Set(analysis.expectations.filter(\.quantity.isEffect).map(\.scale))
    guard !used.isEmpty else { return [] }
    return PrintedScale.allCases.filter { $0 != .fraction && used != [$0] }.map(Change.scale)
  }

  private func selectionChanges() -> [Change] {
    func studies(_ rows: [Int], _ kind: StudySlip.Kind) -> [Change] {
      rows.map { .study(StudySlip(row: $0 + 1, study: labels[$0], kind: kind)) }
    }
    return (otherSelections + columnSelections).map(Change.rows) + studies(rowsUsed, .omitted)
      + studies(rowsLeftOut, .added) + studies(rowsUsed, .doubled)
  }

  private func readings() -> [Change] {
    let editor = TableEditor(table, data.columns)
    return DataReading.allCases.filter { $0.applies(to: editor) }.map(Change.reading)
  }

  /// Slips of single studies and single cells.
  private func slips() -> [Change] {
    let editor = TableEditor(table, data.columns)
    var whole: [StudySlip.Kind] = []
    for reading in DataReading.allCases where reading.isOfStudies && reading.applies(to: editor) {
      whole.append(.reading(reading))
      // A standard error is printed with few digits.
      let decimals: [DataReading: [Int]] = [.deviationsAreErrors: [1, 0], .errorsAreDeviations: [2, 1]]
      whole += (decimals[reading] ?? []).map { .reading(reading, decimals: $0) }
    }
    let hasUnits = analysis.measure.map { ["MD", "MN", "MC"].contains($0.code) } ?? true
    if hasUnits { whole += StudySlip.unitFactors.map { .unit(factor: $0) } }
    let pairs = groupRoles.compactMap { first, second in
      editor.column(first).flatMap { a in editor.column(second).map { (a.name, $0.name) } }
    }
    var slips: [Change] = []
    for row in rowsUsed {
      func slip(_ kind: StudySlip.Kind) {
        slips.append(.study(StudySlip(row: row + 1, study: labels[row], kind: kind)))
      }
      whole.forEach(slip)
      for (first, second) in pairs where pairs.count > 1 { slip(.cellsSwapped(first: first, second: second)) }
    }
    return slips + cellSlips { !$0.isGuess }
  }

  /// Slips of single cells, study by study.
  private func cellSlips(_ isWanted: (StudySlip.CellSlip) -> Bool) -> [Change] {
    let editor = TableEditor(table, data.columns)
    let rows = rowsUsed
    let kinds = StudySlip.CellSlip.allCases.filter(isWanted)
    let columns = Role.allCases.filter(\.holdsData).compactMap { role in editor.column(role).map { (role, $0) }
    }
    var slips: [Change] = []
    for row in rows {
      for (role, column) in columns {
        guard let number = column.numbers?[row] else { continue }
        for kind in kinds where kind != .sign || role.isSigned {
          for result in editor.results(of: kind, role, row: row, rows: rows) where result != number {
            slips.append(
              .study(
                StudySlip(
                  row: row + 1, study: labels[row],
                  kind: .cell(role: role.rawValue, column: column.name, from: number, to: result, slip: kind))))
          }
        }
      }
    }
    return slips
  }

  /// The analysis with changes made, `nil` when one does not apply to these data.
  func variant(_ changes: [Change]) -> AnalysisVariant? {
    var variant = AnalysisVariant(self)
    for case .data(let version) in changes {
      guard let other = bundled(version) else { return nil }
      variant = other
    }
    if let rows = rows(under: changes) {
      guard let table = try? analysis.table(data.table, keeping: Array(Set(rows)).sorted()) else { return nil }
      (variant.table, variant.rows, variant.changesData) = (table, rows, true)
    }
    var editor = TableEditor(variant.table, variant.columns)
    for change in changes {
      switch change {
      case .setting(let setting, _): variant.settings.append(setting)
      case .scale(let scale): variant.scale = scale
      case .reading(let reading):
        guard editor.apply(reading) else { return nil }
        variant.changesData = true
      case .study(let slip):
        guard editor.apply(slip) else { return nil }
        variant.changesData = true
      case .rows, .data, .misprint: break
      }
    }
    (variant.table, variant.columns) = (editor.table, editor.columns)
    return variant
  }

  /// The analysis of the bundled data set in the place of its data; `nil` where no row is left.
  private func bundled(_ version: BundledVersion) -> AnalysisVariant? {
    var positions: [Int]?
    if let filter = analysis.rows {
      guard let kept = try? filter.condition(in: version.table) else { return nil }
      let chosen = kept.indices.filter { kept[$0] == true }
      guard !chosen.isEmpty else { return nil }
      positions = chosen
    }
    guard let table = try? analysis.table(version.table, keeping: positions) else { return nil }
    var variant = AnalysisVariant(self)
    (variant.table, variant.rows, variant.changesData) = (table, positions, true)
    return variant
  }
}

extension PreparedAnalysis {
  /// The positions of the rows used under changes, one that counts twice at the end again; `nil` for the analysis's own.
  func rows(under changes: [Change]) -> [Int]? {
    var rows: [Int]?
    for change in changes { if case .rows(let selection) = change { rows = selection.positions } }
    for case .study(let slip) in changes where slip.kind.isSelection {
      let row = slip.row - 1
      switch slip.kind {
      case .omitted: rows = (rows ?? rowsUsed).filter { $0 != row }
      case .added: rows = ((rows ?? rowsUsed) + [row]).sorted()
      default: rows = (rows ?? rowsUsed) + [row]
      }
    }
    return rows
  }
}

extension ConventionKey {
  /// The values in their order; of the estimators of τ², EB after PM, which it equals and which more tools have.
  fileprivate var valuesByUse: [ConventionValue] {
    guard self == .tau2 else { return values }
    return values.filter { $0.code != "EB" } + values.filter { $0.code == "EB" }
  }
}

extension Role {
  /// Whether its column holds a study's own numbers, in which slips happen.
  var holdsData: Bool {
    switch self {
    case .study, .cluster, .weights, .items, .scaleMin, .scaleMax, .sign, .format, .measure, .vtype, .icc,
      .clusterSize, .design, .pairedT, .pairedP, .control, .direction, .group, .comparison:
      false
    default: true
    }
  }

  /// Whether its numbers can be negative.
  fileprivate var isSigned: Bool {
    switch self {
    case .yi, .ciLower, .ciUpper, .ci1Lower, .ci1Upper, .ci2Lower, .ci2Upper, .mpre1i, .mpost1i, .mpre2i,
      .mpost2i,
      .m1i, .m2i, .ri, .mi, .ti, .mdi, .gi, .oei, .est, .estLower, .estUpper:
      true
    default: false
    }
  }
}

extension Analysis {
  /// The same analysis with every convention said outright, its method and test among them, so that each can be changed
  /// by itself; as it is where its method is no matter of conventions.
  func spellingOutConventions() throws -> Analysis {
    let method = model[.method]
    guard
      method == nil || method != "FE" && HeterogeneityModel(code: method ?? "") != nil
        || ["MH", "PETO"].contains(method)
    else { return self }
    var conventions = try conventions()
    var copy = self
    copy.model.forget(.method)
    if conventions.model == .random { copy.model.forget(.test) }
    // The variance of g is a convention of tools: stated as such, the profile that has another is found.
    if measure == .hedgesG, let type = model[.vtype],
      let own = try? conventions.setting(.varianceOfG, to: type)
    {
      conventions = own
      copy.model.forget(.vtype)
    }
    for key in ConventionKey.allCases { copy.overrides[key] = conventions.value(of: key) }
    return copy
  }
}
