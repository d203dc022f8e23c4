import Analyses
import ArgumentParser
import MetaAnalysis

/// How effect sizes are computed.
struct EffectArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Effect measure; 'tutti measures' lists the codes.", valueName: "code"))
  var measure: String?

  @Option(
    help: ArgumentHelp(
      "Which column plays which role: role=column,… A column that bears a role's name needs no entry.",
      valueName: "mapping"))
  var columns: String?

  @Option(
    help: ArgumentHelp("Kind of sampling variance; 'tutti measures CODE' lists them.", valueName: "type"))
  var vtype: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is added to counts that hold a zero; a second value after a comma: before pooling by MH or PETO.",
      valueName: "number"))
  var add: String?

  @Option(
    help: ArgumentHelp("Which studies it is added to: only0, all, if0all or none.", valueName: "rule"))
  var to: String?

  @Flag(inversion: .prefixedNo, help: "Leave out studies without events in both groups.")
  var drop00: Bool?

  @Flag(inversion: .prefixedNo, help: "Correct the small-sample bias of the estimate.")
  var correct: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Level of confidence intervals given in the data, in percent.", valueName: "percent"))
  var dataLevel: String?

  @OptionGroup(title: "Input lint") var lint: LintArguments

  @Option(
    help: ArgumentHelp(
      "How means are had from medians: \(QuantileMethod.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "method"))
  var medians: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Correlation of measurements before and after to take where a row states none (ri).", valueName: "number")
  )
  var prePostCorrelation: String?

  @OptionGroup var design: DesignArguments

  /// The mapping given, or `nil`.
  func mapping() throws(StudyTableError) -> ColumnMapping? {
    try columns.map { text throws(StudyTableError) in try ColumnMapping(parsing: text) }
  }

  /// The measure named, or `nil`.
  func namedMeasure() throws -> Measure? {
    try measure.map { code throws(EffectError) in
      guard let measure = Measure(code: code) else { throw .unknownMeasure(code: code) }
      return measure
    }
  }

  /// The measure to compute: the one named, or else the usual one of the data.
  func measureToCompute(of data: StudyData) throws -> Measure? {
    try namedMeasure() ?? data.usualMeasure
  }

  /// The measure to compute, or else the one that the data say their estimates are in.
  func measure(of data: StudyData) throws -> Measure? {
    try measureToCompute(of: data) ?? data.table.statedMeasure(in: data.mapping)
  }

  /// The conventions' options with those of the command line in their place.
  ///
  /// Where tables are pooled, studies without events in both groups have no estimate of their own unless asked for.
  func options(
    over conventions: Conventions, of data: StudyData, poolsTables: Bool = false
  ) throws -> EffectOptions {
    var options = conventions.effectOptions(for: try measure(of: data), poolsTables: poolsTables)
    if let vtype { options.vtype = try choice(of: "--vtype", vtype, among: VarianceType.allCases) }
    if let add {
      options.add = try number(of: "--add", try values("--add", add, poolsTables)[0], example: "0.5")
    }
    if let to {
      options.to = try choice(of: "--to", try values("--to", to, poolsTables)[0], among: ZeroCellRule.allCases)
    }
    if let drop00 { (options.dropDoubleZero, options.formulas.dropAllEvents) = (drop00, nil) }
    if let correct { options.correct = correct }
    if let medians { options.medians = try choice(of: "--medians", medians, among: QuantileMethod.allCases) }
    if let prePostCorrelation {
      options.prePostCorrelation = try number(of: "--pre-post-correlation", prePostCorrelation, example: "0.5")
    }
    options.design = try design.adjustments()
    if let dataLevel { options.level = try percent(of: "--data-level", dataLevel) }
    return options
  }

  /// The effect sizes of a table; without a measure the estimates that the data state, in the measure that they
  /// name. Options that change nothing are noted.
  func effects(
    of data: StudyData, options: EffectOptions, poolsTables: Bool = false
  ) throws -> EffectSizes {
    var effects = try lintedEffects(of: data, options: options)
    effects.notes += try idleOptions(of: data, options, effects, poolsTables: poolsTables) {
      try lintedEffects(of: data, options: $0)
    }
    return effects
  }

  /// The effect sizes with the notes on the table before and those of the lint after their own.
  private func lintedEffects(of data: StudyData, options: EffectOptions) throws -> EffectSizes {
    var effects = try rawEffects(of: data, options: options)
    let lint = try lint.notes(on: effects, of: data, level: options.level)
    effects.notes = data.table.notes + effects.notes + lint
    return effects
  }

  /// The effect sizes before the lint.
  func rawEffects(of data: StudyData, options: EffectOptions) throws -> EffectSizes {
    if let measure = try measureToCompute(of: data) {
      return try data.table.effects(measure, columns: data.mapping, options: options)
    }
    do {
      return try data.table.statedEffects(columns: data.mapping, options: options)
    } catch EffectError.missingInputs(_, _, let table, let columns, _) {
      throw UsageError.noMeasure(table: table, columns: columns)
    }
  }

  /// What the second values of `--add` and `--to` say of pooling tables, over the choices that hold without them.
  func additionForPooling(over base: StratifiedSettings) throws -> StratifiedSettings {
    var choices = base
    let second = (
      add: try add.flatMap { try values("--add", $0, true).dropFirst().first },
      to: try to.flatMap { try values("--to", $0, true).dropFirst().first }
    )
    if let value = second.add { choices.add = try number(of: "--add", value, example: "0.5,0") }
    if let value = second.to { choices.to = try choice(of: "--to", value, among: ZeroCellRule.allCases) }
    if let add, second.add != nil, second.to == nil, choices.add > 0, choices.to == .none {
      throw UsageError.missing(
        option: "--to only0,only0", purpose: "with --add \(add), to say which tables get the second number")
    }
    if let to, second.to != nil, second.add == nil, choices.to != .none, choices.add == 0 {
      throw UsageError.missing(
        option: "--add 0.5,0.5", purpose: "with --to \(to), to say what is added to tables before pooling")
    }
    if let correct { choices.correctsContinuity = correct }
    return choices
  }

  /// One value, or two where tables are pooled: for the studies' own estimates, and for pooling.
  private func values(_ option: String, _ value: String, _ poolsTables: Bool) throws(UsageError) -> [String] {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= (poolsTables ? 2 : 1) else {
      throw .tooManyValues(
        option: option, value: value,
        reason: poolsTables
          ? "one is for the studies' own estimates, a second for pooling"
          : "a second value is for pooling by Mantel–Haenszel or Peto, and inverse-variance pooling has no counts"
      )
    }
    return parts
  }
}
