import MetaAnalysis

/// What an analysis gives: effect sizes, the model or the groups, and what was asked beyond.
public struct AnalysisResult: Sendable {
  /// What the studies were pooled into.
  public enum Pooled: Sendable {
    /// One model of all studies.
    case fit(Fit)
    /// Groups of studies.
    case subgroups(SubgroupResult)
  }

  /// What was asked for, any change included.
  public let analysis: Analysis
  /// Every choice.
  public let choices: AnalysisChoices
  /// The effect sizes of the rows used.
  public internal(set) var effects: EffectSizes
  /// What they were pooled into.
  public internal(set) var pooled: Pooled
  /// The predictions asked for; `nil` without any.
  public let predictions: Predictions?
  /// Models compared, by the other formulas.
  let comparisons = Once<[String], ModelComparison>()
  /// Permutation tests, by their settings.
  let permutations = Once<PermutationSettings, PermutationTest>()
  /// Dose analyses, by what was asked.
  let doses = Once<DoseRequest, DoseResult>()

  /// The model of all studies; of groups the overall one, where there is one.
  public var fit: Fit? {
    switch pooled {
    case .fit(let fit): fit
    case .subgroups(let result): result.overall
    }
  }

  /// The groups.
  public var subgroups: SubgroupResult? {
    if case .subgroups(let result) = pooled { result } else { nil }
  }

  /// What was noticed, from reading the data to the last interval.
  public var notes: [Note] {
    switch pooled {
    case .fit(let fit): fit.notes
    case .subgroups(let result): result.notes
    }
  }

  /// One entry per row used, in order.
  public var studies: [FittedStudy] {
    switch pooled {
    case .fit(let fit): fit.studies
    case .subgroups(let result): result.studies
    }
  }
}

extension PreparedAnalysis {
  /// Runs the analysis.
  /// - Parameters:
  ///   - settings: Choices to change.
  ///   - omitted: Positions from 0 of rows to leave out.
  ///   - lint: Whether to look for typing mistakes; findings are among the notes.
  /// - Throws: what effect sizes, formulas and models throw.
  public func result(
    changing settings: [AnalysisSetting] = [], omitting omitted: [Int] = [], lint: Bool = false
  ) throws -> AnalysisResult {
    var effects = EffectsOfOptions()
    return try result(
      of: AnalysisVariant(self), changing: settings, omitting: omitted, lint: lint, effects: &effects)
  }

  /// Runs the analysis on other data than its own.
  /// - Parameter known: Effect sizes computed before; further ones are added.
  func result(
    of variant: AnalysisVariant, changing further: [AnalysisSetting] = [], omitting omitted: [Int] = [],
    lint: Bool = false, effects known: inout EffectsOfOptions
  ) throws -> AnalysisResult {
    try analysis.placingRest {
      try unplacedResult(of: variant, changing: further, omitting: omitted, lint: lint, effects: &known)
    }
  }

  private func unplacedResult(
    of variant: AnalysisVariant, changing further: [AnalysisSetting], omitting omitted: [Int], lint: Bool,
    effects known: inout EffectsOfOptions
  ) throws -> AnalysisResult {
    let settings = variant.settings + further
    let analysis = settings.isEmpty ? analysis : analysis.changing(settings)
    let used = variant.rows ?? Array(0..<variant.table.rowCount)
    let rows = omitted.isEmpty ? variant.rows : used.filter { !omitted.contains($0) }
    let table = omitted.isEmpty ? variant.table : variant.table.keepingRows(rows ?? [])
    let choices = try analysis.placing("model") {
      try analysis.choices(for: rows.map { table.selectingRows($0) } ?? table, columns: variant.columns)
    }
    let isOwn = !variant.changesData && omitted.isEmpty && !lint
    var effects: EffectSizes
    if isOwn, let found = known[choices] {
      effects = found
    } else {
      effects = try analysis.placing("measure") {
        try self.effects(analysis, choices, of: table, columns: variant.columns, lint: lint)
      }
      if isOwn { known[choices] = effects }
    }
    if let rows { effects = effects.selectingRows(rows) }
    return try result(pooling: effects, analysis, choices)
  }

  /// The result of effect sizes that are computed already, of the rows used.
  func result(
    pooling effects: EffectSizes, _ analysis: Analysis, _ choices: AnalysisChoices
  ) throws -> AnalysisResult {
    let pooled = try pool(effects, analysis, choices)
    var predictions: Predictions?
    if !analysis.predictions.isEmpty, case .fit(let fit) = pooled {
      predictions = try fit.predict(at: analysis.predictions)
    }
    return AnalysisResult(
      analysis: analysis, choices: choices, effects: effects, pooled: pooled, predictions: predictions)
  }

  /// The effect sizes of a table, rounded where conventions say so.
  func effects(
    _ analysis: Analysis, _ choices: AnalysisChoices, of table: StudyTable, columns mapping: ColumnMapping,
    lint: Bool = false
  ) throws -> EffectSizes {
    var effects: EffectSizes
    do {
      effects = try table.effects(of: choices.measure, columns: mapping, options: choices.options)
    } catch let error as EffectError {
      guard analysis.measure == nil, case .missingInputs(_, _, _, let columns, _) = error else { throw error }
      throw AnalysisFileError.unusable(
        file: analysis.file.path, place: analysis.places["columns"] ?? analysis.data.place,
        reason: "\(table.name) has no estimates yi with vi, sei or an interval (its columns are "
          + "\(columns.joined(separator: ", "))); name the measure to compute with 'measure', or the columns with "
          + "'columns: {yi: …, vi: …}'")
    }
    let found =
      lint
      ? try Lint(options: LintOptions(level: choices.options.level)).notes(
        on: effects, of: table, columns: mapping)
      : []
    effects.notes = table.notes + effects.notes + found
    if let decimals = choices.conventions.inputDecimals { effects.round(toDecimals: decimals) }
    return effects
  }

  private func pool(
    _ effects: EffectSizes, _ analysis: Analysis, _ choices: AnalysisChoices
  ) throws -> AnalysisResult.Pooled {
    if let request = analysis.subgroups {
      var subgroups: SubgroupAnalysis
      switch choices.model {
      case .effects(let settings): subgroups = SubgroupAnalysis(settings)
      case .counts(let model): subgroups = SubgroupAnalysis(counting: model)
      case .locationScale:
        throw AnalysisFileError.unusable(
          file: analysis.file.path, place: analysis.places["subgroups"] ?? .start,
          reason: "subgroups are pooled one by one, not by a location–scale model; leave out one of the two")
      }
      (subgroups.tau2, subgroups.order, subgroups.overall) = (request.tau2, request.order, request.overall)
      let groups = subgroups
      return try analysis.placing("subgroups") { .subgroups(try groups.analyse(effects, by: request.by)) }
    }
    func design(eligible: [Bool]) throws -> Design? {
      guard
        let formula = try analysis.placing("moderators", { try analysis.moderators.map { try Formula($0) } }),
        let table = effects.table
      else {
        return nil
      }
      return try analysis.placing("moderators") { try formula.design(for: table, eligible: eligible) }
    }
    switch choices.model {
    case .effects(let settings):
      return .fit(try settings.fit(effects, design: try design(eligible: effects.rows.map(\.isUsable))))
    case .counts(let counts):
      return .fit(try counts.fit(effects, design: try design(eligible: try counts.eligibleRows(effects))))
    case .locationScale(let model, let scale):
      return try analysis.placing("model.scale") {
        .fit(try model.fit(effects, moderators: analysis.moderators, scale: scale))
      }
    }
  }
}
