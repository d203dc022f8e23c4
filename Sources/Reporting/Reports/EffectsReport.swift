import MetaAnalysis

/// Effect sizes with the data they come from.
public struct EffectsReport: Sendable {
  /// The effect sizes.
  public var effects: EffectSizes
  /// The data they were computed from.
  public var table: StudyTable
  /// The data's name, digest and size.
  public var input: InputSummary

  /// A report on effect sizes.
  public init(effects: EffectSizes, table: StudyTable, input: InputSummary) {
    self.effects = effects
    self.table = table
    self.input = input
  }

  /// The effect sizes under the schema `tutti.effects/1`.
  public var json: JSONValue {
    .object([
      "schema": "tutti.effects/1", "engine": Engine.json, "input": input.json,
      "measure": .text(effects.measure?.code),
      "rows": .list(
        effects.rows.map { row in
          .object([
            "row": .integer(row.row), "study": .text(row.study), "yi": .number(row.yi), "vi": .number(row.vi),
            "sei": .number(row.sei),
          ])
        }),
      "notes": effects.notes.json,
    ])
  }
}
