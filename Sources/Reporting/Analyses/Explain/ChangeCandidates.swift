import MetaAnalysis

extension PreparedAnalysis {
  /// Every single change worth a try, by family; within a family in a fixed order.
  func candidates(of result: AnalysisResult) -> [Change] {
    conventionChanges(of: result) + scaleChanges() + selectionChanges()
      + DataReading.allCases.map(Change.reading) + slips()
  }

  /// Every other value of every convention that can move a result of the measure, and of the model's own choices.
  private func conventionChanges(of result: AnalysisResult) -> [Change] {
    var changes: [Change] = []
    let conventions = result.choices.conventions
    for key in ConventionKey.allCases
    where key.concerns(analysis.measure) && key != .egger && key != .outputRounding {
      let current = conventions.value(of: key)
      for value in key.valuesByUse where value.code != current {
        changes.append(.setting(.convention(key, value.code), from: current))
      }
    }
    let level = analysis.model[.level] ?? "95"
    for other in ["95", "90", "99"] where other != level {
      changes.append(.setting(.model(.level, other), from: level))
    }
    let correct = analysis.model[.correct] ?? "true"
    if analysis.measure != nil {
      changes.append(.setting(.model(.correct, correct == "true" ? "false" : "true"), from: correct))
    }
    let unweighted = analysis.model[.unweighted] ?? "false"
    changes.append(.setting(.model(.unweighted, unweighted == "true" ? "false" : "true"), from: unweighted))
    if analysis.model[.vtype] == nil, let measure = analysis.measure, !["SMD"].contains(measure.code) {
      for type in measure.definition.varianceTypes.dropFirst() {
        changes.append(
          .setting(.model(.vtype, type.rawValue), from: measure.definition.varianceTypes[0].rawValue))
      }
    }
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
    return otherSelections.map(Change.rows) + studies(rowsUsed, .omitted) + studies(rowsLeftOut, .added)
      + studies(rowsUsed, .doubled)
  }

  /// Slips of single studies and single cells.
  private func slips() -> [Change] {
    let editor = TableEditor(table, data.columns)
    let whole: [StudySlip.Kind] = [.signTurned, .groupsSwapped, .deviationsAreErrors, .eventsAreNonEvents]
    let roles = Role.allCases.filter { $0.holdsData && editor.column($0) != nil }
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
      for role in roles {
        guard let column = editor.column(role), let number = column.numbers?[row] else { continue }
        for kind in StudySlip.CellSlip.allCases where kind != .sign || role.isSigned {
          for result in kind.results(of: number) {
            slip(.cell(role: role.rawValue, column: column.name, from: number, to: result, slip: kind))
          }
        }
      }
    }
    return slips
  }

  /// The analysis with changes made, `nil` when one does not apply to these data.
  func variant(_ changes: [Change]) -> AnalysisVariant? {
    var variant = AnalysisVariant(self)
    if let rows = rows(under: changes) {
      guard let table = try? analysis.table(data, keeping: Array(Set(rows)).sorted()) else { return nil }
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
      case .rows, .misprint: break
      }
    }
    (variant.table, variant.columns) = (editor.table, editor.columns)
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
  fileprivate var holdsData: Bool {
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
      .m1i, .m2i, .ri, .mi, .ti, .mdi, .gi, .est, .estLower, .estUpper:
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
    let conventions = try conventions()
    var copy = self
    copy.model.forget(.method)
    if conventions.model == .random { copy.model.forget(.test) }
    for key in ConventionKey.allCases { copy.overrides[key] = conventions.value(of: key) }
    return copy
  }
}
