import StudyRecords

extension NoteKind {
  /// A study has no effect size because inputs are missing.
  public static let missingInput = NoteKind(
    "effect.missing-input", .warning, "no {part}: missing {roles}")
  /// A study has no effect size because a value cannot be.
  public static let impossibleInput = NoteKind(
    "effect.impossible-input", .warning, "no effect size: {role} is {value}, but {rule}")
  /// A study has no effect size because the formula has no value for its inputs.
  public static let undefinedEffect = NoteKind("effect.undefined", .warning, "no {part}: {reason}")
  /// A study was left out on request because both groups had no events, or nothing but events.
  public static let doubleZeroDropped = NoteKind(
    "zero-cell.dropped", .information,
    "left out on request: no events, or nothing but events, in both groups")
  /// Something was added to the counts of some studies because of zeros.
  public static let zeroCellCorrected = NoteKind(
    "zero-cell.corrected", .information,
    "{add} was added to the counts of {count} of {studies} studies because of zeros: rows {rows}")
}

extension RawEffect {
  /// The note for a study without an effect size or without a variance; `nil` when both are there.
  func note(row: Int, study: String?, from inputs: RawStudy, routes: [[Role]]) -> Note? {
    guard yi.isNaN || vi.isNaN else { return nil }
    let part = yi.isNaN ? "effect size" : "sampling variance"
    switch fault {
    case .impossible(let role, let value, let rule):
      return Note(
        .impossibleInput, row: row, study: study,
        ["role": .text(role.rawValue), "value": .number(value), "rule": .text(rule)])
    case .undefined(let reason):
      return Note(.undefinedEffect, row: row, study: study, ["part": .text(part), "reason": .text(reason)])
    case .doubleZero: return Note(.doubleZeroDropped, row: row, study: study)
    case nil:
      let missing =
        routes.map { $0.filter { inputs[$0].isNaN } }.min { $0.count < $1.count }?.map(\.rawValue) ?? []
      guard !missing.isEmpty else {
        return Note(
          .undefinedEffect, row: row, study: study,
          ["part": .text(part), "reason": .text("its formula has no finite value for these inputs")])
      }
      return Note(
        .missingInput, row: row, study: study, ["part": .text(part), "roles": .text(enumerated(missing))])
    }
  }
}
