import StudyRecords

extension NoteKind {
  /// A study has no effect size because inputs are missing.
  public static let missingInput = NoteKind(
    "effect.missing-input", .warning, "no {part}: missing {roles}")
  /// A study has no effect size because a value cannot be.
  public static let impossibleInput = NoteKind(
    "effect.impossible-input", .warning, "no effect size: {role} is {value}, but {rule}")
  /// A value that cannot be stands in a column that the row's effect size does not need.
  public static let ignoredInput = NoteKind(
    "input.ignored", .warning,
    "{role} cannot be used in {rows}, where {rule}; the effect sizes there do not need it")
  /// Statements of the same uncertainty contradict each other.
  public static let conflictingUncertainty = NoteKind(
    "input.conflict", .warning,
    "{first} and {second} give standard errors that differ by more than 5% in {rows}; {first} is used")
  /// A count or a sample size is not a whole number.
  public static let fractionalCount = NoteKind(
    "input.fractional", .information,
    "{role} is not a whole number in {rows}: right for adjusted counts, otherwise a slip")
  /// A study has no effect size because the formula has no value for its inputs.
  public static let undefinedEffect = NoteKind("effect.undefined", .warning, "no {part}: {reason}")
  /// A study was left out, as the analysis asks for it, because both groups had no events, or nothing but events.
  public static let doubleZeroDropped = NoteKind(
    "zero-cell.dropped", .information,
    "left out: no events, or nothing but events, in both groups")
  /// Something was added to the counts of some studies, for the reason of a ``ZeroCellRule``.
  public static let zeroCellCorrected = NoteKind(
    "zero-cell.corrected", .information,
    "{add} was added to the counts of {count} of {studies} studies {reason}: rows {rows}")
  /// Something was added to the counts of one study.
  static let zeroCellCorrectedOnce = NoteKind(
    "zero-cell.corrected", .information,
    "{add} was added to the counts of {count} of {studies} studies {reason}: row {rows}")

  /// Every estimate is made of what was added.
  public static let nothingButAdditions = NoteKind(
    "zero-cell.no-events", .warning,
    "{who}, so that every estimate is made of what was added to the counts: neither these "
      + "numbers nor what is pooled from them say anything about an effect", comesFirst: true)

  /// Whether a note of this kind says that something was added to counts for the studies' own estimates.
  public var isZeroCellCorrection: Bool { code == NoteKind.zeroCellCorrected.code }
}

extension NoteKind {
  /// Whether a note of this kind says why a row has no effect size.
  public var explainsMissingEffect: Bool {
    [
      .missingInput, .impossibleInput, .undefinedEffect, .doubleZeroDropped, .noConversion, .missingForFormat,
      .formatNotTaken, .unknownCode, .rowVarianceNotOffered, .armElsewhere, .armsIncomplete,
      .comparisonElsewhere, .reasonStated,
    ].contains(self)
  }
}

/// The position of the route of which most roles are there, the preferred one of equals.
func closestRoute(_ routes: [[Role]], isPresent: (Role) -> Bool) -> Int {
  let counts = routes.map { $0.count(where: isPresent) }
  return counts.firstIndex(of: counts.max() ?? 0) ?? 0
}

extension RawEffect {
  /// The note for a study without an effect size or without a variance; `nil` when both are there.
  ///
  /// `columns` are the input columns by role, as the data name them.
  func note(
    row: Int, study: String?, from inputs: RawStudy, routes: [[Role]], columns: [Role: EffectSizes.InputColumn]
  ) -> Note? {
    guard yi.isNaN || vi.isNaN else { return nil }
    let part = yi.isNaN ? "effect size" : "sampling variance"
    if let fault { return fault.note(row: row, study: study, part: part) { columns[$0]?.column } }
    func place(_ role: Role) -> String { columns[role]?.place ?? role.rawValue }
    let complete = routes.filter { $0.allSatisfy { columns[$0] != nil } }
    let route = complete.isEmpty ? [] : complete[closestRoute(complete) { !inputs[$0].isNaN }]
    let missing = route.filter { inputs[$0].isNaN }.map(place)
    guard !missing.isEmpty else {
      let reason =
        route.contains(.pi) && inputs[.pi] == 0
        ? "a p value of 0 belongs to no finite statistic; give the statistic, or the bound that is printed for p"
        : "its formula has no finite value for these inputs"
      return Note(.undefinedEffect, row: row, study: study, ["part": .text(part), "reason": .text(reason)])
    }
    return Note(
      .missingInput, row: row, study: study, ["part": .text(part), "roles": .text(enumerated(missing))])
  }
}

extension RawEffect.Fault {
  /// The note for a study without its effect size, or another part, with the data's own names of columns.
  func note(
    row: Int, study: String?, part: String = "effect size", column: (Role) -> String?
  ) -> Note {
    func impossible(_ role: Role, _ value: Double, _ rule: String) -> Note {
      Note(
        .impossibleInput, row: row, study: study, column: column(role),
        ["role": .text(role.place(column(role))), "value": .number(value), "rule": .text(rule)])
    }
    switch self {
    case .impossible(let role, let value, let rule): return impossible(role, value, rule)
    case .reversedInterval(let lower, let from, let upper, let to):
      let rule = "the interval's upper end, \(upper.place(column(upper))), is \(numberText(to))"
      return impossible(lower, from, rule)
    case .undefined(let reason):
      return Note(.undefinedEffect, row: row, study: study, ["part": .text(part), "reason": .text(reason)])
    case .doubleZero: return Note(.doubleZeroDropped, row: row, study: study)
    }
  }
}
