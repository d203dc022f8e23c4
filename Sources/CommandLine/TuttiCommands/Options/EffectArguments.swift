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
    help: ArgumentHelp("What is added to counts that hold a zero.", valueName: "number"))
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

  @Option(
    help: ArgumentHelp(
      "How means are had from medians: \(QuantileMethod.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "method"))
  var medians: String?

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

  /// The profile's options with those of the command line in their place.
  func options(over base: EffectOptions) throws -> EffectOptions {
    var options = base
    if let vtype { options.vtype = try choice(of: "--vtype", vtype, among: VarianceType.allCases) }
    if let add { options.add = try number(of: "--add", try single("--add", add), example: "0.5") }
    if let to { options.to = try choice(of: "--to", try single("--to", to), among: ZeroCellRule.allCases) }
    if let drop00 { options.dropDoubleZero = drop00 }
    if let correct { options.correct = correct }
    if let medians { options.medians = try choice(of: "--medians", medians, among: QuantileMethod.allCases) }
    options.design = try design.adjustments()
    if let dataLevel { options.level = try number(of: "--data-level", dataLevel, example: "95") }
    return options
  }

  /// The effect sizes of a table; without a measure the generic ones of estimates that the data state.
  func effects(of data: StudyData, options: EffectOptions) throws -> EffectSizes {
    var effects = try rawEffects(of: data, options: options)
    effects.notes = data.table.notes + effects.notes
    return effects
  }

  private func rawEffects(of data: StudyData, options: EffectOptions) throws -> EffectSizes {
    if let measure = try namedMeasure() ?? data.usualMeasure {
      return try data.table.effects(measure, columns: data.mapping, options: options)
    }
    do {
      var effects = try data.table.effects(.generic, columns: data.mapping, options: options)
      effects.measure = nil
      return effects
    } catch EffectError.missingInputs(_, _, let table, let columns, _) {
      throw UsageError.noMeasure(table: table, columns: columns)
    }
  }

  /// The second of two values is for pooling by Mantel–Haenszel or Peto, which leaves the studies' own estimates alone.
  private func single(_ option: String, _ value: String) throws(UsageError) -> String {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 1 else {
      throw .tooManyValues(
        option: option, value: value,
        reason:
          "a second value is for pooling by Mantel–Haenszel or Peto, and inverse-variance pooling has no counts"
      )
    }
    return value
  }
}
