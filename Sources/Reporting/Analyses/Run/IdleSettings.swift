import MetaAnalysis

extension Analysis {
  /// A note for every choice under `model` that the file states and that can move none of its numbers.
  /// - Parameters:
  ///   - table: The rows used.
  ///   - columns: Which column plays which role.
  func idleSettings(in table: StudyTable, columns: ColumnMapping) -> [Note] {
    let stated = ModelKey.allCases.filter { model[$0] != nil }
    guard !stated.isEmpty, let choices = try? choices(for: table, columns: columns) else { return [] }
    var own: EffectSizes?
    return stated.compactMap { key in
      let reason =
        key.isOfEffects
        ? (changesNoEffect(key, choices, table, columns, own: &own) ? key.emptyReason : nil)
        : idleness(of: key, choices)
      return reason.map { Note(.settingUnused, ["setting": .text(key.rawValue), "reason": .text($0)]) }
    }
  }

  private func idleness(of key: ModelKey, _ choices: AnalysisChoices) -> String? {
    let isOfCounts = if case .counts = choices.model { true } else { false }
    let isMixed = if case .counts(.mixed) = choices.model { true } else { false }
    switch key {
    case .test where choices.settings?.isStratified == true && model[.test] != CoefficientTest.z.rawValue:
      return "tables pooled by Mantel–Haenszel or Peto are tested by z"
    case .link where model[.scale] == nil: return "it belongs to 'scale', which is not stated"
    case .equalEffects where !isMixed: return "it is for UM.FS, UM.RS, CM.AL and CM.EL; 'method: EE' has no τ²"
    case .quadraturePoints where !isMixed: return "it is for UM.FS, UM.RS, CM.AL and CM.EL"
    case .weights where isOfCounts, .unweighted where isOfCounts: return "models of counts have no such weights"
    case .scale where isOfCounts: return "models of counts have no moderators of τ²"
    default: return nil
    }
  }

  /// Whether the effect sizes are the same with and without a choice.
  private func changesNoEffect(
    _ key: ModelKey, _ choices: AnalysisChoices, _ table: StudyTable, _ columns: ColumnMapping,
    own: inout EffectSizes?
  ) -> Bool {
    // A choice that is the usual one says so on purpose.
    if model[key] == key.usualValue { return false }
    if own == nil { own = effects(of: table, columns: columns, choices) }
    var other = self
    other.model.forget(key)
    guard let own, let plain = try? other.choices(for: table, columns: columns),
      let effects = effects(of: table, columns: columns, plain)
    else { return false }
    return effects.rows.map(\.yi) == own.rows.map(\.yi) && effects.rows.map(\.vi) == own.rows.map(\.vi)
      && choices.model == plain.model
  }

  private func effects(
    of table: StudyTable, columns: ColumnMapping, _ choices: AnalysisChoices
  ) -> EffectSizes? {
    try? table.effects(of: choices.measure, columns: columns, options: choices.options)
  }
}

extension ModelKey {
  /// Whether it says how effect sizes are computed.
  fileprivate var isOfEffects: Bool {
    switch self {
    case .vtype, .correct, .medians, .prePostCorrelation, .dataLevel, .clusterDesign, .assumedICC, .crossover,
      .crossoverCorrelation, .sharedControl, .direction:
      true
    default: false
    }
  }

  /// The value that holds when nothing is said, where there is one.
  fileprivate var usualValue: String? {
    switch self {
    case .correct: "true"
    case .crossover, .direction: "false"
    case .dataLevel: "95"
    case .medians: EffectOptions().medians.rawValue
    default: nil
    }
  }

  /// Why no effect size hangs on it.
  fileprivate var emptyReason: String {
    switch self {
    case .vtype: "the measure's usual variance gives the same numbers"
    case .correct: "the measure has no small-sample correction of its own"
    case .medians: "no row's mean is had from a median"
    case .prePostCorrelation: "every row that needs a correlation states its own, or none needs one"
    case .dataLevel: "no row's variance is had from a confidence interval"
    case .clusterDesign: "no row's cluster design makes a difference"
    case .assumedICC: "it needs 'cluster-design' and rows with a cluster_size that state no icc"
    case .crossoverCorrelation: "it needs 'crossover: true' and crossover trials that state no correlation"
    case .crossover: "no row is a crossover trial with a correlation or a paired test"
    case .sharedControl: "no two rows used share a control group"
    case .direction: "no row's sign is turned"
    default: "no effect size hangs on it"
    }
  }
}

extension NoteKind {
  /// A choice of the model that is stated changes nothing.
  public static let settingUnused = NoteKind(
    "setting.unused", .warning, "'{setting}' under 'model' changes nothing here: {reason}")
}
